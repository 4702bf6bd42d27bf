"""The engine process: commands on stdin, events on stdout, logs on stderr.

The main thread runs native code, one command after the other. A second thread reads stdin, so
that Stop, Count and the end of stdin are heard at once, also deep in native code.
"""

from __future__ import annotations

import collections
import os
import threading
import traceback
from pathlib import Path
from typing import BinaryIO

import llama_cpp.llama_cpp as llama

from app.engine.decoder import Decoder
from app.engine.measure import measure
from app.engine.model import AbortFlag, Cancelled, Model, physical_cores
from app.gguf import check_whole, read_header
from app.protocol import (
    AnyCommand,
    Count,
    Counted,
    ErrorCode,
    Event,
    Exit,
    Failed,
    Finished,
    Generate,
    Load,
    Loaded,
    Loading,
    MalformedLine,
    Measure,
    Ready,
    Stop,
    Unload,
    Unloaded,
    Usage,
    UserError,
    decode_command,
    encode,
)

LEAVE_SECONDS = 1.0


class Worker:
    """Runs commands in order; Stop, Count and Exit overtake the others."""

    def __init__(self, commands: BinaryIO, events: BinaryIO) -> None:
        self._commands = commands
        self._events = events
        self._writing = threading.Lock()
        self._queue: collections.deque[Load | Measure | Unload | Generate] = collections.deque()
        self._changed = threading.Condition()
        self._model_lock = threading.Lock()
        self._current = 0
        self._leaving = False
        self._abort = AbortFlag()
        self._model: Model | None = None
        self._decoder: Decoder | None = None

    def run(self) -> None:
        """Serve until Exit or the end of stdin."""
        threading.Thread(target=self._read, name="stdin", daemon=True).start()
        devices = ("GPU",) if llama.llama_supports_gpu_offload() else ("CPU",)
        version = llama.llama_version().decode()
        self._send(Ready(0, engine=version, devices=devices, threads=physical_cores()))
        while (command := self._next()) is not None:
            self._run(command)
        if self._model:
            self._model.close()

    def _next(self) -> Load | Measure | Unload | Generate | None:
        with self._changed:
            self._current = 0
            self._changed.wait_for(lambda: self._queue or self._leaving)
            if self._leaving:
                return None
            command = self._queue.popleft()
            self._current = command.id
            self._abort.clear()
            return command

    def _run(self, command: Load | Measure | Unload | Generate) -> None:
        try:
            match command:
                case Load():
                    self._load(command)
                case Measure():
                    self._send(measure(command))
                case Unload():
                    self._unload()
                    self._send(Unloaded(command.id))
                case Generate():
                    if self._decoder is None:
                        raise UserError(ErrorCode.NO_MODEL)
                    self._decoder.generate(command)
        except UserError as error:
            self._send(Failed(command.id, error.code, error.params))
        except Cancelled:
            self._send(Finished(command.id, "stopped", Usage()))
        except Exception as error:
            traceback.print_exc()
            self._send(Failed(command.id, ErrorCode.ENGINE_INTERNAL, {"detail": repr(error)}))

    def _load(self, command: Load) -> None:
        header = read_header(Path(command.path))  # a bad file must not cost the present model
        check_whole(Path(command.path), header)
        self._unload()

        def progress(fraction: float) -> None:
            self._send(Loading(command.id, fraction))

        model = Model(command, header, self._abort, progress)
        with self._model_lock:
            self._model = model
            self._decoder = Decoder(model, self._send)
        self._send(Loaded(command.id, model.info))

    def _unload(self) -> None:
        with self._model_lock:
            model, self._model, self._decoder = self._model, None, None
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
                self._stop(command.id)
            case Count():
                self._count(command)
            case Load() | Measure() | Unload() | Generate():
                with self._changed:
                    self._queue.append(command)
                    self._changed.notify()

    def _stop(self, request: int) -> None:
        with self._changed:
            if request == self._current:
                self._abort.set()
                return
            waiting = [command for command in self._queue if command.id == request]
            for command in waiting:
                self._queue.remove(command)
        if waiting:
            self._send(Finished(request, "stopped", Usage()))

    def _count(self, command: Count) -> None:
        with self._model_lock:
            if self._model is None or self._decoder is None:
                self._send(Failed(command.id, ErrorCode.NO_MODEL))
                return
            try:
                tokens = self._decoder.prompts.count(command)
            except UserError as error:
                self._send(Failed(command.id, error.code, error.params))
                return
            self._send(Counted(command.id, tokens, self._model.context))

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
