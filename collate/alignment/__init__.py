"""Align the words of the witnesses: rows of forms come in, a table of integers goes out.

    Aligner(rows: Sequence[Sequence[str]], *, ...) -> Alignment

An engine gets strings and returns an array of shape (positions, rows) of token numbers, -1 for none, with remarks on
how it arose. It knows nothing of witnesses, files or languages. Start with `anchored`, the default engine;
`constraints` turns what a user says of the alignment into arguments of the engines; `transpositions` and `joins` read
the table.
"""
