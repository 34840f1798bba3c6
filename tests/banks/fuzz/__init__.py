"""Damaged and hostile question files over every reader, each reader in a process with limits."""
