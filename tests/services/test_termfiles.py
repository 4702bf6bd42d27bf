from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.protocol import ErrorCode, UserError
from app.services.translation.termfiles import SUFFIXES, read_terms, write_terms
from app.services.translation.text import clean
from app.tabs.translate.task.terms import Term

TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\t\n\r,;|\"' \x00\x0b\x1f\x85\u2028\ud800\ufffe<>&中文砚😀"),
    ),
    max_size=12,
)


def table(path: Path, text: str, encoding: str = "utf-8") -> list[Term]:
    path.write_bytes(text.encode(encoding))
    return read_terms(path, "en", "zh")


def refusal(path: Path, data: bytes) -> UserError:
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        read_terms(path, "en", "zh")
    assert caught.value.code is ErrorCode.IMPORT_INVALID
    assert caught.value.params["path"] == str(path)
    return caught.value


INKSTONE = Term("inkstone", "砚台")


@pytest.mark.parametrize(
    "text",
    [
        "inkstone,砚台\n",
        "inkstone;砚台\r\n",
        "inkstone\t砚台",
        "source,target\ninkstone,砚台\n",
        "note,target,keep,source\n,砚台,,inkstone\n",
        "原文,译文,备注\ninkstone,砚台,\n",
        "Source Term;Target_Term\ninkstone;砚台\n",
        "English,Chinese\ninkstone,砚台\n",
        "中文,英语\n砚台,inkstone\n",
        "zh-CN\ten-US\n砚台\tinkstone\n",
        "sep=|\nsource|target\ninkstone|砚台\n",
        "\n ,, \ninkstone,砚台\n\n",
        '"inkstone","砚台",""\n',
    ],
)
def test_tables_of_many_kinds(tmp_path: Path, text: str) -> None:
    for suffix in (".csv", ".tsv", ".txt"):
        assert table(tmp_path / f"terms{suffix}", text) == [INKSTONE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "source,target\ninkstone,砚台\n"
    assert table(tmp_path / "a.csv", text, encoding) == [INKSTONE]


def test_every_column_is_understood(tmp_path: Path) -> None:
    text = (
        "原文,译文,区分大小写,备注,不译\n"
        "IT,信息技术,是,industry,\n"
        'Inkstone,,YES,"the app, ""ours""",x\n'
        "server,服务器,否,,0\n"
    )
    assert table(tmp_path / "a.csv", text) == [
        Term("IT", "信息技术", case_sensitive=True, note="industry"),
        Term("Inkstone", "", case_sensitive=True, keep=True, note='the app, "ours"'),
        Term("server", "服务器"),
    ]


def test_columns_without_a_header(tmp_path: Path) -> None:
    assert table(tmp_path / "a.csv", "it,它,a note\n") == [Term("it", "它", note="a note")]
    assert table(tmp_path / "a.csv", "IT,信息技术,yes,industry,no\n") == [
        Term("IT", "信息技术", case_sensitive=True, note="industry")
    ]


def test_quotes_that_do_not_close_are_text_between_tabs(tmp_path: Path) -> None:
    text = '"5 inch disk\t5 英寸磁盘\n12" vinyl\t12 英寸唱片\n"quoted, ""well"""\t引用\n'
    assert [t.source for t in table(tmp_path / "a.tsv", text)] == [
        '"5 inch disk',
        '12" vinyl',
        '"quoted, ""well"""',
    ]


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.csv", b"source,target\na,b\nc,\n", 3),
        ("a.csv", b"source,target\n,b\n", 2),
        ("a.csv", b'source,target\n"a\nb",c\n\nd\n', 5),
        ("a.csv", b"source,target,case\na,b,maybe\n", 2),
        ("a.csv", b'source,target\na,b\n"c,d\n', 3),
        ("a.csv", b"only one column\n", 1),
        ("a.csv", b"a,b\n\xff\xff,c\n", 2),
        ("a.tbx", b"<tbx>\n<text></tbx>", 2),
        ("a.tbx", b"<?xml version='1.0'?>\n<html/>", 2),
        ("a.tbx", b'<!DOCTYPE tbx [\n<!ENTITY a "b">]>\n<tbx/>', 2),
    ],
)
def test_what_cannot_be_read_is_told_with_the_line(
    tmp_path: Path, name: str, data: bytes, line: int
) -> None:
    error = refusal(tmp_path / name, data)
    assert error.params["line"] == line
    assert f"line {line}" in str(error.params["reason"])


def test_files_that_are_not_there(tmp_path: Path) -> None:
    for name in ("none.csv", "none.tbx"):
        with pytest.raises(UserError) as caught:
            read_terms(tmp_path / name, "en", "zh")
        assert caught.value.code is ErrorCode.FILE_UNREADABLE
    with pytest.raises(UserError) as caught:
        write_terms(tmp_path / "none" / "a.csv", [], "en", "zh")
    assert caught.value.code is ErrorCode.FILE_UNWRITABLE
    with pytest.raises(UserError) as caught:
        write_terms(tmp_path / "a.xlsx", [], "en", "zh")
    assert caught.value.code is ErrorCode.BAD_USE
    assert list(tmp_path.iterdir()) == []


