"""Write: an Apparatus to a text stream, one module a format.

    Writer(apparatus, out, *, ...) -> None

Table writers (``collate.tables``) print every position, apparatus writers (``collate.apparatuses``) one
entry a unit. No text is ever markup, formula or control sequence in what they write.
"""
