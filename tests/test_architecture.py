"""The page for contributors says what is true of the code."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from app.paths import Folders
from app.services.migrations import MIGRATIONS
from tests.test_layers import ALLOWED

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
DRAWINGS = re.findall(r"```mermaid\n(.*?)```", PAGE, re.DOTALL)
DRAWN = ("__main__", "cli", "desktop", "engine", "hub", "documents", "services", "tabs", "ui")


def test_every_path_exists() -> None:
    paths = set(re.findall(r"\b(?:app|docs|packaging|resources|tests)/[\w/.]*\w", PAGE))
    assert len(paths) > 50
    assert not {path for path in paths if not (ROOT / path).exists()}


def test_every_drawing_is_of_a_kind_that_is_drawn() -> None:
    kinds = [drawing.split()[0] for drawing in DRAWINGS]
    assert len(kinds) == PAGE.count("```mermaid")
    assert set(kinds) == {"flowchart", "sequenceDiagram", "stateDiagram-v2"}


def test_the_layers_are_those_that_are_tested() -> None:
    (layers,) = (drawing for drawing in DRAWINGS if "services --> task" in drawing)
    drawn = {
        (source, target)
        for line in layers.splitlines()
        if "-->" in line
        for source, targets in [line.strip().split(" --> ")]
        for target in targets.split(" & ")
    }
    allowed = {
        (name, {"app.tabs.TASK": "task"}.get(target, target.removeprefix("app.")))
        for name in DRAWN
        for target in ALLOWED[f"app.{name}"]
    }
    parts = {*DRAWN, "task"}
    assert drawn == {(source, target) for source, target in allowed if target in parts}


@pytest.mark.parametrize("number", range(len(MIGRATIONS)))
def test_every_table_stands_at_its_step(number: int) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for migration in MIGRATIONS[:number]:
        migration(connection)
    before = tables(connection)
    MIGRATIONS[number](connection)
    new = tables(connection) - before
    connection.close()
    (row,) = re.findall(rf"^\| `{MIGRATIONS[number].__name__}` \| (.*) \|$", PAGE, re.MULTILINE)
    listed = set(re.findall(r"`(\w+)`", row))
    assert listed | {name for name in new if name.endswith("_search")} == new


def tables(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {
        name for (name,) in rows if not re.search(r"search_(data|idx|content|docsize|config)", name)
    }


def test_every_search_table_is_named() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for migration in MIGRATIONS:
        migration(connection)
    assert not {name for name in tables(connection) if f"`{name}`" not in PAGE}
    connection.close()


def test_everything_in_the_data_folder_is_named(tmp_path: Path) -> None:
    folders = Folders(tmp_path, tmp_path / "cache", tmp_path / "logs")
    inside = [
        place
        for name in dir(Folders)
        if isinstance(getattr(Folders, name), property)
        for place in [getattr(folders, name)]
    ]
    assert len(inside) > 10
    missing = [each.name for each in inside if not re.search(rf"`{each.name}/?`", PAGE)]
    assert not missing
