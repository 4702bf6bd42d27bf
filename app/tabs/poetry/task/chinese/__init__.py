"""Chinese verse: tones, rhyme books, forms, and what breaks them."""
