"""Practice: what a person practises, when it comes back, and how far they have come. Its marks count for nothing."""
