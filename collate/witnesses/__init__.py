"""Read files and make witnesses of them.

Input: the files that the user named. Output: `Source`s (the text of a file, unaltered, with marks) and `Witness`es (a
source and its tokens). Start with `sources`; `readers` hold a module for each format, `tokenisers` cut words,
`normalisers` make the forms that are compared, `language` settles the language of each source.
"""
