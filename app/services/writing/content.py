"""A piece as it lies in the database: JSON, with the images beside it, each kept once."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import msgspec
from msgspec import structs

from app.piece import Block, Piece, Run
from app.services.database import Database
from app.services.translation.text import storable

_decoder = msgspec.json.Decoder(Piece)


class Contents:
    """Turns pieces into bytes and back; the images are in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._db = database.connection
        self._hashed: dict[int, tuple[bytes, bytes]] = {}

    def pack(self, piece: Piece) -> tuple[bytes, frozenset[bytes]]:
        """Return the JSON and the digests of its images; images that are new are kept."""
        self._hashed = {id(data): (data, self._digest(data)) for data in piece.images.values()}
        digests = {name: self._hashed[id(data)][1] for name, data in piece.images.items()}
        light = structs.replace(piece, images=digests)
        try:
            encoded = msgspec.json.encode(light)
        except UnicodeEncodeError:
            encoded = msgspec.json.encode(_mended(light))
        with self._database.transaction():
            for data, digest in self._hashed.values():
                known = self._db.execute("SELECT 1 FROM images WHERE digest = ?", (digest,))
                if known.fetchone() is None:
                    self._db.execute("INSERT INTO images VALUES (?, ?)", (digest, data))
        return encoded, frozenset(digests.values())

    def unpack(self, data: bytes) -> Piece:
        """Return the piece with the bytes of its images."""
        piece = _decoder.decode(data)
        return structs.replace(
            piece, images={name: self._image(digest) for name, digest in piece.images.items()}
        )

    def text(self, data: bytes) -> str:
        """Return the plain text."""
        return _decoder.decode(data).text

    def forget_images(self) -> None:
        """Delete the images that no piece and no version has any more."""
        with self._database.transaction():
            self._db.execute(
                "DELETE FROM images WHERE digest NOT IN (SELECT digest FROM piece_images"
                " UNION SELECT digest FROM version_images)"
            )

    def _digest(self, data: bytes) -> bytes:
        known = self._hashed.get(id(data))  # the entry keeps the bytes, so that no id comes again
        return known[1] if known else blake2b(data, digest_size=20).digest()

    def _image(self, digest: bytes) -> bytes:
        row = self._db.execute("SELECT data FROM images WHERE digest = ?", (digest,)).fetchone()
        return bytes(row["data"])


def _mended(piece: Piece) -> Piece:
    """Replace by U+FFFD what no file can hold: halves of surrogate pairs."""
    blocks = [
        structs.replace(
            block,
            runs=_mended_runs(block.runs),
            rows=tuple(tuple(map(_mended_runs, row)) for row in block.rows),
            language=storable(block.language),
        )
        for block in piece.blocks
    ]
    return structs.replace(piece, title=storable(piece.title), blocks=tuple[Block, ...](blocks))


def _mended_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(
        structs.replace(run, text=storable(run.text), link=storable(run.link)) for run in runs
    )
