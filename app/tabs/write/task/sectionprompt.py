"""The prompts that a section is written with, fitted into the context window.

What does not fit is cut in this order: the author's notes from their end, the summary (older
sections to a clause each, then those in the middle), the outline (what sections say, then the far
ones), the end of the section before, the facts named last, the style sheet, the beginning of the
section's own text.
"""

from __future__ import annotations

from app.tabs.write.task import lengths, memory, prompts
from app.tabs.write.task.ask import Ask, Label, Part, sampled
from app.tabs.write.task.counts import is_chinese, length
from app.tabs.write.task.outline import Outline, Section, leaves
from app.tabs.write.task.repetition import Passage
from app.tabs.write.task.state import Progress
from app.tabs.write.task.window import SHARES, Piece, Window, clipped, cost, fit, lines, wrapped

RECENT = {"en": 900, "zh": 300}  # characters of the section before
NEIGHBOURS = (6, 3, 1)  # sections around the present one, where the outline does not fit
REPLY_SHARE, LEAST_REPLY = 3, 128  # a reply takes a third of the window at most


def section(progress: Progress, number: int, window: Window) -> Ask:
    """Ask for the beginning of a section."""
    target = progress.sections[number].length
    pieces = [*_context(progress, number), _task(progress, number)]
    return _ask(progress, "section", pieces, window, lengths.bounds(target)[1])


def more(progress: Progress, number: int, window: Window) -> Ask:
    """Ask to go on: in the sentence, in a new paragraph, or in words where that did nothing."""
    present, target = progress.present, progress.sections[number].length
    left = lengths.bounds(target)[1] - length(present.text)
    pieces = [*_context(progress, number), _task(progress, number)]
    text = _so_far(progress, present.text + ("\n\n" if present.whole else ""))
    if not present.whole or present.idle % 2 == 0:
        return _ask(progress, "more", [*pieces, text], window, left)
    words = prompts.words(progress.brief.language)["more"].format(
        title=progress.sections[number].title, length=_rounded(target - length(present.text))
    )
    pieces += [_so_far(progress, present.text), Piece("user", "instructions", words)]
    return _ask(progress, "more", pieces, window, left)


def again(progress: Progress, number: int, window: Window, passage: Passage) -> Ask:
    """Ask for a passage again without the phrases in it that repeat others."""
    text = progress.present.text
    pieces = [*_context(progress, number), _task(progress, number)]
    before = text[: passage.start].rstrip(" ")
    if before.strip():
        pieces.append(_so_far(progress, before))
    size = length(text[passage.start : passage.end])
    return _ask(progress, "again", pieces, window, size, banned=passage.phrases)


