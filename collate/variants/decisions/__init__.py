"""The editor's decisions: `file` reads and writes them, `place` locates them in the text, the others apply them."""
