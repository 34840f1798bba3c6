"""Certificates: issued, drawn, proved, verified, revoked."""
