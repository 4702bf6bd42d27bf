"""Conversations on disk: messages as a tree, drafts, deletions that can be undone, search."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any

from app.services.database import KEEP_DELETED_SECONDS, Database, translated
from app.services.search import Snippet, match_expression, segment, snippet


class MessageState(StrEnum):
    COMPLETE = "complete"
    STREAMING = "streaming"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


@dataclass(frozen=True)
class Conversation:
    """`leaf` is the last message of the branch that is shown."""

    id: int
    title: str
    pinned: bool
    created: float
    updated: float
    system_prompt: str
    draft: str
    sampling: dict[str, Any]
    thinking: bool | None
    leaf: int | None


@dataclass(frozen=True)
class Message:
    """`version` of `versions` living siblings, counted from 1."""

    id: int
    conversation: int
    parent: int | None
    role: str
    text: str
    state: MessageState
    created: float
    model: str
    details: dict[str, Any]
    version: int
    versions: int


@dataclass(frozen=True)
class Hit:
    """A conversation whose title (message None) or message matches."""

    conversation: int
    message: int | None
    title: str
    snippet: Snippet
    updated: float


@dataclass(frozen=True)
class SystemPrompt:
    id: int
    name: str
    text: str


@dataclass(frozen=True)
class Deletion:
    """What `restore` needs to undo a deletion."""

    conversation: int
    messages: tuple[int, ...]
    leaf: int | None


class Store:
    """The conversations of one database, which it opens and closes; others may share `database`.

    Raises UserError as `open_database` does.
    """

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self._db = self.database.connection
        self._recover()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self.database.close()

    def copy_to(self, path: Path) -> None:
        """Write a copy of everything to a new file; raises UserError."""
        with translated(path):
            self._db.execute("VACUUM INTO ?", (str(path),))

    # Conversations -----------------------------------------------------------------------

    def create_conversation(
        self, title: str = "", system_prompt: str = "", sampling: dict[str, Any] | None = None
    ) -> Conversation:
        now = time.time()
        with self.transaction():
            cursor = self._db.execute(
                "INSERT INTO conversations (title, created, updated, system_prompt, sampling)"
                " VALUES (?, ?, ?, ?, ?)",
                (title, now, now, system_prompt, json.dumps(sampling or {})),
            )
        return self.conversation(_rowid(cursor))

    def conversations(self) -> list[Conversation]:
        """List what is not deleted: pinned ones first, then the newest first."""
        rows = self._db.execute(
            "SELECT * FROM conversations WHERE deleted_at IS NULL"
            " ORDER BY pinned DESC, updated DESC, id DESC"
        )
        return [_conversation(row) for row in rows]

    def conversation(self, number: int) -> Conversation:
        """Return one; raises KeyError."""
        row = self._db.execute("SELECT * FROM conversations WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return _conversation(row)

    def rename(self, number: int, title: str) -> None:
        self._set(number, "title", title)

    def pin(self, number: int, pinned: bool) -> None:
        self._set(number, "pinned", int(pinned))

    def set_system_prompt(self, number: int, text: str) -> None:
        self._set(number, "system_prompt", text)

    def set_sampling(
        self, number: int, sampling: dict[str, Any], thinking: bool | None = None
    ) -> None:
        self._set(number, "sampling", json.dumps(sampling))
        self._set(number, "thinking", None if thinking is None else int(thinking))

    def save_draft(self, number: int, text: str) -> None:
        self._set(number, "draft", text)

    def delete_conversation(self, number: int) -> Deletion:
        self._set(number, "deleted_at", time.time())
        return Deletion(number, (), None)

    def restore(self, deletion: Deletion) -> None:
        """Undo exactly one deletion."""
        with self.transaction():
            if deletion.messages:
                self._mark(deletion.messages, None)
                self._select_leaf(deletion.conversation, deletion.leaf)
            else:
                self._set(deletion.conversation, "deleted_at", None)

    # Messages ----------------------------------------------------------------------------

    def add_message(
        self,
        conversation: int,
        parent: int | None,
        role: str,
        text: str,
        state: MessageState = MessageState.COMPLETE,
        model: str = "",
        details: dict[str, Any] | None = None,
    ) -> Message:
        """Add a message below `parent`; it becomes the end of the shown branch."""
        now = time.time()
        with self.transaction():
            cursor = self._db.execute(
                "INSERT INTO messages (conversation, parent, role, text, state, created, model,"
                " details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (conversation, parent, role, text, state, now, model, json.dumps(details or {})),
            )
            number = _rowid(cursor)
            self._db.execute(
                "UPDATE conversations SET leaf = ?, updated = ? WHERE id = ?",
                (number, now, conversation),
            )
            if state is not MessageState.STREAMING:
                self._index(number, text)
        return self.message(number)

    def save_text(self, message: int, text: str) -> None:
        """Save a reply that still grows; it is indexed when it is finished."""
        with self.transaction():
            self._db.execute("UPDATE messages SET text = ? WHERE id = ?", (text, message))

    def finish_message(
        self, message: int, text: str, state: MessageState, details: dict[str, Any]
    ) -> Message:
        with self.transaction():
            self._db.execute(
                "UPDATE messages SET text = ?, state = ?, details = ? WHERE id = ?",
                (text, state, json.dumps(details), message),
            )
            self._index(message, text)
        return self.message(message)

    def message(self, number: int) -> Message:
        """Return one; raises KeyError."""
        row = self._db.execute("SELECT * FROM messages WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return self._message(row)

    def messages(self, conversation: int) -> list[Message]:
        """Return all living messages of all branches, the oldest first."""
        rows = self._db.execute(
            "SELECT * FROM messages WHERE conversation = ? AND deleted_at IS NULL ORDER BY id",
            (conversation,),
        )
        return [self._message(row) for row in rows]

    def path(self, conversation: int) -> list[Message]:
        """Return the shown branch, from the root to the leaf."""
        rows = self._db.execute(
            "WITH RECURSIVE up(id, depth) AS ("
            "  SELECT leaf, 0 FROM conversations WHERE id = ?"
            "  UNION ALL SELECT m.parent, depth + 1 FROM messages m JOIN up USING (id)"
            "  WHERE m.parent IS NOT NULL)"
            " SELECT m.*, (SELECT count(*) FROM messages s WHERE s.conversation = m.conversation"
            "   AND s.parent IS m.parent AND s.deleted_at IS NULL) AS versions,"
            "  (SELECT count(*) FROM messages s WHERE s.conversation = m.conversation"
            "   AND s.parent IS m.parent AND s.deleted_at IS NULL AND s.id <= m.id) AS version"
            " FROM up JOIN messages m USING (id) WHERE m.deleted_at IS NULL ORDER BY depth DESC",
            (conversation,),
        )
        return [_message(row, row["version"], row["versions"]) for row in rows]

    def siblings(self, message: int) -> list[int]:
        """Return the ids of the living versions of a message, itself included."""
        row = self._row(message)
        rows = self._db.execute(
            "SELECT id FROM messages WHERE conversation = ? AND parent IS ?"
            " AND deleted_at IS NULL ORDER BY id",
            (row["conversation"], row["parent"]),
        )
        return [int(other["id"]) for other in rows]

    def select_version(self, message: int) -> None:
        """Show the branch of this message, down to its most recent leaf."""
        row = self._row(message)
        with self.transaction():
            self._select_leaf(row["conversation"], self._newest_leaf(message))

    def delete_message(self, message: int) -> Deletion:
        """Hide one message; what follows it stays."""
        return self._delete(message, (message,))

    def delete_from(self, message: int) -> Deletion:
        """Hide a message and all that follows it, in all branches below."""
        rows = self._db.execute(
            "WITH RECURSIVE down(id) AS (SELECT ? UNION ALL"
            " SELECT m.id FROM messages m JOIN down ON m.parent = down.id)"
            " SELECT id FROM down JOIN messages USING (id) WHERE deleted_at IS NULL",
            (message,),
        )
        return self._delete(message, tuple(int(row["id"]) for row in rows))

    # Search and saved prompts ------------------------------------------------------------

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Find titles and messages, the newest conversations first."""
        expression = match_expression(query)
        if not expression:
            return []
        words = [word.casefold() for word in query.split()]
        hits = [
            Hit(c.id, None, c.title, snippet(c.title, query), c.updated)
            for c in self.conversations()
            if all(word in c.title.casefold() for word in words)
        ]
        rows = self._db.execute(
            "SELECT m.id, m.text, m.conversation, c.title, c.updated FROM search"
            " JOIN messages m ON m.id = search.rowid JOIN conversations c ON c.id = m.conversation"
            " WHERE search MATCH ? AND m.deleted_at IS NULL AND c.deleted_at IS NULL"
            " ORDER BY m.id DESC LIMIT ?",
            (expression, limit),
        )
        hits += [
            Hit(
                row["conversation"],
                row["id"],
                row["title"],
                snippet(row["text"], query),
                row["updated"],
            )
            for row in rows
        ]
        return hits[:limit]

    def system_prompts(self) -> list[SystemPrompt]:
        rows = self._db.execute("SELECT * FROM system_prompts ORDER BY name")
        return [SystemPrompt(row["id"], row["name"], row["text"]) for row in rows]

    def save_system_prompt(self, name: str, text: str) -> None:
        with self.transaction():
            self._db.execute(
                "INSERT INTO system_prompts (name, text) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET text = excluded.text",
                (name, text),
            )

    def delete_system_prompt(self, number: int) -> None:
        with self.transaction():
            self._db.execute("DELETE FROM system_prompts WHERE id = ?", (number,))

    # Inside ------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; may be nested."""
        with self.database.transaction():
            yield

    def _recover(self) -> None:
        """Settle what a killed app left behind, and forget what was deleted long ago."""
        with self.transaction():
            rows = self._db.execute(
                "SELECT id, text FROM messages WHERE state = ?", (MessageState.STREAMING,)
            ).fetchall()
            for row in rows:
                self._index(row["id"], row["text"])
            self._db.execute(
                "UPDATE messages SET state = ? WHERE state = ?",
                (MessageState.INTERRUPTED, MessageState.STREAMING),
            )
            # A hidden message that others hang below stays: they reach the root through it.
            self._db.execute(
                "DELETE FROM conversations WHERE deleted_at < ?",
                (time.time() - KEEP_DELETED_SECONDS,),
            )
            self._db.execute("DELETE FROM search WHERE rowid NOT IN (SELECT id FROM messages)")

    def _set(self, conversation: int, column: str, value: object) -> None:
        with self.transaction():
            self._db.execute(
                f"UPDATE conversations SET {column} = ? WHERE id = ?", (value, conversation)
            )

    def _row(self, message: int) -> sqlite3.Row:
        row = self._db.execute("SELECT * FROM messages WHERE id = ?", (message,)).fetchone()
        if row is None:
            raise KeyError(message)
        assert isinstance(row, sqlite3.Row)
        return row

    def _message(self, row: sqlite3.Row) -> Message:
        siblings = self.siblings(row["id"])
        at = siblings.index(row["id"]) + 1 if row["id"] in siblings else 0
        return _message(row, at, len(siblings))

    def _index(self, message: int, text: str) -> None:
        self._db.execute("DELETE FROM search WHERE rowid = ?", (message,))
        self._db.execute("INSERT INTO search (rowid, body) VALUES (?, ?)", (message, segment(text)))

    def _delete(self, message: int, messages: tuple[int, ...]) -> Deletion:
        row = self._row(message)
        conversation = row["conversation"]
        leaf = self.conversation(conversation).leaf
        with self.transaction():
            self._mark(messages, time.time())
            if len(messages) > 1 or leaf == message:
                others = [other for other in self.siblings(message) if other not in messages]
                shown = self._newest_leaf(others[-1]) if others else row["parent"]
                if leaf in messages:
                    self._select_leaf(conversation, shown)
        return Deletion(conversation, messages, leaf)

    def _mark(self, messages: tuple[int, ...], deleted_at: float | None) -> None:
        self._db.executemany(
            "UPDATE messages SET deleted_at = ? WHERE id = ?",
            [(deleted_at, message) for message in messages],
        )

    def _select_leaf(self, conversation: int, leaf: int | None) -> None:
        self._db.execute("UPDATE conversations SET leaf = ? WHERE id = ?", (leaf, conversation))

    def _newest_leaf(self, message: int) -> int:
        while True:
            row = self._db.execute(
                "SELECT max(id) AS id FROM messages WHERE parent = ? AND (deleted_at IS NULL OR"
                " EXISTS (SELECT 1 FROM messages c WHERE c.parent = messages.id))",
                (message,),
            ).fetchone()
            if row["id"] is None:
                return message
            message = int(row["id"])


def _rowid(cursor: sqlite3.Cursor) -> int:
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _conversation(row: sqlite3.Row) -> Conversation:
    return Conversation(
        id=row["id"],
        title=row["title"],
        pinned=bool(row["pinned"]),
        created=row["created"],
        updated=row["updated"],
        system_prompt=row["system_prompt"],
        draft=row["draft"],
        sampling=json.loads(row["sampling"]),
        thinking=None if row["thinking"] is None else bool(row["thinking"]),
        leaf=row["leaf"],
    )


def _message(row: sqlite3.Row, version: int, versions: int) -> Message:
    return Message(
        id=row["id"],
        conversation=row["conversation"],
        parent=row["parent"],
        role=row["role"],
        text=row["text"],
        state=MessageState(row["state"]),
        created=row["created"],
        model=row["model"],
        details=json.loads(row["details"]),
        version=version,
        versions=versions,
    )
