"""The engine process: commands on stdin, events on stdout, logs on stderr.

The main thread runs native code, step by step and the most urgent task first. A second thread
reads stdin, so that Stop, Count and the end of stdin are heard at once, also deep in native code.
"""

from __future__ import annotations

import os
import threading
import traceback
from pathlib import Path
from typing import BinaryIO

import llama_cpp.llama_cpp as llama
import msgspec

from app.engine import scoring
from app.engine.decoder import Decoder
from app.engine.device import CPU, descriptions, load_backends
from app.engine.draft_model import DraftModel, same_vocabulary
from app.engine.fim import Fim
from app.engine.infill import infill
from app.engine.measure import measure
from app.engine.model import AbortFlag, Cancelled, Model, physical_cores
from app.engine.schedule import Schedule, Steps, Task, Work
from app.engine.states import States, fingerprint
from app.engine.tuning import tune
from app.gguf import all_parts, check_whole, read_header
from app.protocol import (
    AnyCommand,
    Count,
    Counted,
    Embed,
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
    MalformedLine,
    Measure,
    Perplexity,
    Ready,
    Score,
    Stop,
    Tokenize,
    Tokenized,
    Tune,
    Tuned,
    Unload,
    Unloaded,
    Usage,
    UserError,
    decode_command,
    encode,
)

LEAVE_SECONDS = 1.0
IDLE_SECONDS = 1.0


