"""The command line: thin over the services. Results on stdout, everything else on stderr."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from app import __version__, cli_models
from app.protocol import ErrorCode, Sampling, UserError

OK, BAD_USE, FAILED = 0, 2, 3


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status: 0, 2 for bad use, 3 for a UserError."""
    options = _parser().parse_args(arguments)
    _utf8()
    # Qt's event loop does not end for a KeyboardInterrupt; the children end with our stdin.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except UserError as error:
        return _complain(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="inkstone",
        description="A writing desk with a language model that runs on your own machine."
        " Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"inkstone {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="run a task and print its result")
    tasks = run.add_subparsers(required=True, metavar="TASK")
    chat = tasks.add_parser("chat", help="ask the model something")
    chat.add_argument("text", nargs="*", metavar="TEXT", help="the message; - reads stdin")
    chat.add_argument("--system", default="", help="the system prompt")
    chat.add_argument("--chatml", action="store_true", help="for a model without chat template")
    _model_options(chat)
    chat.set_defaults(command=_run_chat)

    cli_models.add_parser(commands)

    bench = commands.add_parser("bench", help="measure speed on this computer")
    bench.add_argument("--model", help="id or path of a model")
    what = bench.add_mutually_exclusive_group()
    what.add_argument("--window", action="store_true", help="measure the window instead")
    what.add_argument("--memory", action="store_true", help="measure the engine's memory instead")
    bench.add_argument("--json", action="store_true")
    bench.set_defaults(command=_bench)

    test = commands.add_parser("self-test", help="open the window and chat once with a real model")
    test.add_argument("--screenshot", type=Path, metavar="PNG")
    test.set_defaults(command=_self_test)
    return parser


def _model_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="ID_OR_PATH")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--temperature", type=float)
    parser.add_argument("--max-tokens", type=int)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _run_chat(options: argparse.Namespace) -> int:
    from app.services.headless import Headless
    from app.tabs.chat import task

    text = _text(options.text)
    if not text.strip():
        raise UserError(ErrorCode.PROMPT_EMPTY)
    with Headless(options.model, chatml=options.chatml) as session:
        stream = None if options.json else _write
        turns = task.to_turns(options.system, [("user", text)])
        reply = session.generate(turns, _sampling(options, session.sampling), stream)
        if options.json:
            usage = msgspec.to_builtins(reply.finished.usage)
            _print_json(
                text=task.split_thinking(reply.text).answer,
                model=session.model.id,
                seed=usage.pop("seed"),
                reason=reply.finished.reason,
                usage=usage,
            )
        else:
            _write("\n")
    return OK


def _sampling(options: argparse.Namespace, base: Sampling) -> Sampling:
    given = {
        "seed": options.seed,
        "temperature": options.temperature,
        "max_tokens": options.max_tokens,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    return msgspec.structs.replace(base, **changes)


def _bench(options: argparse.Namespace) -> int:
    if options.window:
        from app.desktop import window_bench

        return window_bench()
    if options.memory:
        return _bench_memory(options)
    from app.services.bench import run

    result = run(options.model, _tell)
    if options.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:<32} {value}")
    return OK


def _bench_memory(options: argparse.Namespace) -> int:
    from app.services import bench_memory

    rows = bench_memory.run(options.model, _tell)
    if options.json:
        print(json.dumps(bench_memory.as_json(rows)))
    else:
        print("\n".join(bench_memory.as_text(rows)))
    return OK


def _self_test(options: argparse.Namespace) -> int:
    from app.desktop import self_test

    return self_test(options.screenshot)


def _text(words: Sequence[str]) -> str:
    if list(words) == ["-"] or (not words and not sys.stdin.isatty()):
        return sys.stdin.read()
    # Arguments that the locale could not decode are UTF-8 all the same.
    return os.fsencode(" ".join(words)).decode("utf-8", "replace")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


def _print_json(**values: Any) -> None:
    print(json.dumps(values, ensure_ascii=False))


def _complain(error: UserError) -> int:
    from app.services.errors import describe

    print(f"inkstone: {describe(error.code, error.params)}", file=sys.stderr)
    return FAILED


def _utf8() -> None:
    """Speak UTF-8 whatever the locale says; a Chinese reply must not end in a traceback."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
