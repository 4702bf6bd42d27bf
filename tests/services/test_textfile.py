"""Text files keep their bytes."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.protocol import ErrorCode, UserError
from app.services import textfile
from app.services.errors import describe
from app.services.textfile import Encoding, UnencodableError, decode, read, stamp, write

ENDINGS = ["\n", "\r\n", "\r", "\u2029"]
LINE = st.text(
    st.characters(exclude_characters="\r\n\u2029\ufdd0\ufdd1", exclude_categories=["Cs", "Cc"])
)
COMMENTS = {
    "gb18030": "// 这个函数返回两个数的和，如果出错就抛出异常。\n# 计算平均值\n",
    "cp950": "// 這個函數返回兩個數的和，如果出錯就拋出異常。\n",
    "cp932": "// この関数は二つの数の和を返します。\n",
    "cp1252": "# Größe für die Übung, naïve café – “quoted”, José\n",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "源 码.py"


def edited(path: Path, text: str) -> bytes:
    """Write another text in place of the one that is there, and return the bytes."""
    write(path, replace(read(path), text=text))
    return path.read_bytes()


@given(st.lists(st.tuples(LINE, st.sampled_from(ENDINGS))), LINE, st.sampled_from([*textfile.BOMS]))
def test_what_is_not_changed_comes_back_byte_for_byte(
    lines: list[tuple[str, str]], last: str, codec: str
) -> None:
    text = "".join(line + ending for line, ending in lines) + last
    data = textfile.BOMS[codec] + text.encode(codec)
    file = decode(data)
    assert file.encoding == Encoding(codec, bom=True)
    raw = textfile._joined(file, textfile._endings(file))
    assert file.encoding.encode(raw) == data
    assert "\r" not in file.text


@given(st.lists(LINE, max_size=8), st.lists(LINE, max_size=8), st.booleans())
def test_changed_lines_lead_from_one_text_to_the_other(
    left: list[str], right: list[str], rough: bool
) -> None:
    old, new = (textfile.lines_of("\n".join(lines + left[:3])) for lines in (left, right))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textfile, "COMPARED", 0 if rough else 1_000)
        changes = textfile.changed_lines(old, new)
    made = list(old)
    for was, now in reversed(changes):
        made[was] = new[now]
    assert made == new


@given(st.binary())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_come_back_or_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    try:
        file = read(path)
    except UserError as error:
        assert error.code is ErrorCode.FILE_UNREADABLE
        return
    write(path, file)
    assert path.read_bytes() == data


@pytest.mark.parametrize("codec", COMMENTS)
def test_the_encoding_is_found_and_kept(path: Path, codec: str) -> None:
    path.write_bytes(COMMENTS[codec].encode(codec))
    file = read(path)
    assert (file.encoding.codec, file.text) == (codec, COMMENTS[codec])
    assert edited(path, file.text + "x = 1\n") == (COMMENTS[codec] + "x = 1\n").encode(codec)


@pytest.mark.parametrize("text", ["计算平均值", "你好，世界", "返回"])
def test_short_chinese_is_found(text: str) -> None:
    assert decode(f"# {text}\nx = 1\n".encode("gbk")).encoding.codec == "gb18030"


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ("# -*- coding: euc-kr -*-", "cp949"),
        ("# vim: set fileencoding=koi8-r :", "koi8-r"),
        ('<?xml version="1.0" encoding="gb2312"?>', "gb18030"),
        ('<meta charset="big5">', "cp950"),
    ],
)
def test_what_a_file_declares_is_believed(head: str, codec: str) -> None:
    words = {"cp949": "한국", "koi8-r": "привет", "gb18030": "汉字", "cp950": "漢字"}[codec]
    file = decode(f"{head}\n{words}".encode(codec))
    assert file.text.endswith(words)
    assert file.encoding.codec in (codec, "euc_kr")


def test_a_declared_encoding_holds_before_there_is_anything_foreign() -> None:
    assert decode(b"#!/bin/python\n# coding: gbk\nx = 1\n").encoding.codec == "gb18030"
    assert decode(b"# coding: utf-8\n").encoding == textfile.UTF8
    assert decode(b"import os\nopen(x, encoding='gbk')\n").encoding == textfile.UTF8
    assert decode("# coding: gbk\n# 汉字".encode()).encoding == textfile.UTF8


def test_half_a_character_is_no_text(path: Path) -> None:
    path.write_bytes(b"\xff\xfea")
    with pytest.raises(UserError, match="not text"):
        read(path)


def test_a_declaration_that_is_wrong_is_not_believed() -> None:
    assert decode("# coding: utf-16\nx = 'ü'".encode()).text.endswith("'ü'")
    assert decode("# coding: nonsense\nü".encode("latin-1")).text.endswith("ü")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "END"])
def test_line_endings_and_the_last_one_are_kept(path: Path, ending: str, last: str) -> None:
    path.write_bytes(f"a{ending}b{ending}{last}".encode())
    file = read(path)
    assert (file.text, file.ending, file.is_mixed) == (f"a\nb\n{last}", ending, False)
    assert edited(path, f"a\nnew\nb\n{last}") == f"a{ending}new{ending}b{ending}{last}".encode()


def test_lines_of_a_mixed_file_keep_theirs_where_they_were_not_edited(path: Path) -> None:
    path.write_bytes(b"one\r\ntwo\nthree\rfour\r\nfive\n\nsix\r\n")
    file = read(path)
    assert file.is_mixed
    assert file.ending == "\r\n"
    after = "one\ninserted\ntwo\nthree\nFOUR\nfive\n\nsix\n"
    saved = write(path, replace(file, text=after))
    expected = b"one\r\ninserted\r\ntwo\nthree\rFOUR\r\nfive\n\nsix\r\n"
    assert path.read_bytes() == expected
    write(path, saved)
    assert path.read_bytes() == expected
    write(path, textfile.convert(saved, "\n"))
    assert path.read_bytes() == after.encode()


def test_binary_and_large_files_and_folders_are_refused_with_words(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"\x7fELF\x00\x00\x01\x02" * 20)
    reasons = []
    for place in (path, tmp_path, tmp_path / "missing"):
        with pytest.raises(UserError) as raised:
            read(place)
        reasons.append(describe(raised.value.code, raised.value.params))
    assert "not text" in reasons[0]
    assert "not a file" in reasons[1]
    path.write_bytes(b"a" * 11)
    monkeypatch.setattr(textfile, "LARGEST", 10)
    with pytest.raises(UserError, match="larger than"):
        read(path)
    path.write_bytes(b"a" * 10)
    assert read(path).text == "a" * 10


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="not a file"):
        read(tmp_path / "pipe")


def test_another_encoding_can_be_chosen(path: Path) -> None:
    path.write_bytes("привет".encode("cp1251"))
    assert read(path, Encoding("cp1251")).text == "привет"
    with pytest.raises(UserError, match="UTF-8"):
        read(path, Encoding("utf-8"))


def test_what_the_encoding_has_not_is_told_and_nothing_is_written(path: Path) -> None:
    path.write_bytes("café".encode("cp1252"))
    file = replace(read(path), text="砚")
    with pytest.raises(UnencodableError, match="砚"):
        write(path, file)
    assert path.read_bytes() == "café".encode("cp1252")
    write(path, replace(file, encoding=textfile.UTF8))
    assert path.read_text("utf-8") == "砚"


def test_permissions_and_links_stay(path: Path, tmp_path: Path) -> None:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o750)
    link = tmp_path / "link"
    link.symlink_to(path.name)
    write(link, replace(read(link), text="#!/bin/sh\nls\n"))
    assert link.is_symlink()
    assert path.read_text() == "#!/bin/sh\nls\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o750
    other = tmp_path / "other name"
    other.hardlink_to(path)
    edited(path, "short")
    assert other.read_text() == "short"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([path.name, "link", "other name"])


def test_a_file_that_becomes_empty_is_new(path: Path) -> None:
    path.write_text("x")
    os.utime(path, ns=(1, 1))
    assert edited(path, "") == b""
    assert path.stat().st_mtime_ns > 1


def test_a_new_file_has_the_usual_permissions(path: Path, tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write(path, textfile.TextFile("x"))
    assert path.stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_file_is_written_in_place_where_its_folder_cannot_be(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("a long old text")
    inode = path.stat().st_ino

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    assert edited(path, "short") == b"short"
    assert path.stat().st_ino == inode
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_file_that_may_not_be_written_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UserError) as raised:
        edited(path, "new")
    assert raised.value.code is ErrorCode.FILE_UNWRITABLE
    assert path.read_text() == "old"


@pytest.mark.parametrize("linked", [False, True])
def test_a_full_disk_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    path.write_text("the old text")
    if linked:
        (path.parent / "other").hardlink_to(path)
    real, full = os.fsync, [OSError(errno.ENOSPC, "No space left on device")]

    def fill(descriptor: int) -> None:
        if full:
            raise full.pop()
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fill)
    with pytest.raises(UserError) as raised:
        edited(path, "new")
    assert raised.value.code is ErrorCode.DISK_FULL
    assert path.read_text() == "the old text"
    assert len(list(path.parent.iterdir())) == 1 + linked
    assert edited(path, "new") == b"new"


def test_the_stamp_tells_of_changes(path: Path) -> None:
    assert stamp(path) is None
    file = write(path, textfile.TextFile("one"))
    assert file.stamp == stamp(path) == read(path).stamp
    path.write_text("three")
    assert stamp(path) != file.stamp
