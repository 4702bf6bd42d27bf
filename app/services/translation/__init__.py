"""Translation: what is kept, and what asks the engine."""
