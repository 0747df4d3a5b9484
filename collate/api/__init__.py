"""The functions of `import collate`, called by programs and by the commands; a module for each kind of work.

Input: texts, paths, open files, tokens, elements (`witnesses` accepts them all) and plain arguments. Output: the data
types of `model`; `writing` writes them, `exports` makes dicts and pandas tables of them. Nothing is printed.
Start with `collating`, which aligns witnesses and reads the apparatus off the alignment.
"""
