"""The packed program beside the one of the source tree: `python -m tests.bench.packaged PROGRAM`.

Both run in turns. Speeds are of the bare loop of their engines (`--bench`), in tokens a second: the
packed one chooses among libraries for many processors, the other one was compiled for this one.
With a display and xdotool, the seconds from starting each until its window is shown, too.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from app import paths

SOURCE = [sys.executable, "-m", "app"]
PROMPT = list(range(1000, 1512))
TOKENS = 128
WINDOW = ["xdotool", "search", "--onlyvisible", "--class", "inkstone"]
PAUSE = 0.005  # seconds between two looks for a window


def speeds(program: Sequence[str], model: Path, threads: int) -> dict[str, float]:
    """Return the tokens a second of the prompt and of decoding."""
    task = {"tokens": PROMPT, "generate": TOKENS, "threads": threads, "context": 2048}
    command = [*program, "--bench", str(model)]
    out = subprocess.run(command, input=json.dumps(task).encode(), capture_output=True, check=True)
    found = json.loads(out.stdout)
    return {name: found[name] for name in ("prompt", "decode")}


def start(program: Sequence[str]) -> dict[str, float]:
    """Return the seconds until the window is there, with data that have been opened before."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "INKSTONE_DATA_DIR": folder}
        seconds = 0.0
        for _ in range(2):  # the first one creates the data
            began = time.perf_counter()
            running = subprocess.Popen(program, env=environment, stderr=subprocess.DEVNULL)
            while subprocess.run(WINDOW, capture_output=True).returncode:
                time.sleep(PAUSE)
            seconds = time.perf_counter() - began
            running.terminate()
            running.wait()
            while not subprocess.run(WINDOW, capture_output=True).returncode:
                time.sleep(PAUSE)
    return {"start": seconds}


def compare(
    measure: Callable[[Sequence[str]], dict[str, float]], program: Path, rounds: int
) -> dict[str, dict[str, float]]:
    """Measure both in turns; return the medians and the packed program's ratio to the other."""
    found: dict[str, list[dict[str, float]]] = {"packed": [], "source": []}
    for number in range(rounds):
        turns = [("packed", [str(program)]), ("source", SOURCE)]
        for name, command in turns if number % 2 else turns[::-1]:
            found[name].append(measure(command))
    figures: dict[str, dict[str, float]] = {}
    for what in found["packed"][0]:
        packed, source = (median(one[what] for one in found[name]) for name in found)
        figures[what] = {"packed": packed, "source": source, "ratio": packed / source}
    return figures


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("--model", type=Path, default=paths.starter_models()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--threads", type=int, default=0)
    options = parser.parse_args()
    figures = compare(
        lambda program: speeds(program, options.model, options.threads),
        options.program,
        options.rounds,
    )
    if os.environ.get("DISPLAY") and shutil.which("xdotool"):
        figures |= compare(start, options.program, options.rounds)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
