"""Tags of a translation, whatever has become of them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from app.documents.lines import balanced, columns, joined
from app.documents.markup import Mark, Node, Pair, Tagged, untagged

LINK = Pair("a", ("see ", Pair("b", ("bold",)), " there"))
TAGGED = Tagged[str](["Go ", LINK, Mark("img"), " and ", Pair("i", ("run",))])


def shown(nodes: Iterable[Node[str]]) -> str:
    pieces = []
    for node in nodes:
        if isinstance(node, str):
            pieces.append(node)
        elif isinstance(node, Mark):
            pieces.append(f"<{node.content}/>")
        else:
            pieces.append(f"<{node.content}>{shown(node.children)}</{node.content}>")
    return "".join(pieces)


def test_a_number_for_each_tag() -> None:
    assert TAGGED.text == "Go ⟦1⟧see ⟦2⟧bold⟦/2⟧ there⟦/1⟧⟦3/⟧ and ⟦4⟧run⟦/4⟧"
    assert shown(TAGGED.mend(TAGGED.text)) == "Go <a>see <b>bold</b> there</a><img/> and <i>run</i>"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("去⟦3/⟧和⟦4⟧跑⟦/4⟧，⟦1⟧看⟦2⟧粗⟦/2⟧⟦/1⟧", "去<img/>和<i>跑</i>，<a>看<b>粗</b></a>"),
        ("nothing", "nothing<img/>"),
        ("⟦3⟧ x ⟦/3⟧ ⟦3/⟧", "<img/> x  "),  # a mark in any form, once
        ("⟦1⟧open⟦3/⟧", "open<img/>"),
        ("close⟦/1⟧⟦3/⟧", "close<img/>"),
        ("⟦/1⟧turned⟦1⟧⟦3/⟧", "turned<img/>"),
        ("⟦1⟧a⟦2⟧b⟦/1⟧c⟦/2⟧⟦3/⟧", "<a>a<b>b</b></a>c<img/>"),  # crossing
        ("⟦2⟧b⟦1⟧a⟦/1⟧⟦/2⟧⟦3/⟧", "<b>b<a>a</a></b><img/>"),  # they were nested
        ("⟦4⟧i⟦1⟧a⟦/1⟧⟦/4⟧⟦3/⟧", "<i>ia</i><img/>"),  # and these were not
        ("⟦1⟧a⟦/1⟧⟦1⟧b⟦/1⟧⟦3/⟧", "<a>a</a>b<img/>"),  # doubled
        ("⟦1⟧ ⟦/1⟧x⟦3/⟧", " x<img/>"),  # around nothing
        ("⟦9⟧x⟦/9⟧⟦8/⟧⟦99999999999999999999⟧⟦3/⟧", "x<img/>"),
        ("⟦0３/⟧", "<img/>"),
    ],
)
def test_damaged_tags_are_mended(text: str, wanted: str) -> None:
    assert shown(TAGGED.mend(text)) == wanted


def test_a_number_that_stands_in_the_text_is_not_issued() -> None:
    tagged = Tagged[str](["See ⟦1⟧ and ⟦/3⟧, ", Pair("b", ("bold",)), Mark("img")])
    assert tagged.text == "See ⟦1⟧ and ⟦/3⟧, ⟦2⟧bold⟦/2⟧⟦4/⟧"
    assert shown(tagged.mend("⟦1⟧ ⟦/3⟧ ⟦2⟧x⟦/2⟧⟦4/⟧")) == "⟦1⟧ ⟦/3⟧ <b>x</b><img/>"
    assert untagged("⟦1⟧a⟦2⟧", "of ⟦1⟧") == "⟦1⟧a"


def test_wrapped_lines_are_joined_as_their_script_asks() -> None:
    assert joined("one \n two\r\n  three") == "one two three"
    assert joined("今天\n天气，\r\n好 end\n好") == "今天天气，好 end 好"
    assert joined("한국\n어") == "한국 어"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (2, ["short"]),
        (1, ["a line that is a good deal longer, than a line may ever be"]),
        (2, ["a line that is a good deal longer,", "than a line may ever be"]),
        (2, ["今天的天气真的非常好，", "我们去公园里走一走吧，好不好？"]),
        (2, ["⟦1⟧他说：“你好吗，先生？”", "她说：“我很好，谢谢你。”⟦/1⟧"]),
        (3, ["x" * 90]),
    ],
)
def test_lines_are_balanced_and_end_with_punctuation(lines: int, wanted: list[str]) -> None:
    space = " " if wanted[0].isascii() else ""
    assert balanced(space.join(wanted), lines, 42) == wanted


def test_no_line_is_wider_than_it_must_be() -> None:
    text = "这是一句没有标点的很长的话它一直说下去直到没有人再听为止了吧 and then some more words"
    for lines in (2, 3, 4):
        found = balanced(text, lines, 42)
        assert len(found) == min(lines, 3)
        assert max(map(columns, found)) <= (46 if lines == 2 else 42)
