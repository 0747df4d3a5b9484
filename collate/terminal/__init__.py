"""Show: an Apparatus, or the sections of several texts, for the terminal.

Each view returns rich renderables; `cli` decides where they go, how wide and in what colours. Text reaches
them only through `wording.visible`, and never as rich's markup.
"""
