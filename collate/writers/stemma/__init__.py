"""Trees of witnesses: as text and in the formats of tree programs (`trees`), and drawn (`svg`)."""
