"""The checks of a translation: each takes what the two sides of a bead say, and gives its doubts."""
