"""HTML, XHTML, EPUB and XLIFF: what becomes of their markup."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from app.document_protocol import Unit
from app.documents.page import Page
from app.documents.registry import open_document
from app.protocol import ErrorCode, UserError
from tests.documents.samples import SAMPLES, epub, text_of
from tests.documents.test_formats import write


def reason(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        open_document(path)
    assert caught.value.code is ErrorCode.DOCUMENT_UNREADABLE
    assert caught.value.params["path"] == str(path)
    return str(caught.value.params["reason"])


def texts(page: Page) -> list[str]:
    return [unit.text for unit in page.units]


def test_what_a_page_has_to_translate() -> None:
    assert texts(Page(text_of("page.html"))) == [
        "Getting started & more",
        "A short guide",
        "The ⟦1⟧first⟦/1⟧ steps",
        "Read ⟦1⟧everything⟦/1⟧, then run ⟦2/⟧ and see ⟦3⟧the documentation⟦/3⟧\xa0again. Done",
        "All pages",
        "Wholly bold",
        "One",
        "Nested ⟦1/⟧ item",
        "A picture",
        "Without an end",
        "名称",
        "Price",
        "茶 ⟦1⟧绿茶⟦/1⟧",
        "Loose text⟦1/⟧on two lines",
        "and another one⟦1/⟧",
        "先安装 ⟦1/⟧+⟦2/⟧，再打开漢字页面。",
        "Send it",
        "Your name",
    ]


def test_a_page_tells_its_new_language() -> None:
    page = Page("<html lang=en><p>Hi</p></html>")
    assert page.translated({}, "zh-CN", bilingual=False) == "<html lang=en><p>Hi</p></html>"
    new = page.translated({"1": "你好"}, "zh-CN", bilingual=False)
    assert new == '<html lang="zh-CN"><p>你好</p></html>'
    page = Page('<html xmlns="http://www.w3.org/1999/xhtml"><p>Hi</p></html>')
    assert '<html lang="de" xml:lang="de" xmlns=' in page.translated(
        {"1": "x"}, "de", bilingual=False
    )


def test_text_is_escaped_and_comments_stay() -> None:
    page = Page('<p title="a">x<!-- c -->y <b>z</b></p><p>only</p>')
    new = page.translated(
        {"1": 'say "<&>"', "2": "<i> & ⟦1⟧b⟦/1⟧\xa0⟦5⟧", "3": "no change of others"},
        "de",
        bilingual=False,
    )
    assert new == (
        '<p title="say &quot;&lt;&amp;&gt;&quot;">&lt;i&gt; &amp; <b>b</b>&#160;<!-- c --></p>'
        "<p>no change of others</p>"
    )


def test_a_bilingual_page_repeats_blocks_or_breaks_lines() -> None:
    page = Page('<p id="a" class="x">One <b id=b>b</b></p>\n<ul><li>Two</li></ul>')
    new = page.translated({"1": "Eins ⟦1⟧b⟦/1⟧", "2": "Zwei"}, "de", bilingual=True)
    assert new == (
        '<p class="x">One <b>b</b></p><p id="a" class="x">Eins <b id=b>b</b></p>\n'
        "<ul><li>Two<br>Zwei</li></ul>"
    )


def test_markup_whose_end_is_in_another_block_stays_in_place() -> None:
    page = Page("<div>Before <span>the start<p>Block</p>the end</span> after</div>")
    assert texts(page) == ["Before", "the start", "Block", "the end", "after"]
    new = page.translated({u.key: u.text.upper() for u in page.units}, "x", bilingual=False)
    assert new == "<div>BEFORE <span>THE START<p>BLOCK</p>THE END</span> AFTER</div>"


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_the_charset_of_a_page_is_kept(head: str, codec: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    text = f"<html lang='x'><head>{head}</head><p>caf\xe9</p></html>"
    path.write_bytes(text.encode(codec))
    document = open_document(path)
    assert [unit.text for unit in document.units] == ["café"]
    new = write(document, tmp_path / "b", {"1": "咖啡 é"}).read_bytes()
    expected = "咖啡 é" if codec != "cp1252" else "&#21654;&#21857; é"
    found = new.decode(codec)
    assert found == text.replace("'x'", '"fr"').replace("caf\xe9", expected)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def test_a_book_is_read_in_its_order_and_told_its_language(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(SAMPLES["书 a.epub"])
    document = open_document(path)
    assert list(dict.fromkeys(unit.key.split("#")[0] for unit in document.units)) == [
        "OEBPS/content.opf",
        "OEBPS/text/one.xhtml",
        "OEBPS/text/第二.xhtml",
        "OEBPS/nav.xhtml",
        "OEBPS/toc.ncx",
    ]
    key = next(unit.key for unit in document.units if unit.text.startswith("Part"))
    before = members(path.read_bytes())
    after = members(write(document, tmp_path / "b.epub", {key: "Teil"}).read_bytes())
    changed = [name for name in before if before[name] != after[name]]
    assert changed == ["OEBPS/content.opf", "OEBPS/text/第二.xhtml"]
    assert b"<dc:language>fr</dc:language>" in after["OEBPS/content.opf"]
    assert "Teil" in after["OEBPS/text/第二.xhtml"].decode()


ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
    ' xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
    '<e:EncryptionMethod Algorithm="{}"/></e:EncryptedData></encryption>'
)


def test_a_book_with_drm_is_refused_and_one_with_scrambled_fonts_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    aes = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    path.write_bytes(epub({"META-INF/encryption.xml": aes}))
    assert "DRM" in reason(path)
    fonts = ENCRYPTION.format("http://www.idpf.org/2008/embedding")
    path.write_bytes(epub({"META-INF/encryption.xml": fonts}))
    assert open_document(path).units


def test_archives_that_are_none_or_too_large_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(b"PK\x03\x04 not an archive")
    assert reason(path)
    path.write_bytes(epub()[:-200])
    assert reason(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "b")
    assert "container.xml" in reason(path)
    path.write_bytes(epub({"OEBPS/text/one.xhtml": "\0\1"}))
    assert reason(path) == "a page that is no text"
    path.write_bytes(epub({"bomb": "0" * 5000}))
    monkeypatch.setattr("app.documents.archive.LARGEST", 9000)
    assert reason(path) == "more than 1 GiB when unpacked"


def with_entities(name: str, declarations: str) -> str:
    text = re.sub(r"<!DOCTYPE[^>]*>\n", "", text_of(name))
    doctype = f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [{declarations}]>'
    text = text.replace("?>\n", f"?>\n{doctype}\n", 1)
    return text.replace("Hello ", "Hello &e; ").replace("It was a ", "It was a &e; ")


@pytest.mark.parametrize("name", ["page.xhtml", "one.xlf"])
def test_entities_are_not_expanded_and_nothing_is_fetched(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    path = tmp_path / name
    path.write_text(with_entities(name, f'<!ENTITY e SYSTEM "{secret.as_uri()}">'), "utf-8")
    document = open_document(path)
    assert "the secret" not in "".join(unit.text for unit in document.units)
    target = write(document, tmp_path / "b", {unit.key: "x" for unit in document.units})
    assert "the secret" not in target.read_text(encoding="utf-8")
    pairs = zip("abcdefgh", "bcdefghe", strict=True)
    bomb = "".join(f'<!ENTITY {new} "{f"&{old};" * 40}">' for old, new in pairs)
    path.write_text(with_entities(name, f'<!ENTITY a "aaaaaaaa">{bomb}'), "utf-8")
    assert reason(path)


def test_what_is_not_the_format_is_refused(tmp_path: Path) -> None:
    for name, data in {
        "a.xhtml": b"<html><p></html>",
        "b.xlf": b"<xliff version='1.2'>",
        "c.xlf": b"<tmx version='1.4'/>",
        "d.xliff": b"<xliff version='3.0'/>",
        "e.html": b"just words",
        "f.html": bytes(range(256)),
    }.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert reason(path)


def test_targets_of_xliff(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(text_of("one.xlf"), encoding="utf-8")
    document = open_document(path)
    assert document.units == (
        Unit("1", "Hello ⟦1⟧big ⟦2/⟧⟦/1⟧ world⟦3/⟧", "Greeting"),
        Unit("3", "Save a<b"),
        Unit("5", "⟦1/⟧ 个文件"),
    )
    target = write(document, tmp_path / "b", {"1": "⟦1⟧大⟦/1⟧世界", "3": "存"})
    root = etree.parse(target).getroot()
    found = {unit.get("id"): unit.find("{*}target") for unit in root.iter("{*}trans-unit")}
    assert found["4"] is None
    assert found["5"] is None
    shown = {
        i: etree.tostring(t, encoding="unicode", with_tail=False)
        for i, t in found.items()
        if t is not None
    }
    shown = {i: re.sub(r' xmlns(:t)?="[^"]*"', "", text) for i, text in shown.items()}
    assert shown == {
        "1": '<target state="needs-review-translation"><g id="1" ctype="x-bold">大</g>世界'
        '<x id="2"/><bx id="3"/></target>',
        "2": '<target state="final">Fertig</target>',
        "3": '<target state="needs-review-translation"> 存 </target>',
    }
    assert root.find("{*}file").get("target-language") == "fr"
