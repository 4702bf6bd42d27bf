"""The sheet that shows a poem, with what was found of it."""
