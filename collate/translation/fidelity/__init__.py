"""The checks of a translation. Start with `findings`, which runs them all and ranks what they find.

Each of the other modules is one check: it takes the content of the two sides of a sentence pair and yields `Doubt`s.
`kinds` lists the kinds of findings.
"""
