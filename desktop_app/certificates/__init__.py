"""Certificates: issued, drawn, proved, verified."""
