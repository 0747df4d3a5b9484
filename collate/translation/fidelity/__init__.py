"""The checks of a translation. Start with `findings`, which runs them all and ranks what they find.

Each of the other modules is one check: it takes what the two sides of a sentence pair say, and gives its doubts.
`kinds` lists the kinds of findings.
"""
