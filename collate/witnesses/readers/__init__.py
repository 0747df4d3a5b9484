"""Read: a path or a stream to Sources.

    Reader(data: bytes, *, path, siglum, encoding) -> list[Source]

A reader gets the whole file as bytes (`files.load` bounds its size) and never alters the text it finds:
what it knows besides goes into marks and into the origin's notes.
"""
