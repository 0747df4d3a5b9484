"""Proof-reading: find suspect places in one witness, without a base. Start with `reading`, which runs all checks."""
