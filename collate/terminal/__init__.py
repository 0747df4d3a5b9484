"""Views of an apparatus, or of a text with its translations, in the terminal.

Comes in: an `Apparatus` or `Versions`. Goes out: rich renderables; `cli` decides where they go, how wide, in what
colours. Text reaches them only through `output.wording.visible`, and never as rich's markup. Start with `reading`,
the view of `collate diff`.
"""
