"""What a collation shows: variation units, why their readings differ, and what the editor decided.

Comes in: a `Collation`. Goes out: an `Apparatus` of `Unit`s whose `Reading`s carry `Label`s. Start with `units`, then
`classify` (why readings differ), `labelling` (labels and decisions together), `decisions` (the editor's file) and
`entries` (a unit as it is printed). `proof` reads a single witness for suspect places.
"""
