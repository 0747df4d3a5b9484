"""Statistics of a tradition: agreements of witnesses, trees, and changes of side.

Input: an `Apparatus`. Output: characters (`characters`: a witness a row, a unit a column), counts (`agreement`),
trees (`trees`). Start with `stemma`, which `collate stats` and `collate stemma` call. `simulation` makes traditions
whose true tree is known.
"""
