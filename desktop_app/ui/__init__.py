"""The window. Never SQL, never a decision."""
