"""Align: rows of strings to a table of integers.

    Aligner(rows: Sequence[Sequence[str]], *, ...) -> Alignment

An engine sees strings and returns, in an `Alignment`, an array of shape (positions, rows) of token indices,
-1 for none, with remarks on how it came about. It knows nothing of witnesses, files or scripts.
"""
