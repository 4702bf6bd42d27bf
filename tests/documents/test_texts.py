"""Markdown, plain text, subtitles, gettext, JSON: what is a unit, and how it is written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polib
import pysubs2
import pytest

from app.document_protocol import Unit
from app.documents.markdown import MarkdownBody
from app.documents.registry import open_document
from tests.documents.samples import text_of
from tests.documents.test_formats import write
from tests.documents.test_pages import reason


def unit_texts(path: Path) -> list[str]:
    return [unit.text for unit in open_document(path).units]


def made(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# Markdown ------------------------------------------------------------------------------------


def test_what_a_markdown_text_has_to_translate() -> None:
    assert [unit.text for unit in MarkdownBody(text_of("notes.md")).units] == [
        "Notes on tea",
        'A "short" text',
        "The ⟦1⟧first⟦/1⟧ title",
        "Setext ⟦1⟧title⟦/1⟧",
        "A paragraph with ⟦1⟧bold⟦/1⟧, ⟦2/⟧, a ⟦3⟧link ⟦4⟧here⟦/4⟧⟦/3⟧ and ⟦5/⟧, wrapped⟦6/⟧hard."
        " See ⟦7/⟧, ⟦8⟧the notes⟦/8⟧, ⟦9/⟧ & a formula ⟦10/⟧.",
        "An image",
        "引用的文字，有 ⟦1⟧重点⟦/1⟧和第二行。",
        "First task",
        "Item ⟦1⟧two⟦/1⟧ goes on",
        "Second paragraph",
        "Numbered ⟦1⟧old⟦/1⟧ item",
        "Name",
        "Two | parts",
        "绿茶 ⟦1⟧好⟦/1⟧",
        "⟦1/⟧ code",
        "plain",
        "An alert",
        "A footnote with ⟦1⟧stress⟦/1⟧.",
    ]


@pytest.mark.parametrize(
    ("source", "text", "wanted"),
    [
        ("Say **hello.** Now", "说⟦1⟧你好。⟦/1⟧现在", "说**你好**。现在"),
        ("A _word_ here", "一个⟦1⟧词⟦/1⟧在", "一个*词*在"),
        ("A _word_ here", "Ein ⟦1⟧Wort⟦/1⟧ hier", "Ein _Wort_ hier"),
        ("Use **the `x`** now", "用⟦1⟧⟦2/⟧⟦/1⟧了", "用 **`x`** 了"),
        ("Plain", "1. *a* [b](c) `d`", "1\\. \\*a\\* \\[b\\](c) \\`d\\`"),
        ("Plain", "# no title", "\\# no title"),
        ("Plain", "- no list", "\\- no list"),
        ("Plain", "2 * 3 * 4 = snake_case_name", "2 * 3 * 4 = snake_case_name"),
        ("Plain", "a &lt; b <br> c", "a \\&lt; b \\<br> c"),
        ("[One *a*](u) and [two](v)", "⟦3⟧x ⟦1⟧y⟦/1⟧⟦/3⟧", "[x y](v)"),
        ("# A title #", "标题 #", "# 标题 \\# #"),
        ("Literal ⟦1⟧ **b**", "⟦1⟧ ⟦2⟧x⟦/2⟧", "⟦1⟧ **x**"),
        ("| a |\n|---|\n| b |", "x | y", "| a |\n|---|\n| x \\| y |"),
        ("> one\n> two", "eins\n\nzwei", "> eins zwei"),
        (
            "See [the guide] now\n\n[the guide]: u",
            "指南⟦1⟧手册⟦/1⟧",
            "指南[手册][the guide]\n\n[the guide]: u",
        ),
        (
            "See _[the guide][]_ now\n\n[the guide]: u",
            "⟦1⟧x⟦/1⟧",
            "_[x][the guide]_\n\n[the guide]: u",
        ),
        ("It costs $5 and $6", "要 $5 和 $6", "要 $5 和 $6"),
    ],
)
def test_markdown_reads_back_as_it_was_meant(source: str, text: str, wanted: str) -> None:
    body = MarkdownBody(source)
    last = body.units[-1].key
    assert body.translated({last: text}, "x", bilingual=False) == wanted


def test_bilingual_markdown_keeps_its_blocks() -> None:
    source = "# One\n\nTwo\n\n- Three\n\n> Four\n\n| Five |\n|---|\n\nSix\n===\n"
    body = MarkdownBody(source)
    new = body.translated({u.key: u.text.upper() for u in body.units}, "x", bilingual=True)
    assert new == (
        "# One\n\n# ONE\n\nTwo\n\nTWO\n\n- Three  \n  THREE\n\n> Four\n>\n> FOUR\n\n"
        "| Five<br>FIVE |\n|---|\n\nSix  \nSIX\n===\n"
    )


@pytest.mark.parametrize(
    ("line", "text", "wanted"),
    [
        ("title: Tea", "茶", "title: 茶"),
        ("title: Tea  # why", "Tea: a book", 'title: "Tea: a book"  # why'),
        ("title: 'Tea'", "it's", 'title: "it\'s"'),
        ('description: "Tea"', 'a "b"', 'description: "a \\"b\\""'),
        ("title: Tea", "- no list", 'title: "- no list"'),
    ],
)
def test_front_matter_stays_valid(line: str, text: str, wanted: str) -> None:
    for mark in ("---", "+++"):
        body = MarkdownBody(f"{mark}\n{line}\ndate: 2024-01-01\n{mark}\n\nText\n")
        assert len(body.units) == 2
        new = body.translated({"1": text}, "x", bilingual=False)
        assert new == f"{mark}\n{wanted}\ndate: 2024-01-01\n{mark}\n\nText\n"


# Plain text ----------------------------------------------------------------------------------


def test_paragraphs_and_lines_of_a_text(tmp_path: Path) -> None:
    path = made(tmp_path, "a.txt", text_of("text.txt"))
    assert unit_texts(path) == [
        "A Title",
        "It is a truth universally acknowledged, that a single man in possession of a good"
        " fortune, must be in want of a wife. However little known the feelings or views of such"
        " a man may be on his first entering a place.",
        "Roses are red,",
        "violets are blue.",
        "- first item",
        "- second item",
        "天地玄黄，宇宙洪荒。",
        "日月盈昃，辰宿列张。",
    ]
    document = open_document(path)
    target = write(document, tmp_path / "b", {"2": "长\n的", "7": "Sky", "1": "T"}, bilingual=True)
    new = target.read_text(encoding="utf-8")
    assert "first entering a place.\n\n长的\n\n" in new
    assert "　　天地玄黄，宇宙洪荒。\n　　Sky\n　　日月" in new
    assert new.startswith("A Title\n\nT\n\nIt is")


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("utf-8", "Grüße 你好"),
        ("utf-8-sig", "Grüße 你好"),
        ("utf-16", "Grüße 你好"),
        ("gb18030", "第一章　春天来了，天气很好。“你好”，他说——真好……"),
        ("cp1252", "Ünïcode “quotes” – crémerie naïve"),
        ("latin-1", "caf\xe9 \x81"),
    ],
)
def test_the_encoding_of_a_text_is_found_and_kept(codec: str, text: str, tmp_path: Path) -> None:
    path = made(tmp_path, "a.txt", f"{text}\r\n\r\nSecond\r\n".encode(codec))
    document = open_document(path)
    assert document.units[0].text == text
    new = write(document, tmp_path / "b", {"2": "Zwei é"}).read_bytes()
    assert new.decode(codec) == f"{text}\r\n\r\nZwei é\r\n"
    new = write(document, tmp_path / "b", {"2": "第二 🙂"}).read_bytes()
    fits = codec not in ("cp1252", "latin-1")
    assert new.decode(codec if fits else "utf-8") == f"{text}\r\n\r\n第二 🙂\r\n"


def test_a_binary_file_is_no_text(tmp_path: Path) -> None:
    for data in (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x01\x02\x03\x04" * 9 + b"words"):
        assert reason(made(tmp_path, "a.txt", data)) == "not a text"


def test_lines_under_titles_are_no_text(tmp_path: Path) -> None:
    path = made(tmp_path, "a.txt", "A TITLE THAT IS LONG ENOUGH TO BE ONE OF MANY\n" + "=" * 45)
    assert unit_texts(path) == ["A TITLE THAT IS LONG ENOUGH TO BE ONE OF MANY"]


def test_an_empty_text_has_no_units(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md"):
        path = made(tmp_path, name, b"")
        assert unit_texts(path) == []
        assert write(open_document(path), tmp_path / "b", {}).read_bytes() == b""


def test_a_text_needs_no_library(tmp_path: Path) -> None:
    path = made(tmp_path, "a.txt", "Hello")
    code = (
        "import sys; from pathlib import Path; from app.documents.worker import run;"
        "from app.document_protocol import Open; assert run(Open(1, sys.argv[1])).units;"
        "print([m for m in sys.modules if m.split('.')[0] in sys.argv[2:]])"
    )
    heavy = ["lxml", "polib", "markdown_it", "docx", "pptx", "openpyxl", "PySide6"]
    output = subprocess.check_output([sys.executable, "-c", code, str(path), *heavy], text=True)
    assert output.strip() == "[]"


# Subtitles -----------------------------------------------------------------------------------


def test_cues_and_speakers_are_units(tmp_path: Path) -> None:
    srt = open_document(made(tmp_path, "a.srt", text_of("film.srt"))).units
    assert srt == (
        Unit("1", "Hello there, this is a long line that goes on in the next one."),
        Unit("2.1", "Who are you?"),
        Unit("2.2", "⟦1⟧Nobody.⟦/1⟧ And you, my friend?"),
        Unit("3", "你好，今天的天气真的非常好。"),
        Unit("5", "I <3 ⟦1⟧you⟦/1⟧ & me"),
    )
    assert unit_texts(made(tmp_path, "a.vtt", text_of("film.vtt"))) == [
        "Hello & welcome to the ⟦1⟧show⟦/1⟧!",
        "Hi.",
        "Hello ⟦1/⟧you.",
        "我们走吧，天要黑了。",
    ]


def test_a_cue_keeps_its_lines_and_its_times(tmp_path: Path) -> None:
    path = made(tmp_path, "a.srt", text_of("film.srt"))
    texts = {
        "1": "这是一行比较长的字幕，翻译以后要分成两行，才能看得清楚。",
        "2.1": "你是谁？\n\n1 --> 2",
        "2.2": "⟦1⟧没有人。⟦/1⟧那你呢，我的朋友？",
        "3": "Hello, the weather is really very good today.",
    }
    target = write(open_document(path), tmp_path / "b.srt", texts)
    before, after = pysubs2.load(str(path)), pysubs2.load(str(target))
    assert [(c.start, c.end) for c in before] == [(c.start, c.end) for c in after]
    text = target.read_text(encoding="utf-8")
    assert "<i>这是一行比较长的字幕，\n翻译以后要分成两行，才能看得清楚。</i>\n\n2\n" in text
    assert "{\\an8}- 你是谁？ 1 → 2\n- <b>没有人。</b>那你呢，我的朋友？\n\n" in text
    assert "Hello, the weather is\nreally very good today.\n\n" in text


def test_a_bilingual_cue_has_the_source_above(tmp_path: Path) -> None:
    path = made(tmp_path, "a.vtt", text_of("film.vtt"))
    target = write(open_document(path), tmp_path / "b", {"1": "欢迎 & <⟦1⟧秀⟦/1⟧>"}, bilingual=True)
    new = target.read_text(encoding="utf-8")
    assert "welcome to\nthe <c.loud>show</c>!\n欢迎 &amp; &lt;<c.loud>秀</c>&gt;</v>\n\n" in new


def test_what_are_no_subtitles_is_refused(tmp_path: Path) -> None:
    assert reason(made(tmp_path, "a.srt", "Just a text\n\nin paragraphs"))
    assert reason(made(tmp_path, "a.vtt", text_of("film.srt")))


# gettext -------------------------------------------------------------------------------------


def test_messages_without_a_translation_are_units(tmp_path: Path) -> None:
    assert open_document(made(tmp_path, "a.po", text_of("app.po"))).units == (
        Unit("1", "Open %s", "menu\nExtracted"),
        Unit("2[0]", "One file"),
        Unit("2[1]", "%d files"),
        Unit(
            "3",
            "A long text that is wrapped because it is longer than the line is wide, as all are",
            "by hand",
        ),
    )


@pytest.mark.parametrize(
    ("plural", "language", "forms"),
    [
        ("nplurals=2; plural=(n != 1);", "de", {0: "EINS", 1: "VIELE"}),
        ("nplurals=1; plural=0;", "zh-CN", {0: "VIELE"}),
        ("nplurals=3; plural=(n%10==1 ? 0 : 1);", "ru", {0: "EINS", 1: "VIELE", 2: "VIELE"}),
        ("nplurals=INTEGER; plural=EXPRESSION;", "zh", {0: "VIELE"}),
        ("nplurals=INTEGER; plural=EXPRESSION;", "fr", {0: "EINS", 1: "VIELE"}),
        ("nplurals=INTEGER; plural=EXPRESSION;", "tlh", {0: "EINS", 1: "VIELE"}),
    ],
)
def test_plural_forms(plural: str, language: str, forms: dict[int, str], tmp_path: Path) -> None:
    text = text_of("app.po").replace("nplurals=2; plural=(n != 1);", plural)
    document = open_document(made(tmp_path, "a.po", text))
    texts = {"2[0]": "EINS", "2[1]": "VIELE", "3": "Ein ⟦1⟧ Text"}
    document.write(
        tmp_path / "b.po", texts, language=language, bilingual=False, tracked=False, author=""
    )
    file = polib.pofile(str(tmp_path / "b.po"))
    assert file.metadata["Language"] == language.replace("-", "_")
    assert [dict(entry.msgstr_plural) for entry in file if entry.msgid_plural] == [forms]
    assert file[2].msgstr == "Ein  Text\n"
    assert "fuzzy" in file[2].flags
    assert file[0].msgstr == ""
    assert file[3].msgstr == "Fertig"
    if "INTEGER" in plural and language != "tlh":
        assert f"nplurals={len(forms)};" in file.metadata["Plural-Forms"]


def test_a_catalogue_becomes_utf_8_when_it_must(tmp_path: Path) -> None:
    text = text_of("app.po").replace("UTF-8", "ISO-8859-1").replace("by hand", "von Hand geprüft")
    path = made(tmp_path, "a.po", text.encode("latin-1"))
    for new, codec in (("Öffne %s", "ISO-8859-1"), ("打开 %s", "UTF-8")):
        target = write(open_document(path), tmp_path / "b.po", {"1": new})
        file = polib.pofile(str(target))
        assert codec in file.metadata["Content-Type"]
        assert file[0].msgstr == new
        assert file[2].tcomment == "von Hand geprüft"


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    told = reason(made(tmp_path, "a.po", 'msgid "a"\nmsgstr "b\nnonsense'))
    assert "line" in told
    assert str(tmp_path) not in told


# JSON ----------------------------------------------------------------------------------------


def test_texts_of_a_language_are_units(tmp_path: Path) -> None:
    assert open_document(made(tmp_path, "a.json", text_of("en.json"))).units == (
        Unit("/title", "Hello, {name}!", "Greeting"),
        Unit("/nested/a~1b/0", "One"),
        Unit("/nested/a~1b/4", "Two words"),
        Unit("/nested/a~1b/5", "是/否"),
        Unit("/html", "Press <b>%s</b> now"),
        Unit("/edge", "edge"),
    )


@pytest.mark.parametrize(
    "value",
    ["icon-home", "app.title", "MAX_SIZE", "camelCase", "#ff00aa", "rgb(1, 2, 3)", "2024-05-01",
     "12px", "https://a.b/c d", "mailto:a@b.c", "a@b.cd", "./img/a.png", "text/html", "C:\\x\\y",
     "en-US", "zh_CN", "{name}", "{{count}}", "%s", "…", "550e8400-e29b-41d4-a716-446655440000",
     "dGhpcyBpcyBiYXNlNjQ0", "\ud800 broken", "logo.svg"],
)  # fmt: skip
def test_what_is_no_language_is_left_alone(value: str, tmp_path: Path) -> None:
    if value != "https://a.b/c d":
        assert unit_texts(made(tmp_path, "a.json", json.dumps({"x": [value]}))) == []


@pytest.mark.parametrize(
    "value", ["OK", "submit", "Sign-up", "E-mail", "10 files", "3个", "A/B test"]
)
def test_what_is_language_is_a_unit(value: str, tmp_path: Path) -> None:
    assert unit_texts(made(tmp_path, "a.json", json.dumps({"x": {"y": value}}))) == [value]


def test_json_keeps_its_style(tmp_path: Path) -> None:
    source = '{"a": "Caf\\u00e9 here", "b":"Two",\n\t"a": "Caf\\u00e9 there", "n": 1e5}'
    document = open_document(made(tmp_path, "a.json", source))
    new = write(document, tmp_path / "b", {"/a": 'é "q"', "/b": "二"}).read_text(encoding="utf-8")
    assert new == ('{"a": "Caf\\u00e9 here", "b":"\\u4e8c",\n\t"a": "\\u00e9 \\"q\\"", "n": 1e5}')


def test_what_is_no_json_is_refused(tmp_path: Path) -> None:
    assert "line 1" in reason(made(tmp_path, "a.json", '{"a": 1,}'))
    assert "deep" in reason(made(tmp_path, "a.json", "[" * 100_000))
