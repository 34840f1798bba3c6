"""What every room stands on: errors, progress, clocks."""
