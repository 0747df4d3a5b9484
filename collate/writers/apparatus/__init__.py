"""The apparatus in every format (entry points `collate.apparatuses`).

Input: an `Apparatus`. Output: text for people (`text`, `html`, `markdown`, `docx`), for typesetting (`reledmac`,
`ekdosis`), for scripts (`json`, `csv`, `xlsx`, `parquet`), for editions (`tei`), for stemmatology (`matrix`) and
graphs. Start with `text`, the shortest; `rows` and `places` hold what several formats share.
"""
