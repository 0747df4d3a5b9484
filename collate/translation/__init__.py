"""Align a text with its translations, and check what the translations leave out, add or change.

Input: `Source`s in different languages. Output: a `Parallel` of sentence pairs (called beads), findings, word links,
a table of several languages. Start with `sentence_pairs`; then `fidelity.findings` for the checks, `table` for the
table, `word_links` for single words. `bilingual_lexicon` collects word pairs from dictionaries and termbases.
"""
