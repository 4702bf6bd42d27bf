"""Completing code in the real window, with a real keyboard, a real file and a real model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.paths import Folders
from app.services.sources import Place, Sources
from tests.e2e import desktop as machinery
from tests.e2e.desktop import App, Desktop, until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(machinery.missing()), reason=f"missing: {machinery.missing()}"),
]
BEFORE = '''import sys


def total(args: list[str]) -> int:
    """Return the sum of the numbers in args."""
    result = 0
    '''
AFTER = """
    return result


if __name__ == "__main__":
    print(total(sys.argv[1:]))
"""
TYPED = "for ar"
MIDDLE = BEFORE + TYPED + AFTER
PIXELS = 120  # beside the cursor, where a suggestion begins
CARET = 3  # pixels that blink


@pytest.fixture
def source(data: Path, tmp_path: Path) -> Path:
    """A file that was open the last time, with the cursor in the middle of a function."""
    path = tmp_path / "程序 files" / "total.py"
    path.parent.mkdir()
    path.write_text(BEFORE + AFTER, encoding="utf-8")
    sources = Sources(Folders(data, data / "cache", data / "logs").code)
    sources.keep([Place("total", str(path), cursor=len(BEFORE))], "total")
    return path


def start(desktop: Desktop, data: Path, text: str) -> App:
    """Start the app, go to the Code tab and wait until the file is there."""
    app = desktop.start(data)
    until(lambda: app.exists("Code"), "the tab")
    app.click("Code")
    until(lambda: app.exists("code.editor"), "the editor")
    assert app.text("code.editor") == text
    app.focus("code.editor")
    return app


def test_what_is_suggested_is_taken_undone_dismissed_and_saved(
    desktop: Desktop, data: Path, source: Path, test_model: Path
) -> None:
    (data / "models").mkdir()
    model = data / "models" / "coder.gguf"
    model.symlink_to(test_model)
    settings = {"context": 2048, "model": str(model), "language": "en", "completion_seconds": 10}
    (data / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    app = start(desktop, data, BEFORE + AFTER)
    app.wait("status.model", "coder")
    on_disk = source.read_bytes()

    def text() -> str:
        return app.text("code.editor")

    def is_suggested() -> bool:
        """Tell whether something is painted behind what was typed, at the end of its line."""
        x, y, width, height = app.extents("code.editor", len(BEFORE + TYPED) - 1)
        y += height * BEFORE.count("\n")  # to Qt each line is where the first one is
        return desktop.colours(x + width + CARET, y + height // 3, PIXELS, height // 2) > 1

    # Type, and what may follow is painted, but it is not in the text.
    app.type(TYPED)
    until(is_suggested, "a suggestion on the screen")
    app.wait("code.cost", "tokens")
    assert text() == MIDDLE
    assert is_suggested()

    # Take it; one step takes it back.
    app.key("Tab")
    until(lambda: text() != MIDDLE, "the suggestion in the text")
    taken = text()
    assert taken.startswith(BEFORE + TYPED + "g in args")
    assert taken.endswith(AFTER)
    app.key("ctrl+z")
    until(lambda: text() == MIDDLE, "the text without the suggestion")

    # Dismiss it.
    until(is_suggested, "the suggestion that is known by now")

    def is_dismissed() -> bool:
        """Press the key again if what was painted was still the text before it was undone."""
        app.key("Escape")
        return not is_suggested()

    until(is_dismissed, "a screen without a suggestion")
    assert text() == MIDDLE

    # Ask for it, take it, and save; until then the file is as it was.
    app.key("alt+backslash")
    until(is_suggested, "the suggestion that was asked for")
    app.key("Tab")
    until(lambda: text() == taken, "the suggestion in the text again")
    assert source.read_bytes() == on_disk
    app.key("ctrl+s")
    until(lambda: source.read_bytes() == taken.encode(), "the text in the file")
    app.close()
    assert source.read_bytes() == taken.encode()


def test_what_is_unsaved_outlives_a_kill_and_the_file_is_as_it_was(
    desktop: Desktop, data: Path, source: Path
) -> None:
    on_disk = source.read_bytes()
    app = start(desktop, data, BEFORE + AFTER)
    app.type(TYPED)
    until(lambda: app.text("code.editor") == MIDDLE, "what was typed")
    drafts = Folders(data, data / "cache", data / "logs").code
    until(lambda: (kept := Sources(drafts).draft("total")) and kept.text == MIDDLE, "the draft")
    children = list(app.children())
    app.kill()
    until(lambda: not any(Path(f"/proc/{child}").exists() for child in children), "no orphans")
    app = start(desktop, data, MIDDLE)
    assert source.read_bytes() == on_disk

    # It can still be saved.
    app.key("ctrl+s")
    until(lambda: source.read_bytes() == MIDDLE.encode(), "the text in the file")
    app.close()
