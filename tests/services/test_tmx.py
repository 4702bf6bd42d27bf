from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.document_protocol import TAG
from app.protocol import ErrorCode, UserError
from app.services.database import Database
from app.services.translation.codes import canonical
from app.services.translation.entries import Origin
from app.services.translation.inline import read_segments, write_segment
from app.services.translation.memory import TranslationMemory
from app.services.translation.text import FORBIDDEN, clean
from app.services.translation.tmx import Progress, exporting, importing
from app.services.translation.xmlstream import parse, serialize

FIXTURES = Path(__file__).parent / "fixtures"
RICH = FIXTURES / "rich.tmx"
ANYTHING = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\t\n\r \"'<>&\x00\x0b\x1f\x7f\x85\u2028\ud800\ufffe中文😀⟦⟧/12"),
    ),
    max_size=30,
)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[TranslationMemory]:
    database = Database(tmp_path / "memory.db")
    yield TranslationMemory(database)
    database.close()


def run(steps: Iterator[Progress]) -> Progress:
    return deque(steps, maxlen=1).pop()


def canonical_xml(path: Path) -> str:
    """Return the canonical form, without the white space between structural elements."""
    root = ElementTree.parse(path).getroot()
    for element in root.iter():
        if element.tag in ("tmx", "header", "body", "tu", "tuv", "ude"):
            element.text = None
        if element.tag in ("header", "body", "tu", "tuv", "seg", "note", "prop", "ude", "map"):
            element.tail = None
    return ElementTree.canonicalize(ElementTree.tostring(root, encoding="unicode"))


def assert_valid(path: Path) -> None:
    dtd = etree.DTD(str(FIXTURES / "tmx14.dtd"))
    tree = etree.parse(str(path), etree.XMLParser(load_dtd=False, no_network=True))
    assert dtd.validate(tree), dtd.error_log


def write(path: Path, body: str, head: str = "", encoding: str = "utf-8") -> Path:
    """Write a small TMX file around some <tu>."""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n{head}<tmx version="1.4"><header'
        ' creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en"'
        f' srclang="en" datatype="plaintext"/><body>{body}</body></tmx>'
    )
    path.write_bytes(text.encode(encoding, "surrogateescape"))
    return path


def unit(source: str, target: str) -> str:
    return (
        f'<tu><tuv xml:lang="en"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="zh"><seg>{target}</seg></tuv></tu>'
    )


def test_an_imported_file_is_exported_as_it_was(memory: TranslationMemory, tmp_path: Path) -> None:
    done = run(importing(memory, RICH))
    assert (done.units, done.duplicates, done.fraction) == (9, 0, 1.0)
    out = tmp_path / "导出.tmx"
    run(exporting(memory, out))
    assert canonical_xml(out) == canonical_xml(RICH)
    assert_valid(RICH)
    assert_valid(out)


def test_a_unit_in_three_languages_serves_every_pair(memory: TranslationMemory) -> None:
    run(importing(memory, RICH))
    source = "data (with a non-standard character: \uf8ff). Two spaces"
    entry = memory.exact(source, ("en", "zh-Hant"))
    assert entry
    assert (entry.target, entry.origin, entry.reversed) == ("資料", Origin.IMPORT, False)
    assert (entry.creator, entry.changer, entry.uses) == ("BobW", "me", 2)
    assert (entry.created, entry.changed) == (855761640.0, 858306841.0)
    back = memory.exact("資料", ("zh-Hant", "fr"))
    assert back
    assert back.reversed
    assert back.target.startswith("données")
    assert memory.exact("資料", ("zh", "fr")) is None


def test_inline_elements_are_tags_that_correspond(memory: TranslationMemory) -> None:
    run(importing(memory, RICH))
    entry = memory.exact("The ⟦1⟧big⟦/1⟧ ⟦2⟧red ⟦3/⟧ cat⟦/2⟧⟦4/⟧", ("en", "zh"))
    assert entry
    assert entry.target == "⟦2⟧红⟦3/⟧猫⟦/2⟧很⟦1⟧大⟦/1⟧⟦4/⟧"
    other = memory.exact("The ⟦7⟧big⟦/7⟧ ⟦5⟧red ⟦3/⟧ cat⟦/5⟧⟦9/⟧", ("en", "zh"))
    assert other
    assert other.target == "⟦5⟧红⟦3/⟧猫⟦/5⟧很⟦7⟧大⟦/7⟧⟦9/⟧"


