"""The outline of a piece: a tree of sections, changed only by whole new trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress, pairwise

import msgspec
from msgspec import Struct

Path = tuple[int, ...]  # where a section is: its place among its siblings, level by level


class Section(Struct, frozen=True, omit_defaults=True):
    """A section: its heading, what it says, how long its own text is to be.

    One with children has no text of its own, and is as long as they are together. `pinned` is a
    length that the person set, which others make room for.
    """

    title: str
    gist: str = ""
    length: int = 0
    pinned: bool = False
    children: tuple[Section, ...] = ()

    @property
    def total(self) -> int:
        """Return the length with all that is below."""
        return sum(child.total for child in self.children) if self.children else self.length


Outline = tuple[Section, ...]


def leaves(outline: Outline, above: Path = ()) -> Iterator[tuple[Path, Section]]:
    """Yield the sections that have text, in the order of reading."""
    for number, section in enumerate(outline):
        if section.children:
            yield from leaves(section.children, (*above, number))
        else:
            yield (*above, number), section


def total(outline: Outline) -> int:
    return sum(section.total for section in outline)


def at(outline: Outline, path: Path) -> Section:
    """Return the section at a path; raises IndexError."""
    section = outline[path[0]]
    return at(section.children, path[1:]) if path[1:] else section


def siblings(outline: Outline, path: Path) -> Outline:
    """Return the sections that the one at a path stands among."""
    return at(outline, path[:-1]).children if path[1:] else outline


def splice(outline: Outline, path: Path, count: int, put: Sequence[Section]) -> Outline:
    """Put sections in place of `count` siblings from `path` on."""
    here = path[0]
    if not path[1:]:
        return (*outline[:here], *put, *outline[here + count :])
    section = outline[here]
    children = splice(section.children, path[1:], count, put)
    length = section.length if children else section.total
    kept = msgspec.structs.replace(section, children=children, length=length)
    return (*outline[:here], kept, *outline[here + 1 :])


def replace(outline: Outline, path: Path, section: Section) -> Outline:
    return splice(outline, path, 1, (section,))


def insert(outline: Outline, path: Path, section: Section) -> Outline:
    """Put a section before the one at a path, or after the last; the others make room for it."""
    whole = total(outline) or section.total
    return spread(splice(outline, path, 0, (section,)), whole)


def delete(outline: Outline, path: Path) -> Outline:
    """Take a section away with all below; the others take over its length."""
    return spread(splice(outline, path, 1, ()), total(outline))


def move(outline: Outline, source: Path, target: Path) -> Outline:
    """Move a section, with all below, before the one at `target` as it is now counted.

    Nothing can be moved into itself: then the outline stays as it is.
    """
    if target[: len(source)] == source:
        return outline
    level = len(source) - 1
    after = target[:level] == source[:level] and target[level:] > source[level:]
    if after and len(target) > level:
        target = (*target[:level], target[level] - 1, *target[level + 1 :])
    whole, section = total(outline), at(outline, source)
    return spread(splice(splice(outline, source, 1, ()), target, 0, (section,)), whole)


def nest(outline: Outline, path: Path) -> Outline:
    """Make a section the last child of the one before it; the first one stays where it is."""
    if path[-1] == 0:
        return outline
    before = (*path[:-1], path[-1] - 1)
    host = at(outline, before)
    grown = msgspec.structs.replace(host, children=(*host.children, at(outline, path)))
    return spread(splice(outline, before, 2, (grown,)), total(outline))


def merge(outline: Outline, path: Path) -> Outline:
    """Make one section of the one at a path and its next sibling; the last one stays."""
    pair = siblings(outline, path)[path[-1] : path[-1] + 2]
    if len(pair) < 2:
        return outline
    one, two = pair
    deep = one.children or two.children
    joined = Section(
        " / ".join(part for part in (one.title, two.title) if part),
        "\n".join(part for part in (one.gist, two.gist) if part),
        one.total + two.total,
        one.pinned or two.pinned,
        (*(one.children or (one,)), *(two.children or (two,))) if deep else (),
    )
    return splice(outline, path, 2, (joined,))


def split(outline: Outline, path: Path) -> Outline:
    """Make two sections of one, each with half of the children, or of the gist and the length."""
    section = at(outline, path)
    lines = section.gist.splitlines()
    middle, fork = (len(lines) + 1) // 2, (len(section.children) + 1) // 2
    if len(section.children) == 1:
        return outline
    one, two = (
        msgspec.structs.replace(
            section,
            title=title,
            gist="\n".join(gist),
            length=length,
            children=children,
        )
        for title, gist, length, children in (
            (section.title, lines[:middle], (section.length + 1) // 2, section.children[:fork]),
            (f"{section.title} (2)", lines[middle:], section.length // 2, section.children[fork:]),
        )
    )
    return splice(outline, path, 1, (one, two))


def set_length(outline: Outline, path: Path, length: int) -> Outline:
    """Give a section a length, with all below, and pin it; the others share what is left."""
    pinned = msgspec.structs.replace(at(outline, path), pinned=True)
    outline = replace(outline, path, pinned)
    places = [place for place, _ in leaves(outline)]
    inside = [place[: len(path)] == path for place in places]
    old = [section.length for _, section in leaves(outline)]
    whole, others = sum(old), len(inside) - sum(inside)
    length = min(max(length, sum(inside)), whole - others) if others else whole
    ours = iter(apportion(length, list(compress(old, inside))))
    lengths = [next(ours) if own else one for one, own in zip(old, inside, strict=True)]
    return _shared(outline, lengths, whole, inside)


def spread(outline: Outline, whole: int) -> Outline:
    """Give the sections lengths that are `whole` together, in the proportions that they have.

    Pinned ones keep theirs as long as the others can make up for it.
    """
    lengths = [section.length for _, section in leaves(outline)]
    return _shared(outline, lengths, whole, [False] * len(lengths))


def _shared(outline: Outline, lengths: list[int], whole: int, held: list[bool]) -> Outline:
    """Share what the held sections leave among the others, the pinned ones last."""
    places = [place for place, _ in leaves(outline)]
    kept = [
        own or any(at(outline, place[:depth]).pinned for depth in range(1, len(place) + 1))
        for own, place in zip(held, places, strict=True)
    ]
    fixed = sum(compress(lengths, kept))
    if all(kept) or fixed + kept.count(False) > whole:
        kept, fixed = held, sum(compress(lengths, held))
    weights = [one for one, stays in zip(lengths, kept, strict=True) if not stays]
    shares = iter(apportion(whole - fixed, weights))
    shared = [one if stays else next(shares) for one, stays in zip(lengths, kept, strict=True)]
    return with_lengths(outline, shared)


def apportion(whole: int, weights: Sequence[int]) -> list[int]:
    """Cut a number into whole ones in proportion to weights; one of 0 counts as the mean."""
    known = [weight for weight in weights if weight]
    mean = sum(known) / len(known) if known else 1
    filled = [weight or mean for weight in weights]
    ends = [round(max(0, whole) * done / sum(filled)) for done in accumulate(filled)]
    return [end - start for start, end in pairwise([0, *ends])]


def with_lengths(outline: Outline, lengths: Iterable[int]) -> Outline:
    """Give the sections that have text these lengths, in the order of reading."""
    left = iter(lengths)

    def changed(section: Section) -> Section:
        if section.children:
            children = tuple(changed(child) for child in section.children)
            return msgspec.structs.replace(section, children=children)
        return msgspec.structs.replace(section, length=next(left))

    return tuple(changed(section) for section in outline)
