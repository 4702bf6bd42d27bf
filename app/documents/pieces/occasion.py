"""What a writer is told besides the piece."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Occasion:
    """Where the file will be at last, and who made the changes it shows at what time."""

    path: Path
    author: str = ""
    date: str = ""  # ISO 8601, in UTC
