"""From stored messages to what the transcript shows."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QCoreApplication, QLocale

from app.protocol import ErrorCode
from app.services.chats import Chats, Reply
from app.services.errors import describe
from app.services.store import Message, MessageState
from app.tabs.chat import task
from app.ui.message import Entry


class Entries:
    """Makes entries, with their notes in the language of the app."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def entry(self, message: Message, reply: Reply | None) -> Entry:
        """Return the entry of a stored message, or of the reply that it is growing into."""
        growing = reply is not None and reply.message == message.id
        text = reply.text if reply and growing else message.text
        assistant = message.role == "assistant"
        parts = task.split_thinking(text) if assistant else task.Reply("", text)
        retry = message.state in (MessageState.FAILED, MessageState.INTERRUPTED)
        entry = Entry(
            id=message.id,
            role="assistant" if assistant else "user",
            text=parts.answer,
            thinking=parts.thinking,
            thinking_open=parts.open and growing,
            streaming=growing,
            retry=assistant and retry and not growing,
            version=message.version,
            versions=message.versions,
            note="" if growing else self._note(message),
            footer=self._footer(message),
        )
        return self.growing(entry, reply) if reply and growing else entry

    def growing(self, entry: Entry, reply: Reply) -> Entry:
        """Return the entry with what the stream has brought."""
        parts = task.split_thinking(reply.text)
        note = ""
        if not reply.text:
            if reply.prompt_percent:
                text = QCoreApplication.translate("Entries", "Reading … {percent} %")
                note = text.format(percent=reply.prompt_percent)
            else:
                note = QCoreApplication.translate("Entries", "Waiting for the model …")
        return dataclasses.replace(
            entry,
            text=parts.answer,
            thinking=parts.thinking,
            thinking_open=parts.open,
            note=note,
        )

    def _note(self, message: Message) -> str:
        details = message.details
        notes = []
        left_out = details.get("left_out", 0)
        if left_out:
            text = QCoreApplication.translate(
                "Entries",
                "The oldest {count} messages did not fit the context and were left out.",
            )
            notes.append(text.format(count=left_out))
        if "error" in details and message.state in (MessageState.FAILED, MessageState.INTERRUPTED):
            notes.append(describe(ErrorCode(details["error"]), details.get("params", {})))
        elif message.state is MessageState.STOPPED:
            notes.append(QCoreApplication.translate("Entries", "Stopped."))
        elif message.state is MessageState.INTERRUPTED:
            notes.append(QCoreApplication.translate("Entries", "This reply was interrupted."))
        elif details.get("reason") == "context":
            notes.append(QCoreApplication.translate("Entries", "The context is full."))
        elif details.get("reason") == "length":
            notes.append(QCoreApplication.translate("Entries", "The limit of tokens was reached."))
        return "\n".join(notes)

    def _footer(self, message: Message) -> str:
        usage = message.details.get("usage")
        if not usage:
            return message.model
        locale = QLocale()
        speed = QCoreApplication.translate("Entries", "{rate} tokens/s").format(
            rate=locale.toString(float(usage["tokens_per_second"]), "f", 1)
        )
        reused = QCoreApplication.translate("Entries", "{reused} of {prompt} reused").format(
            reused=locale.toString(usage["reused_tokens"]),
            prompt=locale.toString(usage["prompt_tokens"]),
        )
        return "  ·  ".join(part for part in (message.model, speed, reused) if part)
