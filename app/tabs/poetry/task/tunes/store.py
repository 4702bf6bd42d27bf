"""The tunes that come with Inkstone (data/tunes.md says where they are from)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from app.tabs.poetry.task.tunes.pattern import Line, Poem, Rhyme, Tune, Variant

PAUSE = "、"


@cache
def load() -> Mapping[str, Tune]:
    """Return the bundled tunes by name, the most written first."""
    data = files("app.tabs.poetry").joinpath("data", "tunes.json.gz").read_bytes()
    return MappingProxyType({tune.name: tune for tune in parse(data)})


def find(name: str) -> Tune | None:
    """Return the tune of a name, its usual one or another."""
    tune = load().get(name)
    return tune or load().get(_by_alias().get(name, ""))


@cache
def _by_alias() -> dict[str, str]:
    return {alias: tune.name for tune in reversed(load().values()) for alias in tune.aliases}


def parse(data: bytes) -> list[Tune]:
    """Return the tunes in what `dump` wrote."""
    return [_tune(each) for each in json.loads(gzip.decompress(data))]


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
    """Return tunes as the bytes that `parse` reads."""
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
