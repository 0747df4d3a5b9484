"""Simulated traditions with known alignment and stemma, for testing tools.

`scribe` copies a text with the slips that scribes make; `copies` makes a tradition of such copies.
"""
