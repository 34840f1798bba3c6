"""The pages an examiner sees."""
