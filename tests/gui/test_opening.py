"""Model files from outside: what is known is used, what is not is asked about, faults are told."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import filelock
import msgspec
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.hub_protocol import Fetched
from app.paths import Folders
from app.services.context import Services
from app.services.library import InstalledModel
from app.ui.i18n import Languages
from app.ui.models.offer import Offer
from app.ui.models.page import ModelsPage
from app.ui.theme import Theme
from app.ui.window import Window
from tests.ggufs import write_adapter, write_model, write_split


class Room:
    """The window, of which nothing is started; loads are noted and not done."""

    def __init__(self, qtbot: QtBot, folders: Folders, qapp: object) -> None:
        self.services = Services.build(folders)
        theme = Theme(qapp)  # type: ignore[arg-type]
        theme.apply("light", 11)
        self.window = Window(self.services, theme, Languages(qapp))  # type: ignore[arg-type]
        qtbot.addWidget(self.window)
        self.window.show()
        self.used: list[InstalledModel] = []
        self.window._opening.used.disconnect()
        self.window._opening.used.connect(self.used.append)

    @property
    def said(self) -> str:
        return self.window.notices.accessibleName() if self.window.notices.isVisible() else ""

    def offers(self) -> list[Offer]:
        return [offer for offer in self.window.findChildren(Offer) if offer.isVisible()]

    def label(self, name: str) -> str:
        (offer,) = self.offers()
        label = offer.findChild(QLabel, f"models.offer.{name}")
        assert label
        return label.toolTip() or label.text()  # a long one is shortened

    def answer(self, name: str) -> None:
        (offer,) = self.offers()
        button = offer.findChild(QPushButton, f"models.offer.{name}")
        assert button
        button.click()

    def copied(self) -> set[str]:
        """Return the names of all that is in the models folder."""
        return {path.name for path in self.services.folders.models.iterdir()}

    def paths(self) -> list[Path]:
        return [model.path for model in self.services.models.library.installed()]


@pytest.fixture
def room(qtbot: QtBot, folders: Folders, qapp: object) -> Iterator[Room]:
    made = Room(qtbot, folders, qapp)
    yield made
    made.window.close()
    made.services.close()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_model(tmp_path / "下载 1" / "墨 tiny.gguf")


def test_a_model_of_the_library_is_used(room: Room, starter: Path, tmp_path: Path) -> None:
    room.window.open_file(str(starter))
    link = tmp_path / "别名.gguf"
    link.symlink_to(starter)
    room.window.open_file(str(link))
    assert [used.path for used in room.used] == [starter, starter]
    assert room.offers() == []


def test_the_model_in_use_is_not_loaded_again(room: Room, starter: Path) -> None:
    models = room.services.models
    models.wanted = next(m for m in models.installed() if m.path == starter)
    room.window.open_file(str(starter))
    assert room.used == []
    assert room.said == "SmolLM2 135M Instruct is in use already."
    models.asleep = True
    room.window.open_file(str(starter))
    assert [used.path for used in room.used] == [starter]


def test_another_model_is_used_where_it_is(room: Room, model: Path) -> None:
    room.window.open_file(str(model))
    assert room.label("name") == "墨 tiny"
    assert room.label("facts").split("  ·  ") == ["55 kB", "0M", "Q4_K_M", "llama"]
    assert room.label("path") == str(model)
    assert room.used == []
    room.answer("in_place")
    assert [used.path for used in room.used] == [model]
    assert room.services.models.library.places == [str(model)]
    assert room.offers() == []
    room.window.open_file(str(model))
    assert len(room.used) == 2


def test_another_model_is_copied_and_used(qtbot: QtBot, room: Room, model: Path) -> None:
    copy = room.services.folders.models / model.name
    room.window.open_file(str(model))
    room.answer("copy")
    qtbot.waitUntil(lambda: bool(room.used), timeout=20_000)
    assert [used.path for used in room.used] == [copy]
    assert copy.read_bytes() == model.read_bytes()
    assert model.exists()
    assert room.services.models.library.places == []
    assert room.said == "墨 tiny.gguf is in the models folder."
    qtbot.waitUntil(lambda: room.window.findChildren(QProgressDialog) == [])


def test_not_now_changes_nothing(room: Room, model: Path) -> None:
    before = room.paths()
    room.window.open_file(str(model))
    room.answer("later")
    assert room.offers() == []
    assert room.used == []
    assert room.paths() == before


def test_one_question_follows_the_other(
    qtbot: QtBot, room: Room, model: Path, tmp_path: Path
) -> None:
    names = ["b", "c"]
    for path in (model, model, *(write_model(tmp_path / f"{name}.gguf") for name in names)):
        room.window.open_file(str(path))
    assert room.label("name") == "墨 tiny"
    room.answer("in_place")
    for name in names:
        qtbot.waitUntil(lambda name=name: bool(room.offers()) and room.label("name") == name)  # type: ignore[misc]
        room.answer("later")
    qtbot.wait(50)
    assert room.offers() == []
    assert [used.path for used in room.used] == [model]
    room.window.open_file(str(tmp_path / "b.gguf"))
    assert room.label("name") == "b"


@pytest.fixture
def big(tmp_path: Path) -> list[Path]:
    """A model in three parts, of which the second takes a while to copy."""
    paths = write_split(tmp_path / "parts", "big", 3)
    write_model(paths[1], split=3, tensors={"a": (32, 2_000_000)})
    return paths


def begin(qtbot: QtBot, room: Room, path: Path, part: Path) -> QProgressDialog:
    """Copy a model until one of its parts is on its way."""
    room.window.open_file(str(path))
    room.answer("copy")
    qtbot.waitUntil(lambda: f"{part.name}.part" in room.copied(), timeout=20_000)
    (bar,) = room.window.findChildren(QProgressDialog)
    return bar


def test_a_copy_that_is_called_off_leaves_nothing(
    qtbot: QtBot, room: Room, big: list[Path]
) -> None:
    bar = begin(qtbot, room, big[0], big[1])
    assert big[2].name in room.copied()
    bar.canceled.emit()
    qtbot.waitUntil(lambda: room.copied() == set(), timeout=20_000)
    assert room.used == []
    qtbot.waitUntil(lambda: room.window.findChildren(QProgressDialog) == [])


def test_closing_the_window_calls_a_copy_off(qtbot: QtBot, room: Room, big: list[Path]) -> None:
    begin(qtbot, room, big[0], big[1])
    room.window.close()
    room.services.close()
    assert room.copied() == set()


def test_a_copy_that_was_there_before_outlives_one_that_is_called_off(
    qtbot: QtBot, room: Room, big: list[Path]
) -> None:
    kept = room.services.folders.models / big[2].name
    shutil.copyfile(big[2], kept)
    begin(qtbot, room, big[0], big[1]).canceled.emit()
    receipt = f"{kept.name}.json"
    qtbot.waitUntil(lambda: room.copied() == {kept.name, receipt}, timeout=20_000)
    assert kept.read_bytes() == big[2].read_bytes()


def test_the_copy_of_another_process_is_left_alone(qtbot: QtBot, room: Room, model: Path) -> None:
    folder = room.services.folders.models
    part = folder / f"{model.name}.part"
    part.write_bytes(b"of the other one")
    with filelock.FileLock(f"{part}.lock"):
        room.window.open_file(str(model))
        room.answer("copy")
        qtbot.wait(1000)
        (bar,) = room.window.findChildren(QProgressDialog)
        bar.canceled.emit()
        qtbot.waitUntil(lambda: not room.services.hub._children, timeout=20_000)
        assert part.read_bytes() == b"of the other one"
        assert room.copied() == {part.name, f"{part.name}.lock"}


def test_a_name_that_is_taken_is_told(qtbot: QtBot, room: Room, model: Path) -> None:
    taken = write_model(room.services.folders.models / model.name, tokens=7)
    before = taken.read_bytes()
    room.window.open_file(str(model))
    room.answer("copy")
    qtbot.waitUntil(lambda: "There is a file named 墨 tiny.gguf" in room.said, timeout=20_000)
    assert taken.read_bytes() == before
    assert room.used == []


def test_any_part_stands_for_its_model(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    parts = write_split(tmp_path / "parts", "split", 3)
    folder = room.services.folders.models
    kept = folder / parts[2].name
    shutil.copyfile(parts[2], kept)
    before = kept.stat().st_ino
    room.window.open_file(str(parts[1]))
    assert room.label("name") == "split"
    room.answer("copy")
    qtbot.waitUntil(lambda: bool(room.used), timeout=20_000)
    assert room.used[0].path == folder / parts[0].name
    assert all((folder / part.name).read_bytes() == part.read_bytes() for part in parts)
    assert kept.stat().st_ino == before
    assert room.copied() == {name for part in parts for name in (part.name, f"{part.name}.json")}


@pytest.mark.parametrize("number", [0, 2])
@pytest.mark.parametrize("receipt", [True, False], ids=["receipt", "unknown"])
def test_a_model_is_not_put_together_of_two(
    qtbot: QtBot, room: Room, tmp_path: Path, number: int, receipt: bool
) -> None:
    parts = write_split(tmp_path / "parts", "split", 3)
    part = parts[number]
    if receipt:
        sha256 = hashlib.sha256(part.read_bytes()).hexdigest()
        fetched = Fetched("author/split", "main", part.name, part.stat().st_size, sha256)
        part.with_name(f"{part.name}.json").write_bytes(msgspec.json.encode(fetched))
    other = part.read_bytes()[:-1] + b"!"  # as long, of another revision
    (room.services.folders.models / part.name).write_bytes(other)
    room.window.open_file(str(parts[0]))
    room.answer("copy")
    qtbot.waitUntil(lambda: f"a file named {part.name}" in room.said, timeout=20_000)
    qtbot.waitUntil(lambda: room.copied() == {part.name}, timeout=20_000)
    assert (room.services.folders.models / part.name).read_bytes() == other
    assert room.used == []


def test_a_part_that_fails_takes_the_others_with_it(
    qtbot: QtBot, room: Room, tmp_path: Path
) -> None:
    parts = write_split(tmp_path / "parts", "split", 3)
    wrong = Fetched("author/split", "main", parts[1].name, parts[1].stat().st_size, "0" * 64)
    parts[1].with_name(f"{parts[1].name}.json").write_bytes(msgspec.json.encode(wrong))
    room.window.open_file(str(parts[0]))
    room.answer("copy")
    qtbot.waitUntil(lambda: "checksum differs" in room.said, timeout=20_000)
    qtbot.waitUntil(lambda: room.copied() == set(), timeout=20_000)


def test_a_model_for_other_work_is_shown(room: Room, tmp_path: Path) -> None:
    entry = next(e for e in room.services.models.library.catalogue if e.id == "bge-m3")
    path = write_model(tmp_path / entry.repo / entry.file)
    with path.open("r+b") as file:
        file.truncate(entry.size_bytes)  # that of the catalogue, by which it is known
    room.window.open_file(str(path))
    room.answer("in_place")
    page = room.window._models
    assert isinstance(page, ModelsPage)
    assert page.isVisible()
    assert page._detail._name.text() == entry.name
    assert room.used == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "is not there any more"),
        (b"", "is empty"),
        (b"PK\x03\x04 a document", "is not a GGUF model"),
    ],
)
def test_what_is_no_model_is_told(
    room: Room, tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "坏 file.gguf"
    if content is not None:
        path.write_bytes(content)
    room.window.open_file(str(path))
    assert "坏 file.gguf" in room.said
    assert words in room.said
    assert room.offers() == []


def test_half_a_model_and_an_adapter_are_told(room: Room, model: Path, tmp_path: Path) -> None:
    with model.open("r+b") as file:
        file.truncate(model.stat().st_size - 100)
    room.window.open_file(str(model))
    assert "is incomplete" in room.said
    room.window.open_file(str(write_adapter(tmp_path / "adapter.gguf")))
    assert "is an addition to a model" in room.said
    assert room.offers() == []


def test_the_models_window_is_one_to_drop_on(room: Room, model: Path, tmp_path: Path) -> None:
    room.window.show_models()
    page = room.window._models
    assert page
    handle = page.windowHandle()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(model))])
    copy, left, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    drop = QDropEvent(QPointF(9, 9), copy, data, left, keys, QEvent.Type.Drop)
    QApplication.sendEvent(handle, drop)
    assert drop.isAccepted()
    QApplication.processEvents()
    (offer,) = room.offers()
    assert offer.parent() is page  # which would cover it otherwise
    room.answer("in_place")
    assert [used.path for used in room.used] == [model]
    room.window.open_file(str(write_adapter(tmp_path / "adapter.gguf")))
    assert "is an addition to a model" in page.notices.accessibleName()
    assert room.said == ""


def test_the_models_page_asks_the_same(qtbot: QtBot, room: Room, model: Path) -> None:
    room.window.show_models()
    page = room.window._models
    assert page
    page._import(model)
    room.answer("in_place")
    assert room.services.models.library.places == [str(model)]
    assert "墨 tiny" in page._list.rows
    assert room.used == []
