"""Writing a piece section by section, without an engine: it asks and is answered.

All that is known stands in a Progress, of which one question follows and with whose answer there
is the next Progress. So whoever keeps the last one goes on exactly there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from app.tabs.write.task import cleaning, lengths, memory, prompts, repetition, sectionprompt
from app.tabs.write.task.ask import Ask, Draft, Steps
from app.tabs.write.task.counts import is_chinese, language_of, length
from app.tabs.write.task.repetition import Passage
from app.tabs.write.task.sentences import borders, is_whole, stopped, whole_part
from app.tabs.write.task.state import Present, Progress, Written, cleared, put
from app.tabs.write.task.window import Window

REWRITES = 1  # of a passage that repeats another section, before it is dropped
ENDINGS = 2  # attempts at an end that has the right length
MOST_ASKS, MOST_IDLE = 20, 4  # a section; then it has to be as it is
UNITS_AN_ASK = 150  # for so much length there is one more
IDLE = 0.03  # of the target, which an answer has to add
ENDED = ("end", "stop-string")

Keep = Callable[[Progress], None]
Action = Literal["section", "more", "again", "digest"]


class NothingWritten(Exception):
    """The model gave no text for a section, however often it was asked."""


def _forget(_progress: Progress) -> None:
    pass


def write(progress: Progress, window: Window, keep: Keep = _forget) -> Steps[Progress]:
    """Write all sections that are not written; `keep` is given the state after each answer."""
    while progress.at is not None:
        progress = yield from write_section(progress, window, keep)
    return progress


def write_section(progress: Progress, window: Window, keep: Keep = _forget) -> Steps[Progress]:
    """Write the first section that is not written, to its end."""
    number = progress.at
    while number is not None and progress.at == number:
        draft = yield question(progress, window)
        progress = answered(progress, draft)
        keep(progress)
    return progress


def redo(progress: Progress, number: int, window: Window, keep: Keep = _forget) -> Steps[Progress]:
    """Write one section anew, with all others as they are."""
    if progress.at is not None and progress.at < number:
        raise ValueError("an earlier section is not written yet")
    return write_section(cleared(progress, number), window, keep)


def resume(progress: Progress, window: Window, keep: Keep = _forget) -> Steps[Progress]:
    """Go on from a state that was kept, with what had come of an answer if there was any."""
    return write(carried(progress), window, keep)


def carried(progress: Progress) -> Progress:
    """Return a state that was kept, what was growing being a part of its section."""
    growing = progress.growing
    present = progress.present
    if not present.text:  # the attempts of another time do not count
        progress = msgspec.structs.replace(progress, present=Present())
    progress = msgspec.structs.replace(progress, growing="")
    if not growing.strip() or progress.at is None or _action(progress)[0] in ("again", "digest"):
        return progress
    return answered(progress, Draft(growing, reason="stopped"))


def question(progress: Progress, window: Window) -> Ask:
    """Return what is to be asked now, while a section is not written."""
    number = progress.at
    assert number is not None
    action, passage = _action(progress)
    if action == "digest":
        return sectionprompt.digest(progress, number, window)
    if passage:
        return sectionprompt.again(progress, number, window, passage)
    ask = sectionprompt.more if action == "more" else sectionprompt.section
    return ask(progress, number, window)


def answered(progress: Progress, draft: Draft) -> Progress:
    """Return the state after an answer to the question."""
    number = progress.at
    assert number is not None
    action, passage = _action(progress)
    progress = msgspec.structs.replace(progress, asks=progress.asks + 1, growing="")
    if action == "digest":
        return _digested(progress, number, draft)
    if passage:
        present = _rewritten(progress, number, passage, draft)
    else:
        present = _grown(progress, number, draft)
    present = msgspec.structs.replace(present, asks=present.asks + 1)
    return _settled(msgspec.structs.replace(progress, present=present), number)


def _action(progress: Progress) -> tuple[Action, Passage | None]:
    """Return what the state is about to do; it follows from the state alone."""
    present = progress.present
    if present.stage == "digest":
        return "digest", None
    if not present.text:
        return "section", None
    passages = _repeated(progress, present.text)
    return ("again", passages[0]) if passages else ("more", None)


def _repeated(progress: Progress, text: str) -> tuple[Passage, ...]:
    """Return the passages of the present section that repeat it or another one."""
    brief = progress.brief
    given = [brief.topic, brief.notes, brief.style, brief.author_note]
    given += [fact.text for fact in brief.facts]
    given += [part for one in progress.sections for part in (one.title, one.gist)]
    others = tuple(one.text for one in progress.written if one.text)
    return repetition.find(text, others, brief.language, allowed="\n".join(given))


def _clean(progress: Progress, number: int, text: str) -> str:
    titles = [one.title for one in progress.sections]
    may_conclude = number == len(titles) - 1 or progress.brief.kind.is_story
    kept = cleaning.section(text, titles[number], titles[number + 1 :], is_last=may_conclude)
    kept = _unprompted(kept, progress.brief.language)
    return kept if _is_in(kept, progress.brief.language) else ""


def _unprompted(text: str, language: str) -> str:
    """Take away sentences that say what the model was told to do."""
    echoes = repetition.find(text, (prompts.told(language),), language)
    for echo in reversed(echoes):
        if echo.elsewhere:
            text = repetition.without(text, echo, language)
    return text


def _is_in(text: str, language: str) -> bool:
    """Tell whether a text is in the piece's language, as far as the script tells it."""
    code = language.split("-")[0]
    return code not in ("en", "zh") or language_of(text) == code


