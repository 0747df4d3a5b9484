"""Why a reading differs. Start with `readings`; `words` compares two words, `slips` two letters, `absences` gaps."""
