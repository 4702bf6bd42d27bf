"""No schedule of keys, answers, timers and failures shows what does not belong to the place."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from zlib import crc32

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode
from app.services.completion import request as request_module
from app.services.completion.completer import RANKS, Completer
from app.tabs.code.task import rules
from app.tabs.code.task.place import Place, place_at
from app.tabs.code.task.ring import Ring
from app.tabs.code.task.rules import Cut
from tests.fakes.infiller import Asked, Infiller, SleepingModels, model

STEPS = 60
WORDS = ("a", "b", "ab", "\n", "a\nb", " b", " a", "\n\n", "abab", "b a\n")


@lru_cache(maxsize=200_000)
def _raw(before: str, after: str, rank: int, path: str) -> str:
    chance = random.Random(crc32(f"{before}|{after}|{rank}|{path}".encode()))
    return "".join(chance.choices(WORDS, k=chance.choice((0, 3, 4, 4, 8, 8))))


def raw(before: str, after: str, rank: int, path: str) -> str:
    """Return what a model of these tests says at a place; it looks no further than this."""
    return _raw(before[-30:], after[:12], rank, path)


def growing(text: str, _place: Place) -> Cut:
    body, end, _ = text.partition("\n\n")
    return Cut(body if end else text.rstrip("\n"), bool(end))


def final(text: str, _place: Place, *, complete: bool) -> str:
    return text.partition("\n\n")[0]


def said(place: Place, rank: int, path: str) -> str:
    return raw(place.before, place.after, rank, path)


class Writer:
    """A person at an editor, and the invariants."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.models = [model("one.gguf"), model("two.gguf")]
        self.infiller = Infiller(self.models[0])
        self.now = 0.0
        self.completer = Completer(
            self.infiller,  # type: ignore[arg-type]
            SleepingModels(),  # type: ignore[arg-type]
            Ring(),
            clock=lambda: self.now,
        )
        self.texts = {"a.py": "ab\nb a\n\nabab\n" * 3, "b.py": ""}
        self.cursors = {"a.py": 20, "b.py": 0}
        self.path = "a.py"
        self.speaker = "one.gguf"
        self.completer.moved(self.place)

    @property
    def place(self) -> Place:
        return place_at(self.texts[self.path], self.cursors[self.path], self.path)

    def insert(self, text: str) -> None:
        at = self.cursors[self.path]
        self.texts[self.path] = self.texts[self.path][:at] + text + self.texts[self.path][at:]
        self.cursors[self.path] = at + len(text)
        self.edits()

    # What a person does ------------------------------------------------------------------

    def types(self) -> None:
        self.insert(self.chance.choice("ab \n"))

    def deletes(self) -> None:
        at = self.cursors[self.path]
        size = min(at, self.chance.choice((1, 1, 1, 3)))
        self.texts[self.path] = self.texts[self.path][: at - size] + self.texts[self.path][at:]
        self.cursors[self.path] = at - size
        self.edits()

    def edits(self) -> None:
        known = self.completer._shelf.find(self.place)
        asked = len(self.infiller.asked)
        self.completer.edited(self.place)
        if known:
            assert self.completer.suggestion, "did not offer what is known"
        if known or self.completer.suggestion:
            here = [a for a in self.infiller.asked[asked:] if self.place.before.endswith(a.before)]
            assert not here, "asked for what is known"

    def types_along(self) -> None:
        self.takes(self.completer.suggestion[:1], accept=False)

    def accepts(self) -> None:
        text = self.completer.suggestion
        ends = [len(text), text.find("\n"), text.find(" ", 1)]
        self.takes(text[: self.chance.choice([end for end in ends if end > 0] or [0])])

    def takes(self, text: str, *, accept: bool = True) -> None:
        left = self.completer.suggestion[len(text) :]
        if not text:
            return
        if accept:
            self.completer.accepted(text)
        self.insert(text)
        assert self.completer.suggestion.startswith(left)

    def moves(self) -> None:
        self.cursors[self.path] = self.chance.randrange(len(self.texts[self.path]) + 1)
        before = self.completer.suggestion
        stays = self.place == self.completer._place
        self.completer.moved(self.place)
        assert self.completer.suggestion == (before if stays else "")

    def switches_file(self) -> None:
        self.path = "b.py" if self.path == "a.py" else "a.py"
        self.completer.moved(self.place)
        assert not self.completer.suggestion

    def dismisses(self) -> None:
        self.completer.dismiss()
        assert not self.completer.suggestion

    def asks(self) -> None:
        self.completer.ask(self.place)

    def wants_another(self) -> None:
        self.completer.next(self.chance.choice((1, 1, -1)))

    # What the machine does ---------------------------------------------------------------

    def pause_ends(self) -> None:
        if self.completer._pause.isActive():
            self.completer._pause.stop()
            self.completer._on_pause()

    def rest_ends(self) -> None:
        if self.completer._rest.isActive():
            self.completer._rest.stop()
            self.completer._on_rest()

    def piece_comes(self) -> None:
        for asked in self.infiller.flying:
            piece = self.left(asked)[: self.chance.choice((1, 2, 5))]
            self.grows(asked, partial(self.infiller.deliver, asked, piece))

    def answer_ends(self) -> None:
        for asked in self.infiller.flying:
            if not asked.stopping:
                self.grows(asked, partial(self.infiller.deliver, asked, self.left(asked)))
            self.grows(asked, partial(self.infiller.finish, asked))

    def stop_arrives(self) -> None:
        for asked in self.infiller.flying:
            if asked.stopping:
                self.infiller.finish(asked)

    def left(self, asked: Asked) -> str:
        text = (
            ""
            if asked.warming or asked.model is None
            else raw(asked.before, asked.suffix, asked.rank, asked.model.path)
        )
        return text[len(asked.delivered) :]

    def grows(self, asked: Asked, event: Callable[[], None]) -> None:
        before = self.completer.suggestion
        event()
        after = self.completer.suggestion
        final = bool(asked.over or asked.stopping) and before.startswith(after)
        assert asked.rank or not after or final or after.startswith(before), (before, after)

    def fails(self) -> None:
        for asked in self.infiller.flying:
            self.infiller.fail(asked, ErrorCode.ENGINE_INTERNAL)

    def crashes(self) -> None:
        loaded = self.infiller.model
        self.infiller.crash()
        self.check()
        self.infiller.use(loaded)

    def model_switches(self) -> None:
        late = self.chance.random() < 0.5
        self.infiller.use(None)
        if not late:
            self.answer_ends()
        chosen = self.chance.choice(self.models)
        self.speaker = chosen.path
        self.infiller.use(chosen)

    # What always holds -------------------------------------------------------------------

    def check(self) -> None:
        self.belongs(self.place, self.completer.suggestion)
        assert len(self.infiller.flying) <= 1
        for asked in self.infiller.flying:
            assert asked.stopping or self.useful(asked), asked

    def belongs(self, place: Place, text: str) -> None:
        if not text:
            return
        for written in range(len(place.before) + 1):
            cut = len(place.before) - written
            origin = replace(place, before=place.before[:cut])
            whole = place.before[cut:] + text
            if any(said(origin, rank, self.speaker).startswith(whole) for rank in range(RANKS)):
                return
        pytest.fail(f"{text!r} does not belong to {place!r}")

    def useful(self, asked: Asked) -> bool:
        """Tell whether an Infill is for the very place, one typed along from, or one ahead."""
        place, text = self.place, self.completer.suggestion
        if not place.after.startswith(asked.suffix):
            return False
        if asked.warming:
            return asked.prefix in place.before
        ends = [place.before + text[:size] for size in range(len(text) + 1)]
        if any(end.endswith(asked.before) for end in ends):
            return True
        for size in range(1, len(place.before) + 1):
            written = place.before[-size:]
            along = asked.delivered.startswith(written) or written.startswith(asked.delivered)
            if along and place.before[:-size].endswith(asked.before):
                return not asked.rank
        return False

    def settle(self) -> None:
        """Let everything come to its end."""
        for _ in range(50):
            self.pause_ends()
            self.answer_ends()
            self.check()
            if not self.infiller.flying and not self.completer._pause.isActive():
                return
        pytest.fail("it never ends")


