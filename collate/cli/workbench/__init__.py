"""The workbench: a local server and one page, on which an editor decides in the browser (`collate edit`).

Input: the witnesses of a text, or a project; requests of the page. Output: what the page shows, as JSON, and the file
of decisions, through the same functions as `collate decide`. Start with `desk`, which holds the text that is being
edited; `routes` says what the page can ask, `security` who may ask at all.
"""
