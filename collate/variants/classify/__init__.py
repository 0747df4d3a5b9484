"""Label how a reading differs. Start with `readings`; `words` compares two words, `slips` letters, `absences` gaps."""
