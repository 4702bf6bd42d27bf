"""An outline from a topic, asked of the model; the kind's usual parts where it gives none."""

from __future__ import annotations

import msgspec

from app.tabs.write.task import outline as outlines
from app.tabs.write.task import outlinetext, prompts
from app.tabs.write.task.angles import context
from app.tabs.write.task.ask import Ask, Steps, sampled
from app.tabs.write.task.cleaning import bare
from app.tabs.write.task.counts import is_chinese
from app.tabs.write.task.outline import Outline, Section
from app.tabs.write.task.state import Brief
from app.tabs.write.task.window import Piece, Window, fit

MOST_ASKS = 3
TOKENS_A_SECTION = 60
# How long a section is where nobody says how many there are to be.
SECTION = {"en": 250, "zh": 450}
MOST_SECTIONS = 40


def usual_count(length: int, language: str) -> int:
    """Return how many sections a piece of a length has."""
    each = SECTION["zh" if is_chinese(language) else "en"]
    return min(MOST_SECTIONS, max(1, round(length / each)))


def outline(brief: Brief, window: Window, length: int, count: int = 0) -> Steps[Outline]:
    """Find an outline of about `count` sections, `length` long together; 0 is the usual count."""
    count = count or usual_count(length, brief.language)
    best: Outline = ()
    for number in range(MOST_ASKS if count > 1 else 0):
        draft = yield _ask(brief, window, number, count, length)
        found = limited(outlinetext.parse(bare(draft.text)), count)
        if _distance(found, count) < _distance(best, count):
            best = found
        if len(best) > 1 and 2 * _distance(best, count) <= count:
            break
    if len(best) < 2:
        best = usual(brief) if count > 1 else (Section(brief.topic.strip()[: prompts.TITLE]),)
    return outlines.spread(best, length)


def usual(brief: Brief) -> Outline:
    """Return the parts that a piece of the kind usually has."""
    return tuple(Section(part) for part in brief.kind.structure) or (Section(brief.topic),)


def limited(found: Outline, count: int) -> Outline:
    """Return an outline without sections said twice, and not of far more sections than wanted.

    Of too many the lower ones come to be what their section says, then those before the last are
    left out.
    """
    seen: set[str] = set()
    unique: list[Section] = []
    for section in found:
        if section.title.lower() not in seen:
            seen.add(section.title.lower())
            unique.append(section)
    kept = tuple(unique)
    if len(list(outlines.leaves(kept))) > 3 * count // 2:
        kept = tuple(_flat(section) for section in kept)
    if len(kept) > 3 * count // 2:
        kept = (*kept[: max(1, count - 1)], kept[-1])
    return kept


def _flat(section: Section) -> Section:
    gist = "\n".join([*section.gist.splitlines(), *(one.title for one in section.children)])
    return msgspec.structs.replace(section, gist=gist, children=(), length=section.total)


def _distance(found: Outline, count: int) -> int:
    return abs(len(list(outlines.leaves(found))) - count)


def _ask(brief: Brief, window: Window, number: int, count: int, length: int) -> Ask:
    say = prompts.words(brief.language)
    wish = [say["length"].format(length)]
    if brief.kind.structure:
        usual_parts = prompts.separator(brief.language).join(brief.kind.structure)
        wish.append(say["structure"].format(usual_parts))
    wish.append(say["plan"].format(count=count))
    pieces = [*context(brief), Piece("user", "instructions", "\n".join(wish))]
    reply = min(window.tokens // 2, TOKENS_A_SECTION * (count + 2))
    segments = fit(pieces, window, reply)
    return Ask("outline", segments, sampled(brief.sampling, number, reply), banned=brief.banned)
