"""The established text alone, without its apparatus: a module for each format."""
