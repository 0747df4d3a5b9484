"""From files to witnesses.

Comes in: what the user named. Goes out: `Source`s (the text of a file, untouched, with marks) and `Witness`es (a
source and its tokens). Start with `sources`; `readers` hold a module for each format, `tokenisers` cut words,
`normalisers` make the forms that are compared, `language` settles the language of each source.
"""
