"""Align the words of the witnesses: rows of forms come in, a table of integers goes out.

    Aligner(rows: Sequence[Sequence[str]], *, ...) -> Alignment

An aligner gets strings and returns an array of shape (positions, rows) of token numbers, -1 for none, with remarks on
how it was made. It knows nothing of witnesses, files or languages. Start with `anchored`, the default aligner;
`constraints` turns the user's anchors and sections into arguments of the aligners; `transpositions` finds moved words
in the finished table.
"""
