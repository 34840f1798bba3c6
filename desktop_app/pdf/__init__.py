"""Fonts and their fallback, page frame, codes: the only user of reportlab."""
