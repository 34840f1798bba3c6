"""The window. Never SQL, never a decision."""

from desktop_app.ui import singletons

# Before the first of many thousand Qt calls.
singletons.keep()
