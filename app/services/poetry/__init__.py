"""Poems: composing them, checking them, keeping them."""