PERSON = (
    [Writer.types] * 5
    + [Writer.types_along] * 12
    + [Writer.accepts] * 6
    + [Writer.deletes] * 2
    + [Writer.moves, Writer.switches_file, Writer.dismisses, Writer.asks]
    + [Writer.wants_another] * 2
)
MACHINE = (
    [Writer.pause_ends] * 5
    + [Writer.piece_comes] * 6
    + [Writer.answer_ends] * 4
    + [Writer.stop_arrives] * 3
    + [Writer.rest_ends, Writer.fails]
)
RARE = (Writer.crashes, Writer.model_switches)


@pytest.mark.parametrize("part", range(4))
def test_no_schedule_shows_what_does_not_belong(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    if part:  # with rules under which much is shown; once with the real ones
        monkeypatch.setattr(request_module, "progress", growing)
        monkeypatch.setattr(request_module, "finish", final)
    offered = 0
    for seed in range(part * 250, part * 250 + 250):
        chance = random.Random(seed)
        writer = Writer(chance)
        done: list[str] = []
        try:
            for _ in range(STEPS):
                pool = RARE if chance.random() < 0.03 else chance.choice((PERSON, MACHINE, MACHINE))
                step = chance.choice(pool)
                done.append(step.__name__)
                writer.now += chance.random() / 3
                step(writer)
                writer.check()
                offered += bool(writer.completer.suggestion)
            writer.insert("a")
            writer.settle()
            if not writer.completer.suggestion:
                text = said(writer.place, 0, writer.speaker)
                finish = final if part else rules.finish
                ends = [finish(text, writer.place, complete=whole) for whole in (True, False)]
                assert "" in ends, "nothing was offered in the end"
        except BaseException:
            print(f"seed {seed}: {done[-12:]}")
            raise
        writer.completer.stop()
        writer.completer.deleteLater()
        writer.infiller.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert offered > 250 * STEPS / 20, "the schedules hardly ever offer anything"
