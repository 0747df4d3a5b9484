"""Tokenisers make a Witness of a Source; tokens are offsets into the unaltered text.

    Tokeniser(source, *, ...) -> Witness

The first normal form of a token is its text, joined over line ends; normalisers then change it.
"""
