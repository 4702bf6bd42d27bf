"""Pieces of writing, read from files of other programs and written to them."""
