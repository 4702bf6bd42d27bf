"""How soon a suggestion is on the screen while one types: `python -m tests.bench.ghost`.

xdotool types into the real window on a screen of its own, as a person does: lines of Python's own
argparse, anew where they stood. Times are from when the X server had the key until the suggestion
was painted.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.desktop import put_window_first
from app.paths import Folders
from app.services.context import Services
from app.services.sources import Place, Sources
from app.tabs.code.tab import Tab
from app.ui.i18n import Languages
from app.ui.theme import Theme
from app.ui.window import Window
from tests.bench.eyes import Eyes, Stroke
from tests.bench.person import LINES, Person, chosen, rest, wait_until
from tests.e2e import desktop as machinery
from tests.e2e.desktop import Desktop

PAIRS = 12  # of places, one in each half of the file
CHARACTERS = 10  # typed at each
HURRY, LOOK = 0.1, 1.5  # seconds between getting somewhere and the first key there
ACCEPTS = 2  # lines of suggestions, one after the other
READ = 0.4  # seconds before a line is accepted
PATIENCE = 6.0  # seconds without a suggestion


# What comes of it ------------------------------------------------------------------------


@dataclass(frozen=True)
class Times:
    """Milliseconds from a key to the suggestion on the screen, of the keys that got one."""

    keys: int
    shown: int
    known: int  # shown without waiting for the model
    p50: float
    p95: float
    known_p50: float  # of those that were known
    known_p95: float
    delivery_p50: float  # of it, until the editor had the key

    @classmethod
    def of(cls, strokes: Sequence[Stroke]) -> Times:
        times = [stroke.milliseconds for stroke in strokes if stroke.milliseconds is not None]
        known = [
            stroke.milliseconds
            for stroke in strokes
            if stroke.known and stroke.milliseconds is not None
        ]
        delivery = [1000 * (stroke.arrived - stroke.pressed) for stroke in strokes]
        return cls(
            len(strokes),
            len(times),
            sum(stroke.known for stroke in strokes),
            quantile(times, 50),
            quantile(times, 95),
            quantile(known, 50),
            quantile(known, 95),
            quantile(delivery, 50),
        )


def quantile(values: Sequence[float], percent: int) -> float:
    if len(values) < 2:
        return round(sum(values), 1)
    return round(statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 1)


class Session:
    """What was measured, by what the person did."""

    def __init__(self) -> None:
        self.hurried: list[Stroke] = []  # the first keys at a place
        self.looked: list[Stroke] = []
        self.typed: list[Stroke] = []  # the others there
        self.last: list[Stroke] = []  # of these, those after which the person waited
        self.accepted: list[Stroke] = []

    def run(self, person: Person, eyes: Eyes, indices: Sequence[int]) -> None:
        """Do everything at every place."""
        for number, index in enumerate(indices):
            line = person.go_to(index)
            hurry = number % 4 < 2  # in both halves of the file
            rest(HURRY if hurry else LOOK)
            person.type(line[0])
            (self.hurried if hurry else self.looked).append(eyes.wait(PATIENCE))
            self.typed += person.type(line[1:CHARACTERS])
            self.last.append(eyes.wait(PATIENCE))
            for _ in range(ACCEPTS):
                rest(READ)
                if not person.accept_line():
                    break
                self.accepted.append(eyes.wait(PATIENCE))

    def result(self) -> dict[str, object]:
        answers = [usage for stroke in self.typed for usage in stroke.answers]
        prepared = [usage for stroke in self.typed for usage in stroke.prepared]
        tens = len(self.last)
        return {
            "cold": asdict(Times.of(self.hurried)),
            "cold_after_a_look": asdict(Times.of(self.looked)),
            "warm": asdict(Times.of(self.typed)),
            "warm_asked": asdict(Times.of([stroke for stroke in self.typed if stroke.asked])),
            "warm_last_key": asdict(Times.of(self.last)),
            "accept_line": asdict(Times.of(self.accepted)),
            "accept_line_requests": sum(stroke.asked > 0 for stroke in self.accepted),
            "requests_per_ten_keys": round(sum(stroke.asked for stroke in self.typed) / tens, 2),
            "evaluated_per_request": mean([usage.evaluated_tokens for usage in answers]),
            "reused_per_request": mean([usage.reused_tokens for usage in answers]),
            "prepared_per_ten_keys": round(len(prepared) / tens, 2),
            "evaluated_per_prepared": mean([usage.evaluated_tokens for usage in prepared]),
        }


def mean(values: Sequence[int]) -> float:
    return round(statistics.fmean(values), 1) if values else 0.0


# The app ---------------------------------------------------------------------------------


@contextmanager
def window(folders: Folders) -> Iterator[tuple[Tab, Services]]:
    """Show the window with the model loaded and the Code tab in front."""
    application = QApplication([])
    languages = Languages(application)
    services = Services.build(folders)
    settings = services.settings
    languages.apply(settings.text("language"))
    theme = Theme(application)
    theme.apply(settings.text("theme"), settings.number("font_size"))
    services.engine.start()
    shown = Window(services, theme, languages)
    shown.show()
    shown.start()
    (tab,) = (page for page in shown.pages if isinstance(page, Tab))
    shown.tabs.setCurrentWidget(tab)
    wait_until(lambda: tab.editor and tab.editor.hasFocus(), "the window")
    wait_until(lambda: services.models.current, "the model")
    put_window_first()
    try:
        yield tab, services
    finally:
        shown.close()
        services.close()


def prepare(folders: Folders, model: Path, threads: int, text: str) -> None:
    """Leave the data folder as if a file had been open."""
    folders.models.mkdir(parents=True)
    linked = folders.models / model.name
    linked.symlink_to(model.resolve())
    settings = {"model": str(linked), "language": "en", "threads": threads}
    folders.settings.write_text(json.dumps(settings), encoding="utf-8")
    path = folders.data / "argparse.py"
    path.write_text(text, encoding="utf-8")
    Sources(folders.code).keep([Place("bench", str(path))], "bench")


def measure(model: Path, threads: int, pairs: int) -> dict[str, object]:
    """Type on a screen of its own."""
    text = Path(argparse.__file__).read_text(encoding="utf-8")
    with Desktop() as desktop, tempfile.TemporaryDirectory() as folder:
        os.environ.update(desktop.environment, INKSTONE_DATA_DIR=folder)
        for name in ("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "QT_ACCESSIBILITY"):
            del os.environ[name]  # what a person has who sees
        folders = Folders.locate()
        prepare(folders, model, threads, "\n".join(text.split("\n")[:LINES]) + "\n")
        with window(folders) as (tab, services):
            assert tab.editor
            eyes = Eyes(tab.editor, services.code.completer, services.engine)
            session = Session()
            session.run(Person(tab.editor, eyes), eyes, chosen(text, pairs))
            return {"model": model.name, "threads": threads, **session.result()}


# What is told ----------------------------------------------------------------------------

HEADS = ("keys", "shown", "known", "p50", "p95", "known_p50", "known_p95")
ROWS = {
    "cold": "the first key after a jump, at once",
    "cold_after_a_look": f"the same, {LOOK} s after the jump",
    "warm": "each key while typing on",
    "warm_asked": "those after which the model was asked",
    "warm_last_key": "the last of ten keys",
    "accept_line": "the next one after a line is accepted",
}


def table(result: dict[str, object]) -> Iterator[str]:
    """Yield the lines of a table."""
    heads = "".join(f"{head:>10}" for head in HEADS)
    yield f"{'milliseconds to a suggestion':<40}{heads}"
    for name, words in ROWS.items():
        times = result[name]
        assert isinstance(times, dict)
        figures = "".join(f"{times[head]:>10}" for head in HEADS)
        yield f"{words:<40}{figures}"
    for name, value in result.items():
        if name not in ROWS:
            yield f"{name.replace('_', ' '):<40}{value!s:>8}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ghost")
    parser.add_argument("--model", type=Path, default=os.environ.get("INKSTONE_TEST_MODEL"))
    parser.add_argument("--threads", type=int, default=0, help="0: as the app finds best")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="of places")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.model is None:
        parser.error("name a model that completes code")
    if machinery.missing():
        parser.error(f"missing: {machinery.missing()}")
    result = measure(Path(options.model), options.threads, options.pairs)
    print(json.dumps(result) if options.json else "\n".join(table(result)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
