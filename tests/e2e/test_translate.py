"""Translating in the real window, with a real input method and a real model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e import desktop as machinery
from tests.e2e.desktop import App, Desktop, until

MISSING = ", ".join(filter(None, (machinery.missing(), machinery.missing_input_method())))
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(MISSING), reason=f"missing: {MISSING}"),
]


def select(app: App, name: str) -> None:
    """Choose a tab of the window by its name."""
    until(lambda: app.exists(name), name)
    app.click(name)


def pinyin(app: App, *words: str) -> None:
    """Type words as a person does: the sounds, then space for the first candidate."""
    for word in words:
        app.type(word)
        app.key("space")


def test_chinese_typed_becomes_english_and_a_correction_is_remembered(
    desktop: Desktop, data: Path, test_model: Path, tmp_path: Path
) -> None:
    (data / "models").mkdir()
    model = data / "models" / "bilingual.gguf"
    model.symlink_to(test_model)
    settings = {"context": 2048, "model": str(model), "language": "en"}
    (data / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    desktop.use_input_methods(tmp_path / "home")
    desktop.choose_input_method("libpinyin")
    app = desktop.start(data)
    app.wait("status.model", "bilingual")
    select(app, "Translate")
    app.focus("translate.source")

    # Type Chinese, watch English appear.
    pinyin(app, "nihao", "shijie")
    until(lambda: "你好世界" in app.text("translate.source"), "Chinese from the input method")
    until(lambda: "world" in app.text("translate.target").lower(), "English beside it")
    app.wait("translate.about", "By the model")
    app.wait("translate.source_language", "Chinese")

    # Correct it.
    desktop.choose_input_method("xkb:us::eng")
    app.focus("translate.target")
    app.key("ctrl+a")
    app.type("Greetings to everyone")
    until(lambda: "Greetings to everyone" in app.text("translate.target"), "the correction")
    app.wait("translate.about", "Yours")

    # The same sentence comes from the memory.
    desktop.choose_input_method("libpinyin")
    app.focus("translate.source")
    app.key("ctrl+a", "Delete")
    until(lambda: not app.text("translate.target").strip(), "an empty translation")
    pinyin(app, "nihao", "shijie")
    until(lambda: "Greetings to everyone" in app.text("translate.target"), "the memory")
    app.wait("translate.about", "memory")
    app.close()
