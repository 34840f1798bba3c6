"""Faults from outside: kills, full disks, wrong clocks and bad files, through the real command line and real files."""
