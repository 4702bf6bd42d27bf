from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from app.paths import Folders
from app.protocol import ErrorCode, UserError
from app.services.context import Services
from app.services.errors import MESSAGES, describe
from app.services.instance import Instance
from app.services.settings import SETTINGS, Settings, write_atomically


def test_choices_are_kept(folders: Folders, qapp: QCoreApplication) -> None:
    settings = Settings(folders.settings)
    changes: list[str] = []
    settings.changed.connect(changes.append)
    settings.set("theme", "dark")
    settings.set("theme", "dark")
    settings.set("context", 4096)
    assert changes == ["theme", "context"]
    again = Settings(folders.settings)
    assert (again.text("theme"), again.number("context")) == ("dark", 4096)


@pytest.mark.parametrize("text", ["{", "[]", "\x00\x01", '"x"'])
def test_a_damaged_file_is_set_aside(folders: Folders, text: str, qapp: QCoreApplication) -> None:
    folders.settings.write_text(text, encoding="utf-8")
    settings = Settings(folders.settings)
    assert settings.set_aside is not None
    assert settings.set_aside.read_text(encoding="utf-8") == text
    assert settings.text("theme") == "system"
    settings.set("theme", "light")
    assert Settings(folders.settings).text("theme") == "light"


def test_values_out_of_range_fall_back_and_foreign_ones_stay(
    folders: Folders, qapp: QCoreApplication
) -> None:
    data = {"theme": "purple", "threads": "many", "context": -1, "from_the_future": [1]}
    folders.settings.write_text(json.dumps(data), encoding="utf-8")
    settings = Settings(folders.settings)
    assert (settings.text("theme"), settings.number("context")) == ("system", 8192)
    settings.set("font_size", 12)
    assert json.loads(folders.settings.read_text(encoding="utf-8"))["from_the_future"] == [1]


def test_wrong_values_are_refused(folders: Folders, qapp: QCoreApplication) -> None:
    settings = Settings(folders.settings)
    for name, value in (("theme", "purple"), ("context", 1), ("threads", True), ("language", 1)):
        with pytest.raises(ValueError, match=name):
            settings.set(name, value)


def test_defaults_are_acceptable() -> None:
    assert all(setting.accepts(setting.default) for setting in SETTINGS)


def test_writing_where_one_may_not_is_a_message(folders: Folders) -> None:
    with pytest.raises(UserError) as caught:
        write_atomically(folders.data / "nowhere" / "x.json", "x")
    assert caught.value.code is ErrorCode.FILE_UNWRITABLE


def test_every_error_has_words(qapp: QCoreApplication) -> None:
    assert set(MESSAGES) == set(ErrorCode)
    words = describe(ErrorCode.MODEL_TRUNCATED, {"path": "/a/b.gguf", "size": 5, "expected": 2_000})
    assert "b.gguf" in words
    assert "5 bytes" in words
    for code in ErrorCode:
        assert "{" not in describe(code, {})


def test_one_instance_a_folder(folders: Folders, qtbot: object) -> None:
    first, second = Instance(folders.data), Instance(folders.data)
    raised: list[bool] = []
    first.raised.connect(lambda: raised.append(True))
    assert first.acquire()
    assert not second.acquire()
    qtbot.waitUntil(lambda: bool(raised))  # type: ignore[attr-defined]
    first.release()
    assert second.acquire()
    second.release()


def test_the_data_folder_moves_with_its_conversations(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QCoreApplication
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    services = Services.build(folders)
    services.store.create_conversation("kept")
    services.settings.set("theme", "dark")
    target = tmp_path / "新 家"
    services.move_data(target)
    services.close()
    monkeypatch.delenv("INKSTONE_DATA_DIR")
    found = Folders.locate()
    assert found.data == target
    again = Services.build(found)
    assert [c.title for c in again.store.conversations()] == ["kept"]
    assert again.settings.text("theme") == "dark"
    again.close()
    with pytest.raises(UserError):
        blocked = tmp_path / "blocked"
        blocked.touch()
        services.move_data(blocked)
    assert Folders.locate().data == target
