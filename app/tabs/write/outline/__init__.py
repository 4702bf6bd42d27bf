"""The outline of a piece as a tree that is edited and drafted, or the headings of its text."""