def test_a_tag_in_the_text_keeps_its_number(memory: TranslationMemory) -> None:
    run(importing(memory, RICH))
    (entry,) = memory.search("looks")
    assert entry.source == "What looks like ⟦1⟧a tag⟦/1⟧ and ⟦2/⟧ is one"
    assert entry.target == "像⟦1⟧标签⟦/1⟧的和⟦2/⟧"


def test_a_corrected_import_keeps_all_but_its_text(
    memory: TranslationMemory, tmp_path: Path
) -> None:
    run(importing(memory, RICH))
    (entry,) = memory.search("cat")
    target = "⟦1⟧大⟦/1⟧的⟦2⟧红⟦3/⟧猫⟦/2⟧⟦4/⟧<真>"
    assert memory.change(entry, entry.source, target, "李").target == target
    out = tmp_path / "out.tmx"
    run(exporting(memory, out))
    assert_valid(out)
    tu = etree.parse(str(out)).findall(".//tu")[2]
    assert tu.get("changeid") == "李"
    assert re.fullmatch(r"\d{8}T\d{6}Z", tu.get("changedate", ""))
    assert b'<bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>big' in etree.tostring(tu[0])
    assert tu[1].get("changeid") == "李"
    assert etree.tostring(tu[1].find("seg"), encoding="unicode") == (
        '<seg><bpt i="1" x="1">&lt;b&gt;</bpt>大<ept i="1">&lt;/b&gt;</ept>的<hi type="term" x="2">'
        '红<ph x="3">&lt;img/&gt;</ph>猫</hi><it pos="end" x="4">&lt;/i&gt;</it>&lt;真&gt;</seg>'
    )
    again = TranslationMemory(Database(tmp_path / "again.db"))
    run(importing(again, out))
    assert again.search("cat")[0].target == target
    again.database.close()


def test_uses_of_an_import_are_exported(memory: TranslationMemory, tmp_path: Path) -> None:
    run(importing(memory, RICH))
    memory.note_use(memory.search("資料")[0])
    out = tmp_path / "out.tmx"
    run(exporting(memory, out))
    tu = etree.parse(str(out)).find(".//tu[@tuid='0001']")
    assert tu is not None
    assert tu.get("usagecount") == "3"
    assert tu.get("lastusagedate", "") > "2025"


def test_the_persons_entries_are_valid_tmx(memory: TranslationMemory, tmp_path: Path) -> None:
    memory.add("A ⟦3⟧bold⟦/3⟧ word⟦7/⟧", "一个⟦3⟧粗⟦/3⟧体⟦7/⟧词", ("en", "zh"), "李")
    entry = memory.add("Hello & <bye>\x0b", "你好\r\n再见\ud800", ("en", "zh-Hant"))
    memory.note_use(entry)
    out = tmp_path / "out.tmx"
    run(exporting(memory, out))
    assert_valid(out)
    root = etree.parse(str(out)).getroot()
    header = root.find("header")
    assert header is not None
    assert set(header.attrib.items()) >= {
        ("creationtool", "Inkstone"),
        ("segtype", "sentence"),
        ("o-tmf", "Inkstone"),
        ("adminlang", "en"),
        ("srclang", "en"),
        ("datatype", "plaintext"),
    }
    first, second = root.iter("tu")
    assert first.get("creationid") == "李"
    for name in ("creationdate", "changedate"):
        assert re.fullmatch(r"\d{8}T\d{6}Z", first.get(name, ""))
    assert second.get("usagecount") == "1"
    assert [tuv.get("{http://www.w3.org/XML/1998/namespace}lang") for tuv in second] == [
        "en",
        "zh-Hant",
    ]
    again = TranslationMemory(Database(tmp_path / "again.db"))
    run(importing(again, out))
    texts = {(e.source, e.target) for e in again.entries()}
    assert texts == {
        ("A ⟦3⟧bold⟦/3⟧ word⟦7/⟧", "一个⟦3⟧粗⟦/3⟧体⟦7/⟧词"),
        ("Hello & <bye>\ufffd", "你好\r\n再见\ufffd"),
    }
    again.database.close()


