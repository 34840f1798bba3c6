"""The tour: the whole main job on the real windows, by real mouse and key events."""
