"""How long a text is: Chinese in characters, English in words, and how long it takes to read.

Chinese is counted as the character count (字数) of word processors does, which is what editors,
teachers and customers mean by it: every Han character, kana or syllable and every full-width
punctuation mark is one, a word or a number in another script is one, blanks are none. So one rule
does for every mixture, and for a text without Han characters it gives the number of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from app.piece import Block

Unit = Literal["characters", "words"]

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WIDE = (
    r"\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff\uff01-\uff65\U00020000-\U0003ffff"
)
_WIDE_ONE = re.compile(f"[{_WIDE}]")
# Marks that Chinese shares with other scripts; they are full-width between Chinese characters.
_SHARED_MARK = re.compile(f"(?<=[{_WIDE}“‘])[“”‘’…—·]|[“”‘’…—·](?=[{_WIDE}])")
_WORD = re.compile(rf"(?:(?![{_WIDE}])[^\W_])(?:(?![{_WIDE}])[\w'’.,/@%+&:-])*")

# Words a minute of silent reading: M. Brysbaert, "How many words do we read per minute?", Journal
# of Memory and Language 109 (2019). What takes an English word takes about 1.65 Chinese characters,
# and rates in other languages follow the words that they need for the same message (ibid.).
WORDS_A_MINUTE, CHARACTERS_A_MINUTE = 238, 390
# Reading aloud to an audience: ibid. 183, less the pauses of a speech.
SPOKEN_WORDS_A_MINUTE, SPOKEN_CHARACTERS_A_MINUTE = 140, 230


def is_chinese(language: str) -> bool:
    return language.split("-")[0] == "zh"


def unit(language: str) -> Unit:
    """Return what lengths in a language are counted in."""
    return "characters" if language.split("-")[0] in ("zh", "ja") else "words"


def wide(text: str) -> int:
    """Count East Asian characters, with their punctuation."""
    return len(_WIDE_ONE.findall(text)) + len(_SHARED_MARK.findall(text))


def words(text: str) -> int:
    """Count the words and numbers of scripts with letters."""
    return len(_WORD.findall(text))


def length(text: str) -> int:
    """Return how long a text is, in characters where it is Chinese and in words where it is not."""
    return wide(text) + words(text)


def reading_minutes(text: str, *, aloud: bool = False) -> float:
    """Return how long a text takes to read, in minutes."""
    fast = (WORDS_A_MINUTE, CHARACTERS_A_MINUTE)
    words_a_minute, characters_a_minute = (
        (SPOKEN_WORDS_A_MINUTE, SPOKEN_CHARACTERS_A_MINUTE) if aloud else fast
    )
    return words(text) / words_a_minute + wide(text) / characters_a_minute


def language_of(text: str) -> str:
    """Return the language to ask a model in: Chinese where a good part of the text is."""
    han = len(HAN.findall(text))
    return "zh" if han and han >= words(text) else "en"


def tokens(text: str) -> int:
    """Estimate the tokens of a text, rather too many: for where no model can be asked."""
    characters = len(_WIDE_ONE.findall(text))
    return characters + -(-(len(text) - characters) * 2 // 7)


class Measure(NamedTuple):
    """How long a text is, in the unit of its language, and how many minutes it takes to read."""

    length: int
    minutes: float


@lru_cache(maxsize=50_000)
def measure(block: Block) -> Measure:
    """Measure a block; one that was measured before costs nothing."""
    cells = ("".join(run.text for run in cell) for row in block.rows for cell in row)
    text = "\n".join([block.text, *cells])
    return Measure(length(text), reading_minutes(text))


def piece_length(blocks: Iterable[Block]) -> int:
    """Return how long a piece is."""
    return sum(measure(block).length for block in blocks)
