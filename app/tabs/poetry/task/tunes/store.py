"""The tunes that come with Inkstone (data/tunes_README.md says where they are from)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from app.tabs.poetry.task.tunes.pattern import Line, Poem, Rhyme, Tune, Variant

PAUSE = "、"


class Tunes(Mapping[str, Tune]):
    """Tunes by name, the most written first; each is built when it is first asked for."""

    def __init__(self, data: bytes) -> None:
        self._written = {each["name"]: each for each in json.loads(gzip.decompress(data))}
        self._built: dict[str, Tune] = {}

    def __getitem__(self, name: str) -> Tune:
        if name not in self._built:
            self._built[name] = _tune(self._written[name])
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    def names(self) -> dict[str, str]:
        """Return the usual name of each tune by each name it has."""
        names = {
            alias: name
            for name, each in reversed(self._written.items())
            for alias in each["aliases"]
        }
        return names | {name: name for name in self._written}


@cache
def load() -> Tunes:
    """Return the bundled tunes."""
    return Tunes(files("app.tabs.poetry").joinpath("data", "tunes.json.gz").read_bytes())


def find(name: str) -> Tune | None:
    """Return the tune of a name, its usual one or another."""
    usual = _names().get(name)
    return load()[usual] if usual else None


@cache
def _names() -> dict[str, str]:
    return load().names()


def _tune(each: dict[str, Any]) -> Tune:
    variants = tuple(_variant(variant) for variant in each["variants"])
    return Tune(each["name"], tuple(each["aliases"]), variants)


def _variant(each: dict[str, Any]) -> Variant:
    author, tune, *lines = each["model"]
    model = Poem(author, tune, tuple(lines))
    lines_of = tuple(_line(*line) for line in each["lines"])
    return Variant(lines_of, tuple(each["stanzas"]), each["poems"], model)


def _line(pattern: str, rhyme: str, repeats: int, counts: list[int]) -> Line:
    parts = pattern.split(PAUSE)
    pauses = tuple(sum(map(len, parts[:number])) for number in range(1, len(parts)))
    mark = Rhyme(int(rhyme[1:]), rhyme[0]) if rhyme else None
    tones = "".join(parts)
    return Line(tones, pauses, mark, bool(repeats), tuple(counts[::2]), tuple(counts[1::2]))


def dump(tunes: list[Tune]) -> bytes:
    """Return tunes as the bytes that `Tunes` reads."""
    text = json.dumps([_written(tune) for tune in tunes], ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def _written(tune: Tune) -> dict[str, Any]:
    variants = [
        {
            "poems": variant.poems,
            "stanzas": variant.stanzas,
            "lines": [_written_line(line) for line in variant.lines],
            "model": [variant.model.author, variant.model.tune, *variant.model.lines],
        }
        for variant in tune.variants
    ]
    return {"name": tune.name, "aliases": tune.aliases, "variants": variants}


def _written_line(line: Line) -> list[Any]:
    ends = (0, *line.pauses, len(line))
    pattern = PAUSE.join(line.tones[start:end] for start, end in pairwise(ends))
    rhyme = f"{line.rhyme.tone}{line.rhyme.group}" if line.rhyme else ""
    counts = [n for pair in zip(line.level, line.oblique, strict=True) for n in pair]
    return [pattern, rhyme, int(line.repeats), counts]
