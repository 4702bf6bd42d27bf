"""Hold any poem against its form."""

from __future__ import annotations

from app.tabs.poetry.task.chinese.check import split_lines
from app.tabs.poetry.task.chinese.rhymes import book
from app.tabs.poetry.task.judging.couplet import judge_couplet
from app.tabs.poetry.task.judging.english import judge_english
from app.tabs.poetry.task.judging.regulated import judge_old, judge_regulated
from app.tabs.poetry.task.judging.tune import judge_tune
from app.tabs.poetry.task.shapes import Family, books, shape
from app.tabs.poetry.task.tunes import split_lines as split_tune
from app.tabs.poetry.task.verse import Judged, Poem


def lines_of(form: str, text: str) -> tuple[str, ...]:
    """Return the lines of a text that somebody has written. Raises KeyError for the form."""
    family = shape(form).family
    if family is Family.ENGLISH:
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    return split_tune(text) if family is Family.TUNE else split_lines(text)


def judge(poem: Poem) -> Judged:
    """Return what is found of a poem. Raises KeyError for an unknown form or rhyme book."""
    form = shape(poem.form)
    if form.family is Family.ENGLISH:
        return judge_english(poem, form)
    by = book(poem.book or books(form)[0])
    if form.family is Family.TUNE:
        return judge_tune(poem, form, by)
    if form.family is Family.COUPLET:
        return judge_couplet(poem, form, by)
    return (judge_old if form.family is Family.OLD else judge_regulated)(poem, form, by)