def test_several_files_are_exported_as_one(memory: TranslationMemory, tmp_path: Path) -> None:
    run(importing(memory, RICH))
    run(importing(memory, write(tmp_path / "b.tmx", unit("second file", "第二个文件"))))
    memory.add("third", "第三", ("en", "zh"))
    out = tmp_path / "out.tmx"
    run(exporting(memory, out))
    assert_valid(out)
    root = etree.parse(str(out)).getroot()
    header = root.find("header")
    assert header is not None
    assert (header.get("creationtool"), header.get("srclang")) == ("Inkstone", "en")
    assert len(header) == 3
    tus = root.findall("body/tu")
    first = tus[0]
    assert (first.get("srclang"), first.get("segtype"), first.get("o-tmf")) == (
        "en-US",
        "sentence",
        "TW4Win",
    )
    assert (first.get("datatype"), tus[2].get("datatype")) == ("text", "rtf")
    assert first[0].get("{http://www.w3.org/XML/1998/namespace}lang") == "de-DE"
    assert first[2].get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert len(tus) == 11


def test_what_is_known_already_is_not_added_again(
    memory: TranslationMemory, tmp_path: Path
) -> None:
    memory.add("own", "自己的", ("en", "zh"))
    run(importing(memory, RICH))
    before = memory.count()
    again = run(importing(memory, RICH))
    assert (again.units, again.duplicates) == (0, 9)
    out = tmp_path / "out.tmx"
    run(exporting(memory, out))
    assert run(importing(memory, out)).units == 0
    assert memory.count() == before
    assert len(memory.imports()) == 1


def test_other_notes_make_another_unit(memory: TranslationMemory, tmp_path: Path) -> None:
    noted = unit("Save", "保存").replace("<tu>", '<tu><prop type="x">menu</prop>')
    run(importing(memory, write(tmp_path / "a.tmx", unit("Save", "保存"))))
    assert run(importing(memory, write(tmp_path / "b.tmx", noted))).units == 1
    assert run(importing(memory, write(tmp_path / "c.tmx", noted))).units == 0


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf8", "utf-16", "gb18030", "windows-1252"]
)
def test_encodings(memory: TranslationMemory, tmp_path: Path, encoding: str) -> None:
    target = "déjà" if encoding == "windows-1252" else "你好"
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    path = write(tmp_path / "a.tmx", unit("hello", target), encoding=declared)
    if encoding == "utf-8-sig":
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    run(importing(memory, path))
    found = memory.exact("hello", ("en", "zh"))
    assert found
    assert found.target == target


@pytest.mark.parametrize("encoding", ["rot13", "zlib", "nonsense", "utf-7", "gb18030", "utf-16"])
def test_encodings_that_are_not_what_they_say(
    memory: TranslationMemory, tmp_path: Path, encoding: str
) -> None:
    path = write(tmp_path / "a.tmx", unit("hello", "\udcff\udcff"), encoding="utf-8")
    path.write_bytes(path.read_bytes().replace(b'"utf-8"', f'"{encoding}"'.encode()))
    with pytest.raises(UserError) as caught:
        run(importing(memory, path))
    assert caught.value.code is ErrorCode.IMPORT_INVALID


BOMB = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
SECRET = '<!DOCTYPE tmx [<!ENTITY s SYSTEM "file:///etc/hostname">]>'
EXTERNAL = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


