"""A folder with Inkstone and models, for computers without a network."""
