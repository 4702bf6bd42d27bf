"""Every text of the interface has its Chinese, and the compiled file is the current one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import app
from app import paths

SOURCE = paths.resource("i18n", "zh_CN.ts")


def tool(name: str) -> str:
    """Find a tool that PySide6 brings."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found, name
    return found


def messages(path: Path) -> dict[tuple[str, str], str]:
    root = ElementTree.parse(path).getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext(
            "translation", ""
        )
        for context in root.findall("context")
        for message in context.findall("message")
        if message.find("translation").get("type") not in ("vanished", "obsolete")  # type: ignore[union-attr]
    }


def test_every_text_is_translated_and_none_is_left_over(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    files = [str(path) for path in Path(app.__file__).parent.rglob("*.py")]
    subprocess.run(
        [tool("pyside6-lupdate"), *files, "-target-language", "zh_CN", "-ts", str(fresh)],
        check=True,
        capture_output=True,
    )
    ours = messages(SOURCE)
    assert set(messages(fresh)) == set(ours)
    assert not [source for source, text in ours.items() if not text.strip()]


def test_placeholders_are_kept() -> None:
    for (_, source), text in messages(SOURCE).items():
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", text)), source


def test_the_compiled_translation_is_the_current_one(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    command = [tool("pyside6-lrelease"), str(SOURCE), "-qm", str(fresh)]
    subprocess.run(command, check=True, capture_output=True)
    assert fresh.read_bytes() == paths.resource("i18n", "zh_CN.qm").read_bytes()
