"""The command line: thin over the services. Results on stdout, everything else on stderr."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from app import (
    __version__,
    cli_bench,
    cli_code,
    cli_io,
    cli_kit,
    cli_models,
    cli_poem,
    cli_translate,
    cli_write,
)
from app.paths import Folders
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
    cli_io.add_model_options(chat)
    chat.set_defaults(command=_run_chat)
    cli_translate.add_parser(tasks)
    cli_write.add_parser(tasks)
    cli_poem.add_parser(tasks)
    cli_code.add_parser(tasks)

    cli_models.add_parser(commands)

    cli_kit.add_parser(commands)

    cli_bench.add_parser(commands)

    where = commands.add_parser("where", help="name the folders with your data")
    where.add_argument("--json", action="store_true", help="print one JSON object")
    where.set_defaults(command=_where)

    test = commands.add_parser("self-test", help="open the window and chat once with a real model")
    test.add_argument("--screenshot", type=Path, metavar="PNG")
    test.set_defaults(command=_self_test)
    return parser


def _run_chat(options: argparse.Namespace) -> int:
    from app.services.headless import Headless
    from app.tabs.chat import task

    text = cli_io.read_text(options.text)
    if not text.strip():
        raise UserError(ErrorCode.PROMPT_EMPTY)
    with Headless(options.model, chatml=options.chatml) as session:
        stream = None if options.json else cli_io.write
        turns = task.to_turns(options.system, [("user", text)])
        reply = session.generate(turns, _sampling(options, session.sampling), stream)
        if options.json:
            usage = msgspec.to_builtins(reply.finished.usage)
            cli_io.print_json(
                text=task.split_thinking(reply.text).answer,
                model=session.model.id,
                seed=usage.pop("seed"),
                reason=reply.finished.reason,
                usage=usage,
            )
        else:
            cli_io.write("\n")
    return OK


def _sampling(options: argparse.Namespace, base: Sampling) -> Sampling:
    given = {
        "seed": options.seed,
        "temperature": options.temperature,
        "max_tokens": options.max_tokens,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    return msgspec.structs.replace(base, **changes)


def _where(options: argparse.Namespace) -> int:
    folders = Folders.locate()
    named = {"data": folders.data, "cache": folders.cache, "logs": folders.logs}
    if options.json:
        cli_io.print_json(**{name: str(folder) for name, folder in named.items()})
    else:
        cli_io.write("".join(f"{name}: {folder}\n" for name, folder in named.items()))
    return OK


def _self_test(options: argparse.Namespace) -> int:
    from app.desktop import self_test

    return self_test(options.screenshot)


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
