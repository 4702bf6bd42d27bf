"""词牌: the tunes of 词, their forms, and whether a poem keeps one."""

from app.tabs.poetry.task.tunes.check import Book, Group, Place, TuneCheck, check_tune, closest
from app.tabs.poetry.task.tunes.pattern import Line, Poem, Rhyme, Tune, Variant, split_lines
from app.tabs.poetry.task.tunes.store import Tunes, find, load

__all__ = (
    "Book",
    "Group",
    "Line",
    "Place",
    "Poem",
    "Rhyme",
    "Tune",
    "TuneCheck",
    "Tunes",
    "Variant",
    "check_tune",
    "closest",
    "find",
    "load",
    "split_lines",
)
