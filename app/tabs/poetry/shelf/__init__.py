"""Poems to choose from: those that are kept, and candidates for the one on the page."""
