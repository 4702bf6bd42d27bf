"""The versions of a piece: looked at, compared, named, brought back."""
