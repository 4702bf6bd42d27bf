"""What one has done to a selection, and going on at the cursor: asked, cleaned and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import msgspec

from app.protocol import Sampling
from app.tabs.write.task import cleaning, lengths, memory
from app.tabs.write.task.actionwords import words
from app.tabs.write.task.ask import Ask, Draft, Label, Steps, sampled
from app.tabs.write.task.counts import HAN, is_chinese, length
from app.tabs.write.task.counts import words as latin_words
from app.tabs.write.task.sentences import is_whole, whole_part
from app.tabs.write.task.state import SAMPLING, Fact
from app.tabs.write.task.window import Piece, Window, clipped, cost, fit, wrapped

Action = Literal[
    "rewrite",
    "shorten",
    "expand",
    "continue",
    "simplify",
    "tone",
    "grammar",
    "vivid",
    "translate",
    "instruction",
]
ACTIONS: tuple[Action, ...] = get_args(Action)
# How long the answer is to be, and may be, in the selection's own length.
AIMS: dict[Action, float] = {"shorten": 0.6, "expand": 1.6}
RANGES: dict[Action, tuple[float, float]] = {
    "shorten": (0.2, 0.85),
    "expand": (1.2, 2.6),
    "grammar": (0.7, 1.4),
    "translate": (0.2, 6.0),
    "instruction": (0.0, 20.0),
}
USUAL_RANGE = (0.4, 2.5)
CONTEXT = {"en": 800, "zh": 300}  # characters before and after
CHUNK_SHARE = 4  # of the window is what is changed at once, at most
_LINE, _SENTENCE = re.compile(r"(?<=\n)(?=[^\n])"), re.compile(r"(?<=[.!?][ \n])|(?<=[。！？\n])")
CONTINUED = {"en": 120, "zh": 200}  # units of length
Keep = Callable[[str], object]


@dataclass(frozen=True)
class Selection:
    """A text to be changed, and what stands around it; `text` is "" for going on at a cursor."""

    text: str
    language: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Wish:
    """What is to be done. `detail` is the tone, the language to translate to, or what is said.

    `length` is how much to go on by, 0 for the usual.
    """

    action: Action
    detail: str = ""
    length: int = 0
    style: str = ""
    author_note: str = ""
    facts: tuple[Fact, ...] = ()
    banned: tuple[str, ...] = ()
    sampling: Sampling = SAMPLING


def _forget(_done: str) -> None:
    pass


def act(selection: Selection, wish: Wish, window: Window, keep: Keep = _forget) -> Steps[str]:
    """Return the text that is to stand in the selection's place, or at the cursor.

    A long selection is changed some paragraphs at a time; `keep` is given what is done of it.
    """
    if wish.action == "continue":
        return (yield from _continue(selection, wish, window))
    before, done = selection.before, ""
    parts = chunks(selection.text, window)
    for number, part in enumerate(parts):
        after = "".join(parts[number + 1 :]) + selection.after
        one = Selection(part, selection.language, before + done, after)
        done += (yield from _edit(one, wish, window)) if part.strip() else part
        keep(done)
    return done


def growing(text: str, done: str, wish: Wish) -> str:
    """Return what can be shown of an answer that is still written, behind what is done."""
    shown = cleaning.bare(text)
    return done + (shown if wish.action == "continue" else shown.lstrip())


def chunks(text: str, window: Window) -> list[str]:
    """Cut a text at line ends, else at sentence ends, so that each part can be changed at once."""
    most = window.tokens // CHUNK_SHARE
    if window.count(text) <= most:
        return [text]
    pieces = [piece for piece in _SENTENCE.split(text) if piece]
    lines = [piece for piece in _LINE.split(text) if piece]
    if max(map(window.count, lines)) <= most:
        pieces = lines
    parts = [pieces[0]]
    for piece in pieces[1:]:
        if window.count(parts[-1] + piece) <= most:
            parts[-1] += piece
        else:
            parts.append(piece)
    return parts


def _edit(selection: Selection, wish: Wish, window: Window) -> Steps[str]:
    """Ask for a changed text; one that cannot be right is asked for once more, differently."""
    first = _ask(selection, wish, window, 0)
    draft = yield first
    found = answer(draft, selection, wish)
    if _is_right(found, selection, wish):
        return _placed(found, selection)
    more = _corrected(selection, wish, found) if wish.action in AIMS and found else []
    other = answer((yield _ask(selection, wish, window, 1, more)), selection, wish)
    best = min((found, other), key=lambda text: _distance(text, selection, wish))
    if wish.action == "grammar" and not _is_right(best, selection, wish):
        return selection.text
    return _placed(best, selection) if best else selection.text


def _continue(selection: Selection, wish: Wish, window: Window) -> Steps[str]:
    """Ask to go on in the text itself, which keeps its voice."""
    code, before = _code(selection), selection.before
    units = wish.length or CONTINUED[code]
    say = words(code)
    pieces = _setting(selection, wish)
    after = selection.after.strip()[: CONTEXT[code]]
    pieces.append(clipped("user", "recent", say["after"] + "\n\n", after))
    pieces.append(Piece("user", "instructions", say["continue" if before.strip() else "begin"]))
    bare = before.rstrip(" ")
    if bare.strip():
        pieces.append(
            wrapped(
                "assistant",
                "text",
                "{}",
                bare,
                lambda size: lengths.tail(bare, size, code) if size else "",
            )
        )
    draft = yield _fitted("continue", pieces, wish, window, 0, units)
    text = cleaning.unechoed(cleaning.bare(draft.text), before, selection.after)
    lead = text[: len(text) - len(text.lstrip())]
    if not bare.strip() or is_whole(bare):
        text = "\n".join(cleaning.remarks(text.splitlines()))
    text = text.strip()
    if draft.reason == "length" or length(text) > 1.5 * units:
        text = lengths.cut(text, units, code) or whole_part(text, code) or text
    return _lead(lead, before, text, code) + text


def answer(draft: Draft, selection: Selection, wish: Wish) -> str:
    """Return the changed text that is in an answer, without what models put around it."""
    source = selection.text
    text = "\n".join(cleaning.remarks(cleaning.bare(draft.text).strip().splitlines(), source))
    text = cleaning.unquoted(cleaning.without_heading(text, source), source)
    alone = cleaning.unechoed(text, selection.before, selection.after).strip()
    least, _ = RANGES.get(wish.action, USUAL_RANGE)
    if length(alone) > least * length(source):  # else the passage is like what is around it
        text = alone
    if "\n" not in source.strip() and wish.action not in ("expand", "instruction"):
        first = text.partition("\n")[0]
        text = first if length(first) >= length(text) / 2 else " ".join(text.split())
    return text


def _ask(
    selection: Selection, wish: Wish, window: Window, number: int, more: Sequence[Piece] = ()
) -> Ask:
    code, source = _code(selection), selection.text.strip()
    say = words(code)
    after = selection.after.strip()[: CONTEXT[code]]
    end = lengths.tail(selection.before.strip(), CONTEXT[code], code)
    aim = round(length(source) * AIMS.get(wish.action, 1.0))
    task = say[wish.action].format(detail=wish.detail.strip(), length=aim)
    if wish.author_note.strip():
        task += "\n" + say["author_note"].format(wish.author_note.strip())
    pieces = [
        *_setting(selection, wish),
        wrapped("user", "recent", say["before"] + "\n\n", end, lambda size: end[len(end) - size :]),
        clipped("user", "recent", say["after"] + "\n\n", after),
        Piece("user", "text", say["passage"].format(source) + "\n\n"),
        Piece("user", "instructions", task),
        *more,
    ]
    units = round(length(source) * RANGES.get(wish.action, USUAL_RANGE)[1])
    return _fitted("edit", pieces, wish, window, number, max(units, CONTINUED[code]))


def _setting(selection: Selection, wish: Wish) -> list[Piece]:
    """Return who is asked, and what the author wants kept."""
    say = words(_code(selection))
    style = wish.style.strip()
    named = memory.told(wish.facts, selection.text, selection.before[-CONTEXT["en"] :])
    facts = "\n".join(f"- {fact.text}" for fact in named)
    role = say["author" if wish.action == "continue" else "editor"]
    return [
        Piece("system", "instructions", role),
        clipped("system", "style", "\n\n" + say["style"], style),
        clipped("system", "facts", "\n\n" + say["facts"], facts),
    ]


def _corrected(selection: Selection, wish: Wish, found: str) -> list[Piece]:
    """Return the answer that has the wrong length, and what is wrong with it."""
    aim = round(length(selection.text) * AIMS[wish.action])
    words_ = words(_code(selection))[f"{wish.action}_again"]
    return [
        Piece("assistant", "text", found),
        Piece("user", "instructions", words_.format(found=length(found), length=aim)),
    ]


def _fitted(
    label: Label, pieces: Sequence[Piece], wish: Wish, window: Window, number: int, units: int
) -> Ask:
    chinese = any(HAN.search(piece.text) for piece in pieces)
    needed = lengths.needed_tokens(units, "zh" if chinese else "en")
    segments = fit(pieces, window, min(needed, window.tokens // 3))
    room = max(1, min(needed, window.tokens - cost(segments, window)))
    sampling = sampled(wish.sampling, number, room)
    if wish.action == "grammar" and not number:
        sampling = msgspec.structs.replace(sampling, temperature=0.0)
    resume = segments[-1].role == "assistant"
    return Ask(label, segments, sampling, resume, wish.banned)


def _code(selection: Selection) -> str:
    return "zh" if is_chinese(selection.language) else "en"


def _is_right(text: str, selection: Selection, wish: Wish) -> bool:
    """Tell whether a text can be what was wished for: of its length, of its script, no copy."""
    source = selection.text.strip()
    least, most = RANGES.get(wish.action, USUAL_RANGE)
    if not text or not least * length(source) <= length(text) <= most * max(length(source), 4):
        return False
    if wish.action in ("translate", "instruction"):
        return text != source
    return (wish.action == "grammar" or text != source) and _is_han(text) == _is_han(source)


def _is_han(text: str) -> bool:
    return len(HAN.findall(text)) > latin_words(text)


def _distance(text: str, selection: Selection, wish: Wish) -> tuple[bool, bool, float]:
    """Return how far a text is from what was wished for; what is nothing is the farthest."""
    share = length(text) / max(1, length(selection.text))
    away = abs(share - AIMS.get(wish.action, 1.0))
    return not text, not _is_right(text, selection, wish), away


def _placed(text: str, selection: Selection) -> str:
    """Return a text with the white space around it that the selection has."""
    source = selection.text
    start = len(source) - len(source.lstrip())
    return source[:start] + text + source[len(source.rstrip()) :]


def _lead(lead: str, before: str, text: str, code: str) -> str:
    """Return what is to stand between the text before the cursor and what goes on there."""
    if not before.strip() or not text or before[-1].isspace():
        return ""
    if "\n" in lead:
        return "\n\n"
    apart = lead or (is_whole(before) and text[0] not in ".,;:!?)”’")
    return " " if code == "en" and apart else ""
