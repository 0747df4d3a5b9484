"""A text and its translations: sentence pairs, what they say, and where they differ.

Comes in: `Source`s in different languages. Goes out: a `Parallel` of sentence pairs (called beads), findings, word
links, a table of several languages. Start with `sentence_pairs`; then `fidelity.findings` for the checks, `table` for
the table, `word_links` for single words. `bilingual_lexicon` holds what is known of two languages before the texts
are read.
"""
