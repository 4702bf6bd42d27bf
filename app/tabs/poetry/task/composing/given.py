"""What a person gives of a poem: its first characters, its beginning, lines that are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.chinese.check import HAN
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.chinese.limits import plain
from app.tabs.poetry.task.composing.placing import Impossible
from app.tabs.poetry.task.tunes import Variant

Sources = Mapping[At, At]


def sources(variant: Variant) -> dict[At, At]:
    """Return for each place of a line that repeats the place in the line before that it repeats."""
    return {
        At(number, place): At(number - 1, len(variant.lines[number - 1]) - len(line) + place)
        for number, line in enumerate(variant.lines)
        if line.repeats
        for place in range(len(line))
    }


def placed(
    brief: Brief, lengths: Sequence[int], kept: Mapping[int, str], repeated: Sources
) -> dict[At, str]:
    """Return the characters that are given, each where it is written first.

    What is kept goes before the opening, and that before the first characters of the lines.
    Raises Impossible for more than the poem has room for, and for what its repeats contradict.
    """
    heads, opening = han(brief.heads), han(brief.opening)
    if len(heads) > len(lengths):
        raise Impossible("heads", heads, str(len(lengths)))
    if len(opening) > sum(lengths):
        raise Impossible("opening", opening, str(sum(lengths)))
    begun = {At(number, 0): head for number, head in enumerate(heads)}
    places = [At(line, at) for line, length in enumerate(lengths) for at in range(length)]
    begun |= dict(zip(places, opening, strict=False))
    stays: dict[At, str] = {}
    for number, line in kept.items():
        if number >= len(lengths) or len(line) != lengths[number]:
            raise Impossible("kept", line, brief.form)
        stays |= {At(number, at): character for at, character in enumerate(line)}
    wish = ("heads", heads) if heads else ("opening", opening)
    return _carried(begun, repeated, *wish, str(len(lengths))) | _carried(
        stays, repeated, "kept", "，".join(kept.values()), brief.form
    )


def _carried(
    given: Mapping[At, str], repeated: Sources, wish: str, text: str, limit: str
) -> dict[At, str]:
    """Carry what stands in a line that repeats to the line that it repeats."""
    found = {at: character for at, character in given.items() if at not in repeated}
    for at, source in repeated.items():
        if at in given and found.setdefault(source, given[at]) != given[at]:
            raise Impossible(wish, text, limit)
    return found


def checked(words: Sequence[str], avoid: Sequence[str]) -> None:
    """Raise Impossible for a word to use that is not Chinese, or has what is to be avoided."""
    barred = set(plain("".join(avoid)))
    for word in words:
        if han(word) != word or barred & set(plain(word)):
            raise Impossible("word", word)


def han(text: str) -> str:
    """Return the Chinese characters of a text."""
    return "".join(HAN.findall(text))
