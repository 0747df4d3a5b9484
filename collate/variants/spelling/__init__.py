"""Learn from a collation which letters correspond in the spellings of its witnesses.

Input: a `Collation` (a table of aligned words). Output: a `Learnt`, which says of two words whether they are one word
in two spellings, how sure that is, and by which correspondences of letters. No list of any language is needed.
Start with `learnt`; `facing` counts, `letters` finds the letters by which two words differ, `estimate` weighs them,
`file` writes what was learnt and reads it again.
"""