def test_an_empty_table_has_no_terms(tmp_path: Path) -> None:
    assert table(tmp_path / "a.csv", "") == []
    assert table(tmp_path / "a.csv", "source,target\n") == []


def test_spreadsheets_open_what_is_written(tmp_path: Path) -> None:
    path = tmp_path / "术语.csv"
    write_terms(path, [Term("a,b", "甲", note="x\ny")], "en", "zh")
    assert (
        path.read_bytes()
        == ("\ufeffsource,target,case,note,keep\r\n" + '"a,b",甲,,"x\ny",\r\n').encode()
    )


def stored(term: Term) -> Term:
    """Return what a file can hold of a term."""
    source, target, note = (clean(text).strip() for text in (term.source, term.target, term.note))
    return Term(source, "" if term.keep else target, term.case_sensitive, term.keep, note)


def complete(term: Term) -> bool:
    term = stored(term)
    return bool(term.source and term.wanted) and term.source != term.target


TERMS = st.lists(
    st.builds(Term, TEXT, TEXT, st.booleans(), st.booleans(), TEXT).filter(complete),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("terms")


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(terms=TERMS)
def test_terms_are_read_as_they_were_written(folder: Path, suffix: str, terms: list[Term]) -> None:
    path = folder / f"terms{suffix}"
    write_terms(path, terms, "en", "zh")
    assert read_terms(path, "en", "zh") == [stored(term) for term in terms]


# TBX --------------------------------------------------------------------------------------------

DCA = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>test</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
<conceptEntry id="c1">
  <descrip type="subjectField">calligraphy</descrip>
  <descripGrp><descrip type="definition">A <hi>stone</hi> for ink.</descrip></descripGrp>
  <langSec xml:lang="en-GB"><termSec>
    <term> inkstone </term>
    <termNote type="partOfSpeech">noun</termNote>
    <note>countable</note>
  </termSec><termSec>
    <term>ink slab</term>
    <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
  </termSec></langSec>
  <langSec xml:lang="zh-CN"><termSec><term>砚台</term></termSec>
    <termSec><term>砚</term>
    <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec>
</conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="de"><termSec><term>Tinte</term></termSec></langSec>
<langSec xml:lang="zh"><termSec><term>墨</term></termSec></langSec></conceptEntry>
<conceptEntry id="c3"><langSec xml:lang="en"><termSec><term>Inkstone</term></termSec></langSec>
<langSec xml:lang="zh"><termSec><term>Inkstone</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""
DCT = """<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<text><body><conceptEntry id="c1"><min:subjectField>calligraphy</min:subjectField>
<langSec xml:lang="en"><basic:definition>A stone for ink.</basic:definition>
<termSec><term>inkstone</term><basic:note>countable</basic:note></termSec></langSec>
<langSec xml:lang="zh"><termSec><term>砚台</term>
<min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>砚</term></termSec></langSec></conceptEntry></body></text></tbx>"""
MARTIF = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc/></martifHeader><text><body>
<termEntry id="1"><descrip type="subjectField">calligraphy</descrip>
<langSet xml:lang="en">
<descripGrp><descrip type="definition">A stone for ink.</descrip></descripGrp>
<ntig><termGrp><term>inkstone</term></termGrp><note>countable</note></ntig></langSet>
<langSet xml:lang="zh"><tig><term>砚</term></tig></langSet></termEntry>
</body></text></martif>"""


@pytest.mark.parametrize("text", [DCA, DCT, MARTIF])
@pytest.mark.parametrize("name", ["a.tbx", "a.xml", "a.unknown"])
def test_tbx_of_every_kind(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    terms = read_terms(path, "en", "zh")
    note = "calligraphy\nA stone for ink.\ncountable"
    assert terms[0] == Term("inkstone", "砚", note=note)
    assert terms[1:] == ([Term("Inkstone", "", keep=True)] if text is DCA else [])
    back = read_terms(path, "zh", "en")
    assert back[0].target == "inkstone"
    assert [t.source for t in back if not t.keep][-1] == "砚"


def test_languages_that_a_file_lacks_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    path.write_text(DCA, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_terms(path, "en", "fr")
    assert "en, zh, de" in str(caught.value.params["reason"])


def test_what_is_written_is_tbx_basic(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    term = Term("IT", "信息技术", case_sensitive=True, note="industry <it>")
    write_terms(path, [term, Term("Inkstone", "", keep=True)], "en", "zh-Hant")
    root = etree.parse(str(path)).getroot()
    name = "{urn:iso:std:iso:30042:ed-2}"
    assert root.tag == f"{name}tbx"
    assert dict(root.attrib) == {
        "type": "TBX-Basic",
        "style": "dca",
        "{http://www.w3.org/XML/1998/namespace}lang": "en",
    }
    concepts = list(root.iter(f"{name}conceptEntry"))
    assert [concept.get("id") for concept in concepts] == ["c1", "c2"]
    assert [child.tag.removeprefix(name) for child in concepts[0]] == ["note", "langSec", "langSec"]
    admin = next(concepts[0].iter(f"{name}admin"))
    assert (admin.get("type"), admin.text) == ("projectSubset", "case-sensitive")
    assert [e.text for e in concepts[1].iter(f"{name}term")] == ["Inkstone", "Inkstone"]
