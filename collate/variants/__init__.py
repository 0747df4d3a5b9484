"""Derive variation units from a collation, label how readings differ, and apply the editor's decisions.

Input: a `Collation`. Output: an `Apparatus` of `Unit`s whose `Reading`s have `Label`s. Start with `units`, then
`classify` (why readings differ), `labelling` (labels and decisions together), `decisions` (the editor's file) and
`entries` (a unit as it is printed). `proof` looks for suspect places in a single witness.
"""
