"""The pure part of the Poetry tab: forms, rhymes, checks."""
