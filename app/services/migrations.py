"""The database's schema, as ordered named steps. A released step is never edited."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable


def create_conversations(connection: sqlite3.Connection) -> None:
    """Version 1: conversations, messages as a tree, saved system prompts, the search index."""
    connection.executescript(
        """
        CREATE TABLE conversations (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL DEFAULT '',
            pinned INTEGER NOT NULL DEFAULT 0,
            created REAL NOT NULL,
            updated REAL NOT NULL,
            system_prompt TEXT NOT NULL DEFAULT '',
            draft TEXT NOT NULL DEFAULT '',
            sampling TEXT NOT NULL DEFAULT '{}',
            thinking INTEGER,
            leaf INTEGER REFERENCES messages(id) ON DELETE SET NULL,
            deleted_at REAL
        );
        CREATE TABLE messages (
            id INTEGER PRIMARY KEY,
            conversation INTEGER NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
            parent INTEGER REFERENCES messages(id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            text TEXT NOT NULL,
            state TEXT NOT NULL,
            created REAL NOT NULL,
            model TEXT NOT NULL DEFAULT '',
            details TEXT NOT NULL DEFAULT '{}',
            deleted_at REAL
        );
        CREATE INDEX messages_of_conversation ON messages(conversation);
        CREATE INDEX messages_of_parent ON messages(parent);
        CREATE TABLE system_prompts (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            text TEXT NOT NULL
        );
        CREATE VIRTUAL TABLE search USING fts5(
            body, tokenize = "unicode61 remove_diacritics 2"
        );
        """
    )


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (create_conversations,)
