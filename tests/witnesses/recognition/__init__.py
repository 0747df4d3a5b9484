"""Readers of pages, each on small pages that the tests make."""
