"""The list of pieces, and what the panes beside the editor have in common."""
