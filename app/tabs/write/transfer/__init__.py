"""Pieces to and from files."""
