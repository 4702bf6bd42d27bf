"""The pane of reviews: an editor's comments, how the text reads, what is to be checked."""
