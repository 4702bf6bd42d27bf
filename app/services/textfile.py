"""Text files: read so that they can be written again byte for byte where nothing was changed."""

from __future__ import annotations

import codecs
import errno
import os
import re
import shutil
import stat
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QLocale
from rapidfuzz.distance import Indel

from app.protocol import ErrorCode, UserError
from app.services.translation.files import replacing, unreadable

LARGEST = 50_000_000  # bytes
# What a text document of Qt takes for the end of a line.
ENDINGS = re.compile("\r\n|[\n\r\u2029\ufdd0\ufdd1]")
COMPARED = 400_000_000  # old lines times new ones, between which changes are looked for
SAMPLE_BYTES = 100_000
SAMPLE = 400  # foreign characters that the guess looks at
LIKELY = 0.8  # the share of them that are common where the guess is right
translate = QCoreApplication.translate
_UNUSUAL = re.compile("[\r\u2029\ufdd0\ufdd1]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_FOREIGN = re.compile(rb"[\x80-\xff]")
_DECLARED = re.compile(
    rb"""\A(?:[^\n]*\n)?\s*\#[^\n]*coding[:=][ ]*([-\w.]+)  # a comment in the first two lines
    | <\?xml[^>]*encoding=["']([-\w.]+)
    | <meta[^>]*charset=["']?([-\w.]+)""",
    re.VERBOSE,
)
_NOT_REPLACEABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG)


class Encoding(Struct, frozen=True):
    """A codec of Python's, and whether a byte order mark goes before the text."""

    codec: str = "utf-8"
    bom: bool = False

    @property
    def label(self) -> str:
        """Return the name that people know it by."""
        name = LABELS.get(self.codec, self.codec)
        return f"{name} BOM" if self.bom and self.codec == "utf-8" else name

    def encode(self, text: str) -> bytes:
        """Return the bytes of a text; raises UnicodeEncodeError."""
        return (BOMS[self.codec] if self.bom else b"") + text.encode(self.codec)


class Stamp(Struct, frozen=True):
    """What tells that a file was changed on the disk."""

    mtime_ns: int
    size: int


LABELS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
    "gb18030": "GB 18030",
    "cp950": "Big5",
    "cp932": "Shift JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
    "cp1251": "Windows-1251",
    "koi8-r": "KOI8-R",
    "cp1252": "Windows-1252",
    "latin-1": "ISO 8859-1",
}
BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
UTF8 = Encoding()
ENCODINGS = (
    UTF8,
    Encoding("utf-8", bom=True),
    Encoding("utf-16-le", bom=True),
    Encoding("utf-16-be", bom=True),
    *(Encoding(codec) for codec in LABELS if not codec.startswith("utf")),
)
# The lead bytes of the common characters, and the encoding that has them there.
_COMMON = {
    "gb18030": ((0xA1, 0xA3), (0xB0, 0xD7)),
    "cp950": ((0xA1, 0xC6),),
    "cp932": ((0x81, 0x83), (0x88, 0x97)),
}


@dataclass(frozen=True)
class TextFile:
    """A text whose lines end in line feeds, and how it is written.

    `endings` are those of the lines of `original` where they are of several kinds; lines that
    have not changed get theirs back, others get `ending`.
    """

    text: str
    encoding: Encoding = UTF8
    ending: str = "\n"
    original: str = ""
    endings: tuple[str, ...] = ()
    stamp: Stamp | None = None

    @property
    def is_mixed(self) -> bool:
        return bool(self.endings)


class UnencodableError(UserError):
    """The encoding has not the characters of the text; UTF-8 has them all."""


def stamp(path: Path) -> Stamp | None:
    """Return what tells of a change; None where there is no file."""
    try:
        return _stamp(path.stat())
    except OSError:
        return None


