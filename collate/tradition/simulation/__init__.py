"""Simulated traditions whose truth is known, to measure tools by.

`scribe` copies a text with the slips that scribes make; `copies` makes a tradition of such copies.
"""
