"""English verse by a real model."""

from __future__ import annotations

from pathlib import Path

from app.services.poetry.session import Session
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.english.check import check
from app.tabs.poetry.task.english.forms import FORMS
from app.tabs.poetry.task.english.lines import Search
from app.tabs.poetry.task.english.versing import compose_verse


def test_a_small_model_writes_a_haiku(test_model: Path) -> None:
    brief = Brief("haiku", theme="an autumn river", use=("window",))
    steps = compose_verse(FORMS["haiku"], brief, 1, search=Search(width=1))
    with Session(str(test_model)) as desk:
        verse = desk.run(steps)
    assert check(verse.lines, FORMS["haiku"]).correct, verse.lines
    assert "window" in " ".join(verse.lines).casefold()
    assert -8.0 < verse.mean < -0.5  # of words drawn at random it is about -12
