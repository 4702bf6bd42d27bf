"""Having a text read as an editor does, part by part: asked, anchored, each with a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from app.protocol import Sampling, Turn
from app.tabs.write.task import counts, lengths, reviews, sentences
from app.tabs.write.task.ask import Ask, Segment, Steps, sampled
from app.tabs.write.task.counts import is_chinese
from app.tabs.write.task.reviews import AnswerLanguage, Chunk, Comment, Concern
from app.tabs.write.task.state import SAMPLING as WRITING
from app.tabs.write.task.window import Window, cost

SAMPLING = msgspec.structs.replace(WRITING, temperature=0.2, repeat_penalty=1.0)
SHARE = 3  # of the window is what is read at once, at most
REPLY_TOKENS = 900  # with the comments on one concern
MENDINGS = 2  # changes asked for after one answer
LONGER = 2  # times the passage that a change is long, for which there is room


@dataclass(frozen=True)
class Found:
    """What an answer, by its number from 0 on, has brought; before the first, nothing.

    A comment that comes again, with the same passage and concern, has a change at last. `done` of
    `total` readings have been made.
    """

    comments: tuple[Comment, ...]
    answer: int
    done: int
    total: int


def _forget(_found: Found) -> None:
    pass


def read(
    text: str,
    language: str,
    concerns: Sequence[Concern],
    answer_language: AnswerLanguage,
    window: Window,
    sampling: Sampling = SAMPLING,
    banned: tuple[str, ...] = (),
    found: Callable[[Found], object] = _forget,
) -> Steps[tuple[Comment, ...]]:
    """Return the comments on a text in its order; `found` is told of each answer.

    The remarks are in `answer_language`. No change has one of the `banned` phrases.
    """
    readings = [(part, one) for part in parts(text, language, window) for one in concerns]
    kept: list[Comment] = []
    answers = 0
    found(Found((), -1, 0, len(readings)))
    for done, (part, concern) in enumerate(readings, 1):
        draft = yield _reading(part, concern, answer_language, window, sampling, answers)
        comments = reviews.merged(reviews.comments_in(draft.text, part, concern))
        comments = [_permitted(one, banned) for one in comments]
        found(Found(tuple(comments), answers, done, len(readings)))
        answers += 1
        for at, comment in list(_to_mend(comments))[:MENDINGS]:
            ask = _mending(comment, part, language, window, sampling, answers, banned)
            if ask is None:
                continue
            draft = yield ask
            comments[at] = _permitted(reviews.mended(comment, draft.text), banned)
            found(Found((comments[at],), answers, done, len(readings)))
            answers += 1
        kept += comments
    return tuple(reviews.merged(kept))


def parts(text: str, language: str, window: Window) -> list[Chunk]:
    """Cut a text into parts that are read one by one, small enough for the window."""
    found: list[Chunk] = []
    waiting = reviews.chunks(text, language)[::-1]
    while waiting:
        part = waiting.pop()
        if window.count(part.text) <= window.tokens // SHARE or len(part.text) < 2:
            found.append(part)
        else:
            waiting += reversed(_halves(part, language))
    return found


def _halves(part: Chunk, language: str) -> tuple[Chunk, Chunk]:
    """Cut a part between two sentences, else between two words, near its middle."""
    text, middle = part.text, len(part.text) // 2
    starts = [one.start for one in sentences.split(text, language)[1:]]
    if not starts:
        blank = text.rfind(" ", 1, middle)
        starts = [blank + 1 if blank > 0 else middle]
    at = min(starts, key=lambda start: abs(start - middle))
    return Chunk(text[:at], part.start), Chunk(text[at:], part.start + at)


def _reading(
    part: Chunk,
    concern: Concern,
    language: AnswerLanguage,
    window: Window,
    sampling: Sampling,
    number: int,
) -> Ask:
    segments = _segments(reviews.turns_for(part, concern, language), part.text)
    room = max(1, min(REPLY_TOKENS, window.tokens - cost(segments, window)))
    return Ask("review", segments, sampled(sampling, number, room))


def _mending(
    comment: Comment,
    part: Chunk,
    language: str,
    window: Window,
    sampling: Sampling,
    number: int,
    banned: tuple[str, ...],
) -> Ask | None:
    """Return the question for a change in the language of the text, None where it has no room."""
    code: AnswerLanguage = "zh" if is_chinese(language) else "en"
    here = replace(comment, start=comment.start - part.start, end=comment.end - part.start)
    turns = reviews.mending_turns(here, part.text, code)
    start, end = part.text.rfind("\n", 0, here.start) + 1, part.text.find("\n", here.end)
    around = part.text[start : end if end >= 0 else len(part.text)]
    segments = _segments(turns, around, comment.quote)
    needed = lengths.needed_tokens(LONGER * counts.length(comment.quote), language)
    if cost(segments, window) + needed > window.tokens:
        return None
    return Ask("mend", segments, sampled(sampling, number, needed), banned=banned)


def _segments(turns: Sequence[Turn], *texts: str) -> tuple[Segment, ...]:
    """Return the parts of a prompt in which texts stand, each behind an empty line."""
    system, user = turns
    rest = user.text
    found: list[Segment] = []
    for text in reversed(texts):
        start = rest.rindex("\n\n" + text) + 2
        end = start + len(text)
        after = Segment("user", "instructions", rest[end:])
        found[:0] = [Segment("user", "text", text), after]
        rest = rest[:start]
    head = [Segment("system", "instructions", system.text), Segment("user", "instructions", rest)]
    return tuple(one for one in (*head, *found) if one.text)


def _to_mend(comments: Iterable[Comment]) -> Iterable[tuple[int, Comment]]:
    return ((at, one) for at, one in enumerate(comments) if one.remark and not one.replacement)


def _permitted(comment: Comment, banned: Iterable[str]) -> Comment:
    """Return a comment without a change that has a banned phrase."""
    change = comment.replacement.casefold()
    if any(phrase.casefold() in change for phrase in banned if phrase.strip()):
        return replace(comment, replacement="")
    return comment