@pytest.mark.parametrize(
    ("body", "head", "line", "reason"),
    [
        ("<tu>&b;</tu>", BOMB, 2, "entities"),
        (unit("&s;", "x"), SECRET, 2, "entities"),
        (unit("&nbsp;", "x"), EXTERNAL, 2, "nbsp"),
        (unit("a", "b") + "\n<tu><tuv><seg>x</seg></tuv></tu>", "", 3, "xml:lang"),
        ("\n\n<tu></tu>", "", 4, "tuv"),
        ('\n<tu><tuv xml:lang="en"></tuv></tu>', "", 3, "seg"),
        ("\n<tu><tuv></tu>", "", 3, "mismatched"),
        (unit("&#11;", "x"), "", 2, "invalid character"),
        ("<tu>" + "<hi>" * 200, "", 2, "nested"),
    ],
)
def test_what_cannot_be_imported_is_told_with_the_line(
    memory: TranslationMemory, tmp_path: Path, body: str, head: str, line: int, reason: str
) -> None:
    path = write(tmp_path / "bad.tmx", body, head)
    with pytest.raises(UserError) as caught:
        run(importing(memory, path))
    assert caught.value.code is ErrorCode.IMPORT_INVALID
    assert caught.value.params["path"] == str(path)
    assert caught.value.params["line"] == line
    assert reason in str(caught.value.params["reason"])
    assert memory.count() == 0


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html><tu></tu></html>", b"\xff\xfe<"])
def test_foreign_files_are_refused(memory: TranslationMemory, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "foreign.tmx"
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        list(importing(memory, path))
    assert caught.value.code is ErrorCode.IMPORT_INVALID
    with pytest.raises(UserError) as caught:
        list(importing(memory, tmp_path / "missing.tmx"))
    assert caught.value.code is ErrorCode.FILE_UNREADABLE


def test_nothing_of_a_file_that_breaks_off_stays(memory: TranslationMemory, tmp_path: Path) -> None:
    body = "".join(unit(f"sentence {n}", f"句子 {n}") for n in range(450)) + "<tu>"
    with pytest.raises(UserError):
        list(importing(memory, write(tmp_path / "broken.tmx", body)))
    assert memory.count() == 0
    assert memory.near("sentence 7", ("en", "zh")) == []


def test_an_import_can_be_cancelled_or_lost(memory: TranslationMemory, tmp_path: Path) -> None:
    body = "".join(unit(f"sentence {n}", f"句子 {n}") for n in range(450))
    path = write(tmp_path / "long.tmx", body)
    steps = importing(memory, path)
    assert 0 < next(steps).units < 450
    steps.close()
    assert memory.count() == 0
    lost = importing(memory, path)
    next(lost)
    restarted = TranslationMemory(memory.database)  # as after a crash
    assert restarted.count() == 0
    while restarted.tidy():
        pass
    (left,) = memory.database.connection.execute("SELECT count(*) FROM memory_search").fetchone()
    assert left == 0


def test_export_that_fails_leaves_the_old_file(memory: TranslationMemory, tmp_path: Path) -> None:
    memory.add("a", "b", ("en", "zh"))
    path = tmp_path / "old.tmx"
    path.write_text("old")
    exporting_ = exporting(memory, path)
    next(exporting_)
    exporting_.close()
    assert path.read_text() == "old"
    assert list(tmp_path.glob("*.part")) == []
    with pytest.raises(UserError) as caught:
        list(exporting(memory, tmp_path / "none" / "x.tmx"))
    assert caught.value.code is ErrorCode.FILE_UNWRITABLE


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[TranslationMemory]]:
    folder = tmp_path_factory.mktemp("two")
    databases = [Database(folder / name) for name in ("one.db", "two.db")]
    yield [TranslationMemory(database) for database in databases]
    for database in databases:
        database.close()


def texts(memory: TranslationMemory) -> list[tuple[str, str]]:
    return sorted((entry.source, entry.target) for entry in memory.entries())


@settings(max_examples=60, deadline=None)
@given(pairs=st.lists(st.tuples(ANYTHING, ANYTHING), min_size=1, max_size=4))
def test_any_text_survives(two: list[TranslationMemory], pairs: list[tuple[str, str]]) -> None:
    one, other = two
    for memory in two:
        memory.database.connection.execute("DELETE FROM memory_units")
    for source, target in pairs:
        one.add(source, target, ("en", "zh"))
    out = one.database.path.with_name("out.tmx")
    run(exporting(one, out))
    assert not FORBIDDEN.search(out.read_text(encoding="utf-8"))
    assert_valid(out)
    run(importing(other, out))
    assert texts(other) == texts(one)
    again = out.with_name("again.tmx")
    run(exporting(other, again))
    assert canonical_xml(again) == canonical_xml(out)


