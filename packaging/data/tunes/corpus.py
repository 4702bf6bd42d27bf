"""The poems of the npm package chinese-poetry as lines, with the names of their tunes."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.tabs.poetry.task.chinese.readings import simplified
from tunes.names import ALIASES, APART, NO_TUNES, RENAMED, WELL_KNOWN

HAN = r"〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
LINE = re.compile(rf"([{HAN}□、]+)([，。！？；])")
NOT_TEXT = re.compile(r"《[^》]*》|（[^）]*）|〔[^〕]*〕|\s")
LONGEST_LINE = 11  # characters; a longer one has lost its punctuation
MEANT = "乾徵"  # characters that are traditional in other meanings only
SUITE, SUITE_LINES = 5, 3  # poems of a suite, lines of each, at least
FAME = ("baidu", "so360", "bing", "google")
CHOSEN, KNOWN = 20.0, 1000.0  # how far an anthology, and everyone, lift a poem's fame
EARLY_FAME = 42.0  # of the poems before 960, which nobody has counted


@dataclass
class Poem:
    """A poem's lines, where its sentences end (by the editor, who marks rhymes so), pauses."""

    tune: str
    written_as: str
    author: str
    lines: tuple[str, ...]
    stops: tuple[bool, ...]
    pauses: tuple[tuple[int, ...], ...]
    fame: float
    marked: bool

    @property
    def structure(self) -> tuple[int, ...]:
        """Return the lengths of the lines."""
        return tuple(map(len, self.lines))

    @property
    def whole(self) -> bool:
        """Return whether no character is lost."""
        return all("□" not in line for line in self.lines)


@dataclass
class Corpus:
    """The poems by tune, and the other names of tunes."""

    poems: dict[str, list[Poem]] = field(default_factory=lambda: defaultdict(list))
    aliases: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def read(folder: Path) -> Corpus:
    """Read the poems of Song and of the Five Dynasties from the unpacked package."""
    corpus = Corpus()
    seen: set[str] = set()
    for record, fame, marked in _records(folder / "dist"):
        written, tune = _names(_simplified(record["rhythmic"]))
        poem = _poem(record, tune, written, fame, marked)
        if poem is None or tune in NO_TUNES or "□" in tune or "".join(poem.lines) in seen:
            continue
        seen.add("".join(poem.lines))
        corpus.poems[tune].extend(_singles(poem))
        if written != tune and re.fullmatch(rf"[{HAN}]+", written):
            corpus.aliases[tune][written] += 1
    for tune, names in ALIASES.items():
        corpus.aliases[tune].update(dict.fromkeys(names.split(), 1))
    return corpus


def _singles(poem: Poem) -> list[Poem]:
    """Return the poems of a suite that stands in the corpus as one, by its repeated structure."""
    whole = poem.structure
    for size in range(SUITE_LINES, len(whole) // SUITE + 1):
        if whole == whole[:size] * (len(whole) // size):
            return [
                replace(
                    poem,
                    lines=poem.lines[at : at + size],
                    stops=poem.stops[at : at + size],
                    pauses=poem.pauses[at : at + size],
                )
                for at in range(0, len(whole), size)
            ]
    return [poem]


def _records(dist: Path) -> Iterator[tuple[dict[str, Any], float, bool]]:
    anthology = {
        "".join(poem["paragraphs"])[:12] for poem in _json(dist / "songci" / "宋词三百首.json")
    }
    files = sorted(dist.glob("songci/ci.song.*.json"), key=lambda path: (len(path.name), path.name))
    for path in files:
        ranks = _json(dist / "rank" / "ci" / path.name.replace("song.", "song.rank."))
        for poem, rank in zip(_json(path), ranks, strict=False):
            fame = sum(math.log1p(rank[engine]) for engine in FAME)
            chosen = "".join(poem["paragraphs"])[:12] in anthology
            yield poem, fame + CHOSEN * chosen, True
    for path in sorted(dist.glob("wudaishici/huajianji/*-juan.json")):
        yield from ((poem, EARLY_FAME, False) for poem in _json(path))
    for poem in _json(dist / "wudaishici" / "nantang" / "poetrys.json"):
        yield poem, EARLY_FAME, False


def _json(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _simplified(text: str) -> str:
    return "".join(c if c in MEANT else simplified().get(c, c) for c in text)


def _names(rhythmic: str) -> tuple[str, str]:
    """Return the name a poem's tune has there, and its usual one ("written・usual")."""
    name = re.sub(r"“[^”]*”|[（(].*|\s.*", "", rhythmic)
    written, _, usual = name.partition("・")
    if written in APART:
        return written, APART[written]
    return written, RENAMED.get(usual or written, usual or written)


def _poem(
    record: dict[str, Any], tune: str, written: str, fame: float, marked: bool
) -> Poem | None:
    text = NOT_TEXT.sub("", _simplified("".join(record["paragraphs"])))
    parts = LINE.findall(text)
    if "".join(map("".join, parts)) != text or len(parts) < 2:
        return None
    lines = tuple(line.replace("、", "") for line, _ in parts)
    if max(map(len, lines)) > LONGEST_LINE or not min(map(len, lines)):
        return None
    pauses = tuple(
        tuple(at - n for n, at in enumerate(m.start() for m in re.finditer("、", line)))
        for line, _ in parts
    )
    if any(lines[0].startswith(first) for first in WELL_KNOWN.get(tune, "").split()):
        fame += KNOWN
    author = _simplified(record["author"])
    if len(author) < 2:
        fame -= CHOSEN  # a character of the name is lost
    stops = tuple(mark == "。" for _, mark in parts)
    return Poem(tune, written, author, lines, stops, pauses, fame, marked)
