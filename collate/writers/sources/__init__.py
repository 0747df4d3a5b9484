"""Writes sources as they were read: the text with its places, what is marked in it, and what was set aside.

Input: `Source`s. Output: text for people (`text`) or JSON (`json`); both are what `collate read` prints.
"""
