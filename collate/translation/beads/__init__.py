"""Align the segments of a text with those of its translation, without a trained model. Start with `align.beads`.

A bead joins up to four segments of one side with up to four of the other. Its score (`scores`) depends on how frequent
such beads are, how well the lengths agree, and how much likelier the words are together than by chance, by a lexicon
(`lexicon`) that begins with shared forms and dictionary entries (`seeds`) and is learnt from the texts themselves in
several passes (`learn`). `search` finds the best path; only a band around anchors is computed (`band`).

After W. Gale and K. Church (1993) for lengths, P. Brown et al. (1993), model 1, for words.
"""
