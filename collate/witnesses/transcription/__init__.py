"""Recognises what a transcriber has written into a plain text that is not text.

Input: `Source`s as they stand in their files. Output: the same sources with folio marks, bars, numbers of verses,
line ends within words and brackets within words taken out of the content and kept as `Sign`s, and with the places and
marks that they stand for. Start with `recognition`, which calls the steps in order; each step is a module. What leaves
no doubt is recognised by itself: evidence is that a sign recurs, that numbers run in sequence, that the whole word
occurs elsewhere. What can mean several things (whole words in brackets) is read by a convention with a name, in
`conventions`.
"""
