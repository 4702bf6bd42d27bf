"""How the data of 词牌 are derived from a corpus (see app/tabs/poetry/data/tunes_README.md)."""
