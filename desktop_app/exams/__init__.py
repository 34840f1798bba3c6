"""Plans, papers, sittings, grading, results."""
