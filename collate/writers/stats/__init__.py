"""Statistics of an apparatus: as tables (`tables`) and as pictures (`pictures`)."""
