"""Projects: many chapters, many witnesses, one command. `file` → `sections` → `matching` → `work`, by `crew`."""
