"""Analyse: what a collation shows. `units` reads off the places where witnesses differ."""
