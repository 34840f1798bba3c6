"""Derive, wrap, sign, verify: bytes in, bytes out. Knows no row and no file."""
