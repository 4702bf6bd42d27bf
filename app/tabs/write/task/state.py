"""What a piece is to be, and how far it is: all that it takes to go on where one stopped."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from app.protocol import Sampling
from app.tabs.write.task import outline as outlines
from app.tabs.write.task.kinds import Kind
from app.tabs.write.task.outline import Outline, Section

SAMPLING = Sampling(temperature=0.8, top_p=0.95, min_p=0.05, repeat_penalty=1.05, seed=1)
# For long texts: small models fall into saying whole sentences again, which DRY keeps them from.
# It would also keep them from leaving a passage as it is.
LONG_SAMPLING = msgspec.structs.replace(SAMPLING, dry_multiplier=0.8, dry_allowed_length=4)


class Fact(Struct, frozen=True, omit_defaults=True):
    """A fact or a character that the model is told of where one of the keywords occurs.

    One without keywords is always told.
    """

    text: str
    keywords: tuple[str, ...] = ()


class Angle(Struct, frozen=True):
    """A way to come at a topic."""

    title: str
    text: str = ""


class Brief(Struct, frozen=True, omit_defaults=True):
    """What a piece is to be. `author_note` stands close to the end of each prompt.

    `sampling.seed` is the first question's; each further one has the next.
    """

    kind: Kind
    language: str
    topic: str
    notes: str = ""
    angle: Angle | None = None
    style: str = ""
    facts: tuple[Fact, ...] = ()
    author_note: str = ""
    banned: tuple[str, ...] = ()
    sampling: Sampling = LONG_SAMPLING


class Written(Struct, frozen=True, omit_defaults=True):
    """A finished section, and what is in it in short; not written yet where the text is ""."""

    text: str = ""
    digest: str = ""


class Present(Struct, frozen=True, omit_defaults=True):
    """The section that is worked on.

    `whole` says that the model ended the text itself, `rewrites` how often the passage that
    starts at `passage` was asked for again, `endings` how often an end that has the right length.
    `idle` is how many answers in a row did not make it longer than the `size` it had.
    """

    stage: Literal["text", "digest"] = "text"
    text: str = ""
    whole: bool = False
    asks: int = 0
    idle: int = 0
    size: int = 0
    passage: int = -1
    rewrites: int = 0
    endings: int = 0


class Progress(Struct, frozen=True, omit_defaults=True):
    """A piece on its way: one Written a section that has text, in the order of reading.

    `asks` numbers the questions of the whole piece. `growing` is what has come of the present
    answer, for whoever keeps the state while it comes.
    """

    brief: Brief
    outline: Outline
    written: tuple[Written, ...]
    present: Present = Present()
    asks: int = 0
    growing: str = ""

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(section for _, section in outlines.leaves(self.outline))

    @property
    def at(self) -> int | None:
        """Return the number of the section to write now, None where all are written."""
        empty = (number for number, one in enumerate(self.written) if not one.text)
        return next(empty, None)


def start(brief: Brief, outline: Outline, length: int | None = None) -> Progress:
    """Return a piece with nothing written; its sections get the lengths that they lack."""
    whole = length or outlines.total(outline) or brief.kind.length
    spread = outlines.spread(outline, whole)
    return Progress(brief, spread, (Written(),) * len(list(outlines.leaves(spread))))


def cleared(progress: Progress, number: int) -> Progress:
    """Return a piece whose section of this number is to be written anew."""
    written = (*progress.written[:number], Written(), *progress.written[number + 1 :])
    return msgspec.structs.replace(progress, written=written, present=Present(), growing="")


def put(progress: Progress, number: int, written: Written) -> Progress:
    """Return a piece with a section as the person has it now."""
    kept = (*progress.written[:number], written, *progress.written[number + 1 :])
    return msgspec.structs.replace(progress, written=kept)


def with_outline(progress: Progress, outline: Outline) -> Progress:
    """Return a piece with a changed outline, in which the sections that are left keep their texts.

    A section is the one of the same title, or else the one at the same place that says the same.
    """
    old, new = progress.sections, tuple(section for _, section in outlines.leaves(outline))
    owners = _owners(old, new)
    texts = tuple(progress.written[one] if one is not None else Written() for one in owners)
    changed = Progress(progress.brief, outline, texts, asks=progress.asks)
    if changed.at is not None and owners[changed.at] == progress.at is not None:
        return msgspec.structs.replace(changed, present=progress.present, growing=progress.growing)
    return changed


def _owners(old: tuple[Section, ...], new: tuple[Section, ...]) -> list[int | None]:
    """Return which of the old sections each new one is."""
    left = dict(enumerate(old))
    found: list[int | None] = []
    for section in new:
        owner = next((n for n, one in left.items() if one.title == section.title), None)
        if owner is not None:
            del left[owner]
        found.append(owner)
    for number, section in enumerate(new):
        same = number in left and len(old) == len(new)
        if found[number] is None and same and left[number].gist == section.gist:
            found[number] = number
            del left[number]
    return found
