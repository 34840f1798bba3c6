"""Roster, posts, roles, sign-in."""
