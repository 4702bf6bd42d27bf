"""Completion at the cursor: what asks the engine between a keystroke and a suggestion."""
