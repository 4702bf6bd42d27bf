from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.gguf import Header
from app.paths import Folders
from app.protocol import ErrorCode, UserError
from app.services.chats import Chats
from app.services.engine import Engine
from app.services.library import InstalledModel, Library
from app.services.models import Models
from app.services.options import Options
from app.services.settings import Settings
from app.services.store import Message, MessageState, Store
from app.services.tuning import Tunings
from tests.conftest import FAKE_ENGINE

HEADER = Header(
    name="f",
    kind="model",
    architecture="fake",
    parameters=1,
    quantization="F16",
    size_bytes=1,
    needed_bytes=1,
    active_bytes=1,
    context_length=8192,
    embedding_length=1,
    feed_forward_length=1,
    vocab_size=1,
    kv_per_layer=(1,),
    windowed=(False,),
    window=0,
    state_numbers=0,
    languages=(),
    chat_template="x",
    tokenizer="",
    split_count=0,
)


@dataclass
class World:
    store: Store
    engine: Engine
    models: Models
    settings: Settings
    chats: Chats

    def path(self, conversation: int) -> list[tuple[str, str, str]]:
        found = self.store.path(conversation)
        return [(m.role, m.text, m.state.value) for m in found]

    def last(self, conversation: int) -> Message:
        return self.store.path(conversation)[-1]


def model(name: str) -> InstalledModel:
    return InstalledModel(name, name, Path(f"/{name}.gguf"), HEADER, 1)


@pytest.fixture
def world(qtbot: QtBot, folders: Folders) -> Iterator[World]:
    settings = Settings(folders.settings)
    engine = Engine(FAKE_ENGINE)
    models = Models(
        engine,
        settings,
        Library(folders, settings),
        Options(folders.model_options),
        Tunings(folders.tunings),
    )
    with Store(folders.database) as store:
        chats = Chats(store, engine, models)
        models.switch(model("good"))
        yield World(store, engine, models, settings, chats)
        chats.close()
        engine.shutdown()


@pytest.fixture
def talk(world: World) -> int:
    return world.store.create_conversation().id


def finish(qtbot: QtBot, world: World, talk: int) -> None:
    qtbot.waitUntil(lambda: world.chats.reply(talk) is None, timeout=10_000)


def test_a_message_is_answered_and_titles_the_conversation(
    qtbot: QtBot, world: World, talk: int
) -> None:
    world.chats.send(talk, "hello")
    finish(qtbot, world, talk)
    assert world.path(talk) == [
        ("user", "hello", "complete"),
        ("assistant", "echo hello", "complete"),
    ]
    assert world.store.conversation(talk).title == "hello"
    assert world.last(talk).model == "good"
    assert world.last(talk).details["reason"] == "end"


def test_a_large_model_makes_the_title(qtbot: QtBot, world: World, talk: int) -> None:
    world.models.switch(model("large"))
    world.chats.send(talk, "hello")
    qtbot.waitUntil(lambda: world.store.conversation(talk).title == "A Fine Title", timeout=10_000)


def test_regenerate_and_edit_make_branches(qtbot: QtBot, world: World, talk: int) -> None:
    world.chats.send(talk, "hello")
    finish(qtbot, world, talk)
    question, answer = world.store.path(talk)
    world.chats.regenerate(answer.id)
    finish(qtbot, world, talk)
    assert (world.last(talk).version, world.last(talk).versions) == (2, 2)
    world.chats.edit(question.id, "bye")
    finish(qtbot, world, talk)
    assert [text for _, text, _ in world.path(talk)] == ["bye", "echo bye"]
    assert world.store.path(talk)[0].versions == 2


def test_continue_adds_to_the_reply(qtbot: QtBot, world: World, talk: int) -> None:
    world.chats.send(talk, "hello")
    finish(qtbot, world, talk)
    world.chats.resume(world.last(talk).id)
    finish(qtbot, world, talk)
    assert world.last(talk).text == "echo helloecho echo hello"


def test_stop_keeps_what_there_is(qtbot: QtBot, world: World, talk: int) -> None:
    world.chats.send(talk, "slow")
    qtbot.waitUntil(lambda: bool(world.chats.reply(talk).text), timeout=10_000)  # type: ignore[union-attr]
    world.chats.stop(talk)
    last = world.last(talk)
    assert last.state is MessageState.STOPPED
    assert last.text.startswith("0 ")


