"""Normalise: the form by which tokens are compared.

    Normaliser(str) -> str

`nfc` always runs; the others are switched on by name. `fold` makes the rougher form by which words are
*aligned*: what it merges is still reported as a difference.
"""
