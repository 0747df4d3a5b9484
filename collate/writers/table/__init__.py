"""The alignment table in every format (entry points `collate.tables`): a column per witness, a row per position."""
