"""Questions, their banks and the files they come from."""
