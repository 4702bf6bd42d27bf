"""Files that are damaged, hostile or just strange, read as pieces of writing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.documents.registry import read_piece
from app.piece import Piece
from app.protocol import ErrorCode, UserError
from tests.documents.test_pieces_odt import opendocument
from tests.documents.test_pieces_word import word

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_what_is_no_document_is_told(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    for data in (b"", b"PK\3\4 no", bytes.fromhex("d0cf11e0a1b11ae1")):
        path.write_bytes(data)
        with pytest.raises(UserError) as caught:
            read_piece(path)
        assert caught.value.code is ErrorCode.DOCUMENT_UNREADABLE


def test_entities_and_bombs_are_refused(tmp_path: Path) -> None:
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    document = f"{entity}<w:document {_NAMESPACE}><w:body/></w:document>"
    deep = "<w:sdt><w:sdtContent>" * 2000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 2000
    hostile = (word(tmp_path, "", {"word/document.xml": document}), word(tmp_path, deep))
    for path in hostile:
        with pytest.raises(UserError) as caught:
            read_piece(path)
        assert caught.value.code is ErrorCode.DOCUMENT_UNREADABLE


_ELEMENTS = (
    *("p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "hyperlink", "pPr", "numPr"),
    *("pict", "drawing", "object", "fldSimple", "ruby", "footnoteReference", "smartTag"),
    "txbxContent",
)
_ODT_ELEMENTS = (
    *("text:p", "text:h", "text:span", "text:a", "text:list", "text:list-item", "text:note"),
    *("text:note-body", "text:tracked-changes", "text:deletion", "text:section", "text:ruby"),
    *("table:table", "table:table-row", "table:table-cell", "draw:frame", "draw:text-box"),
)
_TAGS = (
    *("p", "div", "h2", "ul", "ol", "li", "blockquote", "pre", "code", "table", "tr", "td", "b"),
    *("a", "span", "dl", "dt", "figure", "svg", "body", "html", "head", "title", "caption"),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=st.recursive(
        st.sampled_from(
            ("x", "<w:t>y</w:t>", "<w:tab/>", "<w:sym/>", '<w:fldChar w:fldCharType="begin"/>')
        ),
        lambda inner: st.builds(
            lambda name, content: f"<w:{name}>{''.join(content)}</w:{name}>",
            st.sampled_from(_ELEMENTS),
            st.lists(inner, max_size=3),
        ),
        max_leaves=20,
    )
)
@example(body="<w:tbl/><w:tbl><w:tr/></w:tbl>")
def test_any_word_text_is_read(tmp_path: Path, body: str) -> None:
    piece, _ = read_piece(word(tmp_path, body))
    assert isinstance(piece, Piece)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=st.recursive(
        st.sampled_from(("x", "<text:s/>", '<text:change text:change-id="x"/>', "<draw:image/>")),
        lambda inner: st.builds(
            lambda name, content: f"<{name}>{''.join(content)}</{name}>",
            st.sampled_from(_ODT_ELEMENTS),
            st.lists(inner, max_size=3),
        ),
        max_leaves=20,
    )
)
def test_any_opendocument_text_is_read(tmp_path: Path, body: str) -> None:
    piece, _ = read_piece(opendocument(tmp_path, body))
    assert isinstance(piece, Piece)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=st.recursive(
        st.sampled_from(("x", " \n", "<br>", "<img src='data:'>", "<hr>", "<!-- c -->")),
        lambda inner: st.builds(
            lambda name, content: f"<{name}>{''.join(content)}</{name}>",
            st.sampled_from(_TAGS),
            st.lists(inner, max_size=3),
        ),
        max_leaves=30,
    )
)
def test_any_page_is_read(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(body)
    piece, _ = read_piece(path)
    assert piece.text.count("x") <= body.count("x")


def test_what_is_nested_deeply_is_read_or_told(tmp_path: Path) -> None:
    for name, text in (
        ("a.html", "<div>" * 9000 + "x"),
        ("b.html", "<ul><li>" * 9000 + "x"),
        ("c.md", "> " * 9000 + "x"),
        ("d.md", "[" * 9000 + "x"),
    ):
        (tmp_path / name).write_text(text)
        try:
            read_piece(tmp_path / name)
        except UserError as error:
            assert error.code is ErrorCode.DOCUMENT_UNREADABLE