def _grown(progress: Progress, number: int, draft: Draft) -> Present:
    """Add an answer to the text."""
    present, language = progress.present, progress.brief.language
    old = present.text
    new = cleaning.unechoed(cleaning.bare(draft.text), old) if old else draft.text
    if old and not present.whole:
        start = _fragment(old, language)
        if start < len(old):
            text = old[:start] + _clean(progress, number, old[start:] + new)
        else:
            text = old + _gap(new, language) + _clean(progress, number, new)
    else:
        text = "\n\n".join(part for part in (old, _clean(progress, number, new)) if part)
    text = text.rstrip()
    whole = draft.reason in ENDED
    if whole and text and not is_whole(text):
        text = whole_part(text, language) or stopped(text, language)
    return msgspec.structs.replace(present, text=text, whole=whole)


def _fragment(text: str, language: str) -> int:
    """Return where the last sentence begins that has not ended; the text's end if all have."""
    ends = borders(text, language)
    rest = text[ends[-1] if ends else 0 :]
    return len(text) - len(rest.lstrip())


def _gap(new: str, language: str) -> str:
    lead = new[: len(new) - len(new.lstrip())]
    return "\n\n" if "\n" in lead else "" if is_chinese(language) else " "


def _rewritten(progress: Progress, number: int, passage: Passage, draft: Draft) -> Present:
    """Put an answer in the place of a passage, in whole sentences and as long as that was."""
    present, language = progress.present, progress.brief.language
    before, after = present.text[: passage.start], present.text[passage.end :]
    new = cleaning.unechoed(cleaning.bare(draft.text), before, after)
    new = whole_part(_clean(progress, number, new), language)
    wanted = length(present.text[passage.start : passage.end])
    ends = borders(new, language)
    end = next((end for end in ends if length(new[:end]) >= wanted), len(new))
    tries = present.rewrites + 1 if passage.start <= present.passage else 1
    kept = msgspec.structs.replace(present, passage=passage.start, rewrites=tries)
    if not new.strip():
        return kept
    text = re.sub(r"\n{3,}", "\n\n", before + new[:end] + after)
    return msgspec.structs.replace(kept, text=text.strip())


def _settled(progress: Progress, number: int) -> Progress:
    """Do what can be done without asking: cut, drop what was rewritten in vain, end the section."""
    present, language = progress.present, progress.brief.language
    target = max(1, progress.sections[number].length)
    most = MOST_ASKS + target // UNITS_AN_ASK
    over = present.asks >= most or present.idle >= MOST_IDLE - 1
    text = _of_length(present, present.text, target, language) or present.text
    while passages := _repeated(progress, text):
        first = passages[0]
        tried = present.rewrites if first.start <= present.passage else 0
        if first.elsewhere and tried < REWRITES and not over:
            return _going_on(progress, text)
        shorter = repetition.without(text, first, language)
        too_short = not first.verbatim and lengths.is_short(shorter, target)
        if over and (too_short or not shorter.strip()):
            break  # it is better to have a text, and one that is long enough
        text = shorter
    ended = _of_length(present, text, target, language)
    if ended is None and lengths.is_long(text, target):
        short = lengths.below(text, target, language)
        if short and not over and present.endings < ENDINGS:
            ending = {"endings": present.endings + 1, "whole": False, "size": length(short)}
            return _going_on(progress, short, **ending)
        ended = lengths.cut_anyhow(text, target, language)
    if ended is not None:
        return _done(progress, number, ended)
    size = length(text)
    idle = 0 if size > present.size + IDLE * target else present.idle + 1
    if present.asks < most and idle < MOST_IDLE:
        return _going_on(progress, text, idle=idle, size=max(size, present.size))
    text = whole_part(text, language) or text
    if not text.strip():
        raise NothingWritten(progress.sections[number].title)
    return _done(progress, number, text)


def _of_length(present: Present, text: str, target: int, language: str) -> str | None:
    """Return a text as it is where it ended by itself in time, or cut; None where it is short."""
    if present.whole and lengths.fits(text, target) and is_whole(text):
        return text
    return lengths.cut(text, target, language)


def _going_on(progress: Progress, text: str, **changes: object) -> Progress:
    present = msgspec.structs.replace(progress.present, text=text, **changes)
    return msgspec.structs.replace(progress, present=present)


def _done(progress: Progress, number: int, text: str) -> Progress:
    """End a section's text; the last one of a piece is not needed in short."""
    text = text.strip()
    if number == len(progress.sections) - 1:
        digest = memory.opening(text, progress.brief.language)
        progress = put(progress, number, Written(text, digest))
        return msgspec.structs.replace(progress, present=Present())
    present = msgspec.structs.replace(progress.present, stage="digest", text=text)
    return msgspec.structs.replace(progress, present=present)


def _digested(progress: Progress, number: int, draft: Draft) -> Progress:
    text, language = progress.present.text, progress.brief.language
    digest = memory.digest(draft.text, text, language, prompts.words(language)["digest"])
    progress = put(progress, number, Written(text, digest))
    return msgspec.structs.replace(progress, present=Present())
