"""Composing Chinese verse: what a model may write at each place, and what it is asked."""
