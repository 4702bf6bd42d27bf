"""Conversations out as JSON, Markdown and HTML, and back in from our JSON."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any, Literal

import msgspec
from msgspec import Struct

from app.protocol import ErrorCode, UserError
from app.services.store import Conversation, MessageState, Store

MAX_MESSAGES = 1_000_000


class ExportedMessage(Struct, forbid_unknown_fields=True):
    id: int
    parent: int | None
    role: Literal["user", "assistant"]
    text: str
    state: MessageState = MessageState.COMPLETE
    model: str = ""
    details: dict[str, Any] = {}


class Exported(Struct, forbid_unknown_fields=True):
    """The whole tree of one conversation; `leaf` names the end of the shown branch."""

    format: Literal["inkstone-conversation"]
    version: Literal[1]
    title: str
    system_prompt: str
    sampling: dict[str, Any]
    thinking: bool | None
    leaf: int | None
    messages: list[ExportedMessage]


def to_json(store: Store, conversation: int) -> str:
    """Return all branches, losing nothing but ids and times."""
    about = store.conversation(conversation)
    messages = [
        ExportedMessage(m.id, _living(store, m.parent), m.role, m.text, m.state, m.model, m.details)  # type: ignore[arg-type]
        for m in store.messages(conversation)
    ]
    living = {message.id for message in messages}
    exported = Exported(
        "inkstone-conversation",
        1,
        about.title,
        about.system_prompt,
        about.sampling,
        about.thinking,
        about.leaf if about.leaf in living else None,
        messages,
    )
    return msgspec.json.format(msgspec.json.encode(exported), indent=1).decode() + "\n"


def import_json(store: Store, text: str) -> Conversation:
    """Add an exported conversation; raises UserError(IMPORT_INVALID), then nothing was added."""
    try:
        data = msgspec.json.decode(text.encode("utf-8", "replace"), type=Exported)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UserError(ErrorCode.IMPORT_INVALID, reason=str(error)) from error
    numbers: dict[int, int] = {}
    with store.transaction():
        conversation = store.create_conversation(data.title, data.system_prompt, data.sampling)
        store.set_sampling(conversation.id, data.sampling, data.thinking)
        for message in data.messages:
            if message.id in numbers:
                raise UserError(ErrorCode.IMPORT_INVALID, reason=f"id {message.id}")
            # A parent stands before its children, so there can be no cycle.
            if message.parent is not None and message.parent not in numbers:
                raise UserError(ErrorCode.IMPORT_INVALID, reason=f"parent {message.parent}")
            parent = None if message.parent is None else numbers[message.parent]
            state = message.state
            if state is MessageState.STREAMING:
                state = MessageState.INTERRUPTED
            added = store.add_message(
                conversation.id,
                parent,
                message.role,
                message.text,
                state,
                message.model,
                message.details,
            )
            numbers[message.id] = added.id
        if data.leaf is not None:
            if data.leaf not in numbers:
                raise UserError(ErrorCode.IMPORT_INVALID, reason=f"leaf {data.leaf}")
            store.select_version(numbers[data.leaf])
    return store.conversation(conversation.id)


def to_markdown(store: Store, conversation: int, names: dict[str, str]) -> str:
    """Return the shown branch; `names` gives the headings of "user" and "assistant"."""
    about = store.conversation(conversation)
    parts = [f"# {about.title}"]
    if about.system_prompt:
        parts.append("\n".join(f"> {line}" for line in about.system_prompt.splitlines()))
    parts += [f"## {names[m.role]}\n\n{m.text.strip()}" for m in store.path(conversation)]
    return "\n\n".join(parts) + "\n"


def to_html(
    store: Store, conversation: int, names: dict[str, str], render: Callable[[str], str]
) -> str:
    """Return the shown branch as one page that needs nothing else."""
    about = store.conversation(conversation)
    title = html.escape(about.title)
    body = "\n".join(
        f'<article class="{m.role}"><h2>{html.escape(names[m.role])}</h2>{render(m.text)}</article>'
        for m in store.path(conversation)
    )
    return PAGE.replace("{title}", title).replace("{body}", body)


def _living(store: Store, parent: int | None) -> int | None:
    """Return the nearest ancestor that is not deleted."""
    while parent is not None:
        message = store.message(parent)
        if message.version:
            return parent
        parent = message.parent
    return None


PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root { color-scheme: light dark; }
body { font: 17px/1.65 "Noto Sans", "Noto Sans CJK SC", "PingFang SC", system-ui, sans-serif;
       max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
h2 { font-size: .8rem; opacity: .6; margin: 2rem 0 .3rem; }
.user { background: color-mix(in srgb, CanvasText 6%, Canvas); border-radius: 12px;
        padding: .1rem 1rem .6rem; margin-top: 1.5rem; }
pre { background: color-mix(in srgb, CanvasText 7%, Canvas); padding: 1rem; overflow: auto;
      border-radius: 8px; }
table { border-collapse: collapse; } td, th { border: 1px solid #8886; padding: .3rem .7rem; }
</style></head><body><h1>{title}</h1>
{body}
</body></html>
"""
