"""The status line, without an engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.protocol import ModelInfo
from app.services.context import Services
from app.ui.status import NAME_WIDTH, StatusLine


@pytest.fixture
def services(qapp: QApplication, folders: Folders) -> Iterator[Services]:
    made = Services.build(folders)
    yield made
    made.close()


def model(device: str) -> ModelInfo:
    return ModelInfo("x.gguf", "x", "llama", 1000, "F16", 1, 8192, 8192, (), True, False, device, 1)


def test_the_device_is_named(qtbot: QtBot, services: Services) -> None:
    line = StatusLine(services.engine, services.models, services.chats, services.downloads)
    qtbot.addWidget(line)
    label = line.findChild(QLabel, "status.device")
    assert isinstance(label, QLabel)
    assert label.text() == ""
    services.engine._set_model(model("CPU"))
    assert (label.text(), label.toolTip()) == ("CPU", "")
    services.engine._set_model(model("NVIDIA H100 · 12/29"))
    assert (label.text(), label.toolTip()) == ("NVIDIA H100 · 12/29 layers", "NVIDIA H100")
    long = "NVIDIA GeForce RTX 4060 Laptop GPU " * 3
    services.engine._set_model(model(f"{long} · 29/29"))
    assert label.text().endswith("… · 29/29 layers")
    assert label.toolTip() == long
    assert label.sizeHint().width() < 2 * NAME_WIDTH
    services.engine._set_model(None)
    assert label.text() == label.toolTip() == ""
