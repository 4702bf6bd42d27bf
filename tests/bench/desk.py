"""How a long piece opens and is typed into in the window: `python -m tests.bench.desk`.

Times of the app's own thread: until a piece is in the editor and painted, what each key takes, and
the longest that the event loop was held while one types and pauses. Painted off the screen.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desktop import put_window_first
from app.paths import Folders
from app.piece import Block, Piece, Run
from app.services.context import Services
from app.tabs.write.side import PAGES
from app.tabs.write.tab import Tab
from app.ui.i18n import Languages
from app.ui.theme import Theme
from app.ui.window import Window

CHARACTERS, KEYS, PAUSES = 200_000, 200, 8
WORDS = [
    "harbour",
    "kettle",
    "merchant",
    "window",
    "engine",
    "lantern",
    "garden",
    "railway",
    "teacher",
    "winter",
    "market",
    "letter",
    "island",
    "orchard",
    "compass",
    "baker",
    "valley",
    "signal",
    "bridge",
    "captain",
    "notebook",
    "violin",
    "storm",
    "miller",
]
HAN = "山水风月花鸟船灯书信街市桥路茶酒琴棋田园春秋雨雪星云木石火土人心手眼门窗城村老少新旧远近高低"


def piece(language: str) -> Piece:
    """Return a piece of CHARACTERS with headings, half of it a model's."""
    chance = random.Random(5)
    blocks: list[Block] = []
    size = 0
    while size < CHARACTERS:
        if language == "zh":
            text = "".join(chance.choices(HAN, k=220)) + "。"
        else:
            text = " ".join(chance.choices(WORDS, k=80)) + "."
        half = len(text) // 2
        made = Run(text[half:], author="model", generation=1)
        blocks.append(Block(runs=(Run(text[:half]), made)))
        size += len(text)
        if len(blocks) % 12 == 0:
            blocks.append(Block("heading", (Run(f"Part {len(blocks)}"),), 2))
    return Piece("Long", language, tuple(blocks))


class Stalls:
    """Notes how long the event loop was held between two moments in which it was free."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._on_free)

    def start(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start()

    def stop(self) -> float:
        """Return the longest in milliseconds."""
        self._timer.stop()
        return 1_000 * self.longest

    def _on_free(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def measured(services: Services, tab: Tab, language: str, page: str) -> dict[str, float]:
    """Open a long piece with a page beside it, and type into its middle."""
    number = services.writing.pieces.create(piece(language)).id
    tab.library.reload()
    tab.menus._show(page)
    rest(200)
    began = time.perf_counter()
    tab.open(number)
    QCoreApplication.processEvents()
    opened = 1_000 * (time.perf_counter() - began)
    tab.menus._show(page)
    rest(4_000)
    tab.editor.go_to_block(len(tab.editor.piece().blocks) // 2)
    rest(500)
    stalls, keys, longest = Stalls(), list[float](), list[float]()
    for _ in range(PAUSES):
        for letter in WORDS[0] * (KEYS // PAUSES // len(WORDS[0])):
            stalls.start()
            began = time.perf_counter()
            QTest.keyClick(tab.editor, letter)
            keys.append(1_000 * (time.perf_counter() - began))
            rest(25)
            longest.append(stalls.stop())
        stalls.start()
        rest(2_500)
        longest.append(stalls.stop())
    keys.sort()
    return {
        "open_ms": round(opened, 1),
        "key_p50_ms": round(statistics.median(keys), 1),
        "key_p95_ms": round(keys[int(0.95 * len(keys))], 1),
        "key_worst_ms": round(keys[-1], 1),
        "stall_p50_ms": round(statistics.median(longest), 1),
        "stall_worst_ms": round(max(longest), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    application = QApplication([])
    with tempfile.TemporaryDirectory(prefix="inkstone-") as folder:
        data = Path(folder)
        services = Services.build(Folders(data, data / "cache", data / "logs"))
        theme = Theme(application)
        theme.apply("light", 11)
        window = Window(services, theme, Languages(application))
        window.resize(1280, 800)
        window.show()
        put_window_first()
        tab = next(page for page in window.pages if isinstance(page, Tab))
        window.tabs.setCurrentWidget(tab)
        results = {
            f"{language}, {page}": measured(services, tab, language, page)
            for language in ("en", "zh")
            for page in [name for name, _, _ in PAGES]
        }
        window.close()
        services.close()
    if chosen.json:
        print(json.dumps(results, indent=2))
    else:
        for name, result in results.items():
            print(f"{name:16}", "  ".join(f"{key} {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
