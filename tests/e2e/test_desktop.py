"""What a desktop expects of a program: files, names, and the input method that a person has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e import desktop as machinery
from tests.e2e.desktop import Desktop, until
from tests.e2e.talk import ready

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(machinery.missing()), reason=f"missing: {machinery.missing()}"),
]


def test_a_model_file_is_opened_in_the_running_window(
    desktop: Desktop, data: Path, starter: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "下载 1"
    folder.mkdir()
    model = folder / "墨 small.gguf"
    shutil.copyfile(starter, model)
    app = desktop.start(data)
    ready(app)
    desktop.hand_over(data, "墨 small.gguf", folder)
    until(lambda: app.exists("models.offer.in_place"), "the question")
    app.click("models.offer.in_place")
    app.wait("status.model", "墨 small")
    desktop.hand_over(data, starter.as_uri(), folder)
    app.wait("status.model", "SmolLM2")
    desktop.hand_over(data, str(tmp_path / "none.gguf"), folder)
    app.wait("notice.text", "is not there any more")
    app.close()


def test_the_window_belongs_to_its_desktop_entry(desktop: Desktop, data: Path) -> None:
    app = desktop.start(data)
    for half in ("--class", "--classname"):  # the two of WM_CLASS
        found = desktop.tool("xdotool", "search", "--onlyvisible", half, "^inkstone$")
        assert len(found.split()) == 1
    app.focus("chat.composer")
    app.close()


@pytest.mark.skipif(bool(machinery.missing_fcitx()), reason=machinery.missing_fcitx())
def test_fcitx_types_chinese_where_there_is_no_ibus(
    desktop: Desktop, data: Path, tmp_path: Path
) -> None:
    desktop.use_fcitx(tmp_path / "home")
    app = desktop.start(data, PATH=str(tmp_path))
    app.focus("chat.composer")
    app.type("nihao")
    app.key("space")
    until(lambda: app.text("chat.composer") == "你好", "Chinese from the input method")
    app.type("shijie")
    app.key("Return")  # takes the letters as they are, and must not send
    until(lambda: app.text("chat.composer") == "你好shijie", "the letters")
    app.close()
