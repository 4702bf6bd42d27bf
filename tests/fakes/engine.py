"""An engine that does what a test tells it to, by the protocol and without a model.

A model's file name says how loading goes, and whether it goes on within a text; the last turn says
how the reply goes, the cursor's line how a suggestion goes.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path
from queue import Queue

from app.protocol import (
    AnyCommand,
    Choice,
    Count,
    Counted,
    Delta,
    ErrorCode,
    Event,
    Exit,
    Failed,
    Finished,
    Forget,
    Forgotten,
    Generate,
    Infill,
    Load,
    Loaded,
    Loading,
    Measure,
    Measured,
    ModelInfo,
    Params,
    Prompted,
    Ready,
    Score,
    Scored,
    Stop,
    Unload,
    Unloaded,
    Usage,
    decode_command,
    encode,
)

stopped: set[int] = set()
writing = threading.Lock()


def send(event: Event) -> None:
    with writing:
        sys.stdout.buffer.write(encode(event))
        sys.stdout.buffer.flush()


def die(number: int = signal.SIGKILL) -> None:
    os.kill(os.getpid(), number)
    time.sleep(10)


def hang() -> None:
    """Hear nothing any more, as native code that does not return."""
    while True:
        time.sleep(60)


def load(command: Load) -> None:
    sys.stderr.buffer.write(encode(command))  # for tests that read the log
    sys.stderr.buffer.flush()
    send(Loading(command.id, 0.5))
    if "crash" in command.path:
        die(signal.SIGSEGV)
    if "refuse" in command.path:
        send(Failed(command.id, ErrorCode.MODEL_UNSUPPORTED, {"path": command.path}))
        return
    name = Path(command.path).name
    if "hang" in name:
        hang()
    if "hungry" in name and command.context > 1024 and not command.force:
        params: Params = {"path": command.path, "needed": 2, "available": 1, "fitting": 1024}
        send(Failed(command.id, ErrorCode.MODEL_TOO_LARGE, params))
        return
    parameters = 2_000_000_000 if "large" in command.path else 1000
    info = ModelInfo(
        command.path, "fake", "fake", parameters, "F16", 1, 8192, 8192, (), True, False, "CPU", 1,
        can_infill="infill" in name,
    )  # fmt: skip
    send(Loaded(command.id, info))


def reply(command: Generate) -> None:
    text = command.turns[-1].text
    send(Prompted(command.id, 10, 0, 8192))
    if text == "malformed":
        sys.stdout.write("this is not JSON\n{}\n")
    if text == "no template" and command.template == "model":
        send(Failed(command.id, ErrorCode.TEMPLATE_MISSING, {"path": "x.gguf"}))
        return
    if text == "crash evaluating":
        die()
    if command.constraint.characters:
        write_verse(command)
        return
    words = ["echo ", text] if not text.startswith("Give this") else ["A Fine Title"]
    if "<<" in text:  # what stands between these marks is the answer
        words = text.rpartition("<<")[2].partition(">>")[0].splitlines(keepends=True)
    if text == "slow":
        words = [f"{number} " for number in range(1000)]
    for count, word in enumerate(words, 1):
        send(Delta(command.id, word, count))
        if text == "slow":
            time.sleep(0.02)
        if text == "crash streaming":
            die()
        if text == "hang":
            hang()
        if command.id in stopped:
            send(Finished(command.id, "stopped", Usage(generated_tokens=count)))
            return
    send(Finished(command.id, "end", Usage(prompt_tokens=10, generated_tokens=len(words))))


def write_verse(command: Generate) -> None:
    """Take at each position a character that may stand there, another one for another seed."""
    text, seed = "", command.sampling.seed or 0
    for count, allowed in enumerate(command.constraint.characters, 1):
        left = [char for char in allowed if char not in text] or list(allowed)
        text += left[(seed * 31 + count * 17) % len(left)]
        choice = Choice(0, text[-1], -2.0 - seed % 3, ())
        send(Delta(command.id, text[-1], count, (choice,)))
        if "slow" in command.turns[1].text:
            time.sleep(0.05)
        if command.id in stopped:
            send(Finished(command.id, "stopped", Usage(generated_tokens=count)))
            return
    send(Finished(command.id, "end", Usage(generated_tokens=len(text), seed=seed)))


def score(command: Score) -> None:
    """Find the first continuations the likeliest."""
    send(Scored(command.id, tuple((-1.0 - at / 100,) for at in range(len(command.continuations)))))


def infill(command: Infill) -> None:
    """Go on with two calls that are named by the numbers of their lines."""
    before = command.prefix + command.middle
    send(Prompted(command.id, 100, 90, 8192))
    if command.sampling.max_tokens == 0:
        send(Finished(command.id, "length", Usage(prompt_tokens=100)))
        return
    number, line = before.count("\n"), before.rpartition("\n")[2]
    written = line.strip()
    indentation = line[: len(line) - len(line.lstrip())]
    first = f"step_{number}(value_{command.rank})"
    rest = first.removeprefix(written) if first.startswith(written) else first
    words = [rest, f"\n{indentation}step_{number + 1}(value_{command.rank})", "\n"]
    for count, word in enumerate(words, 1):
        if "slow" in written:
            time.sleep(0.05)
        send(Delta(command.id, word, count))
        while "hang" in written and command.id not in stopped:
            time.sleep(0.01)
        if "crash" in written:
            die()
        if command.id in stopped:
            send(Finished(command.id, "stopped", Usage(generated_tokens=count)))
            return
    usage = Usage(100, 90, 10, len(words))
    send(Finished(command.id, "end", usage))


def main() -> None:
    queue: Queue[AnyCommand] = Queue()

    def read() -> None:
        for line in sys.stdin.buffer:
            command = decode_command(line)
            if isinstance(command, Stop):
                stopped.add(command.id)
            elif isinstance(command, Count):  # answered at once, as by the real one
                send(Counted(command.id, sum(len(turn.text) for turn in command.turns), 8192))
            else:
                queue.put(command)
        queue.put(Exit())

    threading.Thread(target=read, daemon=True).start()
    send(Ready(0, "fake", ("CPU",), 1))
    while True:
        match queue.get():
            case Exit():
                os._exit(0)  # Python's own end would wait for the thread that reads
            case Load() as command:
                load(command)
            case Forget() as command:
                send(Forgotten(command.id))
            case Unload() as command:
                send(Unloaded(command.id))
            case Measure() as command:
                send(Measured(command.id, kv=2 * command.context, state=0, compute=1))
            case Generate() as command:
                reply(command)
            case Infill() as command:
                infill(command)
            case Score() as command:
                score(command)


if __name__ == "__main__":
    main()
