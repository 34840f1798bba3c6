"""Workbooks and csv as sheets of text, read where they can do no harm."""
