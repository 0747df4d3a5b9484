"""Views of an apparatus, or of a text with its translations, in the terminal.

Input: an `Apparatus` or `Versions`. Output: rich renderables; `cli` decides where they go, how wide, in what
colours. Text reaches them only through `io.wording.visible`, and never as rich's markup. Start with `reading`,
the view of `collate diff`.
"""
