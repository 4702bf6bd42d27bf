"""Names of what stands beside a model's file: while it is on its way, and when it has arrived."""

from __future__ import annotations

from pathlib import Path

PART = ".part"
RECORD = ".part.json"  # of what it is a part
LOCK = ".part.lock"
RECEIPT = ".json"  # of the file that has arrived
NEW = ".new"  # a record or a receipt that is being written

# What a process that was killed leaves, besides a lock.
SCRATCH = (PART, RECORD, RECORD + NEW, RECEIPT + NEW)


def beside(path: Path, ending: str) -> Path:
    """Return the path of what has a file's name with an ending."""
    return path.with_name(path.name + ending)
