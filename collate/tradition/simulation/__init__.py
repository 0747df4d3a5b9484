"""Simulate: a tradition whose truth is known, to measure tools by. `scribe` copies, `tradition` multiplies."""
