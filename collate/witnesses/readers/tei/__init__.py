"""Reads TEI: the text of a file, the stages of its correction, or the witnesses of its apparatus.

`elements` has the tables of what becomes of each element and attribute; docs/tei.md is written from them. `reading`
makes the Sources. On the way: `document` finds the text in the file; `edition` settles the apparatus (`names` its
witnesses, `apparatus` its entries, `linking` and `located` the words that entries apart from the text are about);
`text` walks through it for one witness. `cells` keeps the alignment of an apparatus, `places` the bytes of a base.
"""

from collate.witnesses.readers.tei.reading import read, read_hands, read_witnesses

__all__ = ["read", "read_hands", "read_witnesses"]
