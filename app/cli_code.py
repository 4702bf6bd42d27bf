"""`inkstone run complete`: what would stand at a cursor in a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import msgspec

from app import cli_io
from app.protocol import Sampling

OK = 0
MOST_TOKENS = 256
BUDGET, CHUNKS = 6_000, 3_000  # characters of the file, and of others


def add_parser(tasks: Any) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = tasks.add_parser(
        "complete",
        help="complete code at a cursor",
        description="Print what the model would write at a cursor in a file. The file stays as"
        " it is. The model must know fill-in-the-middle.",
    )
    parser.add_argument("--file", type=Path, required=True, metavar="F")
    parser.add_argument("--line", type=cli_io.positive, required=True, metavar="L", help="from 1")
    parser.add_argument(
        "--column",
        type=cli_io.positive,
        required=True,
        metavar="C",
        help="from 1, in characters: the cursor stands before this one",
    )
    parser.add_argument(
        "--other", type=Path, action="append", default=[], metavar="F", help="files that may help"
    )
    parser.add_argument(
        "--seconds", type=float, default=30.0, metavar="S", help="most time to write (default 30)"
    )
    cli_io.add_model_options(parser)
    parser.set_defaults(command=_run, error=parser.error)


def _run(options: argparse.Namespace) -> int:
    from app.services.completion.once import complete
    from app.services.headless import Headless
    from app.services.textfile import read
    from app.tabs.code.task import anchor
    from app.tabs.code.task.place import place_at
    from app.tabs.code.task.ring import Ring

    text = read(options.file).text
    place = place_at(text, _offset(text, options), options.file.name)
    ring = Ring()
    for path in options.other:
        ring.read(path.name, read(path).text)
    found = anchor.cast(place, BUDGET, ring.choose(place, CHUNKS))
    with Headless(options.model) as session:
        done = complete(
            session,
            place,
            found,
            Sampling(
                temperature=options.temperature or 0.0,
                seed=options.seed,
                max_tokens=options.max_tokens or MOST_TOKENS,
            ),
            seconds=options.seconds,
            stream=None if options.json else cli_io.write,
        )
        if options.json:
            usage = msgspec.to_builtins(done.finished.usage)
            cli_io.print_json(
                text=done.text,
                model=session.model.id,
                seed=usage.pop("seed"),
                reason=done.finished.reason,
                usage=usage,
            )
        else:
            cli_io.write("\n")
    return OK


def _offset(text: str, options: argparse.Namespace) -> int:
    """Return the character that the cursor stands before; ends the program where there is none."""
    lines = text.split("\n")
    if options.line > len(lines):
        options.error(f"{options.file} has {len(lines)} lines")
    line = lines[options.line - 1]
    if options.column > len(line) + 1:
        options.error(f"line {options.line} of {options.file} has {len(line)} characters")
    column: int = options.column
    return sum(len(before) + 1 for before in lines[: options.line - 1]) + column - 1
