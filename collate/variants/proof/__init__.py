"""Reading one witness for suspect places, without a base: start with `reading`, which asks the others in turn."""
