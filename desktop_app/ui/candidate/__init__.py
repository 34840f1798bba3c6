"""The pages a candidate sees."""
