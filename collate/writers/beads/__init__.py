"""Sentence pairs in every format (entry points `collate.beads`)."""
