"""A 七律 from its theme to a picture, in the real window, with a real keyboard and a real model."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from app.tabs.poetry.task.judge import judge
from app.tabs.poetry.task.verse import Poem
from tests.e2e import desktop as machinery
from tests.e2e.desktop import App, Desktop, until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(machinery.missing()), reason=f"missing: {machinery.missing()}"),
]
LONG = 300  # seconds


def on_desk(data: Path) -> Poem:
    """Return the poem on the desk, as another process reads it from the disk."""
    with closing(sqlite3.connect(f"file:{data / 'inkstone.db'}?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT poem FROM poem_draft").fetchone()
    return msgspec.json.decode(row[0], type=Poem) if row else Poem("", ())


def ask(app: App) -> None:
    """Choose a form, say what the poem is about, and have one made."""
    app.click("poetry.form")
    until(lambda: app.exists("poetry.forms.search"), "the list of forms")
    app.insert("poetry.forms.search", "七律")
    app.key("Return")
    until(lambda: not app.exists("poetry.forms.search"), "the form")
    app.focus("poetry.count")
    app.key("ctrl+a")
    app.type("1")
    app.key("Tab")
    app.insert("poetry.theme", "秋江")
    app.click("poetry.compose")


@pytest.mark.timeout(600)
def test_from_a_theme_to_a_picture(
    desktop: Desktop, data: Path, test_model: Path, tmp_path: Path
) -> None:
    (data / "models").mkdir()
    model = data / "models" / "poet.gguf"
    model.symlink_to(test_model)
    settings = {"context": 2048, "model": str(model), "language": "en"}
    (data / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    app = desktop.start(data)
    until(lambda: app.exists("Poetry"), "the tab")
    app.click("Poetry")
    app.wait("status.model", "poet")

    ask(app)
    until(lambda: len(on_desk(data).lines) == 8, "a poem on the disk", LONG)
    first = on_desk(data)
    assert (first.form, first.title) == ("七律", "秋江")
    assert judge(first).passed

    # A couplet is locked, and the rest is made anew.
    app.click("poetry.lock.2")
    app.click("poetry.lock.3")
    until(lambda: on_desk(data).locked == (2, 3), "the locks on the disk")
    app.click("poetry.rest")
    until(lambda: on_desk(data).lines != first.lines, "another poem on the disk", LONG)
    second = on_desk(data)
    assert second.lines[2:4] == first.lines[2:4]
    assert judge(second).passed

    # One character is changed by the list.
    until(lambda: app.text("poetry.glyph.0.2") == second.lines[0][2], "the poem on the page")
    app.click("poetry.glyph.0.2")
    until(lambda: len(app.texts("poetry.fits")) > 3, "what fits", LONG)
    app.key("Down", "Return")
    until(lambda: on_desk(data).lines != second.lines, "the change on the disk")
    third = on_desk(data)
    assert third.lines[1:] == second.lines[1:]
    assert third.lines[0][:2] + third.lines[0][3:] == second.lines[0][:2] + second.lines[0][3:]
    assert judge(third).passed

    # It is saved as a picture.
    target = tmp_path / "秋江.png"
    app.trigger("poetry.export.picture")
    until(lambda: app.exists("poetry.picture.save"), "the choice of a picture")
    app.trigger("poetry.picture.save")
    until(lambda: app.exists("fileNameEdit"), "the dialog")
    app.focus("fileNameEdit")
    app.key("ctrl+a")
    app.insert("fileNameEdit", str(target))
    app.key("Return")
    until(target.exists, "the picture")
    app.click("poetry.picture.close")
    until(lambda: not app.exists("poetry.picture.close"), "the window alone")
    app.focus("poetry.theme")
    app.close()
    assert target.read_bytes().startswith(b"\x89PNG")
