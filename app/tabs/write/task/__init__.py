"""Writing as pure text work: pieces, kinds, outlines, drafting, reviews, authorship."""
