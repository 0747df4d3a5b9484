"""Readers make Sources of the bytes of a file, one module per format.

    Reader(data: bytes, *, path, siglum, encoding) -> list[Source]

A reader gets the whole file as bytes (`files.load` limits its size) and never alters the text: structure goes into
marks, messages for the user into the origin's notes.
"""
