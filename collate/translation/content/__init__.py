"""What a passage says that can be compared across languages: numbers, dates, names, small words, terms.

Start with `statements`, which gathers it for both sides of every sentence pair.
"""
