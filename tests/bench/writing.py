"""A long piece, killed on its way: `python -m tests.bench.writing --model FILE`.

The real window on a screen of its own drafts a piece from an outline. In the middle of a section
the app is killed with SIGKILL, later the engine; each time it goes on. Prints how long each section
has become, and fails where a section is not in the piece as it was before a kill.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

import msgspec

from app.paths import Folders
from app.piece import Piece
from app.services.context import prepare
from app.services.database import Database
from app.services.writing.drafts import WHOLE, Drafts, Kept
from app.services.writing.pieces import Pieces
from app.tabs.write.task import counts, kinds, lengths, sentences, state
from app.tabs.write.task.outline import Section
from app.tabs.write.task.state import Brief, Progress
from tests.e2e.desktop import App, Desktop, until

TOPIC = "How a small harbour town learned to live with the sea"
NOTES = "The town is Merrow. The flood came in 1953. Ada Finch runs the ferry."
TITLES = (
    "The town before the flood", "The night of the flood", "The morning after",
    "Who stayed and who left", "The first wall", "Ada Finch and the ferry",
    "What the fishermen knew", "Money, plans and quarrels", "The second wall",
    "Tourists and tides", "What the children learn", "Living with the sea",
)  # fmt: skip
WORDS, CONTEXT = 6_000, 4_096
APP_AT, ENGINE_AT = 3, 7  # sections that are written when the app, and the engine, is killed
INTO = 5.0  # seconds into the next section
POLL = 3.0  # seconds


def begin(folders: Folders) -> int:
    """Keep a piece with an outline; return its number."""
    sections = tuple(Section(title) for title in TITLES)
    brief = Brief(kinds.of("essay", "en"), "en", TOPIC, NOTES)
    with closing(Database(folders.database)) as database:
        pieces = Pieces(database)
        number = pieces.create(Piece("Merrow", "en"), kind="essay", goal=WORDS).id
        Drafts(pieces).save(number, Kept(state.start(brief, sections, WORDS)))
    return number


def progress(folders: Folders) -> Progress:
    """Return how far the draft on the disk is."""
    with closing(sqlite3.connect(f"file:{folders.database}?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT data FROM piece_states WHERE name = ?", (WHOLE,))
        return msgspec.json.decode(row.fetchone()[0], type=Kept).progress


def written(folders: Folders) -> list[str]:
    return [one.text for one in progress(folders).written if one.text]


def start(desktop: Desktop, data: Path) -> App:
    """Start the app with the piece in front."""
    app = desktop.start(data)
    until(lambda: app.exists("Write"), "the tab")
    app.click("Write")
    until(lambda: app.exists("write.outline.draft"), "the outline")
    app.wait("status.model", "writer")
    app.click("write.outline.draft")
    return app


def wait_for(folders: Folders, count: int) -> list[str]:
    """Wait until so many sections are written and the next one is on its way."""
    while len(written(folders)) < count:
        time.sleep(POLL)
    print(f"{count} sections are written", flush=True)
    time.sleep(INTO)
    return written(folders)


def play(folders: Folders) -> float:
    """Draft the piece, killing what does it; return the seconds."""
    began = time.monotonic()
    with Desktop() as desktop:
        app = start(desktop, folders.data)
        before = wait_for(folders, APP_AT)
        app.kill()
        print("the app is killed", flush=True)
        assert written(folders)[: len(before)] == before
        app = start(desktop, folders.data)
        before = wait_for(folders, ENGINE_AT)
        os.kill(engine_of(app), signal.SIGKILL)
        print("the engine is killed", flush=True)
        while progress(folders).at is not None:
            time.sleep(POLL)
        assert written(folders)[: len(before)] == before
        time.sleep(2)
        app.close()
    return time.monotonic() - began


def engine_of(app: App) -> int:
    commands = ((pid, Path(f"/proc/{pid}/cmdline").read_bytes()) for pid in app.children())
    return next(pid for pid, command in commands if b"--engine" in command)


def told(folders: Folders, number: int, seconds: float) -> dict[str, object]:
    """Return what has come of it; fails where a section is not in the piece."""
    found = progress(folders)
    with closing(Database(folders.database)) as database:
        blocks = Pieces(database).load(number).blocks
    texts = [block.text for block in blocks if block.kind != "heading"]
    wanted = [line for one in found.written for line in sentences.paragraphs(one.text)]
    assert texts == wanted, "the piece is not what was drafted"
    assert [block.text for block in blocks if block.kind == "heading"] == list(TITLES)
    rows = []
    for section, one in zip(found.sections, found.written, strict=True):
        size = counts.length(one.text)
        rows.append((section.title, section.length, size, lengths.fits(one.text, section.length)))
        off = round(100 * (size - section.length) / section.length)
        print(f"{section.title:28} {section.length:5} {size:5} {off:+4} %")
    fit, words = sum(row[3] for row in rows), sum(row[2] for row in rows)
    print(f"{fit} of {len(rows)} within 15 %, {words} words, {seconds / 60:.1f} minutes")
    return {"sections": rows, "fit": fit, "words": words, "seconds": seconds}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--json", type=Path, help="where to write what was measured")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="inkstone-") as folder:
        data = Path(folder)
        folders = Folders(data, data / "cache", data / "logs")
        prepare(folders)
        model = folders.models / "writer.gguf"
        model.symlink_to(chosen.model.absolute())
        number = begin(folders)
        settings = {"language": "en", "context": CONTEXT, "model": str(model)}
        folders.settings.write_text(json.dumps({**settings, "write_piece": number}), "utf-8")
        result = told(folders, number, play(folders))
    if chosen.json:
        chosen.json.write_text(json.dumps(result), "utf-8")


if __name__ == "__main__":
    main()
