"""A real model with its decoder, in the process of the test."""

from __future__ import annotations

from pathlib import Path

from app.engine.decoder import Decoder
from app.engine.model import AbortFlag, Model
from app.engine.schedule import Steps
from app.engine.states import States
from app.gguf import read_header
from app.protocol import (
    Constraint,
    Delta,
    Event,
    Finished,
    Generate,
    Load,
    Prompted,
    Sampling,
    Turn,
)

GREEDY = Sampling(temperature=0.0, max_tokens=24)
FREE = Constraint()


class Desk:
    """A model with its decoder, and the events that it sends."""

    def __init__(self, path: Path, folder: Path | None = None) -> None:
        self.events: list[Event] = []
        load = Load(1, str(path), context=2048)
        self.model = Model(load, read_header(path), AbortFlag(), lambda _fraction: None)
        self.states = States(folder, "key", 256 << 20, 256 << 20)
        self.decoder = Decoder(self.model, self.states, self.events.append)
        self.number = 0

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_reason: object) -> None:
        self.close()

    def start(
        self,
        *turns: Turn,
        sampling: Sampling = GREEDY,
        constraint: Constraint = FREE,
        lookup: bool = False,
        alternatives: int = 0,
    ) -> Steps:
        self.number += 1
        return self.decoder.generate(
            Generate(
                self.number,
                turns,
                sampling,
                constraint=constraint,
                lookup=lookup,
                alternatives=alternatives,
            )
        )

    def run(
        self,
        *turns: Turn,
        sampling: Sampling = GREEDY,
        constraint: Constraint = FREE,
        lookup: bool = False,
        alternatives: int = 0,
    ) -> str:
        for _ in self.start(
            *turns,
            sampling=sampling,
            constraint=constraint,
            lookup=lookup,
            alternatives=alternatives,
        ):
            pass
        return self.text(self.number)

    def deltas(self, number: int) -> list[Delta]:
        return [e for e in self.events if isinstance(e, Delta) and e.id == number]

    def text(self, number: int) -> str:
        return "".join(delta.text for delta in self.deltas(number))

    def reused(self, number: int) -> int:
        return next(
            e.reused_tokens for e in self.events if isinstance(e, Prompted) and e.id == number
        )

    def finished(self, number: int) -> Finished:
        return next(e for e in self.events if isinstance(e, Finished) and e.id == number)

    def close(self) -> None:
        while self.decoder.cells.write_one():
            pass
        self.model.close()


def user(text: str) -> Turn:
    return Turn("user", text)
