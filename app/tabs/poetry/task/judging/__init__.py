"""What is found of a poem of each kind, in the terms of `verse`."""
