"""What a passage says that can be compared across languages: numbers, dates, small words."""
