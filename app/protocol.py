"""What crosses between processes: one JSON object a line, typed and validated at both ends.

Commands go to a child's stdin, events come back on its stdout. Errors are codes with parameters;
the GUI owns the words (services/errors.py).
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from app.codes import ErrorCode as ErrorCode
from app.codes import Params as Params
from app.codes import UserError as UserError

Role = Literal["system", "user", "assistant"]
KvType = Literal["f16", "q8_0", "q4_0"]
Template = Literal["model", "chatml"]
Priority = Literal["completion", "translation", "chat", "background"]


class Turn(Struct, frozen=True):
    """One message of a prompt."""

    role: Role
    text: str


class Sampling(Struct, frozen=True, forbid_unknown_fields=True):
    """How tokens are chosen. `temperature` 0 is greedy; 1.0 and 0.0 switch the penalties off."""

    temperature: float = 0.7
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.0
    repeat_last_n: int = 64
    dry_multiplier: float = 0.0
    dry_base: float = 1.75
    dry_allowed_length: int = 2
    seed: int | None = None
    stop: tuple[str, ...] = ()
    max_tokens: int | None = None


class Constraint(Struct, frozen=True, forbid_unknown_fields=True):
    """What a reply may look like; what is "" or empty does not bind.

    `characters` holds the allowed characters of each position, first to last; "" allows any one
    character, and the reply ends after the last. With `distinct` a character stands only once
    where there is a choice. `banned` phrases never occur.
    """

    grammar: str = ""  # GBNF
    json_schema: str = ""
    banned: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    distinct: bool = False


class ModelInfo(Struct, frozen=True):
    """What is known of a loaded model. Sizes in bytes, contexts in tokens.

    `engine` is the version of what runs it.
    """

    path: str
    name: str
    architecture: str
    parameters: int
    quantization: str
    size_bytes: int
    trained_context: int
    context: int
    languages: tuple[str, ...]
    has_template: bool
    can_think: bool
    device: str
    memory_bytes: int
    can_infill: bool = False
    engine: str = ""


class Usage(Struct, frozen=True):
    """The cost of a reply. Tokens, seconds, tokens a second; `accepted` of the `drafted` tokens."""

    prompt_tokens: int = 0
    reused_tokens: int = 0
    evaluated_tokens: int = 0
    generated_tokens: int = 0
    first_token_seconds: float = 0.0
    tokens_per_second: float = 0.0
    drafted_tokens: int = 0
    accepted_tokens: int = 0
    seed: int = 0


class Tuning(Struct, frozen=True):
    """What suits this machine; `None` and 0 are the engine's defaults. Tokens a second.

    `batch` is the most tokens that are evaluated at once.
    """

    threads: int = 0
    batch_threads: int = 0
    batch: int = 0
    flash_attention: bool | None = None
    kv_type: KvType = "f16"
    decode_speed: float = 0.0
    prompt_speed: float = 0.0


class Alternative(Struct, frozen=True):
    """A token that could have been chosen, and its natural log-probability."""

    token: int
    text: str
    logprob: float


class Choice(Struct, frozen=True):
    """A token that was chosen, and the likeliest ones at its place, the likeliest first."""

    token: int
    text: str
    logprob: float
    alternatives: tuple[Alternative, ...]


# Commands ------------------------------------------------------------------------------------


class Command(Struct, frozen=True, tag=str.lower):
    id: int


class Adapter(Struct, frozen=True):
    """A LoRA adapter (GGUF) and its strength; 1.0 is as trained."""

    path: str
    strength: float = 1.0


class Load(Command, frozen=True):
    """Load a model in place of the present one. `None` lets the engine choose.

    `states` is the folder for saved states, "" for none; their budgets are in bytes. `draft` is
    a small model of the same vocabulary that drafts for this one, "" for none.
    """

    path: str
    context: int = 8192
    threads: int | None = None
    gpu_layers: int | None = None
    kv_type: KvType = "f16"
    force: bool = False
    adapters: tuple[Adapter, ...] = ()
    states: str = ""
    state_memory: int = 512 << 20
    state_disk: int = 2 << 30
    tuning: Tuning = Tuning()
    draft: str = ""


class Measure(Command, frozen=True):
    """Find the memory that a model's context would take, without allocating it."""

    path: str
    context: int = 8192
    kv_type: KvType = "f16"


class Unload(Command, frozen=True):
    pass


class Forget(Command, frozen=True):
    """Delete the saved states, of every model."""


class Generate(Command, frozen=True):
    """Reply to `turns`. With `resume` the last turn is the assistant's and is carried on.

    `lookup` says that much of the reply will stand in the prompt, so that it is worth drafting
    from there. Each Choice is told with so many `alternatives`.
    """

    turns: tuple[Turn, ...]
    sampling: Sampling = Sampling()
    thinking: bool | None = None
    template: Template = "model"
    resume: bool = False
    constraint: Constraint = Constraint()
    priority: Priority = "chat"
    lookup: bool = False
    alternatives: int = 0


class Chunk(Struct, frozen=True):
    """A part of another file, or of what was edited or copied, that may help."""

    path: str
    text: str


