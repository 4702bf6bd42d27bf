"""Translation as one types, against a scripted translator: what is painted is never outdated."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode, Params
from app.services.database import Database
from app.services.translation import live as live_module
from app.services.translation.live import Live
from app.services.translation.memory import TranslationMemory
from app.services.translation.text import Pair
from app.tabs.translate.task.issues import Issue
from app.tabs.translate.task.request import NO_STYLE, Request, Style, Translation
from app.tabs.translate.task.sheet import Origin, State


class ScriptedRun(QObject):
    """Ends when the test says so."""

    grew = Signal(str)
    ended = Signal()

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request
        self.result: Translation | None = None
        self.code: ErrorCode | None = None
        self.params: Params = {}
        self.over = False

    def stop(self) -> None:
        if not self.over:
            self.over = True
            self.ended.emit()

    def answer(self) -> None:
        self.over = True
        self.result = Translation(translated(self.request.text, self.request.target), 0.9)
        self.ended.emit()

    def refuse(self, code: ErrorCode) -> None:
        self.over = True
        self.code = code
        self.ended.emit()


class ScriptedTranslator:
    """Counts what it is asked."""

    def __init__(self) -> None:
        self.runs: list[ScriptedRun] = []
        self.cache: dict[Request, Translation] = {}

    def request(
        self,
        text: str,
        pair: Pair,
        *,
        before: tuple[str, str] | None = None,
        after: str = "",
        style: Style = NO_STYLE,
        instruction: str = "",
    ) -> Request:
        return Request(
            text, *pair, before=before, after=after, style=style, instruction=instruction
        )

    def known(self, request: Request) -> Translation | None:
        return self.cache.get(request)

    def start(self, request: Request) -> ScriptedRun:
        run = ScriptedRun(request)
        run.ended.connect(lambda: self.cache.update({request: run.result}) if run.result else None)
        self.runs.append(run)
        return run

    def issues(self, _source: str, _target: str, _pair: Pair) -> list[Issue]:
        return []

    @property
    def flying(self) -> list[ScriptedRun]:
        return [run for run in self.runs if not run.over]


def translated(text: str, target: str) -> str:
    return f"[{target}] {text.upper()}"


class Desk:
    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self.translator = ScriptedTranslator()
        self.memory = TranslationMemory(self.database)
        self.live = Live(self.translator, self.memory)  # type: ignore[arg-type]
        self.live.set_languages("en", "zh")

    def settle(self, qtbot: QtBot) -> int:
        """Answer until nothing is asked any more; return how often it was asked."""
        before = len(self.translator.runs)
        qtbot.waitUntil(lambda: not self.live._pause.isActive())
        while self.translator.flying:
            self.translator.flying[0].answer()
        return len(self.translator.runs) - before


@pytest.fixture
def desk(tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(live_module, "PAUSE_MS", 1)
    made = Desk(tmp_path / "x.db")
    made.live._pause.setInterval(0)
    yield made
    made.live.stop()
    made.database.close()


TEXT = " ".join(f"Sentence number {number} stands here." for number in range(20))


def test_a_character_in_the_last_of_20_sentences_asks_once(qtbot: QtBot, desk: Desk) -> None:
    desk.live.set_text(TEXT)
    assert desk.settle(qtbot) == 20
    desk.live.set_text(TEXT[:-1] + "x.")
    assert desk.settle(qtbot) == 1
    assert desk.translator.runs[-1].request.text == "Sentence number 19 stands herex."
    desk.live.set_text(TEXT)  # taken back: the cache knows it
    assert desk.settle(qtbot) == 0
    assert all(row.state is State.DONE for row in desk.live.sheet.rows)


def test_neighbours_are_the_context(qtbot: QtBot, desk: Desk) -> None:
    desk.live.set_text("One is here. Two is here. Three is here.")
    desk.settle(qtbot)
    second = desk.translator.runs[1].request
    assert second.before == ("One is here.", "[zh] ONE IS HERE.")
    assert second.after == "Three is here."


def test_one_in_flight_and_the_newest_text_wins(qtbot: QtBot, desk: Desk) -> None:
    for size in range(5, 40):
        desk.live.set_text(TEXT[:size])
        qtbot.waitUntil(lambda: not desk.live._pause.isActive())
        assert len(desk.translator.flying) <= 1
    outdated = desk.translator.runs[0]
    assert outdated.over and outdated.result is None
    desk.settle(qtbot)
    assert desk.live.translation() == "[zh] " + desk.live.sheet.rows[0].source.upper() + (
        "[zh] " + desk.live.sheet.rows[1].source.upper() if len(desk.live.sheet.rows) > 1 else ""
    )


def test_no_schedule_paints_an_outdated_result(qtbot: QtBot, desk: Desk) -> None:
    """1,000 random edits, answers, growths and language changes, in any order."""
    chance = random.Random(5)
    live, translator = desk.live, desk.translator
    words = ["Rain falls.", "Who knows?", "A cat sleeps.", "Go!", "42", "The end is near."]
    text = ""
    for _ in range(1000):
        match chance.randrange(6):
            case 0 | 1:
                place = chance.randrange(len(text) + 1)
                text = text[:place] + chance.choice([*words, " ", "\n", "x"]) + text[place:]
            case 2:
                place = chance.randrange(len(text) + 1)
                text = text[:place] + text[place + chance.randrange(12) :]
            case 3:
                for run in translator.flying:
                    run.grew.emit(translated(run.request.text, run.request.target)[:4])
            case 4:
                for run in translator.flying:
                    run.answer()
            case 5 if chance.random() < 0.3:
                live.set_languages("en", chance.choice(["zh", "fr"]))
        live.set_text(text)
        if chance.random() < 0.5:
            qtbot.wait(0)
        target = live.pair[1]
        assert len(translator.flying) <= 1
        assert [row.source for row in live.sheet.rows] == [s.text for s in live.sheet.sentences]
        for row in live.sheet.rows:
            if row.state is State.DONE and row.origin is Origin.MODEL:
                assert row.target == translated(row.source, target)
                assert not row.stale
            if row.state is State.RUNNING and not row.stale:
                assert translated(row.source, target).startswith(row.target)
    desk.settle(qtbot)
    for row in live.sheet.rows:
        assert row.state is State.DONE
        copied = row.origin is Origin.COPIED
        assert row.target == (row.source if copied else translated(row.source, live.pair[1]))


def test_a_correction_enters_the_memory_and_costs_no_more_asks(qtbot: QtBot, desk: Desk) -> None:
    desk.live.set_text("Good morning. How are you?")
    desk.settle(qtbot)
    row = desk.live.sheet.rows[0]
    desk.live.correct(row, "早安。")
    assert row.origin is Origin.PERSON
    desk.live.keep_corrections()
    desk.live.set_text("Good morning. And you?")
    assert desk.settle(qtbot) == 1
    assert desk.live.sheet.rows[0] is row and row.target == "早安。"
    desk.live.set_text("")
    desk.live.set_text("Good morning.")
    desk.settle(qtbot)
    assert desk.live.sheet.rows[0].origin is Origin.MEMORY
    desk.live.correct(desk.live.sheet.rows[0], "早上好。")
    desk.live.keep_corrections()
    assert desk.memory.count() == 1
    entry = desk.memory.exact("Good morning.", ("en", "zh"))
    assert entry and entry.target == "早上好。"


def test_a_near_hit_is_offered(qtbot: QtBot, desk: Desk) -> None:
    desk.memory.add("The meeting begins at nine.", "会议九点开始。", ("en", "zh"))
    desk.live.set_text("The meeting begins at ten.")
    desk.settle(qtbot)
    near = desk.live.near(desk.live.sheet.rows[0])
    assert near and near.entry.target == "会议九点开始。"
    assert near.score < 1


def test_a_failure_is_told_once_and_can_be_tried_again(qtbot: QtBot, desk: Desk) -> None:
    told: list[ErrorCode] = []
    desk.live.failed.connect(lambda code, _params: told.append(code))
    desk.live.set_text("One is here. Two is here.")
    qtbot.waitUntil(lambda: bool(desk.translator.flying))
    desk.translator.flying[0].refuse(ErrorCode.NO_MODEL)
    qtbot.wait(5)
    assert told == [ErrorCode.NO_MODEL]
    assert not desk.translator.flying
    desk.live.retry()
    desk.settle(qtbot)
    assert all(row.state is State.DONE for row in desk.live.sheet.rows)


def test_chinese_and_english_pair_up(qtbot: QtBot, desk: Desk) -> None:
    desk.live.set_languages("auto", "zh")
    desk.live.set_text("今天天气很好。")
    desk.settle(qtbot)
    assert desk.live.pair == ("zh", "en")
    desk.live.set_text("The weather is fine today.")
    desk.settle(qtbot)
    assert desk.live.pair == ("en", "zh")
    assert desk.live.translation() == "[zh] THE WEATHER IS FINE TODAY."


def test_what_is_in_the_target_language_already_stays(qtbot: QtBot, desk: Desk) -> None:
    desk.live.set_languages("auto", "zh")
    desk.live.set_text(
        "The weather is fine today, and we go out for a walk. 我们去散步吧。"
        " It is warm outside now."
    )
    desk.settle(qtbot)
    assert desk.live.pair == ("en", "zh")
    assert [row.origin for row in desk.live.sheet.rows] == [
        Origin.MODEL,
        Origin.COPIED,
        Origin.MODEL,
    ]
