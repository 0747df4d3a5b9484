"""Normalisers make the form by which tokens are compared.

    Normaliser(str) -> str

`nfc` always runs; the others are switched on by name. `fold` makes the simpler form by which words are
*aligned*: forms that it merges are still reported as different.
"""
