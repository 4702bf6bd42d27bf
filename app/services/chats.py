"""Conversations that go on: the only place where the store and the engine meet."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from app.protocol import (
    Delta,
    ErrorCode,
    Finished,
    Prompted,
    Prompting,
    Role,
    Sampling,
    Turn,
    UserError,
)
from app.services.engine import Engine
from app.services.jobs import Job, JobState
from app.services.models import Models
from app.services.store import Message, MessageState, Store
from app.tabs.chat import task

SAVE_MS = 500
TITLE_MODEL_PARAMETERS = 1_000_000_000  # smaller models make poor titles
TITLE_SAMPLING = Sampling(temperature=0.3, max_tokens=24, stop=("\n",))


@dataclass
class Reply:
    """A reply on its way. `text` grows; `prompt_percent` while the prompt is evaluated."""

    conversation: int
    message: int
    job: Job
    turns: tuple[Turn, ...]
    text: str = ""
    saved: str = ""
    prompt_percent: int = 0
    tokens: int = 0
    first_token_at: float = 0.0
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def tokens_per_second(self) -> float:
        seconds = time.monotonic() - self.first_token_at
        return self.tokens / seconds if self.first_token_at and seconds > 0.2 else 0.0


class Chats(QObject):
    """Sends, regenerates, edits, continues, stops; saves replies while they grow."""

    list_changed = Signal()
    conversation_changed = Signal(int)
    reply_changed = Signal(int)  # conversation
    reply_ended = Signal(int)  # conversation
    finished = Signal(object)  # Finished
    save_failed = Signal(object)  # UserError
    template_needed = Signal(int, object, object)  # message, ErrorCode, Params

    def __init__(
        self, store: Store, engine: Engine, models: Models, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.store = store
        self._engine = engine
        self._models = models
        self._replies: dict[int, Reply] = {}
        self._unsaved: list[tuple[Reply, MessageState]] = []
        self._saver = QTimer(self, interval=SAVE_MS)
        self._saver.timeout.connect(self._save)

    def reply(self, conversation: int) -> Reply | None:
        """Return the reply on its way in a conversation."""
        return self._replies.get(conversation)

    def send(self, conversation: int, text: str) -> None:
        """Add the person's message to the shown branch and reply to it."""
        path = self.store.path(conversation)
        parent = path[-1].id if path else None
        self.store.add_message(conversation, parent, "user", text)
        self.store.save_draft(conversation, "")
        if not self.store.conversation(conversation).title:
            self.store.rename(conversation, task.title_of(text))
        self._answer(conversation)

    def edit(self, message: int, text: str) -> None:
        """Send an edited message as a new branch beside the old one."""
        old = self.store.message(message)
        self.stop(old.conversation)
        self.store.add_message(old.conversation, old.parent, old.role, text)
        if old.role == "user":
            self._answer(old.conversation)
        else:
            self._announce(old.conversation)

    def regenerate(self, message: int) -> None:
        """Reply again, as a new branch beside the old reply."""
        old = self.store.message(message)
        self.stop(old.conversation)
        self._answer(old.conversation, beside=old)

    def resume(self, message: int) -> None:
        """Carry a reply on from where it ended."""
        old = self.store.message(message)
        if old.conversation in self._replies:
            return
        turns = self._turns(old.conversation, self._before(old))
        self._start(old, (*turns, Turn("assistant", old.text)), resume=bool(old.text))

    def stop(self, conversation: int) -> None:
        """Stop the reply on its way; what there is of it stays."""
        reply = self._replies.get(conversation)
        if reply:
            self._engine.stop(reply.job)
            self._end(reply, MessageState.STOPPED)

    def turns(self, conversation: int, draft: str = "") -> tuple[Turn, ...]:
        """Return what the model would be given if `draft` were sent now."""
        messages = self.store.path(conversation)
        pairs: list[tuple[Role, str]] = [(_role(message), message.text) for message in messages]
        system = self.store.conversation(conversation).system_prompt
        return task.to_turns(system, [*pairs, ("user", draft)])

    def close(self) -> None:
        """Save everything on its way before the app ends."""
        for reply in list(self._replies.values()):
            self.stop(reply.conversation)

    def _answer(self, conversation: int, beside: Message | None = None) -> None:
        messages = self._before(beside) if beside else self.store.path(conversation)
        parent = beside.parent if beside else messages[-1].id
        model = self._models.wanted
        answer = self.store.add_message(
            conversation,
            parent,
            "assistant",
            "",
            MessageState.STREAMING,
            model.name if model else "",
        )
        self._start(answer, self._turns(conversation, messages))

    def _before(self, message: Message) -> list[Message]:
        path = self.store.path(message.conversation)
        index = next((i for i, other in enumerate(path) if other.id == message.id), len(path))
        return path[:index]

    def _turns(self, conversation: int, messages: Sequence[Message]) -> tuple[Turn, ...]:
        system = self.store.conversation(conversation).system_prompt
        return task.to_turns(system, [(_role(message), message.text) for message in messages])

    def _start(self, message: Message, turns: tuple[Turn, ...], *, resume: bool = False) -> None:
        conversation = self.store.conversation(message.conversation)
        sampling = msgspec.structs.replace(self._models.sampling(), **conversation.sampling)
        thinking = conversation.thinking
        self._models.wake()
        job = self._engine.generate(
            turns,
            sampling,
            thinking=self._models.thinking() if thinking is None else thinking,
            template=self._models.template(),
            resume=resume,
        )
        reply = Reply(message.conversation, message.id, job, turns, text=message.text)
        self._replies[message.conversation] = reply
        job.progressed.connect(lambda event: self._on_event(reply, event))
        job.ended.connect(lambda: self._on_ended(reply))
        self._saver.start()
        self._announce(message.conversation)

    def _on_event(self, reply: Reply, event: object) -> None:
        match event:
            case Prompted():
                reply.details["left_out"] = event.left_out
            case Prompting():
                reply.prompt_percent = 100 * event.done // max(1, event.total)
            case Delta():
                if not reply.first_token_at:
                    reply.first_token_at = time.monotonic()
                reply.text += event.text
                reply.tokens = event.tokens
        if self._replies.get(reply.conversation) is reply:
            self.reply_changed.emit(reply.conversation)

    def _on_ended(self, reply: Reply) -> None:
        if self._replies.get(reply.conversation) is not reply:
            return
        job = reply.job
        if job.state is JobState.FAILED and job.code is not None:
            reply.details.update(error=job.code.value, params=job.params)
            state = MessageState.INTERRUPTED if reply.text else MessageState.FAILED
            self._end(reply, state)
            if job.code in (ErrorCode.TEMPLATE_MISSING, ErrorCode.TEMPLATE_FAILED):
                self.template_needed.emit(reply.message, job.code, job.params)
            return
        if isinstance(job.result, Finished):
            reply.details["reason"] = job.result.reason
            reply.details["usage"] = msgspec.to_builtins(job.result.usage)
            self.finished.emit(job.result)
        done = job.state is JobState.DONE
        self._end(reply, MessageState.COMPLETE if done else MessageState.STOPPED)
        if done:
            self._make_title(reply)

    def _end(self, reply: Reply, state: MessageState) -> None:
        del self._replies[reply.conversation]
        self._unsaved.append((reply, state))
        self._finish_unsaved()
        self.reply_ended.emit(reply.conversation)
        self._announce(reply.conversation)

    def _finish_unsaved(self) -> None:
        """Store ended replies; on a full disk they are kept and tried again."""
        try:
            while self._unsaved:
                reply, state = self._unsaved[0]
                self.store.finish_message(reply.message, reply.text, state, reply.details)
                self._unsaved.pop(0)
        except UserError as error:
            self._saver.start()
            self.save_failed.emit(error)
        if not self._replies and not self._unsaved:
            self._saver.stop()

    def _save(self) -> None:
        try:
            self._save_growing()
        except UserError as error:
            self.save_failed.emit(error)
            return
        self._finish_unsaved()

    def _save_growing(self) -> None:
        for reply in self._replies.values():
            if reply.text != reply.saved:
                self.store.save_text(reply.message, reply.text)
                reply.saved = reply.text

    def _make_title(self, reply: Reply) -> None:
        """Replace the first words by a proper title after the first exchange."""
        model = self._engine.model
        messages = self.store.path(reply.conversation)
        if model is None or model.parameters < TITLE_MODEL_PARAMETERS or len(messages) != 2:
            return
        first = task.title_of(messages[0].text)
        turns = task.to_turns("", [(_role(message), message.text) for message in messages])
        job = self._engine.generate(
            task.title_turns(turns),
            TITLE_SAMPLING,
            thinking=False,
            template=self._models.template(),
            priority="background",
        )
        pieces: list[str] = []
        job.progressed.connect(lambda event: pieces.append(getattr(event, "text", "")))

        def apply() -> None:
            title = task.clean_title("".join(pieces))
            unchanged = self.store.conversation(reply.conversation).title == first
            if job.state is JobState.DONE and title and unchanged:
                self.store.rename(reply.conversation, title)
                self.list_changed.emit()

        job.ended.connect(apply)

    def _announce(self, conversation: int) -> None:
        self.list_changed.emit()
        self.conversation_changed.emit(conversation)


def _role(message: Message) -> Role:
    return "user" if message.role == "user" else "assistant"
