"""The rich text editor of the Write tab."""
