"""The view of what was changed in a text."""
