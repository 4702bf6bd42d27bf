"""Three ways to come at a topic, to choose from."""

from __future__ import annotations

import re

from app.tabs.write.task import memory, outlinetext, prompts
from app.tabs.write.task.ask import Ask, Steps, sampled
from app.tabs.write.task.cleaning import bare
from app.tabs.write.task.counts import is_chinese
from app.tabs.write.task.state import Angle, Brief
from app.tabs.write.task.window import Piece, Window, clipped, fit

COUNT = 3
MOST_ASKS = 3
REPLY_TOKENS = 400
_LABEL = re.compile(
    r"^(?P<mark>[ \t]*(?:[-*•]|#+|\d+[.、)）])?[ \t]*\**)"
    r"(?:angle|title|description|summary|角度|标题|视角|说明|描述|简介)[ \t]*\d*\**"
    r"[ \t]*[:：][ \t]*",
    re.IGNORECASE | re.MULTILINE,
)


def angles(brief: Brief, window: Window, count: int = COUNT) -> Steps[tuple[Angle, ...]]:
    """Find so many angles; where the model gives fewer it is asked for others."""
    found: list[Angle] = []
    for number in range(MOST_ASKS):
        draft = yield _ask(brief, window, number, count - len(found), tuple(found))
        names = {_key(angle) for angle in found}
        for angle in parse(draft.text):
            if _key(angle) not in names:
                names.add(_key(angle))
                found.append(angle)
        if len(found) >= count:
            break
    return tuple(found[:count])


def parse(text: str) -> tuple[Angle, ...]:
    """Read angles from whatever list they were written in."""
    found: list[Angle] = []
    for section in outlinetext.parse(_LABEL.sub(r"\g<mark>", bare(text))):
        lines = [*section.gist.splitlines(), *(child.title for child in section.children)]
        told = " ".join(line.strip() for line in lines if line.strip())
        found.append(Angle(section.title, told))
    return tuple(found)


def context(brief: Brief) -> list[Piece]:
    """Return what a plan is made from: whom the piece is for, the topic, the angle, the notes."""
    say = prompts.words(brief.language)
    topic, notes = brief.topic.strip(), brief.notes.strip()
    facts = memory.told(brief.facts, topic, notes)
    told = "\n".join(f"- {fact.text}" for fact in facts)
    pieces = [
        clipped("system", "instructions", "{}", prompts.planning(brief)),
        clipped("user", "text", say["topic"] + "\n", topic),
        clipped("user", "notes", say["notes"] + "\n", notes),
        clipped("user", "facts", say["facts"] + "\n", told),
    ]
    if brief.angle:
        pieces.append(Piece("user", "instructions", prompts.angle(brief) + "\n"))
    return pieces


def _ask(brief: Brief, window: Window, number: int, count: int, found: tuple[Angle, ...]) -> Ask:
    say = prompts.words(brief.language)
    wish = say["angles"].format(count=max(2, count))
    if found:
        names = prompts.separator(brief.language).join(angle.title for angle in found)
        wish += ("" if is_chinese(brief.language) else " ") + say["angles_but"].format(names)
    pieces = [*context(brief), Piece("user", "instructions", wish)]
    segments = fit(pieces, window, REPLY_TOKENS)
    sampling = sampled(brief.sampling, number, REPLY_TOKENS)
    return Ask("angles", segments, sampling, banned=brief.banned)


def _key(angle: Angle) -> str:
    return re.sub(r"[\W_]+", "", angle.title).lower()
