"""The HTML page: one file with its style, script and data.

Start with `edition` (which bases, paragraphs and translations it shows), then `data` (the JSON that its script reads)
and `html`; the script itself is in `assets`.
"""
