"""What the commands of the command line have in common: texts in, results and messages out."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import Any


def add_model_options(parser: argparse.ArgumentParser) -> None:
    """Declare how the model is chosen and sampled, and --json."""
    parser.add_argument("--model", metavar="ID_OR_PATH")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--temperature", type=float)
    parser.add_argument("--max-tokens", type=int)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def positive(text: str) -> int:
    """Read a number above 0, for argparse."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number above 0")
    return int(text)


def read_text(words: Sequence[str]) -> str:
    """Return the text that arguments are, or stdin for "-" or none."""
    if list(words) == ["-"] or (not words and not sys.stdin.isatty()):
        return sys.stdin.read()
    # Arguments that the locale could not decode are UTF-8 all the same.
    return os.fsencode(" ".join(words)).decode("utf-8", "replace")


def write(text: str) -> None:
    """Write a part of the result."""
    sys.stdout.write(text)
    sys.stdout.flush()


def tell(line: str) -> None:
    """Write a line that is no part of the result."""
    print(line, file=sys.stderr)


def print_json(**values: Any) -> None:
    """Write the result as one JSON object."""
    print(json.dumps(values, ensure_ascii=False))
