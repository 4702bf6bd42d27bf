"""From a topic to an exported piece, in the real window, with a real keyboard and a real model."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest

from app.piece import Piece
from app.services.writing.drafts import WHOLE, Kept
from app.tabs.write.editor.proposal import Proposal
from app.tabs.write.task import changes
from tests.e2e import desktop as machinery
from tests.e2e.desktop import App, Desktop, until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(machinery.missing()), reason=f"missing: {machinery.missing()}"),
]
TOPIC = "Why small harbour towns need a good ferry"
LONG = 300  # seconds
BLOCK = "One evening the ferry was late and the people of the town waited on the quay in the rain."


class Disk:
    """What lies on the disk, as another process reads it."""

    def __init__(self, data: Path) -> None:
        self._path = data / "inkstone.db"

    def _data(self, query: str, *values: str) -> bytes:
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as connection:
            row = connection.execute(query, values).fetchone()
        return bytes(row[0]) if row else b""

    @property
    def piece(self) -> Piece:
        return msgspec.json.decode(self._data("SELECT data FROM piece_contents"), type=Piece)

    def state(self, name: str) -> bytes:
        return self._data("SELECT data FROM piece_states WHERE name = ?", name)

    @property
    def written(self) -> list[str]:
        """Return the sections that are written."""
        found = self.state(WHOLE)
        progress = msgspec.json.decode(found, type=Kept).progress if found else None
        return [one.text for one in progress.written if one.text] if progress else []

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        found = self.state("proposals")
        return msgspec.json.decode(found, type=tuple[Proposal, ...]) if found else ()


def plan(app: App) -> None:
    """Say what the piece is about, and have an outline made."""
    app.click("write.start.idea")
    until(lambda: app.exists("write.plan.topic"), "the plan")
    app.write("write.plan.topic", TOPIC)
    app.focus("write.plan.length")
    app.key("ctrl+a")
    app.type("400")
    app.key("Tab")
    app.click("write.plan.straight")
    until(lambda: app.exists("write.outline.draft"), "the outline", LONG)
    app.focus("write.outline.total")
    app.key("ctrl+a")
    app.type("100")
    app.key("Tab")


def rewrite(app: App, kept: Disk) -> Proposal:
    """Have a paragraph of one's own rewritten until at least two places of it change."""
    app.focus("write.editor")
    app.key("ctrl+End", "Return")
    app.type(BLOCK)
    app.key("ctrl+shift+r")
    for tries in range(1, 6):

        def settled(tries: int = tries) -> Proposal | None:
            found = kept.proposals
            whole = bool(found) and not found[-1].growing
            return found[-1] if whole and len(found[-1].alternatives) == tries else None

        proposal: Proposal = until(settled, f"alternative {tries} on the disk", LONG)
        if len(proposal.hunks) > 1:
            return proposal
        app.click("write.hunk.retry")
    raise AssertionError("no rewriting with two changes")


@pytest.mark.timeout(600)
def test_from_a_topic_to_a_file(
    desktop: Desktop, data: Path, test_model: Path, tmp_path: Path
) -> None:
    (data / "models").mkdir()
    model = data / "models" / "writer.gguf"
    model.symlink_to(test_model)
    settings = {"context": 2048, "model": str(model), "language": "en"}
    (data / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    app, kept = desktop.start(data), Disk(data)
    until(lambda: app.exists("Write"), "the tab")
    app.click("Write")
    app.wait("status.model", "writer")

    # From a topic to an outline, and two sections of it.
    plan(app)
    app.click("write.outline.draft")
    until(lambda: len(kept.written) >= 2, "two sections", LONG)
    if app.exists("write.strip.pause"):
        app.click("write.strip.pause")
    sections = kept.written[:2]
    until(lambda: all(one in shown(app) for one in lines(sections)), "them in the text")

    # A paragraph is rewritten: one change is taken, one is left, and the rest is left, too.
    proposal = rewrite(app, kept)
    taken = changes.accept(proposal.made, {0})
    wanted = [block.text for block in changes.reject(taken)]
    before = [block.text for block in changes.reject(proposal.made)]
    assert before == [BLOCK] != wanted
    app.key("alt+Return", "alt+BackSpace")
    if len(proposal.hunks) > 2:
        app.click("write.hunk.reject_all")
    until(lambda: not kept.proposals, "the decisions on the disk")
    until(lambda: kept.piece.blocks[-1].text == wanted[-1], "the paragraph on the disk")
    assert BLOCK not in kept.piece.text

    # It is exported.
    target = tmp_path / "我的 piece.docx"
    app.trigger("write.export.docx")
    until(lambda: app.exists("fileNameEdit"), "the dialog")
    app.focus("fileNameEdit")
    app.key("ctrl+a")
    app.insert("fileNameEdit", str(target))
    app.key("Return")
    until(target.exists, "the file")
    app.close()
    with ZipFile(target) as package:
        document = package.read("word/document.xml").decode("utf-8")
    for sentence in (wanted[-1][:20], TOPIC.split()[-1]):
        assert sentence in document


def lines(texts: list[str]) -> list[str]:
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


def shown(app: App) -> str:
    return app.text("write.editor")
