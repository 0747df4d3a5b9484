"""The editor's decisions: `file` reads and writes them, `place` finds where they belong, the others replay them."""
