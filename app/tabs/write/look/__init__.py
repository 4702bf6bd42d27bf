"""Looking inside: what the model was given, and who wrote what."""
