"""Settings > Models in the real window, with the real hub child and a hub on the loopback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.protocol import Adapter
from app.services.context import Services
from app.services.options import ModelOptions
from app.ui.models.hub_dialog import HubDialog
from app.ui.models.page import ModelsPage
from app.ui.theme import Theme
from tests.hub.server import HubServer

REPO = "author/some-model-GGUF"


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with HubServer() as server:
        yield server


@pytest.fixture
def services(qtbot: QtBot, folders: Folders, hub: HubServer) -> Iterator[Services]:
    built = Services.build(folders)
    built.settings.set("hub_sources", hub.url)
    yield built
    built.close()


@pytest.fixture
def page(qtbot: QtBot, services: Services, qapp: object) -> ModelsPage:
    shown = ModelsPage(services)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def names(page: ModelsPage) -> list[str]:
    return list(page._list.rows)


def button(page: ModelsPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_filters_find_models_by_job_language_and_name(qtbot: QtBot, page: ModelsPage) -> None:
    everything = names(page)
    assert everything[0] == "smollm2-135m-instruct"
    assert len(everything) >= 30
    page._job.setCurrentIndex(page._job.findData("translation"))
    translators = names(page)
    assert "hy-mt2-1.8b" in translators
    assert "bge-m3" not in translators
    page._language.setCurrentIndex(page._language.findData("zh"))
    assert set(names(page)) <= set(translators)
    page._search.setText("HY-mt2")
    qtbot.waitUntil(lambda: set(names(page)) == {"hy-mt2-1.8b", "hy-mt2-7b"}, timeout=2000)
    page._search.setText("no such model")
    qtbot.waitUntil(lambda: names(page) == [], timeout=2000)
    assert page._list._titles["nothing"].isVisible()


def test_every_model_has_a_verdict_with_reasons(page: ModelsPage) -> None:
    for name in names(page):
        page.choose(name)
        assert page._detail._verdict.text().startswith("● ")
        assert "memory" in page._detail._reasons.text()
        assert page._detail._facts.count() > 6


def test_the_memory_of_an_installed_model_is_measured(qtbot: QtBot, page: ModelsPage) -> None:
    page.choose("smollm2-135m-instruct")
    qtbot.waitUntil(lambda: bool(page._shelf.measured), timeout=30_000)
    (measured,) = page._shelf.measured.values()
    assert measured.kv == 180 << 20  # 30 layers x 3 heads x 64 x (K and V) x 2 bytes x 8192
    qtbot.waitUntil(lambda: page._list.rows[page._chosen].item.fit.memory.kv == measured.kv)


def test_this_computer_is_measured_once(qtbot: QtBot, page: ModelsPage) -> None:
    speed = page._services.speed
    qtbot.waitUntil(lambda: speed.known, timeout=60_000)
    assert speed.expected(10**9) > 0
    qtbot.waitUntil(
        lambda: all(row.item.fit.tokens_per_second > 0 for row in page._list.rows.values()),
        timeout=5000,
    )


def test_a_repository_is_looked_into_and_a_model_of_it_downloaded(
    qtbot: QtBot, page: ModelsPage, hub: HubServer, starter: Path
) -> None:
    commit = hub.add(REPO, {"a-Q4_1.gguf": starter, "mmproj-F16.gguf": b"GGUF", "x.txt": b""})
    page._show_hub()
    dialog = page._dialog
    assert isinstance(dialog, HubDialog)
    address = dialog.findChild(QLineEdit, "models.hub.address")
    assert address is not None
    address.setText(f"{hub.url}/{REPO}")
    dialog.look()
    qtbot.waitUntil(lambda: "8,192" in dialog._said.text(), timeout=20_000)
    assert "Fits well" in dialog._said.text()
    assert dialog._list.count() == 1
    assert not dialog._projector.isHidden()
    dialog._download.click()
    target = page._services.folders.models / REPO / "a-Q4_1.gguf"
    qtbot.waitUntil(target.exists, timeout=30_000)
    qtbot.waitUntil(lambda: "a-Q4_1" in names(page), timeout=5000)
    receipt = target.with_name(target.name + ".json").read_text(encoding="utf-8")
    assert commit in receipt
    assert hub.url.removeprefix("http://") in page._host.text()


@pytest.mark.parametrize("text", ["", "nonsense", "author/not-there"])
def test_a_repository_that_is_none_is_told(
    qtbot: QtBot, page: ModelsPage, hub: HubServer, text: str
) -> None:
    page._show_hub()
    dialog = page._dialog
    assert isinstance(dialog, HubDialog)
    dialog._address.setText(text)
    dialog.look()
    qtbot.waitUntil(
        lambda: any(w in dialog._said.text() for w in ("not an address", "is not on")),
        timeout=20_000,
    )
    assert not dialog._download.isEnabled()


def test_offline_means_offline(qtbot: QtBot, page: ModelsPage, hub: HubServer) -> None:
    page._services.settings.set("offline", True)
    page.choose("qwen3-0.6b")
    button(page, "models.download").click()
    qtbot.waitUntil(lambda: "stay offline" in page._detail._state.text(), timeout=5000)
    assert hub.requests == []


def test_options_are_kept_for_one_model(
    qtbot: QtBot, page: ModelsPage, services: Services, starter: Path
) -> None:
    page.choose("smollm2-135m-instruct")
    page._detail.options._context.setValue(2048)
    kind = page._detail.findChild(QComboBox, "models.options.kv_type")
    assert kind is not None
    kind.setCurrentIndex(2)
    kind.activated.emit(2)
    page._detail.options.attach(Path("/adapters/文.gguf"))
    assert services.models.options.of(starter) == ModelOptions(
        context=2048, kv_type="q8_0", adapters=(Adapter("/adapters/文.gguf"),)
    )
    assert page._shelf.setup(services.models.library.find("smollm2-135m-instruct")) == (
        2048,
        "q8_0",
    )


def test_a_damaged_model_fails_its_verification(
    qtbot: QtBot, page: ModelsPage, starter: Path
) -> None:
    copy = page._services.folders.models / starter.name
    shutil.copyfile(starter, copy)
    with copy.open("r+b") as file:
        file.seek(50_000_000)
        file.write(b"damage")
    model = next(m for m in page._services.models.library.installed() if m.path == copy)
    page._files.verify(model)
    qtbot.waitUntil(lambda: "checksum differs" in page.notices.accessibleName(), timeout=20_000)


def test_the_page_is_drawn_in_dark_and_light(qtbot: QtBot, page: ModelsPage, qapp: object) -> None:
    theme = Theme(qapp)  # type: ignore[arg-type]
    for choice in ("dark", "light"):
        theme.apply(choice, 11)
        colour = page.grab().toImage().pixelColor(900, 650).lightness()
        assert (colour < 80) == (choice == "dark")
