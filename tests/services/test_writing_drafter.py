"""Drafts through pauses, crashes, kills and full disks, with an engine in a script."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.piece import Piece
from app.protocol import ErrorCode
from app.services.database import Database
from app.services.writing import drafter as drafter_module
from app.services.writing.assistant import WritingAssistant
from app.services.writing.drafter import Drafter
from app.services.writing.drafts import WHOLE, Drafts
from app.services.writing.generations import Generations
from app.services.writing.pieces import Pieces
from app.tabs.write.task import lengths, state
from app.tabs.write.task.state import Progress
from tests.services.test_writing_runner import Asked, OneModel, ScriptedEngine
from tests.services.test_writing_runner import engine as engine
from tests.services.test_writing_runner import models as models
from tests.tabs.write_model import brief, outline, prose


class Place:
    """A drafter with a database, a piece, and what it said."""

    def __init__(self, path: Path, engine: ScriptedEngine, models: OneModel) -> None:
        self.engine = engine
        self.database = Database(path)
        self.assistant = WritingAssistant(engine, models)
        self.pieces, self.generations = Pieces(self.database), Generations(self.database)
        self.drafter = Drafter(self.assistant, self.pieces, self.generations)
        entries = self.pieces.entries()
        self.piece = entries[0].id if entries else self.pieces.create(Piece("Harbours")).id
        self.said: list[tuple[object, ...]] = []
        self.lengths: list[tuple[int, int]] = []
        drafter = self.drafter
        drafter.section_done.connect(
            lambda _piece, section, numbers: self.said.append(("section", section, numbers))
        )
        drafter.done.connect(lambda piece: self.said.append(("done", piece)))
        drafter.paused.connect(lambda piece: self.said.append(("paused", piece)))
        drafter.failed.connect(
            lambda piece, code, params: self.said.append(("failed", piece, code, params))
        )
        drafter.progressed.connect(
            lambda _piece, section, size: self.lengths.append((section, size))
        )

    @property
    def progress(self) -> Progress:
        found = self.drafter.progress(self.piece)
        assert found is not None
        return found

    @property
    def stored(self) -> Progress:
        """Return what a new process would find."""
        found = Drafts(self.pieces).load(self.piece)
        assert found is not None
        return found.progress

    def start(self, count: int = 3) -> Progress:
        progress = state.start(brief(), outline(count), 120 * count)
        self.drafter.start(self.piece, progress)
        return progress

    def close(self) -> None:
        self.drafter.close()
        self.assistant.close()
        self.database.close()


@pytest.fixture
def place(
    tmp_path: Path, engine: ScriptedEngine, models: OneModel, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    monkeypatch.setattr(drafter_module, "AGAIN_MS", 5)
    made = Place(tmp_path / "pieces.db", engine, models)
    yield made
    made.close()


def until_said(qtbot: QtBot, place: Place, what: str) -> tuple[object, ...]:
    qtbot.waitUntil(lambda: any(one[0] == what for one in place.said), timeout=20_000)
    return next(one for one in place.said if one[0] == what)


def flying(qtbot: QtBot, place: Place) -> Asked:
    """Return what is asked next and not answered yet."""
    qtbot.waitUntil(lambda: bool(place.engine.asked) and not place.engine.asked[-1].job.over)
    return place.engine.asked[-1]


def assert_whole(progress: Progress) -> None:
    assert progress.at is None
    for section, written in zip(progress.sections, progress.written, strict=True):
        assert lengths.fits(written.text, section.length)


# From the outline to the piece -----------------------------------------------------------


def test_all_sections_are_written_and_kept(qtbot: QtBot, place: Place) -> None:
    place.start()
    assert place.drafter.is_drafting(place.piece)
    until_said(qtbot, place, "done")
    assert not place.drafter.is_drafting(place.piece)
    assert_whole(place.progress)
    assert place.stored == place.progress
    assert [one[:2] for one in place.said[:-1]] == [("section", n) for n in range(3)]
    assert {section for section, _ in place.lengths} == {0, 1, 2}
    assert max(size for _, size in place.lengths) > 100
    assert {asked.how["priority"] for asked in place.engine.asked} == {"background"}


def test_each_section_tells_what_it_was_made_from(qtbot: QtBot, place: Place) -> None:
    place.start()
    until_said(qtbot, place, "done")
    kept = place.generations.of(place.piece)
    told = [one[2] for one in place.said if one[0] == "section"]
    assert sorted(kept) == [number for numbers in told for number in numbers]  # type: ignore[attr-defined]
    for numbers, written in zip(told, place.progress.written, strict=True):
        assert written.text[:40] in kept[numbers[0]].result  # type: ignore[index]
    assert {one.purpose for one in kept.values()} <= {"section", "more", "again"}


def test_two_pieces_are_drafted_at_the_same_time(qtbot: QtBot, place: Place) -> None:
    other = place.pieces.create(Piece("Walls")).id
    place.start(2)
    place.drafter.start(other, state.start(brief(), outline(2), 240))
    qtbot.waitUntil(lambda: {("done", place.piece), ("done", other)} <= set(place.said))
    found = place.drafter.progress(other)
    assert found and found.at is None


def test_a_piece_without_a_draft_has_none(place: Place) -> None:
    assert place.drafter.progress(place.piece) is None
    assert place.drafter.asking(place.piece) is None
    with pytest.raises(KeyError):
        place.drafter.resume(place.piece)
    with pytest.raises(KeyError):
        place.drafter.redo(place.piece, 0)
    place.drafter.pause(place.piece)
    assert place.said == []


# Pauses ----------------------------------------------------------------------------------


def test_what_had_come_before_a_pause_is_carried_on(qtbot: QtBot, place: Place) -> None:
    place.engine.held = True
    place.start()
    asked = flying(qtbot, place)
    asked.say("The tide came in, and the")
    place.drafter.pause(place.piece)
    assert asked.job.over and place.said == [("paused", place.piece)]
    assert place.stored.growing == "The tide came in, and the"
    place.drafter.resume(place.piece)
    asked = flying(qtbot, place)
    assert asked.how["resume"] and asked.turns[-1].text == "The tide came in, and the"
    asked.say(" boats")
    place.drafter.pause(place.piece)
    place.engine.held = False
    place.drafter.resume(place.piece)
    until_said(qtbot, place, "done")
    assert place.progress.written[0].text.startswith("The tide came in, and the boats")
    assert_whole(place.progress)


def test_paused_while_it_thinks_nothing_is_lost(qtbot: QtBot, place: Place) -> None:
    place.engine.held = True
    place.start(1)
    flying(qtbot, place).finish("The tide came in. " + prose(50), "length")
    place.drafter.pause(place.piece)
    place.engine.held = False
    place.drafter.resume(place.piece)
    until_said(qtbot, place, "done")
    assert place.progress.written[0].text.startswith("The tide came in. " + prose(50))


def test_it_may_be_paused_from_its_own_signals(qtbot: QtBot, place: Place) -> None:
    place.drafter.section_done.connect(lambda piece, *_: place.drafter.pause(piece))
    place.start(2)
    until_said(qtbot, place, "paused")
    place.assistant.close()
    assert [bool(one.text) for one in place.stored.written] == [True, False]
    assert [one[0] for one in place.said] == ["section", "paused"]
    assert all(asked.job.over for asked in place.engine.asked)


def test_a_changed_outline_takes_the_place_of_the_old_one(qtbot: QtBot, place: Place) -> None:
    place.engine.held = True
    place.start(2)
    flying(qtbot, place).say("Some words")
    changed = state.with_outline(place.progress, outline(4)[:3])
    place.drafter.set_progress(place.piece, changed)
    assert not place.drafter.is_drafting(place.piece)
    assert place.stored == changed


def test_a_draft_can_be_dropped(qtbot: QtBot, place: Place) -> None:
    place.engine.held = True
    place.start()
    flying(qtbot, place)
    place.drafter.forget(place.piece)
    assert place.drafter.progress(place.piece) is None
    assert place.engine.asked[-1].job.over


def test_the_next_start_of_the_app_goes_on(
    qtbot: QtBot, place: Place, tmp_path: Path, engine: ScriptedEngine, models: OneModel
) -> None:
    place.start()
    until_said(qtbot, place, "section")
    first = place.progress.written[0]
    place.drafter.close()
    place.engine.first = 20
    after = Place(tmp_path / "pieces.db", engine, models)
    after.drafter.resume(after.piece)
    until_said(qtbot, after, "done")
    assert after.progress.written[0] == first
    assert_whole(after.progress)
    after.close()


# Sections written anew -------------------------------------------------------------------


def test_one_section_is_written_anew(qtbot: QtBot, place: Place) -> None:
    place.start()
    until_said(qtbot, place, "done")
    before = place.progress.written
    place.said.clear()
    place.drafter.redo(place.piece, 1)
    until_said(qtbot, place, "done")
    after = place.progress.written
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1].text != before[1].text
    assert [one[:2] for one in place.said] == [("section", 1), ("done", place.piece)]


def test_a_section_is_redone_while_another_is_on_its_way(qtbot: QtBot, place: Place) -> None:
    place.engine.held = True
    place.start(2)
    flying(qtbot, place).finish(prose(120))
    flying(qtbot, place).finish("Boats came.")
    flying(qtbot, place).say("The second section has begun, and")
    place.engine.held = False
    place.said.clear()
    with pytest.raises(ValueError, match="not written"):
        place.drafter.redo(place.piece, 1)
    first = place.progress.written[0]
    place.drafter.redo(place.piece, 0)
    qtbot.waitUntil(lambda: place.said[-1:] == [("paused", place.piece)] and len(place.said) > 2)
    assert place.progress.written[0].text not in ("", first.text)
    assert place.progress.present.text.startswith("The second section has begun, and")
    place.drafter.resume(place.piece)
    until_said(qtbot, place, "done")
    assert place.progress.written[1].text.startswith("The second section has begun, and")


def test_a_section_that_is_not_written_anew_is_what_it_was(qtbot: QtBot, place: Place) -> None:
    place.start(2)
    until_said(qtbot, place, "done")
    before = place.progress.written
    place.engine.size = 0
    place.drafter.redo(place.piece, 0)
    failure = until_said(qtbot, place, "failed")
    assert failure[2:] == (ErrorCode.NOTHING_WRITTEN, {"section": "Tides 1"})
    assert place.progress.written == place.stored.written == before


# What goes wrong -------------------------------------------------------------------------


def test_it_goes_on_by_itself_after_the_engine_has_crashed(qtbot: QtBot, place: Place) -> None:
    place.engine.held = True
    place.start()
    asked = flying(qtbot, place)
    asked.say("The tide came in, and the")
    asked.crash()
    assert place.stored.growing == "The tide came in, and the"
    asked = flying(qtbot, place)
    assert asked.how["resume"] and asked.turns[-1].text == "The tide came in, and the"
    place.engine.held = False
    place.engine.answer(asked)
    until_said(qtbot, place, "done")
    assert place.progress.written[0].text.startswith("The tide came in, and the")
    assert not [one for one in place.said if one[0] in ("failed", "paused")]


def test_an_engine_that_always_crashes_is_told(qtbot: QtBot, place: Place) -> None:
    place.engine.held = True
    place.start()
    for number in range(drafter_module.CRASHES):
        asked = flying(qtbot, place)
        asked.say(f"Word {number}")
        asked.crash()
    assert until_said(qtbot, place, "failed")[2] is ErrorCode.ENGINE_CRASHED
    assert not place.drafter.is_drafting(place.piece)
    place.engine.held = False
    place.drafter.resume(place.piece)
    until_said(qtbot, place, "done")
    assert place.progress.written[0].text.startswith("Word 0")


def test_crashes_that_are_apart_are_forgiven(qtbot: QtBot, place: Place) -> None:
    place.engine.held = True
    place.start(1)
    for number in range(2 * drafter_module.CRASHES):
        flying(qtbot, place).crash()
        if number % 2:
            flying(qtbot, place).finish(prose(12, 20 * number), "length")
            qtbot.waitUntil(lambda: not place.engine.asked[-1].job.over)
    assert place.drafter.is_drafting(place.piece) and place.said == []


def test_a_pause_holds_after_a_crash(qtbot: QtBot, place: Place) -> None:
    place.engine.held = True
    place.start()
    flying(qtbot, place).crash()
    place.drafter.pause(place.piece)
    qtbot.wait(30)
    assert len(place.engine.asked) == 1
    assert place.said == [("paused", place.piece)]


def test_who_stops_the_engine_pauses_the_draft(qtbot: QtBot, place: Place) -> None:
    place.engine.held = True
    place.start()
    asked = flying(qtbot, place)
    asked.say("Some words")
    place.engine.stop(asked.job)
    assert place.said == [("paused", place.piece)]
    assert place.progress.growing == place.stored.growing == "Some words"


def test_a_model_without_words_is_told(qtbot: QtBot, place: Place) -> None:
    place.engine.size = 0
    place.start()
    failure = until_said(qtbot, place, "failed")
    assert failure[2:] == (ErrorCode.NOTHING_WRITTEN, {"section": "Tides 1"})
    place.engine.size = 120
    place.drafter.resume(place.piece)
    until_said(qtbot, place, "done")


def test_another_failure_is_told_once(qtbot: QtBot, place: Place) -> None:
    place.engine.held = True
    place.start()
    flying(qtbot, place).job.fail(ErrorCode.PROMPT_TOO_LONG, {"tokens": 9})
    assert place.said == [("failed", place.piece, ErrorCode.PROMPT_TOO_LONG, {"tokens": 9})]


@pytest.mark.parametrize("when", ["growing", "answered"])
def test_a_full_disk_loses_nothing_that_is_in_memory(
    qtbot: QtBot, place: Place, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafter_module, "SAVE_MS", 5)
    place.engine.held = True
    place.start(1)
    asked = flying(qtbot, place)
    pages = place.database.connection.execute("PRAGMA page_count").fetchone()[0]
    place.database.connection.execute(f"PRAGMA max_page_count = {pages}")
    text = "The tide came in. " + prose(20_000)  # more than the pages that are there can take
    if when == "growing":
        asked.say(text)
    else:
        asked.finish(text)
    failure = until_said(qtbot, place, "failed")
    assert failure[2] is ErrorCode.DISK_FULL
    assert not place.drafter.is_drafting(place.piece) and asked.job.over
    assert place.stored.growing == "" and place.progress.growing == text
    assert [one[0] for one in place.said] == ["failed"]
    place.database.connection.execute("PRAGMA max_page_count = 1000000")
    place.engine.held = False
    place.drafter.resume(place.piece)
    until_said(qtbot, place, "done")
    assert place.progress.written[0].text.startswith("The tide came in.")
    assert place.stored == place.progress


def test_what_grows_is_saved_while_it_does(
    qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafter_module, "SAVE_MS", 5)
    place.engine.held = True
    place.start()
    asked = flying(qtbot, place)
    whole = place.pieces.state(place.piece, WHOLE)
    for text in ("The tide", " came in"):
        asked.say(text)
    qtbot.waitUntil(lambda: place.stored.growing == "The tide came in")
    assert place.pieces.state(place.piece, WHOLE) == whole
    place.start()
    assert place.stored.growing == "", "that was of another draft"


# Writes one section, lets the next one grow, says so, and waits for its end.
KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from app.services.writing import drafter
from tests.services.test_writing_drafter import Place
from tests.services.test_writing_runner import OneModel, ScriptedEngine

app = QCoreApplication([])
drafter.SAVE_MS = 5
engine = ScriptedEngine()
place = Place(Path(sys.argv[1]), engine, OneModel(None))
place.drafter.section_done.connect(lambda *_: setattr(engine, "held", True))

def look():
    if place.stored.growing.startswith("The gulls"):
        print("growing", flush=True)
        timer.stop()
    elif engine.held and not engine.asked[-1].job.over and not place.progress.growing:
        engine.asked[-1].say("The gulls were loud, and")

timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
place.start()
app.exec()
"""


def test_killed_it_goes_on_in_the_section_it_was_in(
    qtbot: QtBot, tmp_path: Path, engine: ScriptedEngine, models: OneModel
) -> None:
    path = tmp_path / "killed.db"
    command = [sys.executable, "-c", KILLED, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout and child.stdout.readline() == "growing\n"
        os.kill(child.pid, signal.SIGKILL)
    engine.first = 20
    place = Place(path, engine, models)
    first = place.progress.written[0]
    assert first.text
    assert place.progress.growing.startswith("The gulls were loud, and")
    place.drafter.resume(place.piece)
    until_said(qtbot, place, "done")
    assert place.progress.written[0] == first
    assert place.progress.written[1].text.startswith("The gulls were loud, and")
    assert_whole(place.progress)
    place.close()
