"""Word documents: markup, languages, changes that are tracked, copies below their sources."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from lxml import etree

from tests.documents import office_files as files
from tests.documents.office_checks import (
    W,
    accept,
    bare,
    objects,
    opens,
    reject,
    root,
    shouted,
    skeleton,
    texts_of,
    units,
    words,
    write,
)

AUTHOR = "Mei 梅"


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return files.word(tmp_path_factory.mktemp("文 档") / "contract.docx")


def test_word_reads_paragraphs_with_their_markup(contract: Path) -> None:
    texts = texts_of(contract)
    assert (
        "The  contract binds ⟦1⟧both parties⟦/1⟧, see ⟦2⟧our ⟦3⟧page⟦/3⟧⟦/2⟧⟦4/⟧ and clause ⟦5/⟧"
        " on⟦6/⟧page⟦7/⟧seven\u2011B."
    ) in texts
    assert "Write to ⟦1⟧the office⟦/1⟧ today, please." in texts
    assert "The price is ⟦1/⟧⟦2⟧very high⟦/2⟧ this year." in texts
    assert "Dear ⟦1⟧customer⟦/1⟧, today is ⟦2/⟧ in Paris" in texts
    assert "合同对⟦1⟧双方⟦/1⟧具有约束力。" in texts
    assert "Introduction" in texts
    for once in ("In the box", "Merged heading", "Merged rows", "Nested cell"):
        assert texts.count(once) == 1
    for there in ("Confidential⟦1/⟧draft", "Page of the contract", "Signed in footnote two."):
        assert there in texts
    assert not any("Please check" in text for text in texts)


def test_word_translates_both_forms_of_a_text_box(contract: Path) -> None:
    target = write(contract, shouted(contract), "box")
    assert [text for text in words(root(target, "word/document.xml")) if "BOX" in text] == [
        "BESIDE THE BOX STANDS TEXT.",
        "IN THE BOX",
        "IN THE BOX",
    ]


def test_tags_move_what_they_stand_for(contract: Path) -> None:
    key = next(k for k, text in units(contract).items() if text.startswith("The  contract"))
    text = "⟦5/⟧、⟦2⟧我们的⟦3⟧网页⟦/3⟧⟦/2⟧ ⟦1⟧双方⟦/1⟧⟦6/⟧ 页⟦7/⟧七⟦4/⟧完"
    target = write(contract, {key: text}, "moved", language="zh")
    assert units(target)[key] == "、⟦1⟧我们的⟦2⟧网页⟦/2⟧⟦/1⟧ ⟦3⟧双方⟦/3⟧⟦4/⟧ 页⟦5/⟧七⟦6/⟧完"
    paragraph = root(target, "word/document.xml").findall(f".//{W}p")[3]
    instructions = [e.text.strip() for e in paragraph.iter(W + "instrText")]
    assert instructions == ["REF clause \\h"]
    assert "".join(e.text for e in paragraph.iter(W + "t") if e.text != "4.2") == bare(text)
    assert paragraph[1].tag == W + "bookmarkStart" and paragraph[-1].tag == W + "bookmarkEnd"


def test_missing_objects_come_at_the_end(contract: Path) -> None:
    key = next(k for k, text in units(contract).items() if text.startswith("The  contract"))
    target = write(contract, {key: "⟦1⟧Short⟦9/⟧⟦/2⟧"}, "short")
    assert units(target)[key] == "Short"
    paragraph = root(target, "word/document.xml").findall(f".//{W}p")[3]
    assert not paragraph.findall(f"{W}hyperlink")
    assert len(paragraph.findall(f".//{W}footnoteReference")) == 1
    assert not paragraph.findall(f".//{W}b")
    runs = [run[-1].tag for run in paragraph.findall(f"{W}r") if len(run)]
    assert runs[0] == W + "t" and W + "footnoteReference" in runs[1:]


@pytest.mark.parametrize(
    ("language", "attributes"),
    [
        ("zh", {"eastAsia": "zh-CN"}),
        ("zh-Hant", {"eastAsia": "zh-TW"}),
        ("ja", {"eastAsia": "ja-JP"}),
        ("fr", {"val": "fr"}),
        ("ar", {"bidi": "ar"}),
    ],
)
def test_word_runs_carry_the_language(
    contract: Path, language: str, attributes: dict[str, str]
) -> None:
    target = write(contract, shouted(contract), "language", language=language)
    tree = root(target, "word/document.xml")
    run = next(r for r in tree.iter(W + "r") if r.findtext(W + "t") == "FIRST ITEM")
    found = run.find(f"{W}rPr/{W}lang")
    assert found is not None
    assert dict(found.attrib) == {W + name: value for name, value in attributes.items()}
    paragraph = run.getparent()
    assert paragraph is not None
    right_to_left = language == "ar"
    assert (paragraph.find(f"{W}pPr/{W}bidi") is not None) == right_to_left
    assert (run.find(f"{W}rPr/{W}rtl") is not None) == right_to_left


def test_chinese_text_is_not_forced_into_a_latin_font(contract: Path) -> None:
    def fonts(path: Path) -> list[dict[str, str]]:
        tree = root(path, "word/document.xml")
        found = [f for f in tree.iter(W + "rFonts") if f.get(W + "ascii") == "Arial"]
        return [{name.removeprefix(W): value for name, value in f.items()} for f in found]

    source = {"ascii": "Arial", "eastAsia": "Arial", "hint": "eastAsia"}
    assert fonts(contract) == [source]
    chinese = write(contract, shouted(contract), "fonts", language="zh")
    assert fonts(chinese) == [{"ascii": "Arial", "hint": "eastAsia"}]
    french = write(contract, shouted(contract), "fonts", language="fr")
    assert fonts(french) == [{"ascii": "Arial", "eastAsia": "Arial"}]


WORD_PARTS = ("document", "header1", "footnotes", "endnotes")


@pytest.mark.parametrize("part", WORD_PARTS)
def test_tracked_changes_can_be_accepted_and_rejected(contract: Path, part: str) -> None:
    name = f"word/{part}.xml"
    plain = write(contract, shouted(contract), "plain")
    tracked = write(contract, shouted(contract), "tracked", tracked=True)
    opens(tracked)
    tree = root(tracked, name)
    assert tree.findall(f".//{W}del[@{W}author='{AUTHOR}']")
    rejected = reject(root(tracked, name), AUTHOR)
    assert words(rejected) == words(root(contract, name))
    assert skeleton(rejected) == skeleton(root(contract, name))
    accepted = accept(root(tracked, name), AUTHOR)
    assert words(accepted) == words(root(plain, name))


def test_tracked_changes_may_move_what_is_there_once(contract: Path) -> None:
    name = "word/document.xml"
    key = next(k for k, text in units(contract).items() if text.startswith("The  contract"))
    for text in (
        "⟦4/⟧⟦5/⟧x ⟦7/⟧⟦6/⟧ ⟦2⟧y ⟦3⟧z⟦/3⟧⟦/2⟧ ⟦1⟧end⟦/1⟧",
        "⟦2⟧y⟦/2⟧ ⟦5/⟧ and ⟦4/⟧",
        "nothing",
    ):
        plain = write(contract, {key: text}, "plain")
        tracked = write(contract, {key: text}, "tracked", tracked=True)
        rejected = reject(root(tracked, name), AUTHOR)
        assert skeleton(rejected) == skeleton(root(contract, name))
        assert words(rejected) == words(root(contract, name))
        accepted = accept(root(tracked, name), AUTHOR)
        assert words(accepted) == words(root(plain, name))
        assert objects(accepted) == objects(root(contract, name))


def test_tracked_changes_are_well_formed(contract: Path) -> None:
    target = write(contract, shouted(contract), "marks", tracked=True)
    ids = []
    for part in WORD_PARTS:
        tree = root(target, f"word/{part}.xml")
        for change in tree.iter(W + "ins", W + "del"):
            ids.append(change.get(W + "id"))
            assert change.get(W + "author") in (AUTHOR, "Li")
            if change.get(W + "author") == AUTHOR:
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", change.get(W + "date", ""))
        assert not tree.findall(f".//{W}ins//{W}ins")
        assert not [
            t for t in tree.iter(W + "t") if next(t.iterancestors(W + "del"), None) is not None
        ]
    assert len(ids) == len(set(ids)) > 20


def test_tracked_and_bilingual_adds_paragraphs_as_changes(contract: Path) -> None:
    name = "word/document.xml"
    target = write(contract, shouted(contract), "added", tracked=True, bilingual=True)
    rejected = reject(root(target, name), AUTHOR)
    assert skeleton(rejected) == skeleton(root(contract, name))
    accepted = words(accept(root(target, name), AUTHOR))
    assert accepted[accepted.index("First item") + 1] == "FIRST ITEM"


def test_a_bilingual_copy_has_the_properties_and_no_number(contract: Path) -> None:
    target = docx.Document(str(write(contract, shouted(contract), "lists", bilingual=True)))
    found = {p.text: p for p in target.paragraphs}
    heading, copy = found["Contract 合同"], found["CONTRACT 字字"]
    assert heading.style is not None and copy.style is not None
    assert heading.style.name == copy.style.name == "Heading 1"
    item, copy = found["First item"], found["FIRST ITEM"]
    assert copy.style is not None and copy.style.name == "List Number"
    number = copy._p.find(f"{W}pPr/{W}numPr/{W}numId")
    assert number is not None and number.get(W + "val") == "0"
    indent = copy._p.find(f"{W}pPr/{W}ind")
    assert dict(indent.attrib) == {W + "left": "360", W + "firstLine": "0"}
    assert item._p.find(f"{W}pPr/{W}numPr") is None
    tree = target.element
    assert objects(tree) == objects(root(contract, "word/document.xml"))
    assert len(tree.findall(f".//{W}sectPr")) == 2


def test_a_bilingual_copy_is_whole_without_what_is_there_once(contract: Path) -> None:
    target = write(contract, shouted(contract), "whole", bilingual=True)
    found = words(root(target, "word/document.xml"))
    assert found[found.index("Dear customer, today is 1 May in Paris") + 1] == (
        "DEAR CUSTOMER, TODAY IS 1 May IN PARIS"
    )
    assert any(text.startswith("THE  CONTRACT BINDS BOTH PARTIES, SEE OUR PAGE") for text in found)


def test_a_section_ends_below_the_translation(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Last words")
    paragraph.paragraph_format.page_break_before = True
    properties = paragraph._p.get_or_add_pPr()
    etree.SubElement(properties, W + "sectPr")
    document.save(str(tmp_path / "section.docx"))
    target = write(tmp_path / "section.docx", {"word/document.xml:0": "字"}, "s", bilingual=True)
    first, second = root(target, "word/document.xml").findall(f".//{W}p")
    assert first.find(f"{W}pPr/{W}sectPr") is None
    assert second.find(f"{W}pPr/{W}sectPr") is not None
    assert first.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert second.find(f"{W}pPr/{W}pageBreakBefore") is None
