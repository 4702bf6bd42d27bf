"""The editor of code."""
