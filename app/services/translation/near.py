"""Finding the segments of the memory that are most like a text.

How near two texts are is their Indel similarity by characters, 2 · LCS / (both lengths), in
Chinese as in English: among 34,000 sentence pairs, what is nearest by it has the most similar
translations; Levenshtein's distance and distances by words do worse. Comparing with everything
takes less time than selecting candidates with an index, and misses nothing.
"""

from __future__ import annotations

import sqlite3

from rapidfuzz import fuzz, process

from app.services.translation.text import plain_of

MAX_COMPARED = 200_000  # segments of a language, the newest ones: 30 ms and 40 MB at most


class Segments:
    """The plain texts of the memory, by language, each loaded when it is first asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._loaded: dict[str, dict[int, str]] = {}

    def nearest(
        self, text: str, language: str, limit: int, threshold: float
    ) -> list[tuple[int, float]]:
        """Return the variants most like `text`, the nearest first, each with 0..1."""
        if language not in self._loaded:
            self._loaded[language] = self._load(language)
        plain = plain_of(text)
        found = process.extract(
            plain,
            self._loaded[language],
            scorer=fuzz.ratio,
            score_cutoff=threshold * 100,
            limit=limit,
        )
        return [(number, score / 100) for _, score, number in found] if plain else []

    def note(self, variant: int, language: str, text: str) -> None:
        """Take a variant with its new text into account."""
        if language in self._loaded:
            self._loaded[language][variant] = plain_of(text)

    def forget(self) -> None:
        """Load everything anew when it is asked for again."""
        self._loaded.clear()

    def _load(self, language: str) -> dict[int, str]:
        query = "SELECT id, key FROM memory_variants WHERE language = ?"
        (count,) = self._connection.execute(
            "SELECT count(*) FROM memory_variants WHERE language = ?", (language,)
        ).fetchone()
        if count > MAX_COMPARED:  # sorting takes three times as long
            query += f" ORDER BY id DESC LIMIT {MAX_COMPARED}"
        rows = self._connection.execute(query, (language,))
        segments = {number: plain_of(key) if "⟦" in key else key for number, key in rows}
        deleted = self._connection.execute(
            "SELECT v.id FROM memory_units u JOIN memory_variants v ON v.unit = u.id"
            " WHERE u.deleted_at IS NOT NULL"
        )
        for (number,) in deleted:
            segments.pop(number, None)
        return segments
