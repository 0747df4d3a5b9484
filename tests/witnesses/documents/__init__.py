"""Readers of documents, each on small documents that the tests make."""
