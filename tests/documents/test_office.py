"""Office documents: what is read, what a translation changes and what it leaves alone."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from app.document_protocol import TAG
from app.documents import package
from app.protocol import ErrorCode, UserError
from tests.documents import office_files as files
from tests.documents.office_checks import (
    SPACE,
    A,
    S,
    T,
    W,
    bare,
    objects,
    opens,
    parts,
    read,
    root,
    shout,
    shouted,
    skeleton,
    texts_of,
    units,
    write,
)

COLUMN = S + "tableColumn"
SUFFIXES = sorted(files.BUILDERS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("文 档")


@pytest.fixture(scope="module", params=SUFFIXES)
def source(request: pytest.FixtureRequest, folder: Path) -> Path:
    suffix: str = request.param
    return files.BUILDERS[suffix](folder / f"source{suffix}")


# All formats -----------------------------------------------------------------------------


def test_keys_are_stable_and_distinct(source: Path) -> None:
    first, second = read(source).units, read(source).units
    assert first == second
    assert len({unit.key for unit in first}) == len(first) > 5


def test_only_text_with_words_is_a_unit(source: Path) -> None:
    for text in texts_of(source):
        assert any(c.isalpha() for c in bare(text))
        assert text == text.strip()


def test_the_identity_leaves_every_byte(source: Path) -> None:
    target = write(source, units(source), language="zh", tracked=True)
    assert parts(target) == parts(source)
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target) as after:
        assert before.namelist() == after.namelist()


def test_a_translation_changes_text_only(source: Path) -> None:
    target = write(source, shouted(source), "shouted")
    opens(target)
    before, after = parts(source), parts(target)
    assert [*before] == [*after]
    for name in before:
        if not name.endswith(".xml"):
            assert after[name] == before[name], name
        elif source.suffix != ".odt" and name not in ("xl/workbook.xml", "xl/tables/table1.xml"):
            old, new = etree.fromstring(before[name]), etree.fromstring(after[name])
            assert skeleton(new) == skeleton(old), name
    assert units(target) == shouted(source)


def test_units_that_are_not_translated_stay(source: Path) -> None:
    key, text = next(iter(units(source).items()))
    target = write(source, {key: "Anders", "unknown:1": "x"}, "one")
    assert units(target) == {**units(source), key: "Anders"}
    assert units(write(source, {key: "  "}, "none"))[key] == text


def test_bilingual_shows_both(source: Path) -> None:
    target = write(source, shouted(source), "both", bilingual=True)
    opens(target)
    found = [bare(text) for text in texts_of(target)]
    for text in map(bare, texts_of(source)):
        if source.suffix == ".xlsx":
            assert f"{text}\n{shout(text)}" in found or shout(text) in found
        elif "Dear" not in text:  # the copy of a content control is text
            # The words of a text box or note may stand before the translation.
            assert shout(text) in found[found.index(text) + 1 : found.index(text) + 4]


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data(), bilingual=st.booleans(), tracked=st.booleans())
def test_damaged_tags_never_damage_the_file(
    source: Path, data: st.DataObject, bilingual: bool, tracked: bool
) -> None:
    tags = [f"⟦{form}⟧" for n in (1, 2, 3, 4, 99) for form in (f"{n}", f"/{n}", f"{n}/")]
    pieces = st.sampled_from(["word", " ", "\n", "\t", "\x00\x0b", "\ufffe", "字", "⟦", "⟧", *tags])
    texts = {
        key: "".join(data.draw(st.lists(pieces, max_size=12))) + "end" for key in units(source)
    }
    target = write(source, texts, "damaged", bilingual=bilingual, tracked=tracked)
    opens(target)
    for name in ("word/document.xml", "content.xml"):
        if name in parts(source) and not tracked:
            assert objects(root(target, name)) == objects(root(source, name))
            assert not root(target, name).findall(f".//{W}hyperlink//{W}hyperlink")
            assert not root(target, name).findall(f".//{T}a//{T}a")
    assert not any("⟦99" in text for text in texts_of(target))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_no_document_is_refused(suffix: str, folder: Path, source: Path) -> None:
    whole = source.read_bytes()
    cases = {
        "empty": b"",
        "text": b"Hello",
        "cut": whole[: len(whole) // 2],
        "ole": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    }
    for name, content in cases.items():
        path = folder / f"{name}{suffix}"
        path.write_bytes(content)
        with pytest.raises(UserError) as caught:
            read(path)
        assert caught.value.code is ErrorCode.DOCUMENT_UNREADABLE, name
        assert caught.value.params["path"] == str(path)
        assert caught.value.params["reason"]
        assert ("encrypted" in str(caught.value)) == (name == "ole")
    if source.suffix != suffix:
        path = folder / f"foreign{suffix}"
        path.write_bytes(whole)
        with pytest.raises(UserError, match="document-unreadable"):
            read(path)


def damaged(source: Path, pattern: bytes, replacement: bytes, count: int = 1) -> Path:
    """Copy a file with something else in every part that has `pattern`."""

    def edit(_: str, content: bytes) -> bytes:
        return re.sub(pattern, replacement, content, count=count)

    return files.changed(source, source.with_name(f"damaged{source.suffix}"), edit)


def test_malformed_parts_are_refused(source: Path) -> None:
    with pytest.raises(UserError, match="document-unreadable"):
        read(damaged(source, rb"</[\w:-]+>\s*$", b""))


def test_entities_are_not_resolved(source: Path, folder: Path) -> None:
    secret = folder / "secret.txt"
    secret.write_text("secret words")
    declaration = f'?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    with pytest.raises(UserError, match="document-unreadable"):
        read(damaged(source, rb"\?>", declaration))


def test_corrupted_data_is_refused(source: Path) -> None:
    with zipfile.ZipFile(source) as archive:
        info = max(archive.infolist(), key=lambda info: info.compress_size)
    content = bytearray(source.read_bytes())
    middle = info.header_offset + 60 + info.compress_size // 2
    content[middle : middle + 8] = bytes(8)
    path = source.with_name(f"corrupt{source.suffix}")
    path.write_bytes(content)
    with pytest.raises(UserError, match="document-unreadable"):
        write(path, {}, "never")


def test_what_is_nested_too_deeply_is_refused(source: Path) -> None:
    def edit(name: str, content: bytes) -> bytes:
        for tag in (rb"w:hyperlink", rb"text:span"):
            if tag in content:
                deep = rb"<" + tag + rb">"
                nested = deep * 1200 + rb"x" + deep.replace(rb"<", rb"</") * 1200
                return re.sub(rb"(<w:p>|<text:p>)", rb"\1" + nested, content, count=1)
        return content

    if source.suffix in (".docx", ".odt"):
        with pytest.raises(UserError, match="document-unreadable"):
            read(files.changed(source, source.with_name(f"deep{source.suffix}"), edit))


def test_strict_open_xml_is_named(source: Path) -> None:
    if source.suffix != ".odt":
        pattern = rb"http://schemas.openxmlformats.org/(\w+ml)/2006/main"
        with pytest.raises(UserError, match="Strict Open XML"):
            read(damaged(source, pattern, rb"http://purl.oclc.org/ooxml/\1/main", 0))


def test_bombs_are_refused(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST", 1000)
    with pytest.raises(UserError, match="1 GiB"):
        read(source)


# PowerPoint ------------------------------------------------------------------------------


def test_slides_come_in_their_order_with_their_notes(folder: Path) -> None:
    source = files.slides(folder / "order.pptx")
    presentation = pptx.Presentation(str(source))
    order = presentation.part._element.sldIdLst
    order.append(order[0])
    presentation.save(str(source))
    texts = texts_of(source)
    first = ["Outlook", "Growth in Asia", "第二点：成本"]
    assert texts[:3] == first and texts[5] == "Take time" and texts[6] == "Results 结果"
    assert "Sales grew⟦1⟧ a lot⟦/1⟧⟦2/⟧on page ⟦3/⟧ of it" in texts
    for once in ("Inside a group", "Merged heading", "Sales by region", "Say hello first"):
        assert texts.count(once) == 1


def test_slides_keep_links_and_carry_the_language(folder: Path) -> None:
    source = files.slides(folder / "links.pptx")
    target = write(source, shouted(source), "linked", language="zh")
    slide = pptx.Presentation(str(target)).slides[0]
    runs = [r for p in slide.placeholders[1].text_frame.paragraphs for r in p.runs]
    linked = next(run for run in runs if run.text == "MORE ON OUR SITE")
    assert linked.hyperlink.address == "https://example.org"
    assert {run._r.find(A + "rPr").get("lang") for run in runs} == {"zh-CN"}
    assert slide.notes_slide.notes_text_frame.text == "SAY HELLO FIRST"


def test_a_bilingual_slide_counts_an_item_once(folder: Path) -> None:
    source = files.slides(folder / "counted.pptx")
    target = write(source, shouted(source), "once", bilingual=True)
    slide = pptx.Presentation(str(target)).slides[0]
    paragraphs = slide.placeholders[1].text_frame.paragraphs
    item, below = paragraphs[4], paragraphs[5]
    assert below.text == "SALES GREW A LOT\vON PAGE 2 OF IT"
    assert item._p.find(f".//{A}buAutoNum") is not None
    assert below._p.find(f".//{A}buNone") is not None
    assert len(item._p.findall(f".//{A}fld")) == len(below._p.findall(f".//{A}fld")) == 1


# Excel -----------------------------------------------------------------------------------


def test_a_workbook_keeps_formulas_numbers_and_dates(folder: Path) -> None:
    source = files.workbook(folder / "book.xlsx")
    target = write(source, shouted(source), "values")
    old, new = (
        openpyxl.load_workbook(source).worksheets[0],
        openpyxl.load_workbook(target).worksheets[0],
    )
    assert new.title == "Data 数据"
    for cell in ("B1", "B2", "B3", "B4", "B6"):
        assert new[cell].value == old[cell].value
        assert new[cell].number_format == old[cell].number_format
    assert new["A1"].value == new["B5"].value == "QUARTERLY REPORT"
    assert new["A1"].font.b and new["A4"].value == "TWO\nLINES"
    assert new.merged_cells.ranges == old.merged_cells.ranges
    before, after = parts(source), parts(target)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "xl/sharedStrings.xml", "xl/tables/table1.xml", "xl/charts/chart1.xml",
        "xl/drawings/drawing1.xml", "xl/workbook.xml",
    }  # fmt: skip


def test_rich_text_becomes_tags_and_back(folder: Path) -> None:
    source = files.workbook(folder / "rich.xlsx")
    key = "xl/sharedStrings.xml:2"
    assert units(source)[key] == "⟦1⟧Sales ⟦/1⟧grew a lot⟦2⟧ and ⟦/2⟧⟦3⟧fast⟦/3⟧"
    whole = root(write(source, shouted(source), "whole"), "xl/sharedStrings.xml")[2]
    spaced = [t.get(SPACE) for t in whole.iter(S + "t") if t.text != (t.text or "").strip()]
    assert spaced == ["preserve", "preserve"]
    target = write(source, {key: "⟦3⟧快⟦/3⟧涨了"}, "poor")
    sheet = openpyxl.load_workbook(target, rich_text=True).worksheets[0]
    first, second = sheet["A3"].value
    assert (first.text, first.font.color.rgb) == ("快", "FFFF0000")
    assert (second.text, second.font.b) == ("涨了", True)


def test_results_that_are_text_are_computed_anew(folder: Path) -> None:
    def asked(path: Path) -> str | None:
        calculation = root(path, "xl/workbook.xml").find(S + "calcPr")
        return None if calculation is None else calculation.get("fullCalcOnLoad")

    source = files.workbook(folder / "stale.xlsx")
    assert asked(source) is None
    assert asked(write(source, {"xl/sharedStrings.xml:0": "X"}, "anew")) == "1"


def test_columns_of_tables_are_called_what_their_cells_show(folder: Path) -> None:
    source = files.workbook(folder / "table.xlsx")
    names = {"Product": "Ware", "Price": "Preis", "Cost": "preis"}
    texts = {key: names.get(text, text) for key, text in units(source).items()}
    for bilingual in (False, True):
        target = write(source, texts, "columns", bilingual=bilingual)
        sheet = openpyxl.load_workbook(target).worksheets[0]
        shown = [sheet.cell(10, column).value for column in (1, 2, 3)]
        columns = [c.name.replace("_x000a_", "\n") for c in sheet.tables["Table1"].tableColumns]
        assert shown == columns
        assert len({name.casefold() for name in columns}) == 3
    assert columns == ["Product\nWare", "Price\nPreis", "Cost\npreis"]
    names_in_file = [c.get("name") for c in root(target, "xl/tables/table1.xml").iter(COLUMN)]
    assert names_in_file == ["Product_x000a_Ware", "Price_x000a_Preis", "Cost_x000a_preis"]


def test_columns_that_formulas_name_stay(folder: Path) -> None:
    source = files.workbook(folder / "named.xlsx", structured=True)
    assert not {"Product", "Price", "Cost"} & set(texts_of(source))
    assert "Tea" in texts_of(source)


def test_a_bilingual_workbook_wraps_its_cells(folder: Path) -> None:
    source = files.workbook(folder / "wrap.xlsx")
    target = write(source, shouted(source), "wrapped", bilingual=True)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert sheet["A1"].value == "Quarterly report\nQUARTERLY REPORT"
    assert sheet["A1"].alignment.wrap_text and sheet["A1"].font.b
    assert sheet["A3"].alignment.wrap_text and sheet["A3"].alignment.vertical == "top"
    assert not sheet["B1"].alignment.wrap_text
    rich = root(target, "xl/sharedStrings.xml")[2]
    assert "".join(t.text or "" for t in rich.iter(S + "t")) == (
        "Sales grew a lot and fast\nSALES GREW A LOT AND FAST"
    )


def test_inline_strings_are_units(folder: Path) -> None:
    source = files.inline_workbook(folder / "inline.xlsx")
    assert units(source) == {"xl/worksheets/sheet1.xml:0": "Inline words"}
    target = write(source, {"xl/worksheets/sheet1.xml:0": "字"}, "inlined", bilingual=True)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert sheet["A1"].value == "Inline words\n字" and sheet["A1"].alignment.wrap_text
    assert sheet["A2"].value == 5


# OpenDocument ----------------------------------------------------------------------------


def test_open_document_reads_paragraphs_with_their_markup(folder: Path) -> None:
    texts = texts_of(files.open_document(folder / "read.odt"))
    assert (
        "The  contract binds ⟦1⟧both parties⟦/1⟧, see ⟦2⟧our ⟦3⟧page⟦/3⟧⟦/2⟧⟦4/⟧ on⟦5/⟧page⟦6/⟧"
        "seven ⟦7/⟧ here."
    ) in texts
    assert "A picture ⟦1/⟧ and a box ⟦2/⟧ in the text⟦3/⟧." in texts
    assert "Page ⟦1/⟧ of it" in texts
    assert not {"Deleted before", "A comment", "Hidden words", "12.50"} & set(texts)


def test_open_document_writes_white_space_that_counts(folder: Path) -> None:
    source = files.open_document(folder / "space.odt")
    key = next(k for k, text in units(source).items() if text == "First item")
    text = "two  spaces,\ttab\nline"
    target = write(source, {key: text}, "spaced")
    paragraph = next(
        p for p in root(target, "content.xml").iter(T + "p") if "two" in (p.text or "")
    )
    assert [e.tag.removeprefix(T) for e in paragraph] == ["s", "tab", "line-break"]
    assert units(target)[key] == "two  spaces,⟦1/⟧tab⟦2/⟧line"


def test_open_document_keeps_its_structure(folder: Path) -> None:
    source = files.open_document(folder / "structure.odt")
    target = write(source, shouted(source), "kept")
    old, new = root(source, "content.xml"), root(target, "content.xml")
    for tag in ("note", "note-body", "bookmark", "change", "tab", "line-break", "a", "s"):
        assert len(old.findall(f".//{T}{tag}")) == len(new.findall(f".//{T}{tag}")), tag
    spans = [(s.get(T + "style-name"), "".join(s.itertext())) for s in new.iter(T + "span")]
    assert spans == [("T1", "BOTH PARTIES"), ("Emphasis", "PAGE")]
    assert [e.tag for e in new.iter() if e.tag != T + "span"] == [
        e.tag for e in old.iter() if e.tag not in (T + "span", T + "soft-page-break")
    ]


def test_a_bilingual_open_document_begins_a_page_once(folder: Path) -> None:
    source = files.open_document(folder / "pages.odt")
    target = write(source, shouted(source), "page", bilingual=True)
    tree = root(target, "content.xml")
    assert [p.get(T + "style-name") for p in tree.iter(T + "p")].count("P1") == 1
    headings = [(h.text, h.get(T + "is-list-header")) for h in tree.iter(T + "h")]
    assert headings == [("Contract 合同", None), ("CONTRACT 字字", "true")]
    assert objects(tree) == objects(root(source, "content.xml"))


def test_an_encrypted_open_document_is_refused(folder: Path) -> None:
    source = files.open_document(folder / "open.odt")

    def edit(name: str, content: bytes) -> bytes:
        entry = b"<manifest:encryption-data/></manifest:manifest>"
        return content.replace(b"</manifest:manifest>", entry)

    with pytest.raises(UserError, match="encrypted"):
        read(files.changed(source, folder / "locked.odt", edit))


def test_tags_match_the_protocol(source: Path) -> None:
    for text in texts_of(source):
        opened = [m["open"] for m in TAG.finditer(text) if m["open"]]
        assert sorted(opened) == sorted(m["close"] for m in TAG.finditer(text) if m["close"])
        assert all(text.index(f"⟦{n}⟧") < text.index(f"⟦/{n}⟧") for n in opened)