def digest(progress: Progress, number: int, window: Window) -> Ask:
    """Ask for a section in short, right behind it, where the engine has read it already.

    One that is too long for that is asked for by itself, from its beginning.
    """
    brief, text, title = progress.brief, progress.present.text, progress.sections[number].title
    say, code = prompts.words(brief.language), _code(brief.language)
    wish = say["digest"].format(length=memory.DIGEST[code] * 2 // 3)
    if window.count(text) <= window.tokens * SHARES["text"]:
        pieces = [*_context(progress, number), _task(progress, number), _so_far(progress, text)]
    else:
        form = say["digest_text"].replace("{title}", title)
        pieces = [
            Piece("system", "instructions", say["digest_role"]),
            wrapped("user", "text", form, text, lambda size: lengths.head(text, size, code)),
        ]
    segments = fit([*pieces, Piece("user", "instructions", wish)], window, memory.DIGEST_TOKENS)
    return Ask("digest", segments, sampled(brief.sampling, progress.asks, memory.DIGEST_TOKENS))


def _ask(
    progress: Progress,
    label: Label,
    pieces: list[Piece],
    window: Window,
    units: int,
    banned: tuple[str, ...] = (),
) -> Ask:
    """Ask within the window; where the last part is the assistant's, it is to be carried on."""
    brief = progress.brief
    needed = lengths.needed_tokens(units, brief.language)
    reply = min(needed, max(window.tokens // REPLY_SHARE, LEAST_REPLY))
    segments = fit(pieces, window, reply)
    room = max(1, min(needed, window.tokens - cost(segments, window)))
    banned = tuple(dict.fromkeys((*brief.banned, *banned)))
    resume = segments[-1].role == "assistant"
    return Ask(label, segments, sampled(brief.sampling, progress.asks, room), resume, banned)


def _context(progress: Progress, number: int) -> list[Piece]:
    """Return all that a section's prompt holds before what is asked.

    It is the same for all questions about a section, and begins the same for all sections: the
    engine reads only what is new.
    """
    brief, say = progress.brief, prompts.words(progress.brief.language)
    sections, before = progress.sections, progress.written[:number]
    recent = before[-1].text if before else ""
    here = sections[number]
    code = _code(brief.language)
    end = lengths.tail(recent, RECENT[code], code)
    named = memory.told(brief.facts, brief.topic, here.title, here.gist, end)
    titles = [one.title for one in sections[:number]]
    told = "\n".join(f"- {fact.text}" for fact in named)
    instructions = prompts.instructions(brief)

    def short(size: int) -> str:
        return memory.summary(titles, before, brief.language, size)

    def outlined(size: int) -> str:
        return view(progress.outline, number, size)

    def system(part: Part, text: str) -> Piece:
        return clipped("system", part, "\n\n" + say[part], text)

    return [
        clipped("system", "instructions", "{}", instructions),
        system("style", brief.style.strip()),
        system("notes", brief.notes.strip()),
        system("facts", told),
        wrapped("user", "outline", say["outline"] + "\n\n", outlined(1 << 20), outlined),
        wrapped("user", "summary", say["summary"] + "\n\n", short(1 << 20), short),
        wrapped(
            "user",
            "recent",
            say["recent"] + "\n\n",
            end,
            lambda size: lengths.tail(end, size, code) if size else "",
        ),
    ]


def _task(progress: Progress, number: int) -> Piece:
    """Return what is asked for; it is never cut."""
    brief, say = progress.brief, prompts.words(progress.brief.language)
    here, last = progress.sections[number], len(progress.sections) - 1
    parts = [say["section"].format(title=here.title, length=_rounded(here.length))]
    if here.gist:
        parts.append(
            say["gist"].format(prompts.sentence(lines(here.gist, prompts.SAID), brief.language))
        )
    place = "first" if number == 0 else "last" if number == last else "middle"
    if last:
        parts.append(say[place])
    text = "".join(parts)
    if note := lines(brief.author_note.strip(), prompts.SAID):
        text += "\n" + say["author_note"].format(note)
    return Piece("user", "instructions", text)


def _so_far(progress: Progress, text: str) -> Piece:
    """Return the section's text as the assistant's turn; only its end where it is too long."""
    language = progress.brief.language
    gap = text[len(text.rstrip()) :]
    bare = text.rstrip()
    return wrapped(
        "assistant",
        "text",
        "{}" + gap,
        bare,
        lambda size: lengths.tail(bare, size, language) if size else "",
    )


def _code(language: str) -> str:
    return "zh" if is_chinese(language) else "en"


def view(outline: Outline, number: int, size: int) -> str:
    """Return an outline in so many characters, with the section to write marked."""
    count = len(list(leaves(outline)))
    shown = _view(outline, number, count, gists=True)
    for near in (count, *NEIGHBOURS):
        if len(shown) <= size:
            break
        shown = _view(outline, number, near, gists=False)
    return shown if len(shown) <= size else ""


def _view(outline: Outline, number: int, near: int, *, gists: bool) -> str:
    """Return the sections at most `near` away from the present one, and what they are under."""
    shown_lines: list[str] = []
    seen = 0

    def add(sections: tuple[Section, ...], above: str) -> bool:
        nonlocal seen
        any_shown = False
        for place, section in enumerate(sections, 1):
            mark, at = f"{above}{place}", len(shown_lines)
            if section.children:
                shown = add(section.children, mark + ".")
            else:
                shown = abs(seen - number) <= near
            if shown:
                arrow = ">" if seen == number and not section.children else ""
                gist = section.gist.replace("\n", " ") if gists else ""
                shown_lines.insert(
                    at, f"{arrow}{mark}. {section.title}" + (f": {gist}" if gist else "")
                )
            seen += not section.children
            any_shown = any_shown or shown
        return any_shown

    add(outline, "")
    return "\n".join(shown_lines)


def _rounded(units: int) -> int:
    """Return a length as one says it."""
    step = 10 if units < 300 else 50
    return max(step, round(units / step) * step)
