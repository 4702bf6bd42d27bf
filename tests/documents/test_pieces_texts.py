"""Markdown, pages and plain text as people have them, read as pieces of writing."""

from __future__ import annotations

import os
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.registry import read_piece
from app.piece import Block, Piece, Run
from tests.documents.piece_samples import IMAGES


def read(folder: Path, name: str, text: str) -> tuple[Piece, tuple[str, ...]]:
    path = folder / name
    path.write_bytes(text.encode())
    return read_piece(path)


def blocks_of(folder: Path, name: str, text: str) -> tuple[Block, ...]:
    return read(folder, name, text)[0].blocks


def plain(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(runs=(Run(text),)) for text in texts)


# Markdown --------------------------------------------------------------------------------


def test_markdown_front_matter_tells_title_and_language(tmp_path: Path) -> None:
    for title in ("The title", '"The title"', "'The title'"):
        text = f"---\r\nauthor: A\r\ntitle: {title}\r\nlang: zh-Hans\r\n---\r\n\r\nText\r\n"
        piece, notes = read(tmp_path, "a.md", text)
        assert piece == Piece("The title", "zh-Hans", plain("Text"))
        assert notes == ()


def test_markdown_blocks(tmp_path: Path) -> None:
    text = """
Setext
======

one
two\\
three 中文
换行

> a
>
> - b
>   > c

1. first

   more of it

   ```{.python}
   code
   ```
2. second
   - third

    indented

$$
x^2
$$

Euler[^1] and $a_1*b_2*c$.

[^1]: The *note*.
"""
    piece, notes = read(tmp_path, "a.markdown", text)
    assert piece.blocks == (
        Block("heading", (Run("Setext"),), 1),
        *plain("one two\nthree 中文换行"),
        Block("quote", (Run("a"),), 1),
        Block("item", (Run("b"),), 1),
        Block("quote", (Run("c"),), 2),
        Block("item", (Run("first"),), 1, ordered=True),
        *plain("more of it"),
        Block("code", (Run("code"),), language="python"),
        Block("item", (Run("second"),), 1, ordered=True),
        Block("item", (Run("third"),), 2),
        *plain("indented", "$$\nx^2\n$$", "Euler[1] and $a_1*b_2*c$."),
        Block(runs=(Run("[1] The "), Run("note", italic=True), Run("."))),
    )
    assert notes == ("footnotes",)


def test_markdown_with_tags(tmp_path: Path) -> None:
    text = (
        'a <b>c <i>d</i></b> <unknown>e</unknown> <a href="http://f/">f</a> g<br>h </i>\n\n'
        "<table><tr><td>i</td></tr></table>\n\n<!-- nothing -->\n\nj"
    )
    assert blocks_of(tmp_path, "a.md", text) == (
        Block(
            runs=(
                Run("a "),
                Run("c ", bold=True),
                Run("d", bold=True, italic=True),
                Run(" e "),
                Run("f", link="http://f/"),
                Run(" g\nh"),
            )
        ),
        Block("table", rows=(((Run("i"),),),)),
        *plain("j"),
    )


# Pages -----------------------------------------------------------------------------------


def test_a_page_of_a_word_processor(tmp_path: Path) -> None:
    text = """<html lang="fr"><head><meta charset="utf-8"><title>T&amp;T</title>
<style>p { color: red }</style></head><body>
<b style="font-weight:normal"><h2 class="x"><span style="font-size:20pt">Head</span></h2>
<p>  a <span style="font-weight:700">b</span>
<span style="font-style: italic; text-decoration: line-through">c</span>&nbsp;d<br>e</p>
<ul><li><p>one</p><p>two</p></li><li>three<ol><li>four</li></ol></li></ul>
<div>five<div>six</div>seven</div></b>
<blockquote><p>q</p><blockquote>r</blockquote>s</blockquote>
<dl><dt>t</dt><dd>u</dd></dl><script>alert(1)</script>
<pre class="sourceCode python"><code>x

 y</code></pre><pre>z<br>w
</pre><hr>
<a href="javascript:alert(1)">v</a>
<input type="checkbox" checked>done <ruby>漢<rp>(</rp><rt>kan</rt></ruby>
</body></html>"""
    piece, notes = read(tmp_path, "a.html", text)
    assert piece == Piece(
        "T&T",
        "fr",
        (
            Block("heading", (Run("Head"),), 2),
            Block(
                runs=(
                    Run("a "),
                    Run("b", bold=True),
                    Run(" "),
                    Run("c", italic=True, strike=True),
                    Run("\u00a0d\ne"),
                )
            ),
            Block("item", (Run("one"),), 1),
            *plain("two"),
            Block("item", (Run("three"),), 1),
            Block("item", (Run("four"),), 2, ordered=True),
            *plain("five", "six", "seven"),
            Block("quote", (Run("q"),), 1),
            Block("quote", (Run("r"),), 2),
            Block("quote", (Run("s"),), 1),
            *plain("t", "u"),
            Block("code", (Run("x\n\n y"),), language="python"),
            Block("code", (Run("z\nw"),)),
            Block("rule"),
            *plain("v [x] done 漢"),
        ),
    )
    assert notes == ()