PIECES = st.lists(
    st.one_of(
        ANYTHING.map(clean),
        st.sampled_from(["⟦1⟧", "⟦/1⟧", "⟦2⟧", "⟦/2⟧", "⟦3/⟧", "⟦4/⟧", "⟦5⟧", "⟦/5⟧"]),
    ),
    max_size=10,
).map("".join)


@given(PIECES)
def test_every_text_with_tags_is_written_and_read_again(text: str) -> None:
    seg = parse(serialize(write_segment(text)))
    (segment,) = read_segments([seg])
    assert segment.text == text
    # Also with elements that enclose, wherever the text moves them.
    (old,) = read_segments(
        [parse('<seg><hi x="1">a</hi><bpt i="1" x="2"/><hi x="5"/><ept i="1"/><ph x="3"/></seg>')]
    )
    moved = write_segment(text, old.inlines)
    assert "".join(moved.itertext()) == TAG.sub("", text) or "⟦" in "".join(moved.itertext())
    assert read_segments([parse(serialize(moved))])[0].text == text


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        ('<ph x="9"/><ph x="9"/><ph x="n"/>', "⟦9/⟧⟦1/⟧⟦2/⟧"),
        ('<bpt i="1"/>a<bpt i="1"/>b<ept i="1"/>', "⟦1⟧a⟦2/⟧b⟦/1⟧"),
        ('<ept i="1"/>a<bpt i="1"/>b', "⟦1/⟧a⟦2/⟧b"),
        ('<bpt i="1"/>a<ph><sub><ept i="1"/></sub></ph>', "⟦1/⟧a⟦2/⟧"),
        ('<hi>a<bpt i="1"/>b</hi>c<ept i="1"/>', "⟦1⟧a⟦2⟧b⟦/1⟧c⟦/2⟧"),
        ("<hi>a<unknown>b</unknown></hi>", "⟦1⟧a⟦2⟧b⟦/2⟧⟦/1⟧"),
    ],
)
def test_odd_segments(seg: str, text: str) -> None:
    element = parse(f"<seg>{seg}</seg>")
    (segment,) = read_segments([element])
    assert segment.text == text
    assert serialize(write_segment(text, segment.inlines)) == serialize(element)


def test_a_number_that_stands_in_the_text_is_not_issued() -> None:
    (segment,) = read_segments([parse('<seg>a<ph x="1"/> ⟦1⟧b⟦/1⟧</seg>')])
    assert segment.text == "a⟦2/⟧ ⟦1⟧b⟦/1⟧"


def test_what_encloses_is_split_where_it_would_cross() -> None:
    (old,) = read_segments([parse('<seg><hi x="1">a</hi><hi x="2" type="t">b</hi></seg>')])
    nested = write_segment("⟦1⟧a⟦2⟧b⟦/2⟧⟦/1⟧", old.inlines)
    assert serialize(nested) == '<seg><hi x="1">a<hi x="2" type="t">b</hi></hi></seg>'
    crossed = write_segment("⟦1⟧a⟦2⟧b⟦/1⟧c⟦/2⟧", old.inlines)
    assert serialize(crossed) == (
        '<seg><bpt x="1" i="1" />a<hi x="2" type="t">b<ept i="1" />c</hi></seg>'
    )
    assert read_segments([crossed])[0].text == "⟦1⟧a⟦2⟧b⟦/1⟧c⟦/2⟧"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("EN-us", "en"),
        ("zh_CN", "zh"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hans-HK", "zh"),
        ("ZHO", "zh"),
        ("nb-NO", "no"),
        ("fil", "tl"),
        ("deu", "de"),
        ("pt-BR", "pt"),
        ("x-klingon", "x"),
        ("tlh", "tlh"),
    ],
)
def test_language_tags(tag: str, code: str) -> None:
    assert canonical(tag) == code
