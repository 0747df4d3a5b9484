"""What can be counted of an apparatus: as tables (`tables`) and as pictures (`pictures`)."""
