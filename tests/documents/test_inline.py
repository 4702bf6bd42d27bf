"""Inline markup as tags: nodes, the text of a unit, and nodes again from any translation."""

from __future__ import annotations

from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document_protocol import TAG
from app.documents.inline import Inline, Node, Object, Run, Span, merged, plain

Nodes: TypeAlias = "list[Node[str, str]]"


def run(text: str, style: str = "") -> Run[str]:
    return Run(text, style)


def link(*children: Node[str, str], name: str = "link") -> Span[str, str]:
    return Span(name, children)


def shown(nodes: Nodes | tuple[Node[str, str], ...]) -> str:
    """Write nodes legibly: style(text), [object], <link content>."""
    parts = []
    for node in nodes:
        if isinstance(node, Run):
            parts.append(f"{node.style}({node.text})" if node.style else node.text)
        elif isinstance(node, Span):
            parts.append(f"<{node.content} {shown(node.children)}>")
        else:
            parts.append(f"[{node.content}]")
    return "".join(parts)


BUSY: Nodes = [
    Object("mark"),
    run("  A "),
    run("bold", "b"),
    run(" word, "),
    link(run("see "), run("page", "i"), run(" two")),
    Object("note"),
    Object("tab"),
    run(" end."),
    run(" "),
    Object("mark"),
]
BUSY_TEXT = "A ⟦1⟧bold⟦/1⟧ word, ⟦2⟧see ⟦3⟧page⟦/3⟧ two⟦/2⟧⟦4/⟧ end."


@pytest.mark.parametrize(
    ("nodes", "text"),
    [
        ([], ""),
        ([Object("image")], ""),
        ([run("Plain")], "Plain"),
        ([run("All", "b"), run(" bold", "b")], "All bold"),
        ([run("A", "b"), run(" longer text")], "⟦1⟧A⟦/1⟧ longer text"),
        (BUSY, BUSY_TEXT),
        ([run("one"), run(" ", "b"), run("two")], "one two"),
        ([run("one"), run("  ", "u"), run("two")], "one⟦1⟧  ⟦/1⟧two"),
        ([run("long "), run("x", "b"), Object("tab"), run("y", "b")], "long ⟦1⟧x⟦2/⟧y⟦/1⟧"),
        ([Object("a"), link(run(" whole "), Object("b")), run(" ")], "whole"),
        ([link(Object("image")), run("text")], "text"),
        ([run("a"), link(Object("image")), Object("tab"), run("b")], "a⟦1/⟧b"),
        ([run("literal ⟦1⟧ and "), run("b", "b")], "literal ⟦1⟧ and ⟦2⟧b⟦/2⟧"),
    ],
)  # fmt: skip
def test_nodes_become_text(nodes: Nodes, text: str) -> None:
    assert Inline(nodes).text == text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (BUSY_TEXT, "A b(bold) word, <link see i(page) two>[note][tab] end."),
        ("⟦4/⟧⟦2⟧x⟦/2⟧ ⟦1⟧y⟦/1⟧", "[note][tab]<link x> b(y)"),
        ("nothing left", "nothing left[note][tab]"),
        (" \nnothing ", "nothing[note][tab]"),
        ("⟦1⟧open", "open[note][tab]"),
        ("close⟦/1⟧", "close[note][tab]"),
        ("⟦/1⟧turned⟦1⟧", "turned[note][tab]"),
        ("⟦1⟧a⟦/1⟧ ⟦1⟧b⟦/1⟧", "b(a) b[note][tab]"),
        ("⟦1⟧a⟦2⟧b⟦/1⟧c⟦/2⟧", "b(a)<link b>c[note][tab]"),
        ("⟦2⟧⟦/2⟧x", "x[note][tab]"),
        ("⟦3⟧alone⟦/3⟧", "i(alone)[note][tab]"),
        ("a⟦4⟧b⟦4/⟧c", "a[note][tab]bc"),
        ("⟦2/⟧a⟦1/⟧b⟦77⟧c⟦/77⟧", "abc[note][tab]"),
        ("a\r\nb\x00\x0bc\ufffe", "a\nbc[note][tab]"),
        ("⟦" + "9" * 5000 + "⟧a⟦01⟧b⟦/01⟧", "ab(b)[note][tab]"),
    ],
)
def test_any_translation_becomes_nodes(text: str, result: str) -> None:
    assert shown(Inline(BUSY).rebuilt(text)) == f"[mark]  {result} [mark]"


def test_literal_tags_stay_in_a_translation() -> None:
    inline = Inline([run("literal ⟦1⟧ and "), run("b", "b")])
    assert shown(inline.rebuilt("⟦2⟧x⟦/2⟧ ⟦1⟧")) == "b(x) ⟦1⟧"


def test_links_do_not_enclose_links_that_they_did_not() -> None:
    apart = Inline([link(run("one"), name="a"), run(" and "), link(run("two"), name="b")])
    assert shown(apart.rebuilt("⟦1⟧x⟦2⟧y⟦/2⟧⟦/1⟧")) == "<a xy>"
    inner = link(run("one"), name="b")
    nested = Inline([run("text "), link(run("more text "), inner, name="a")])
    assert shown(nested.rebuilt("t⟦1⟧x⟦2⟧y⟦/2⟧⟦/1⟧")) == "t<a x<b y>>"


def test_objects_and_links_are_the_same_ones() -> None:
    inline = Inline(BUSY)
    before = {id(node) for node in inline.nodes if isinstance(node, Object)}
    after = {id(node) for node in inline.rebuilt("x ⟦4/⟧ y") if isinstance(node, Object)}
    assert before == after


STYLES = st.sampled_from(["", "b", "i"])
RUNS = st.builds(run, st.text(alphabet="ab 1⟦⟧/", max_size=4), STYLES)
OBJECTS = st.builds(Object, st.sampled_from("xyz"))
CHILDREN = st.lists(RUNS | OBJECTS, max_size=4)
SPANS = st.builds(lambda children: Span("link", tuple(children)), CHILDREN)
PARAGRAPHS = st.lists(RUNS | OBJECTS | SPANS, max_size=8)


@given(PARAGRAPHS)
def test_a_unit_of_its_own_text_is_the_paragraph(nodes: Nodes) -> None:
    inline = Inline(nodes)
    rebuilt = inline.rebuilt(inline.text)
    assert plain(rebuilt) == plain(inline.nodes)
    assert shown(merged(rebuilt)) == shown(inline.nodes)


@given(PARAGRAPHS, st.text(alphabet="a 12345/⟦⟧", max_size=30))
def test_no_object_is_lost_or_doubled(nodes: Nodes, text: str) -> None:
    def objects(found: Nodes | tuple[Node[str, str], ...]) -> list[int]:
        inner = [i for node in found if isinstance(node, Span) for i in objects([*node.children])]
        return sorted([id(node) for node in found if isinstance(node, Object)] + inner)

    inline = Inline(nodes)
    assert objects(inline.rebuilt(text)) == objects(inline.nodes)


@given(PARAGRAPHS)
def test_tags_are_paired(nodes: Nodes) -> None:
    literal = set(TAG.findall(plain(nodes)))
    issued = [m for m in TAG.finditer(Inline(nodes).text) if m.groups("") not in literal]
    opened = [m["open"] for m in issued if m["open"]]
    assert sorted(opened) == sorted(m["close"] for m in issued if m["close"])
    numbers = opened + [m["alone"] for m in issued if m["alone"]]
    assert len(numbers) == len(set(numbers))
