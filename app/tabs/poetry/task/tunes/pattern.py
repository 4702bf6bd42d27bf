"""What a tune (词牌) asks of a poem: lines, tones, rhymes, and how well each is attested."""

from __future__ import annotations

import re
from dataclasses import dataclass

LEVEL, OBLIQUE, FREE = "平", "仄", "中"
ENTERING = "入"
HAN = re.compile(r"[〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
LINE_END = re.compile(r"[，。！？；,.!?;\n]+")


@dataclass(frozen=True)
class Rhyme:
    """What a line's last character rhymes with: lines of one group share a rhyme.

    The tone is 平, 仄 (rising, departing or entering), or 入 (entering only).
    """

    group: int
    tone: str


@dataclass(frozen=True)
class Line:
    """One line: a tone for each character (平, 仄, or 中 for either), pauses (读), rhyme.

    `level` and `oblique` count the poems that have each tone at a position, characters of two
    tones left out. A pause is the number of characters before it. A line that `repeats` says
    the end of the line before again.
    """

    tones: str
    pauses: tuple[int, ...]
    rhyme: Rhyme | None
    repeats: bool
    level: tuple[int, ...]
    oblique: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.tones)


@dataclass(frozen=True)
class Poem:
    """A poem that shows a variant, under the name its tune has there."""

    author: str
    tune: str
    lines: tuple[str, ...]

    @property
    def title(self) -> str:
        """Return the poem's name as one cites it: its tune and its first line."""
        return f"{self.tune}·{self.lines[0]}"


@dataclass(frozen=True)
class Variant:
    """One form (体) of a tune; `stanzas` holds the number of each stanza's first line."""

    lines: tuple[Line, ...]
    stanzas: tuple[int, ...]
    poems: int
    model: Poem

    @property
    def characters(self) -> int:
        """Return how many characters a poem of this form has."""
        return sum(len(line) for line in self.lines)

    @property
    def rhyme_tones(self) -> tuple[str, ...]:
        """Return the tones its rhymes have, in the order they first appear."""
        return tuple(dict.fromkeys(line.rhyme.tone for line in self.lines if line.rhyme))

    @property
    def rhyme_groups(self) -> tuple[int, ...]:
        """Return its rhymes, in the order they first appear; more than one is 换韵."""
        return tuple(dict.fromkeys(line.rhyme.group for line in self.lines if line.rhyme))


@dataclass(frozen=True)
class Tune:
    """A tune by its usual name, its other names, and its forms, the most written first."""

    name: str
    aliases: tuple[str, ...]
    variants: tuple[Variant, ...]

    @property
    def poems(self) -> int:
        """Return how many poems stand behind its forms."""
        return sum(variant.poems for variant in self.variants)


def split_lines(text: str) -> tuple[str, ...]:
    """Return a poem's lines without punctuation; a pause mark (、) ends no line."""
    lines = ("".join(HAN.findall(line)) for line in LINE_END.split(text))
    return tuple(line for line in lines if line)
