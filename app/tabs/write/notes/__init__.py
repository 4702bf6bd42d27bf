"""What the person has the model know and heed: style, characters, facts, a note, phrases."""
