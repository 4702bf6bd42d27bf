"""Our download against curl and sha256sum, side by side: `python -m tests.bench.download`.

Both get the same file from the same server after a redirect, begin with a process of their own
and end with a file on the disk whose SHA-256 is known.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from app import paths
from app.hub_protocol import Fetch, HubFile, Installed, Progress, Source, decode_event
from app.protocol import encode
from tests.hub.server import HubServer

REPO = "author/some-model-GGUF"
NAME = "weights.gguf"
SIZE = 500_000_000
ROUNDS = 3
ENOUGH = 0.8


def main() -> int:
    """Print megabytes a second and their ratio; the exit status is 1 when ours are too few."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.download")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="inkstone-download-") as folder:
        result = run(Path(folder))
    if options.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:<34} {value}")
    return 0 if result["ratio"] >= ENOUGH else 1


def run(folder: Path, size: int = SIZE, rounds: int = ROUNDS) -> dict[str, Any]:
    """Measure in turns; megabytes (1,000,000 bytes) a second, and the median of the ratios."""
    source, sha256 = _random_file(folder / "served" / NAME, size)
    file = HubFile(NAME, size, sha256)
    ours: list[float] = []
    curl: list[float] = []
    sums: list[float] = []
    with HubServer() as hub:
        commit = hub.add(REPO, {NAME: source})
        url = f"{hub.url}/{REPO}/resolve/{commit}/{NAME}"
        for number in range(rounds):
            target = folder / f"curl-{number}" / NAME
            target.parent.mkdir()
            os.sync()
            # -L: the hub answers with a redirect.
            curl.append(_timed("curl", "-s", "-f", "-L", "-o", str(target), url))
            sums.append(_timed("sha256sum", str(target)))
            target.unlink()
            target = folder / f"ours-{number}" / NAME
            sources = (Source(hub.url),)
            command = Fetch(1, REPO, commit, (file,), str(target.parent), sources, pause=0.0)
            os.sync()
            ours.append(_fetch(command))
            _check(target, sha256)
            target.unlink()
    theirs = [one + other for one, other in zip(curl, sums, strict=True)]
    ratios = [their / our for our, their in zip(ours, theirs, strict=True)]
    speeds = {"ours": ours, "curl_and_sha256sum": theirs, "curl_alone": curl, "sha256sum": sums}
    result = {
        f"{name}_mb_per_second": round(size / statistics.median(seconds) / 1e6, 1)
        for name, seconds in speeds.items()
    }
    return {
        **result,
        "ratios": [round(ratio, 3) for ratio in ratios],
        "ratio": round(statistics.median(ratios), 3),
    }


def _random_file(path: Path, size: int) -> tuple[Path, str]:
    path.parent.mkdir(parents=True)
    digest = hashlib.sha256()
    with path.open("wb") as file:
        left, block = size, b"GGUF"
        while left:
            block = (block + os.urandom(1 << 20))[: min(left, 1 << 20)]
            file.write(block)
            digest.update(block)
            left, block = left - len(block), b""
    return path, digest.hexdigest()


def _timed(*command: str) -> float:
    """Return the seconds that a program runs."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _check(path: Path, sha256: str) -> None:
    with path.open("rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == sha256


def _fetch(command: Fetch) -> float:
    """Return the seconds of a hub process from its start to its end."""
    started = time.perf_counter()
    with subprocess.Popen(
        paths.child_command("hub"),
        cwd=paths.child_folder(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(encode(command))
        process.stdin.flush()  # and left open: a hub process leaves when it ends
        last = None
        for line in process.stdout:
            last = decode_event(line)
            assert isinstance(last, Progress | Installed), last
    seconds = time.perf_counter() - started
    assert process.returncode == 0
    assert isinstance(last, Installed), last
    return seconds


if __name__ == "__main__":
    raise SystemExit(main())