class Infill(Command, frozen=True):
    """Go on at a cursor that stands between `prefix` + `middle` and `suffix` of a file.

    `middle` is what was written since prefix and suffix were settled: as long as these and the
    `chunks` stay, only what is new of it is evaluated. With `heal` the token before the cursor is
    chosen anew, so that it may be the beginning of a longer one. The text begins with the
    `rank`-th likeliest token, 0 being the likeliest, and ends after `seconds` of generating.
    With `sampling.max_tokens` 0 the prompt is only evaluated. Fails with FIM_MISSING.
    """

    prefix: str
    suffix: str
    middle: str = ""
    path: str = ""
    chunks: tuple[Chunk, ...] = ()
    sampling: Sampling = Sampling(temperature=0.0)
    seconds: float = 1.0
    heal: bool = True
    rank: int = 0
    priority: Priority = "completion"


class Count(Command, frozen=True):
    """Count the tokens that `turns` would take as a prompt."""

    turns: tuple[Turn, ...]
    thinking: bool | None = None
    template: Template = "model"


class Score(Command, frozen=True):
    """Find how probable each of `continuations` is after `prompt`, both as plain text.

    Only their first `depth` tokens are scored, 0 being all; the first ones alone are quick.
    """

    prompt: str
    continuations: tuple[str, ...]
    depth: int = 0


class Perplexity(Command, frozen=True):
    """Find the perplexity of a text in windows of `context` tokens."""

    text: str
    context: int = 512


class Embed(Command, frozen=True):
    """Find the embeddings of texts with the model's own pooling."""

    texts: tuple[str, ...]


class Tokenize(Command, frozen=True):
    """Split a text into tokens."""

    text: str
    parse_special: bool = False


class Tune(Command, frozen=True):
    """Search what suits this machine best with the loaded model, for at most `seconds`."""

    seconds: float = 20.0


class Stop(Command, frozen=True):
    """Stop the running or waiting command with this id."""


class Exit(Command, frozen=True):
    id: int = 0


AnyCommand = (
    Load
    | Measure
    | Unload
    | Forget
    | Generate
    | Infill
    | Count
    | Score
    | Perplexity
    | Embed
    | Tokenize
    | Tune
    | Stop
    | Exit
)

# Events --------------------------------------------------------------------------------------

FinishReason = Literal["end", "stop-string", "length", "context", "time", "stopped"]


class Event(Struct, frozen=True, tag=str.lower):
    id: int


class Ready(Event, frozen=True):
    """The child runs. Sent once, first."""

    engine: str = ""
    devices: tuple[str, ...] = ()
    threads: int = 0


class Loading(Event, frozen=True):
    fraction: float


class Loaded(Event, frozen=True):
    model: ModelInfo


class Unloaded(Event, frozen=True):
    pass


class Forgotten(Event, frozen=True):
    pass


class Prompting(Event, frozen=True):
    """Progress of the prompt's evaluation, in tokens; the reused ones are not counted."""

    done: int
    total: int


class Prompted(Event, frozen=True):
    """The prompt is settled. `left_out` of the oldest turns did not fit the context window."""

    prompt_tokens: int
    reused_tokens: int
    context: int
    left_out: int = 0


class Delta(Event, frozen=True):
    """New text, whole characters only; `tokens` generated so far."""

    text: str
    tokens: int
    choices: tuple[Choice, ...] = ()


class Finished(Event, frozen=True):
    reason: FinishReason
    usage: Usage


class Counted(Event, frozen=True):
    tokens: int
    context: int


class Measured(Event, frozen=True):
    """Bytes; the weights are not counted."""

    kv: int
    state: int
    compute: int


class Scored(Event, frozen=True):
    """Log-probabilities (natural) of each continuation's tokens."""

    logprobs: tuple[tuple[float, ...], ...]


class Perplexed(Event, frozen=True):
    """`perplexity` is exp of the mean negative log-likelihood over `tokens` scored tokens."""

    perplexity: float
    tokens: int


class Embedded(Event, frozen=True):
    """One vector a text, of Euclidean length 1."""

    vectors: tuple[tuple[float, ...], ...]


class Tokenized(Event, frozen=True):
    tokens: tuple[int, ...]
    pieces: tuple[str, ...]


class Tuned(Event, frozen=True):
    tuning: Tuning


class Failed(Event, frozen=True):
    code: ErrorCode
    params: Params = {}


AnyEvent = (
    Ready
    | Loading
    | Loaded
    | Unloaded
    | Forgotten
    | Prompting
    | Prompted
    | Delta
    | Finished
    | Counted
    | Measured
    | Scored
    | Perplexed
    | Embedded
    | Tokenized
    | Tuned
    | Failed
)

_encoder = msgspec.json.Encoder()
_commands = msgspec.json.Decoder(AnyCommand)
_events = msgspec.json.Decoder(AnyEvent)

MalformedLine = msgspec.MsgspecError


def encode(message: Command | Event) -> bytes:
    """Return the message as one line, newline included."""
    return _encoder.encode(message) + b"\n"


def decode_command(line: bytes) -> AnyCommand:
    """Read a command; raises MalformedLine."""
    command: AnyCommand = _commands.decode(line)
    return command


def decode_event(line: bytes) -> AnyEvent:
    """Read an event; raises MalformedLine."""
    event: AnyEvent = _events.decode(line)
    return event
