"""Extract what can be compared across languages from a passage: numbers, dates, names, function words, terms.

Start with `statements`, which gathers it for both sides of every sentence pair.
"""