def test_cells_of_a_page_keep_their_places(tmp_path: Path) -> None:
    text = """<table><caption>Cap</caption><thead><tr><th rowspan=2>a<th colspan=2>b</thead>
<tr><td>c<p>d</p><td><table><tr><td>e<td>f</table></tr><tr><td colspan=9999>g</table>"""
    caption, table = blocks_of(tmp_path, "a.htm", text)
    assert caption.text == "Cap"
    rows = [["".join(run.text for run in cell) for cell in row] for row in table.rows]
    assert [row[:3] for row in rows] == [["a", "b", ""], ["", "c\nd", "e\nf"], ["g", "", ""]]
    assert len(table.rows[0]) <= 64


def test_a_page_is_read_in_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes('<meta charset="gb2312"><p>中文</p>'.encode("gb18030"))
    assert read_piece(path)[0].blocks == plain("中文")


# Images ----------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an image in it, one below and one beside it."""
    found = tmp_path / "我的 文章"
    (found / "图 片").mkdir(parents=True)
    (found / "a.png").write_bytes(IMAGES["a.png"])
    (found / "图 片" / "b.jpg").write_bytes(IMAGES["b.jpg"])
    (found / "text.png").write_text("no image")
    (tmp_path / "secret.png").write_bytes(IMAGES["c.gif"])
    (found / "link.png").symlink_to(tmp_path / "secret.png")
    return found


def images_of(folder: Path, address: str) -> list[bytes]:
    found = [read(folder, "a.html", f'<p><img src="{address}" alt="words"></p>')]
    found.append(read(folder, "a.md", f"![words](<{address}>)"))
    for piece, notes in found:
        assert piece.text == "words"
        assert notes == (() if piece.images else ("images",))
    assert found[0][0] == found[1][0]
    return list(found[0][0].images.values())


def test_images_come_from_the_folder_of_the_text(folder: Path) -> None:
    assert images_of(folder, "a.png") == [IMAGES["a.png"]]
    assert images_of(folder, "./a.png?v=1") == [IMAGES["a.png"]]
    assert images_of(folder, "%E5%9B%BE%20片/b.jpg") == [IMAGES["b.jpg"]]
    assert images_of(folder, (folder / "a.png").as_uri()) == [IMAGES["a.png"]]
    data = b64encode(IMAGES["e.svg"]).decode()
    assert images_of(folder, f"data:image/svg+xml;base64,{data}") == [IMAGES["e.svg"]]


@pytest.mark.parametrize(
    "address",
    [
        "../secret.png",
        "link.png",
        "text.png",
        "none.png",
        "",
        ".",
        "图 片",
        "http://localhost:1/a.png",
        "//localhost/secret.png",
        "file://host/a.png",
        "ftp://a/b.png",
        "data:image/png;base64,!",
        "http://[",
        "a%00.png",
    ],
)
def test_images_come_from_nowhere_else(folder: Path, address: str) -> None:
    assert images_of(folder, address) == []
    secret = (folder.parent / "secret.png").as_uri()
    assert images_of(folder, secret) == []


def test_a_pipe_is_no_image(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    assert images_of(folder, "pipe.png") == []


# Plain text ------------------------------------------------------------------------------


def test_lines_are_paragraphs(tmp_path: Path) -> None:
    text = "\ufeff第一段。\r\n　　第二段。\r\n\r\n \r\n1984\r\n---\r\n"
    assert blocks_of(tmp_path, "a.txt", text) == plain("第一段。", "　　第二段。", "1984", "---")


def test_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    narrow = ["The clocks were striking,", "and so were we."]
    assert blocks_of(tmp_path, "a.txt", "\n".join(narrow)) == plain(*narrow)
    wide = [
        "It was a bright cold day in April, and the clocks",
        "were striking thirteen; Winston Smith slipped in",
        "quickly.",
    ]
    text = "\n".join([*wide, "", "Short.", "", *wide])
    assert blocks_of(tmp_path, "a.txt", text) == plain(" ".join(wide), "Short.", " ".join(wide))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from("ab *_`[]()<>!#|-:$^&;/\"'=\n\t1.~中"), max_size=60))
def test_any_text_is_read(tmp_path: Path, text: str) -> None:
    for name in ("a.md", "a.html", "a.txt"):
        piece, _ = read(tmp_path, name, text)
        assert isinstance(piece, Piece)