def test_partial_text_is_saved_while_it_grows(qtbot: QtBot, world: World, talk: int) -> None:
    world.chats.send(talk, "slow")
    qtbot.waitUntil(lambda: len(world.last(talk).text) > 20, timeout=10_000)
    assert world.last(talk).state is MessageState.STREAMING


def test_replies_go_on_in_several_conversations(qtbot: QtBot, world: World, talk: int) -> None:
    other = world.store.create_conversation().id
    world.chats.send(talk, "one")
    world.chats.send(other, "two")
    finish(qtbot, world, talk)
    finish(qtbot, world, other)
    assert world.last(talk).text == "echo one"
    assert world.last(other).text == "echo two"


def test_a_killed_engine_costs_one_reply(qtbot: QtBot, world: World, talk: int) -> None:
    world.chats.send(talk, "slow")
    qtbot.waitUntil(lambda: bool(world.chats.reply(talk).text), timeout=10_000)  # type: ignore[union-attr]
    os.kill(world.engine.pid, signal.SIGKILL)
    finish(qtbot, world, talk)
    last = world.last(talk)
    assert last.state is MessageState.INTERRUPTED
    assert last.text
    assert last.details["error"] == ErrorCode.ENGINE_CRASHED
    qtbot.waitUntil(lambda: world.models.current is not None, timeout=10_000)
    world.chats.regenerate(last.id)
    qtbot.waitUntil(lambda: bool(world.chats.reply(talk).text), timeout=10_000)  # type: ignore[union-attr]


def test_a_missing_template_is_asked_about(qtbot: QtBot, world: World, talk: int) -> None:
    asked: list[tuple[int, ErrorCode]] = []
    world.chats.template_needed.connect(lambda m, code, _: asked.append((m, code)))
    world.chats.send(talk, "no template")
    finish(qtbot, world, talk)
    last = world.last(talk)
    assert asked == [(last.id, ErrorCode.TEMPLATE_MISSING)]
    world.models.allow_chatml()
    world.chats.regenerate(last.id)
    finish(qtbot, world, talk)
    assert world.last(talk).text == "echo no template"


def test_a_model_that_fails_gives_the_former_one_back(qtbot: QtBot, world: World) -> None:
    failures: list[ErrorCode] = []
    world.models.failed.connect(lambda code, *_: failures.append(code))
    qtbot.waitUntil(lambda: world.models.current is not None, timeout=10_000)
    world.models.switch(model("refuse"))
    qtbot.waitUntil(lambda: bool(failures), timeout=10_000)
    assert failures == [ErrorCode.MODEL_UNSUPPORTED]
    qtbot.waitUntil(
        lambda: world.models.current is not None and world.models.current.id == "good",
        timeout=10_000,
    )
    assert world.settings.text("model") == "/good.gguf"


def test_a_model_that_crashed_at_load_is_not_loaded_again_unasked(
    qtbot: QtBot, world: World, folders: Folders
) -> None:
    failures: list[ErrorCode] = []
    world.models.failed.connect(lambda code, *_: failures.append(code))
    qtbot.waitUntil(lambda: world.models.current is not None, timeout=10_000)
    world.models.switch(model("crash"))
    qtbot.waitUntil(lambda: bool(failures), timeout=10_000)
    assert failures == [ErrorCode.ENGINE_CRASHED_LOADING]
    qtbot.waitUntil(
        lambda: world.models.current is not None and world.models.current.id == "good",
        timeout=10_000,
    )


def test_a_reply_waits_for_room_on_a_full_disk(qtbot: QtBot, world: World, talk: int) -> None:
    failures: list[UserError] = []
    world.chats.save_failed.connect(failures.append)
    world.chats.send(talk, "slow")
    qtbot.waitUntil(lambda: bool(world.chats.reply(talk).text), timeout=10_000)  # type: ignore[union-attr]
    pages = world.store._db.execute("PRAGMA page_count").fetchone()[0]
    world.store._db.execute(f"PRAGMA max_page_count = {pages}")
    reply = world.chats.reply(talk)
    assert reply is not None
    reply.text += "precious " * 20_000
    world.chats.stop(talk)
    assert [error.code for error in failures] == [ErrorCode.DISK_FULL]
    world.store._db.execute("PRAGMA max_page_count = 1000000")
    qtbot.waitUntil(lambda: "precious" in world.last(talk).text, timeout=5000)
    assert world.last(talk).state is MessageState.STOPPED
