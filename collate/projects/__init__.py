"""Projects: collate many sections of many witnesses, and redo only what has changed.

Input: a folder with a `collate.toml`. Output: the results of every section, made again only where something
changed. Start with `running`; the steps are `file` (read the plan), `sections` (cut the witnesses), `matching` (which
sections belong together), `work` (collate one section), `crew` (on which cores or machines), `store` (what was made
from what).
"""
