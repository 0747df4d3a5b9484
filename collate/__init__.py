"""Collate: compare the witnesses of a text. Start reading at `pipeline.py`."""
