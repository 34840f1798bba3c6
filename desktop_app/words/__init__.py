"""Codes and facts become sentences, in Chinese and English."""
