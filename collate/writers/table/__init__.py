"""The alignment table in every format (entry points `collate.tables`): a column a witness, a row a position."""
