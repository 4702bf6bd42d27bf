"""How English words sound (data/english.README.md says where the dictionary is from).

A word that the dictionary does not know has no sounds: nothing is guessed.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import product

FIRST = ord("#")  # the character that stands for the first phone in the data
LEVELS = 3  # blocks of the data with common words, the most common first
# Monosyllables that carry a beat or none, as the line wants; articles carry none.
ARTICLES = frozenset(("a", "an", "the"))
FUNCTION = ARTICLES | {
    "of", "and", "or", "nor", "but", "if", "so", "as", "at", "by", "for", "from", "in",
    "into", "on", "to", "up", "with", "than", "that", "this", "these", "those", "i", "you",
    "he", "she", "it", "we", "they", "me", "him", "her", "us", "them", "my", "your", "his",
    "its", "our", "their", "thou", "thee", "thy", "ye", "am", "is", "are", "was", "were",
    "be", "been", "do", "does", "did", "has", "have", "had", "can", "could", "may", "might",
    "must", "shall", "should", "will", "would", "not", "no", "who", "whom", "whose",
    "which", "what", "when", "where", "while", "how", "why", "there", "here", "then", "i'm",
    "i'll", "i've", "i'd", "he's", "she's", "it's", "we're", "we'll", "they're", "they'll",
    "you're", "you'll", "'tis", "'twas", "o'er", "ere", "till", "through", "one", "some",
    "such", "too", "yet",
}  # fmt: skip
LEANING = frozenset((  # longer or heavier words that want another one after them
    "against", "almost", "although", "among", "another", "any", "because", "between", "during",
    "each", "especially", "every", "extremely", "including", "like", "merely", "nearly", "onto",
    "quite", "rather", "simply", "since", "toward", "towards", "unless", "until", "upon", "very",
    "whether", "within",
))  # fmt: skip
ABBREVIATED = frozenset(("am", "fine", "us"))  # A.M., a name and U.S. are other words
I_WORDS = frozenset(("i", "i'm", "i've", "i'll", "i'd"))
ONSETS = frozenset((
    "B R", "B L", "B Y", "D R", "D W", "D Y", "F R", "F L", "F Y", "G R", "G L", "G W",
    "G Y", "HH W", "HH Y", "K R", "K L", "K W", "K Y", "M Y", "N Y", "P R", "P L", "P Y",
    "S K", "S L", "S M", "S N", "S P", "S T", "S W", "S F", "SH R", "T R", "T W", "T Y",
    "TH R", "TH W", "V Y", "S K R", "S K L", "S K W", "S K Y", "S P R", "S P L", "S P Y",
    "S T R", "S T Y",
))  # fmt: skip
WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?|'[^\W_]+(?:'[^\W_]+)*'?")
SIBILANTS = frozenset(("S", "Z", "SH", "ZH", "CH", "JH"))
VOICELESS = frozenset(("P", "T", "K", "F", "TH"))
VOWEL = re.compile(r"[A-Z]+[012]")

Phones = tuple[str, ...]


@dataclass(frozen=True)
class Sound:
    """One pronunciation, in ARPAbet. `elided` says that verse may say it so, to save a syllable."""

    phones: Phones
    elided: bool = False

    @cached_property
    def stress(self) -> str:
        """The syllables: 1 for the main stress, 2 for a lesser one, 0 for none."""
        return "".join(phone[-1] for phone in self.phones if is_vowel(phone))

    @property
    def syllables(self) -> int:
        return len(self.stress)

    @cached_property
    def rhyme(self) -> Phones:
        """The phones from the last stressed vowel on, without the marks of stress."""
        return tuple(phone.rstrip("012") for phone in self.phones[self._stressed :])

    @cached_property
    def onset(self) -> Phones:
        """The consonants with which the syllable of the last stressed vowel begins."""
        start = at = self._stressed
        while start and not is_vowel(self.phones[start - 1]):
            start -= 1
        consonants = self.phones[start:at]
        if start and not consonants and self.phones[start - 1].startswith("ER"):
            return ("R",)
        while len(consonants) > 1 and " ".join(consonants) not in ONSETS:
            consonants = consonants[1:]
        return consonants

    @property
    def ending(self) -> Phones:
        """The phones from the last vowel on, without the marks of stress."""
        last = max((n for n, phone in enumerate(self.phones) if is_vowel(phone)), default=0)
        return tuple(phone.rstrip("012") for phone in self.phones[last:])

    @cached_property
    def _stressed(self) -> int:
        vowels = [at for at, phone in enumerate(self.phones) if is_vowel(phone)]
        stressed = [at for at in vowels if self.phones[at][-1] != "0"]
        return (stressed or vowels or [0])[-1]


def is_vowel(phone: str) -> bool:
    return phone[-1] in "012"


def words_of(line: str) -> list[str]:
    """Return the words of a line, hyphens and dashes dividing them."""
    return WORDS.findall(normal(line))


def normal(text: str) -> str:
    """Return a text as the dictionary spells it."""
    return text.replace("\u2019", "'").replace("\u2018", "'").casefold()


@cache
def sounds(word: str) -> tuple[Sound, ...]:
    """Return the pronunciations of a word, the usual one first; empty for one that is unknown.

    What is certain is derived: the possessive of a known word.
    """
    word = normal(word)
    found = _listed(word)
    if not found and word.endswith("'s"):
        found = tuple(Sound(each.phones + _suffix(each.phones[-1])) for each in sounds(word[:-2]))
    if not found and word.endswith("s'"):
        found = sounds(word[:-1])
    return found or (_listed(word.strip("'")) if word != word.strip("'") else ())


@cache
def variants(word: str) -> tuple[Sound, ...]:
    """Return the pronunciations of a word with those that verse may shorten."""
    plain = sounds(word)
    short = (Sound(phones, elided=True) for each in plain for phones in _elisions(each.phones))
    known = {each.phones for each in plain}
    return plain + tuple(each for each in dict.fromkeys(short) if each.phones not in known)


@cache
def is_light(word: str) -> bool:
    """Tell whether a word of one syllable usually carries no stress."""
    return normal(word) in FUNCTION


@cache
def begins_with_vowel(word: str) -> bool:
    return is_vowel(sounds(word)[0].phones[0])


def leans(word: str) -> bool:
    """Tell whether a line had better not end with a word."""
    return is_light(word) or normal(word) in LEANING


@cache
def common(level: int = 1) -> tuple[str, ...]:
    """Return the words of the most common levels, of 1 to 3; none is a name."""
    blocks = _text().split("\n\n")[1 : 1 + min(level, LEVELS)]
    return tuple(row.partition(" ")[0] for block in blocks for row in block.split("\n"))


@cache
def rhyming(level: int = 2) -> Mapping[Phones, tuple[str, ...]]:
    """Return the common words of each rhyme, by every way they are pronounced."""
    groups: dict[Phones, list[str]] = {}
    for word in common(level):
        for part in dict.fromkeys(sound.rhyme for sound in sounds(word)):
            groups.setdefault(part, []).append(word)
    return {part: tuple(words) for part, words in groups.items()}


@cache
def _text() -> str:
    data = files("app.tabs.poetry").joinpath("data", "english_sounds.txt.gz").read_bytes()
    return gzip.decompress(data).decode()


@cache
def _phones() -> Phones:
    return tuple(_text()[: _text().index("\n")].split(" "))


@cache
def _known() -> Mapping[str, str]:
    rows = (row.partition(" ") for row in _text().split("\n")[1:] if row)
    return {word: signs for word, _, signs in rows}


def _listed(word: str) -> tuple[Sound, ...]:
    phones = _phones()
    readings = _known().get(word, "").split()[: 1 if word in ABBREVIATED else None]
    return tuple(Sound(tuple(phones[ord(s) - FIRST] for s in signs)) for signs in readings)


def _suffix(last: str) -> Phones:
    if last in SIBILANTS:
        return ("IH0", "Z")
    return ("S",) if last in VOICELESS else ("Z",)


def _elisions(phones: Phones) -> Iterator[Phones]:
    """Give the ways to say a word with fewer syllables, as verse does: heav'n, pow'r, glor-yous."""
    choices = [
        ((phone,), short) if (short := _short(phones, at)) is not None else ((phone,),)
        for at, phone in enumerate(phones)
    ]
    for picked in product(*choices):
        said = tuple(phone for part in picked for phone in part)
        if said != phones and any(map(is_vowel, said)):
            yield said


def _short(phones: Phones, at: int) -> Phones | None:
    """Return what an unstressed vowel may become, None where it stays."""
    phone = phones[at]
    before = phones[at - 1] if at else ""
    after = phones[at + 1] if at + 1 < len(phones) else ""
    beyond = phones[at + 2] if at + 2 < len(phones) else ""
    if not before:
        return None
    if phone == "ER0" and (is_vowel(before) or (after and is_vowel(after))):
        return ("R",)
    if phone == "IY0" and not is_vowel(before) and after and is_vowel(after) and after[-1] == "0":
        return ("Y",)
    if phone in ("AH0", "IH0"):
        syncope = after in ("L", "N", "R") and beyond and is_vowel(beyond)
        closing = before == "V" and after in ("L", "N") and not beyond
        return () if syncope or closing else None
    return None
