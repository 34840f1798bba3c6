"""The pages before anybody is signed in: first start, unlocking, the Door."""
