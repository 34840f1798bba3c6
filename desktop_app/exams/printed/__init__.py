"""The exam on paper: the paper, its answer sheet and key as PDF, and the number by which answers find back to it."""
