"""Practice as a candidate meets it: what to practise, one question at a time, how far they have come."""