def read(path: Path, encoding: Encoding | None = None) -> TextFile:
    """Read a text, in an encoding or in the one it seems to have.

    Raises UserError(FILE_UNREADABLE) for what is no text, or too large, or not to be read.
    """
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST:
            data = path.read_bytes()
            return replace(decode(data, encoding), stamp=_stamp(found))
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:
        if encoding and isinstance(error, UnicodeError):
            words = translate("TextFile", "it is not written in {encoding}; choose another one")
            raise _refused(path, words.format(encoding=encoding.label)) from error
        reason = translate("TextFile", "it is not text; open it in the program that made it")
        raise _refused(path, reason) from error
    if stat.S_ISREG(found.st_mode):
        size = QLocale().formattedDataSize(LARGEST, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
        reason = translate(
            "TextFile", "it is larger than {size}; split it, or open it in another program"
        )
        raise _refused(path, reason.format(size=size))
    raise _refused(path, translate("TextFile", "it is not a file"))


def decode(data: bytes, encoding: Encoding | None = None) -> TextFile:
    """Read the bytes of a text; raises ValueError, UnicodeDecodeError of that for an encoding."""
    chosen = encoding or _guess(data)
    mark = BOMS.get(chosen.codec, b"")
    has_mark = bool(mark) and data.startswith(mark)
    body = data[len(mark) :] if has_mark else data
    raw = body.decode(chosen.codec)
    if "\0" in raw or len(_CONTROL.findall(raw)) > len(raw) / 100:
        raise ValueError("not text")
    found = ENDINGS.findall(raw) if _UNUSUAL.search(raw) else []
    kinds = Counter(found)
    ending = kinds.most_common(1)[0][0] if kinds else "\n"
    text = raw if set(kinds) <= {"\n"} else ENDINGS.sub("\n", raw)
    mixed = len(kinds) > 1 or not set(kinds) <= {"\n", "\r\n", "\r"}
    return TextFile(
        text,
        Encoding(chosen.codec, has_mark),
        ending if ending in ("\n", "\r\n", "\r") else "\n",
        text if mixed else "",
        tuple(found) if mixed else (),
    )


def write(path: Path, file: TextFile) -> TextFile:
    """Write a text whole or not at all, and return what stands there now.

    A link stays a link and the permissions stay. Raises UserError(FILE_UNWRITABLE, DISK_FULL),
    UnencodableError.
    """
    endings = _endings(file)
    raw = _joined(file, endings)
    try:
        data = file.encoding.encode(raw)
    except UnicodeEncodeError as error:
        reason = translate("TextFile", "{encoding} has no “{character}”; save it as UTF-8")
        raise UnencodableError(
            ErrorCode.FILE_UNWRITABLE,
            path=str(path),
            reason=reason.format(encoding=file.encoding.label, character=raw[error.start]),
        ) from error
    target = path.resolve()
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _put(target, data)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError(ErrorCode.DISK_FULL, path=str(path)) from error
        reason = error.strerror or str(error)
        raise UserError(ErrorCode.FILE_UNWRITABLE, path=str(path), reason=reason) from error
    original = file.text if endings else ""
    return replace(file, original=original, endings=endings, stamp=stamp(path))


def convert(file: TextFile, ending: str) -> TextFile:
    """Let all lines end in `ending`."""
    return replace(file, ending=ending, original="", endings=())


def lines_of(text: str) -> list[str]:
    """Return the lines with their line feeds, and what stands after the last of them."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines


def changed_lines(old: Sequence[str], new: Sequence[str]) -> list[tuple[slice, slice]]:
    """Return which lines of `old` became which lines of `new`, in order."""
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    most -= first
    last = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    was, now = slice(first, len(old) - last), slice(first, len(new) - last)
    if (was.stop - first) * (now.stop - first) > COMPARED:
        return [(was, now)]
    changes = []
    at, to = first, first
    equal = [block for block in Indel.opcodes(old[was], new[now]) if block.tag == "equal"]
    for block in equal:
        changes.append((slice(at, first + block.src_start), slice(to, first + block.dest_start)))
        at, to = first + block.src_end, first + block.dest_end
    changes.append((slice(at, was.stop), slice(to, now.stop)))
    return [(w, n) for w, n in changes if w.start < w.stop or n.start < n.stop]


def _put(target: Path, data: bytes) -> None:
    """Replace a file, or write into it where it cannot be replaced or has other names."""
    there = target.exists()
    if there and target.stat().st_nlink > 1:
        _overwrite(target, data)
        return
    try:
        with replacing(target) as file:
            if there:
                shutil.copystat(target, file.name)
                os.utime(file.name)
            file.write(data)
    except UserError as error:
        cause = error.__cause__
        if not isinstance(cause, OSError):
            raise
        if not there or cause.errno not in _NOT_REPLACEABLE:
            raise cause from error
        _overwrite(target, data)


def _overwrite(target: Path, data: bytes) -> None:
    """Write into a file; what was in it comes back when that fails."""
    old = target.read_bytes()
    with target.open("r+b", buffering=0) as file:
        try:
            _fill(file.fileno(), data)
        except OSError:
            file.seek(0)
            _fill(file.fileno(), old)
            raise


def _fill(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)


def _endings(file: TextFile) -> tuple[str, ...]:
    """Return the ending of each line where they are of several kinds."""
    if not file.endings or file.text == file.original:
        return file.endings
    old, new = lines_of(file.original), lines_of(file.text)
    endings: list[str] = []
    end = 0
    for was, now in changed_lines(old, new):
        endings += file.endings[end : was.start]
        endings += [file.ending] * (now.stop - now.start)
        end = was.stop
    endings += file.endings[end:]
    return tuple(endings[: len(new) - 1])


def _joined(file: TextFile, endings: tuple[str, ...]) -> str:
    if not endings:
        return file.text.replace("\n", file.ending)
    lines = file.text.split("\n")
    return "".join(line + end for line, end in zip(lines, (*endings, ""), strict=True))


def _guess(data: bytes) -> Encoding:
    """Return the encoding a text seems to have: its mark, what it declares, or the likeliest."""
    for codec, mark in BOMS.items():
        if data.startswith(mark):
            return Encoding(codec, bom=True)
    declared = _DECLARED.search(data[:1024])
    name = _known(declared[declared.lastindex or 0].decode("ascii", "replace")) if declared else ""
    if _restores(data, "utf-8") and not (name and data.isascii()):
        return UTF8
    sample = _sample(data)
    shares = {codec: _common(sample, codec) for codec in _COMMON}
    likely = [codec for codec in shares if shares[codec] >= LIKELY]
    likely.sort(key=shares.__getitem__, reverse=True)
    candidates = filter(None, (name, *likely, "cp1252"))
    return Encoding(next((codec for codec in candidates if _restores(data, codec)), "latin-1"))


def _sample(data: bytes) -> bytes:
    """Return whole lines from the first one on that is not all ASCII."""
    foreign = _FOREIGN.search(data)
    start = data.rfind(b"\n", 0, foreign.start()) + 1 if foreign else 0
    end = data.rfind(b"\n", start, start + SAMPLE_BYTES) + 1
    return data[start : end or len(data)]


def _known(name: str) -> str:
    """Return Python's name of a declared encoding, "" for none that a text could declare."""
    try:
        codec = codecs.lookup(name).name
        ascii_text = b"coding".decode(codec) == "coding"
    except (LookupError, ValueError):
        return ""
    known = {codecs.lookup(label).name: label for label in LABELS}
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "shift_jis": "cp932"}.get(
        codec, known.get(codec, codec if ascii_text else "")
    )


def _restores(data: bytes, codec: str) -> bool:
    """Tell whether the bytes are of an encoding, and would be written the same again."""
    try:
        if codec == "utf-8":
            return bool(data.decode(codec)) or not data
        return data.decode(codec).encode(codec) == data
    except UnicodeError:
        return False


def _common(data: bytes, codec: str) -> float:
    """Return the share of common characters among the foreign ones; 0 where it cannot be."""
    if not _restores(data, codec):
        return 0
    foreign = [c for c in data.decode(codec) if c > "\x7f"][:SAMPLE]
    leads = [(encoded[0], len(encoded)) for encoded in (c.encode(codec) for c in foreign)]
    common = sum(
        length == 2 and any(low <= lead <= high for low, high in _COMMON[codec])
        for lead, length in leads
    )
    return common / max(1, len(foreign))


def _stamp(found: os.stat_result) -> Stamp:
    return Stamp(found.st_mtime_ns, found.st_size)


def _refused(path: Path, reason: str) -> UserError:
    return UserError(ErrorCode.FILE_UNREADABLE, path=str(path), reason=reason)
