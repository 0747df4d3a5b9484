"""How results leave the program: text made safe for people, and files written whole or not at all.

`wording` spells sigla, omissions and characters that cannot be shown; `files` writes a file aside and renames it;
`formats` names a format by the ending of a file. Nothing here knows a witness or an apparatus. Start with `files`.
"""
