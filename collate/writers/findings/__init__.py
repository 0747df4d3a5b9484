"""Findings of the checks of translations in every format (entry points `collate.findings`)."""