class Worker:
    """Runs tasks in turns; Stop, Count and Exit overtake them."""

    def __init__(self, commands: BinaryIO, events: BinaryIO) -> None:
        self._commands = commands
        self._events = events
        self._writing = threading.Lock()
        self._schedule = Schedule()
        self._changed = threading.Condition()
        self._model_lock = threading.Lock()
        self._running: Task | None = None
        self._leaving = False
        self._abort = AbortFlag()
        self._model: Model | None = None
        self._decoder: Decoder | None = None
        self._fim: Fim | None = None
        self._drafter: DraftModel | None = None

    def run(self) -> None:
        """Serve until Exit or the end of stdin."""
        threading.Thread(target=self._read, name="stdin", daemon=True).start()
        version = llama.llama_version().decode()
        load_backends()
        self._send(Ready(0, version, descriptions() or (CPU,), physical_cores()))
        while (task := self._next()) is not None:
            self._step(task)
        self._schedule.close()  # they use the model to the end
        self._save()
        self._unload()

    def _next(self) -> Task | None:
        """Wait for the next task; while there is none, put states on the disk."""
        while True:
            with self._changed:
                self._running = None
                if not self._schedule and not self._leaving:
                    self._changed.wait(IDLE_SECONDS)
                if self._leaving:
                    return None
                task = self._schedule.next()
                if task:
                    self._running = task
                    self._abort.clear()
                    return task
            if self._decoder is None or not self._decoder.cells.write_one():
                with self._changed:
                    self._changed.wait_for(lambda: self._schedule or self._leaving)

    def _save(self) -> None:
        while self._decoder and self._decoder.cells.write_one():
            pass

    def _step(self, task: Task) -> None:
        """Let a task go on to its next stop, or end."""
        number = task.command.id
        try:
            if task.steps is None:
                if task.stopped:
                    raise Cancelled
                task.steps = self._steps(task.command)
            if task.stopped:
                task.steps.throw(Cancelled())  # it says Finished itself where it can
            else:
                next(task.steps)
                with self._changed:
                    task.gave_way = bool(self._abort)
                    self._schedule.paused(task)
                return
        except StopIteration:
            pass
        except UserError as error:
            self._send(Failed(number, error.code, error.params))
        except Cancelled:
            self._send(Finished(number, "stopped", Usage()))
        except Exception as error:
            traceback.print_exc()
            self._send(Failed(number, ErrorCode.ENGINE_INTERNAL, {"detail": repr(error)}))
        with self._changed:
            self._schedule.remove(task)

    def _steps(self, command: Work) -> Steps:
        if isinstance(command, Load | Unload | Forget | Measure):
            return self._once(command)
        model, decoder = self._model, self._decoder
        if model is None or decoder is None:
            raise UserError(ErrorCode.NO_MODEL)
        match command:
            case Generate():
                return decoder.generate(command)
            case Infill():
                return infill(decoder, model, self._fim, command, self._send)
            case Score():
                return scoring.score(decoder, model, command, self._send)
            case Perplexity():
                return scoring.perplexity(model, command, self._send)
            case Embed():
                return scoring.embed(model, command, self._send)
            case Tune():
                return self._tune(model, command)

    def _tune(self, model: Model, command: Tune) -> Steps:
        tuning = yield from tune(model, command)
        self._send(Tuned(command.id, tuning))

    def _once(self, command: Load | Unload | Forget | Measure) -> Steps:
        """Carry out a command that nothing interrupts."""
        match command:
            case Load():
                self._load(command)
            case Unload():
                self._save()
                self._unload()
                self._send(Unloaded(command.id))
            case Forget():
                if self._decoder:
                    self._decoder.cells.forget()
                self._send(Forgotten(command.id))
            case Measure():
                self._send(measure(command))
        yield from ()

    def _load(self, command: Load) -> None:
        path = Path(command.path)
        header = read_header(path)  # a bad file must not cost the present model
        check_whole(path, header)
        self._save()
        self._unload()
        self._send(Loading(command.id, 0.0))  # the present model has left

        def progress(fraction: float) -> None:
            self._send(Loading(command.id, fraction))

        model = Model(command, header, self._abort, progress)
        adapters = [Path(adapter.path) for adapter in command.adapters]
        strengths = [adapter.strength for adapter in command.adapters]
        flash = command.tuning.flash_attention
        setup = (llama.llama_version(), command.kv_type, flash, strengths)
        states = States(
            Path(command.states) if command.states else None,
            fingerprint([*all_parts(path), *adapters], setup),
            command.state_memory,
            command.state_disk,
            model.context,
        )
        try:
            drafter = self._load_drafter(command, model)
        except BaseException:
            model.close()
            raise
        with self._model_lock:
            self._model = model
            self._drafter = drafter
            self._decoder = Decoder(model, states, self._send, drafter)
            self._fim = Fim.of(model.vocabulary)
        info = msgspec.structs.replace(model.info, can_infill=self._fim is not None)
        self._send(Loaded(command.id, info))

    def _load_drafter(self, command: Load, model: Model) -> DraftModel | None:
        """Load the model that drafts for another; raises UserError(DRAFT_UNSUITABLE)."""
        if not command.draft:
            return None
        header = read_header(Path(command.draft))
        wanted = Load(command.id, command.draft, model.context, command.threads)
        small = Model(wanted, header, self._abort, lambda _fraction: None)
        if not same_vocabulary(small.vocabulary, model.vocabulary):
            small.close()
            raise UserError(ErrorCode.DRAFT_UNSUITABLE, path=command.draft)
        return DraftModel(small)

    def _unload(self) -> None:
        with self._model_lock:
            model, self._model, self._decoder = self._model, None, None
            if self._drafter:
                self._drafter.close()
                self._drafter = None
            if model:
                model.close()

    def _read(self) -> None:
        for line in self._commands:
            try:
                command = decode_command(line)
            except MalformedLine as error:
                self._send(Failed(0, ErrorCode.ENGINE_INTERNAL, {"detail": str(error)}))
                continue
            if isinstance(command, Exit):
                break
            self._accept(command)
        self._leave()

    def _accept(self, command: AnyCommand) -> None:
        match command:
            case Stop():
                with self._changed:
                    task = self._schedule.stop(command.id)
                    if task and task is self._running:
                        self._abort.set()
                    self._changed.notify()
            case Count() | Tokenize():
                self._answer(command)
            case Exit():
                pass  # the reader ends with it
            case _:
                with self._changed:
                    task = self._schedule.add(command)
                    if self._overtakes(task):
                        self._abort.set(preempting=True)
                    self._changed.notify()

    def _overtakes(self, task: Task) -> bool:
        """Tell whether a task is so urgent that it does not wait for the end of a batch."""
        running, decoder = self._running, self._decoder
        return (
            running is not None
            and not running.stopped
            and decoder is not None
            and decoder.preemptible
            and not running.gave_way  # so that it ends one batch between two that it loses
            and task.rank < running.rank
        )

    def _answer(self, command: Count | Tokenize) -> None:
        """Answer at once, also while a reply is on its way."""
        with self._model_lock:
            if self._model is None or self._decoder is None:
                self._send(Failed(command.id, ErrorCode.NO_MODEL))
                return
            if isinstance(command, Tokenize):
                words = self._model.vocabulary
                tokens = words.tokenize(
                    command.text, add_special=False, parse_special=command.parse_special
                )
                pieces = tuple(words.text_of(token) for token in tokens)
                self._send(Tokenized(command.id, tuple(tokens), pieces))
                return
            try:
                count = self._decoder.prompts.count(command)
            except UserError as error:
                self._send(Failed(command.id, error.code, error.params))
                return
            self._send(Counted(command.id, count, self._model.context))

    def _leave(self) -> None:
        """Let the main thread finish; leave without it when native code does not return."""
        with self._changed:
            self._leaving = True
            self._abort.set()
            self._changed.notify()
        timer = threading.Timer(LEAVE_SECONDS, os._exit, (0,))
        timer.daemon = True
        timer.start()

    def _send(self, event: Event) -> None:
        with self._writing:
            try:
                self._events.write(encode(event))
                self._events.flush()
            except BrokenPipeError:
                os._exit(0)
