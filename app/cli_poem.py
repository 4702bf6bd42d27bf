"""`inkstone run poem`: poems that keep their form, and the check of one that somebody wrote."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from app import cli_io
from app.protocol import ErrorCode, UserError

if TYPE_CHECKING:
    from app.services.poetry.session import Session
    from app.tabs.poetry.task.brief import Brief
    from app.tabs.poetry.task.ranking import Candidate
    from app.tabs.poetry.task.verse import Finding, Judged, Poem

OK, AGAINST = 0, 3
STDIN = "-"


def add_parser(tasks: Any) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = tasks.add_parser(
        "poem",
        help="compose a poem whose form is guaranteed, or check one",
        description="Compose a poem: 五绝 七绝 五律 七律 排律 古风 对联, any tune of 词, or a"
        " sonnet, haiku, limerick, ballad, villanelle, couplets, blank or free verse. With --check"
        " hold a poem that is there against its form instead; no model is needed for that.",
    )
    parser.add_argument(
        "text", nargs="*", metavar="THEME", help="the theme, as --theme; - reads stdin"
    )
    parser.add_argument("--form", default="", help="e.g. 七绝, 水调歌头, sonnet")
    parser.add_argument("--theme", default="")
    parser.add_argument("--mood", default="")
    parser.add_argument("--manner", default="", help="a period or a poet, e.g. 盛唐")
    parser.add_argument("--images", type=_list, default=(), metavar="A,B")
    parser.add_argument("--opening", default="", help="how the first line begins")
    parser.add_argument("--use", type=_list, default=(), metavar="A,B", help="words it must have")
    parser.add_argument("--avoid", type=_list, default=(), metavar="A,B")
    parser.add_argument("--heads", default="", help="the first characters of the lines (藏头)")
    parser.add_argument(
        "--rhyme",
        default="",
        help="a rhyme book (平水韵, 词林正韵, 中华新韵, 中华通韵), a rhyme of one, e.g. 七阳, or"
        " both, e.g. 平水韵/七阳; in English a word to rhyme with",
    )
    parser.add_argument("--lines", type=cli_io.positive, default=0, metavar="N")
    parser.add_argument("--length", type=cli_io.positive, default=7, metavar="N", help="of 对联")
    parser.add_argument(
        "--variant", type=cli_io.positive, default=1, metavar="N", help="which form of a tune"
    )
    parser.add_argument("--traditional", action="store_true", help="in traditional characters")
    parser.add_argument("--count", type=cli_io.positive, default=1, metavar="N")
    parser.add_argument("--check", metavar="FILE", help="a poem to check; - reads stdin")
    cli_io.add_model_options(parser)
    parser.set_defaults(command=_run, error=parser.error)


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s,，、]+", text) if part)


def _run(options: argparse.Namespace) -> int:
    if options.check:
        return _check(options)
    if not options.form:
        options.error("--form says what to compose, e.g. --form 七绝")
    from app.tabs.poetry.task.shapes import shape

    brief = _brief(options)
    if options.max_tokens is not None:
        options.error("a poem is as long as its form; --max-tokens does not go with it")
    if options.temperature is not None and not shape(brief.form).chinese:
        options.error("--temperature goes with Chinese forms; English words are searched for")
    from app.services.poetry.session import Session

    with Session(options.model, options.temperature) as session:
        found = session.compose(brief, options.count, options.seed)
        if options.json:
            _print_json(found, session)
            return OK
        for number, candidate in enumerate(found):
            cli_io.write("\n" if number else "")
            _print(candidate)
    return OK


def _brief(options: argparse.Namespace) -> Brief:
    """Return what is asked for; raises UserError."""
    from app.tabs.poetry.task.brief import Brief

    form = _form(options.form)
    book, rhyme = _rhyme(options.rhyme, form)
    return Brief(
        form=form,
        theme=options.theme or (cli_io.read_text(options.text).strip() if options.text else ""),
        images=options.images,
        mood=options.mood,
        manner=options.manner,
        opening=options.opening,
        use=options.use,
        avoid=options.avoid,
        heads=options.heads,
        book=book,
        rhyme=rhyme,
        variant=_variant(options, form),
        lines=options.lines,
        length=options.length,
        traditional=options.traditional,
    )


def _variant(options: argparse.Namespace, form: str) -> int:
    """Return the number of a tune's form, from 0; exits where there are not so many."""
    from app.tabs.poetry.task.shapes import Family, shape
    from app.tabs.poetry.task.tunes import find

    tune = find(form) if shape(form).family is Family.TUNE else None
    count = len(tune.variants) if tune else 1
    if options.variant > count:
        options.error(f"--variant: {form} has forms 1 to {count}")
    return int(options.variant) - 1


