"""What keeps an exam to its window, and the app to whoever is signed in. Everything here ends with the process."""
