"""Tokenise: a Source to a Witness, by offsets into the untouched text.

    Tokeniser(source, *, ...) -> Witness

The tokens' first normal form is what stands in the text, joined over line ends. `sections` finds the
headings, `script` the script and language that the choice of rules hangs on.
"""
