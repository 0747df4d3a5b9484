"""The overview of several translations: as tables (`tables`) and as pictures (`pictures`); `collate.overviews`."""
