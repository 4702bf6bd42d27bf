"""What a model wrote and how: enough to say so, and to have it written again."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, structs

from app.protocol import Adapter, Constraint, Generate, Sampling, Template, Turn, Usage

FIRST_DIGITS = 12  # of a sum, enough to tell two files apart


class Making(Struct, frozen=True, omit_defaults=True):
    """What a text depends on besides its prompt. What is not known is "" or 0."""

    model: str  # as people call it
    file: str = ""  # without its folder
    size_bytes: int = 0
    sha256: str = ""
    quantization: str = ""
    adapters: tuple[Adapter, ...] = ()
    template: Template = "model"
    sampling: Sampling = Sampling()  # with the seed that was used
    constraint: Constraint = Constraint()
    thinking: bool | None = None
    context: int = 0
    kv_type: str = ""
    engine: str = ""  # llama.cpp's version
    device: str = ""


class Generation(Struct, frozen=True, omit_defaults=True):
    """One text by a model: what it was asked for, with what, and what it wrote.

    `purpose` is a code, e.g. "continue" or "rewrite". With `resume` the last turn was carried on.
    """

    purpose: str
    making: Making
    turns: tuple[Turn, ...]
    result: str
    created: float = 0.0
    resume: bool = False
    usage: Usage = Usage()

    @property
    def seed(self) -> int | None:
        return self.making.sampling.seed


class Differs(StrEnum):
    """What is no longer as it was when a text was written."""

    NO_MODEL = "no-model"
    MODEL = "model"
    MODEL_UNSURE = "model-unsure"  # the name and the size are the same, the sums are not known
    QUANTIZATION = "quantization"
    ADAPTERS = "adapters"
    TEMPLATE = "template"
    SAMPLER = "sampler"
    SEED = "seed"
    NO_SEED = "no-seed"
    CONSTRAINT = "constraint"
    THINKING = "thinking"
    CONTEXT = "context"
    KV_TYPE = "kv-type"
    ENGINE = "engine"
    DEVICE = "device"


class Difference(NamedTuple):
    """One of them, as it was and as it is, "" where that says nothing."""

    code: Differs
    then: str = ""
    now: str = ""


def command(generation: Generation, number: int) -> Generate:
    """Return the command that has the text written again."""
    making = generation.making
    return Generate(
        number,
        generation.turns,
        making.sampling,
        making.thinking,
        making.template,
        generation.resume,
        making.constraint,
    )


def differences(generation: Generation, present: Making | None) -> list[Difference]:
    """Return why writing it again with what is there now may give another text; [] for nothing."""
    if present is None:
        return [Difference(Differs.NO_MODEL, generation.making.model)]
    then = generation.making
    found = [*_model(then, present)]
    for code, before, now in (
        (Differs.ADAPTERS, _adapters(then), _adapters(present)),
        (Differs.TEMPLATE, then.template, present.template),
        (Differs.SAMPLER, settings(then.sampling), settings(present.sampling)),
        (Differs.CONSTRAINT, _constraint(then), _constraint(present)),
        (Differs.THINKING, _flag(then.thinking), _flag(present.thinking)),
    ):
        if before != now:
            found.append(Difference(code, before, now))
    seeds = then.sampling.seed, present.sampling.seed
    if then.sampling.temperature > 0 and seeds[0] is None:
        found.append(Difference(Differs.NO_SEED))
    elif then.sampling.temperature > 0 and seeds[0] != seeds[1]:
        found.append(Difference(Differs.SEED, *("" if s is None else str(s) for s in seeds)))
    for code, before, now in (
        (Differs.CONTEXT, str(then.context or ""), str(present.context or "")),
        (Differs.KV_TYPE, then.kv_type, present.kv_type),
        (Differs.ENGINE, then.engine, present.engine),
        (Differs.DEVICE, then.device, present.device),
    ):
        if before and now and before != now:
            found.append(Difference(code, before, now))
    return found


def settings(sampling: Sampling) -> str:
    """Return the sampler's settings without the seed, e.g. "temperature=0.7 top_k=40"."""
    values = structs.asdict(sampling)
    return " ".join(
        f"{name}={value:g}" if isinstance(value, float) else f"{name}={_listed(value)}"
        for name, value in values.items()
        if name != "seed" and value not in (None, ())
    )


def _model(then: Making, now: Making) -> list[Difference]:
    if then.sha256 and now.sha256:
        if then.sha256 == now.sha256:
            return []
        found = [Difference(Differs.MODEL, _file(then), _file(now))]
    elif (then.file, then.size_bytes) == (now.file, now.size_bytes):
        return [Difference(Differs.MODEL_UNSURE, then.file, now.file)]
    else:
        found = [Difference(Differs.MODEL, _file(then), _file(now))]
    if then.quantization != now.quantization:
        found.append(Difference(Differs.QUANTIZATION, then.quantization, now.quantization))
    return found


def _file(making: Making) -> str:
    return f"{making.file or making.model} {making.sha256[:FIRST_DIGITS]}".strip()


def _adapters(making: Making) -> str:
    return ", ".join(f"{adapter.path} {adapter.strength:g}" for adapter in making.adapters)


def _constraint(making: Making) -> str:
    values = structs.asdict(making.constraint)
    return " ".join(f"{name}={_listed(value)}" for name, value in values.items() if value)


def _flag(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


def _listed(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, tuple) else str(value)
