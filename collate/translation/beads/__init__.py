"""Align the segments of a text with those of its translation, without a model: start with `align.beads`.

A bead joins up to four segments of one side with up to four of the other. What a bead is worth: how often such beads
are (`search`), how well the lengths agree, and how much likelier the words are together than by chance, by a lexicon
(`lexicon`) that begins with what both texts share and what dictionaries say, and is learnt on the texts themselves over
several passes (`learn`). The table of all pairs is never filled: a band around anchors is (`band`).

After W. Gale and K. Church (1993) for lengths, P. Brown et al. (1993), model 1, for words.
"""
