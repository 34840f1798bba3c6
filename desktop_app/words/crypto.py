"""Texts of ``crypto``: it raises nothing that a person meets."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
