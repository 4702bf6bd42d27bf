"""English verse: sounds, forms, the checker, and the search for lines that rhyme and scan."""
