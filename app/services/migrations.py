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


def create_translation(connection: sqlite3.Connection) -> None:
    """Version 2: translation memory, glossary, history of translations, document jobs."""
    for statement in (*_MEMORY, *_GLOSSARY, *_HISTORY, *_DOCUMENTS):
        connection.execute(statement)


# A unit is a TMX <tu>, a variant one of its <tuv>; `xml` is "" where it can be built from the
# other columns, or else what the file said. A unit without an import was made here.
_MEMORY = (
    """CREATE TABLE memory_imports (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        header TEXT NOT NULL,
        created REAL NOT NULL,
        settled INTEGER NOT NULL DEFAULT 0
    )""",
    """CREATE TABLE memory_units (
        id INTEGER PRIMARY KEY,
        import INTEGER REFERENCES memory_imports(id) ON DELETE CASCADE,
        xml TEXT NOT NULL,
        digest BLOB NOT NULL,
        created REAL NOT NULL,
        changed REAL NOT NULL,
        creator TEXT NOT NULL,
        changer TEXT NOT NULL,
        uses INTEGER NOT NULL,
        used REAL,
        deleted_at REAL
    )""",
    """CREATE TABLE memory_variants (
        id INTEGER PRIMARY KEY,
        unit INTEGER NOT NULL REFERENCES memory_units(id) ON DELETE CASCADE,
        is_source INTEGER NOT NULL,
        language TEXT NOT NULL,
        text TEXT NOT NULL,
        key TEXT NOT NULL,
        xml TEXT NOT NULL
    )""",
    "CREATE INDEX memory_units_of_import ON memory_units(import)",
    "CREATE INDEX memory_units_by_digest ON memory_units(digest)",
    "CREATE INDEX memory_units_by_change ON memory_units(changed)",
    """CREATE INDEX memory_units_deleted ON memory_units(deleted_at)
        WHERE deleted_at IS NOT NULL""",
    "CREATE INDEX memory_variants_of_unit ON memory_variants(unit)",
    "CREATE INDEX memory_variants_by_key ON memory_variants(language, key)",
    """CREATE VIRTUAL TABLE memory_search USING fts5(
        body, tokenize = "unicode61 remove_diacritics 2"
    )""",
    """CREATE TRIGGER memory_variant_gone AFTER DELETE ON memory_variants BEGIN
        DELETE FROM memory_search WHERE rowid = old.id;
    END""",
)
_GLOSSARY = (
    """CREATE TABLE glossary_terms (
        id INTEGER PRIMARY KEY,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        case_sensitive INTEGER NOT NULL,
        keep INTEGER NOT NULL,
        note TEXT NOT NULL,
        deleted_at REAL
    )""",
    "CREATE INDEX glossary_terms_of_pair ON glossary_terms(source_language, target_language)",
)
_HISTORY = (
    """CREATE TABLE translations (
        id INTEGER PRIMARY KEY,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        model TEXT NOT NULL,
        created REAL NOT NULL,
        deleted_at REAL
    )""",
    "CREATE INDEX translations_by_time ON translations(created)",
    """CREATE VIRTUAL TABLE translations_search USING fts5(
        body, tokenize = "unicode61 remove_diacritics 2"
    )""",
    """CREATE TRIGGER translation_gone AFTER DELETE ON translations BEGIN
        DELETE FROM translations_search WHERE rowid = old.id;
    END""",
)
_DOCUMENTS = (
    """CREATE TABLE document_jobs (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        copy TEXT NOT NULL,
        output TEXT NOT NULL,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        options TEXT NOT NULL,
        state TEXT NOT NULL,
        error TEXT NOT NULL DEFAULT '',
        created REAL NOT NULL,
        deleted_at REAL
    )""",
    """CREATE TABLE document_segments (
        job INTEGER NOT NULL REFERENCES document_jobs(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        key TEXT NOT NULL,
        source TEXT NOT NULL,
        note TEXT NOT NULL,
        target TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL,
        error TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (job, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX document_segments_by_state ON document_segments(job, state)",
)


def create_writing(connection: sqlite3.Connection) -> None:
    """Version 3: pieces in folders, their images, versions, generations and notes."""
    for statement in (*_PIECES, *_VERSIONS, *_GENERATIONS, *_NOTES):
        connection.execute(statement)


# The content is the JSON of a Piece in which a digest stands for the bytes of each image.
_PIECES = (
    """CREATE TABLE piece_folders (
        id INTEGER PRIMARY KEY,
        parent INTEGER REFERENCES piece_folders(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        deleted_at REAL
    )""",
    """CREATE TABLE pieces (
        id INTEGER PRIMARY KEY,
        folder INTEGER REFERENCES piece_folders(id) ON DELETE SET NULL,
        title TEXT NOT NULL,
        language TEXT NOT NULL,
        kind TEXT NOT NULL,
        goal INTEGER NOT NULL,
        count INTEGER NOT NULL,
        created REAL NOT NULL,
        changed REAL NOT NULL,
        indexed INTEGER NOT NULL DEFAULT 0,
        deleted_at REAL
    )""",
    "CREATE INDEX pieces_by_change ON pieces(changed)",
    """CREATE TABLE piece_contents (
        piece INTEGER PRIMARY KEY REFERENCES pieces(id) ON DELETE CASCADE,
        data BLOB NOT NULL
    )""",
    """CREATE TABLE piece_states (
        piece INTEGER NOT NULL REFERENCES pieces(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (piece, name)
    )""",
    "CREATE TABLE images (digest BLOB PRIMARY KEY, data BLOB NOT NULL)",
    """CREATE TABLE piece_images (
        piece INTEGER NOT NULL REFERENCES pieces(id) ON DELETE CASCADE,
        digest BLOB NOT NULL REFERENCES images(digest),
        PRIMARY KEY (piece, digest)
    ) WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE pieces_search USING fts5(
        body, tokenize = "unicode61 remove_diacritics 2"
    )""",
    """CREATE TRIGGER piece_gone AFTER DELETE ON pieces BEGIN
        DELETE FROM pieces_search WHERE rowid = old.id;
    END""",
)
_VERSIONS = (
    """CREATE TABLE piece_versions (
        id INTEGER PRIMARY KEY,
        piece INTEGER NOT NULL REFERENCES pieces(id) ON DELETE CASCADE,
        created REAL NOT NULL,
        name TEXT NOT NULL,
        reason TEXT NOT NULL,
        origin INTEGER REFERENCES piece_versions(id) ON DELETE SET NULL,
        count INTEGER NOT NULL,
        digest BLOB NOT NULL,
        data BLOB NOT NULL,
        deleted_at REAL
    )""",
    "CREATE INDEX piece_versions_of_piece ON piece_versions(piece, created)",
    "CREATE INDEX piece_versions_by_origin ON piece_versions(origin)",
    """CREATE TABLE version_images (
        version INTEGER NOT NULL REFERENCES piece_versions(id) ON DELETE CASCADE,
        digest BLOB NOT NULL REFERENCES images(digest),
        PRIMARY KEY (version, digest)
    ) WITHOUT ROWID""",
)
_GENERATIONS = (
    """CREATE TABLE generations (
        id INTEGER PRIMARY KEY,
        piece INTEGER NOT NULL REFERENCES pieces(id) ON DELETE CASCADE,
        created REAL NOT NULL,
        data BLOB NOT NULL
    )""",
    "CREATE INDEX generations_of_piece ON generations(piece)",
)
_NOTES = (
    """CREATE TABLE notes (
        id INTEGER PRIMARY KEY,
        piece INTEGER REFERENCES pieces(id) ON DELETE CASCADE,
        folder INTEGER REFERENCES piece_folders(id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        text TEXT NOT NULL,
        keywords TEXT NOT NULL,
        deleted_at REAL,
        CHECK (piece IS NULL OR folder IS NULL)
    )""",
    "CREATE INDEX notes_of_piece ON notes(piece)",
    "CREATE INDEX notes_of_folder ON notes(folder)",
)


def create_poetry(connection: sqlite3.Connection) -> None:
    """Version 4: the collection of poems, and the one on the desk."""
    for statement in _POETRY:
        connection.execute(statement)


# A poem and its brief are the JSON of a Poem and a Brief.
_POETRY = (
    """CREATE TABLE poems (
        id INTEGER PRIMARY KEY,
        poem TEXT NOT NULL,
        brief TEXT NOT NULL,
        collected INTEGER NOT NULL DEFAULT 0,
        created REAL NOT NULL,
        changed REAL NOT NULL,
        deleted_at REAL
    )""",
    "CREATE INDEX poems_by_change ON poems(changed)",
    """CREATE VIRTUAL TABLE poems_search USING fts5(
        body, tokenize = "unicode61 remove_diacritics 2"
    )""",
    """CREATE TRIGGER poem_gone AFTER DELETE ON poems BEGIN
        DELETE FROM poems_search WHERE rowid = old.id;
    END""",
    """CREATE TABLE poem_draft (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        number INTEGER REFERENCES poems(id) ON DELETE SET NULL,
        poem TEXT NOT NULL,
        brief TEXT NOT NULL,
        text TEXT NOT NULL
    )""",
)

MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    create_conversations,
    create_translation,
    create_writing,
    create_poetry,
)