def _form(name: str) -> str:
    from app.tabs.poetry.task.shapes import shape

    try:
        return shape(name).name
    except KeyError as error:
        raise UserError(ErrorCode.FORM_UNKNOWN, name=name) from error


def _rhyme(text: str, form: str) -> tuple[str, str]:
    """Return the rhyme book, "" for the form's own, and the rhyme that are named."""
    from app.tabs.poetry.task.chinese.rhymes import BOOKS
    from app.tabs.poetry.task.shapes import books, shape

    of = shape(form)
    if not of.chinese or not text:
        return "", text
    book, _, rhyme = text.partition("/")
    if book in BOOKS:
        return book, rhyme
    usual = books(of)[0]
    if rhyme or not any(text in (g.part, g.part[-1]) for g in BOOKS[usual]().groups):
        known = ", ".join(BOOKS)
        raise UserError(ErrorCode.RHYME_BOOK_UNKNOWN, name=text, book=usual, known=known)
    return "", text


# A poem that is there ------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    """Print what is found of a poem: 0 if it keeps its form, 3 if not."""
    from app.tabs.poetry.task.chinese.check import form_of
    from app.tabs.poetry.task.judge import judge, lines_of
    from app.tabs.poetry.task.verse import Poem

    text = _read(options.check)
    known = form_of(lines_of("七绝", text)) if not options.form else None
    if not options.form and known is None:
        options.error("--form says what the poem is; its lines alone do not")
    form = known.name if known else _form(options.form)
    lines = lines_of(form, text)
    if not lines:
        raise UserError(ErrorCode.POEM_EMPTY, path=options.check)
    book, _ = _rhyme(options.rhyme, form)
    poem = Poem(form, lines, book=book, variant=_variant(options, form))
    judged = judge(poem)
    if options.json:
        cli_io.print_json(poems=[_told(poem, judged)])
    else:
        _print_findings(poem, judged)
    return OK if judged.passed else AGAINST


def _read(name: str) -> str:
    if name == STDIN:
        return sys.stdin.read()
    try:
        return Path(name).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise UserError(ErrorCode.FILE_UNREADABLE, path=name, reason=reason or "") from error


# What is printed -----------------------------------------------------------------------------


def _print(candidate: Candidate) -> None:
    from app.tabs.poetry.task.text import manuscript, poem_text

    written = manuscript(candidate.poem, candidate.judged)
    cli_io.write(poem_text(candidate.poem, written.stanzas, written.stops))
    if not candidate.judged.passed:
        _print_findings(candidate.poem, candidate.judged)


def _print_findings(poem: Poem, judged: Judged) -> None:
    from app.tabs.poetry.wording.findings import words
    from app.tabs.poetry.wording.verdict import verdict

    cli_io.tell(f"inkstone: {poem.form}: {verdict(judged)}")
    for finding in judged.findings:
        cli_io.tell(f"inkstone: {finding.level}: {words(finding, poem)}")


def _print_json(found: list[Candidate], session: Session) -> None:
    poems = [
        _told(each.poem, each.judged)
        | {"seed": each.seed, "logprob": each.logprob, "variety": each.variety}
        for each in found
    ]
    usage = msgspec.to_builtins(session.usage)
    usage.pop("seed")
    cli_io.print_json(poems=poems, model=session.model, seed=session.seed, usage=usage)


def _told(poem: Poem, judged: Judged) -> dict[str, Any]:
    return {
        "form": poem.form,
        "title": poem.title,
        "lines": list(poem.lines),
        "stanzas": list(judged.stanzas),
        "check": {
            "passed": judged.passed,
            "certain": judged.certain,
            "rhyme": judged.rhyme,
            "pattern": list(judged.pattern),
            "findings": [_finding(each, poem) for each in judged.findings],
        },
    }


def _finding(finding: Finding, poem: Poem) -> dict[str, Any]:
    from app.tabs.poetry.wording.findings import words

    return {
        "code": finding.code,
        "level": finding.level.value,
        "places": [list(place) for place in finding.places],
        "text": words(finding, poem),
    }
