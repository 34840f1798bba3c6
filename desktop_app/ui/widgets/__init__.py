"""Reusable widgets that know nothing of the product."""

from desktop_app.ui import singletons

# Before the first of many thousand Qt calls.
singletons.keep()
