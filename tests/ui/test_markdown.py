from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import math
from app.ui.markdown import MarkdownView, dollars, to_html
from app.ui.richtext import RichText
from app.ui.theme import DARK, LIGHT, Theme, Tokens

TEXT = """# Title 标题

A paragraph with **bold**, `code` and $x^2$.

```python
print("你好")
```

| a | b |
|---|--:|
| 1 | 2 |

> a quote

1. one
2. two

The end with \\(y\\).
"""


def view() -> MarkdownView:
    return MarkdownView(LIGHT, 15, "Copy")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="http://example.org/y.png">',
        "![a](http://example.org/y.png)",
        "[x](javascript:alert(1))",
        "![x](file:///etc/passwd)",
    ],
)
def test_nothing_a_model_writes_is_run_or_loaded(text: str) -> None:
    shown = view().render(text)
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown
    assert "<script" not in to_html(text)


def test_code_is_highlighted_and_can_be_copied() -> None:
    made = view()
    shown = made.render(TEXT)
    assert made.code_blocks == ['print("你好")\n']
    assert 'href="copy:0"' in shown
    assert "color: #" in shown


def test_formulas_become_pictures_and_bad_ones_stay_text() -> None:
    made = view()
    shown = made.render("$\\frac{1}{2}$ and $$\\notacommand{$$")
    assert len(made.formulas) == 1
    assert "<svg" in next(iter(made.formulas.values())).decode()
    assert "<code>" in shown
    picture = math.formula_image(next(iter(made.formulas.values())), 2.0)
    assert picture.devicePixelRatio() == 2.0
    assert picture.height() > 10


@pytest.mark.parametrize(
    "text",
    [
        "By:\n\\[\nx^2\n\\]\nThen",
        "By: \\[ x^2 \\] Then",
        "By:\n$$\nx^2\n$$\nThen",
        "By: $$x^2$$ Then",
    ],
)
def test_a_formula_set_off_within_a_paragraph_is_one(text: str) -> None:
    made = view()
    shown = made.render(text)
    assert len(made.formulas) == 1
    assert '</p><p align="center"><img' in shown
    assert "$" not in shown


def test_brackets_are_math_outside_of_code() -> None:
    assert dollars("a \\(x\\) b") == "a $x$ b"
    assert dollars("```\n\\(x\\)\n```\n\\[y\\]") == "```\n\\(x\\)\n```\n$$y$$"
    assert view().render("it costs $5 and $6") == "<p>it costs $5 and $6</p>\n"


def test_growing_text_ends_as_the_whole_would(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp)
    grown, whole = RichText(theme, markdown=True), RichText(theme, markdown=True)
    for widget in (grown, whole):
        qtbot.addWidget(widget)
        widget.resize(600, 100)
    for end in range(1, len(TEXT) + 1, 3):
        grown.set_text(TEXT[:end], growing=True)
    grown.set_text(TEXT, growing=True)
    while_growing = grown.toPlainText().split()
    grown.set_text(TEXT)
    whole.set_text(TEXT)
    assert while_growing == whole.toPlainText().split()
    assert grown.toHtml() == whole.toHtml()


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_contrast_is_readable(tokens: Tokens) -> None:
    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        low, high = sorted((luminance(one), luminance(other)))
        return (high + 0.05) / (low + 0.05)

    for background in (tokens.window, tokens.surface, tokens.raised, tokens.sidebar):
        assert contrast(tokens.text, background) >= 7
        assert contrast(tokens.muted, background) >= 4.5
        assert contrast(tokens.faint, background) >= 3
    for background in (tokens.bubble, tokens.selection, tokens.warning):
        assert contrast(tokens.text, background) >= 7
    assert contrast(tokens.accent_text, tokens.accent) >= 4.5
    assert contrast(tokens.accent, tokens.surface) >= 4.5


def test_growing_text_looks_as_it_will_in_the_end(qtbot: QtBot, qapp: QApplication) -> None:
    text = (
        "# Title\n\nOne.\n\n```\ncode\n```\n\nTwo.\n\n| a |\n|---|\n| b |\n\nThree.\n\n- x\n\nFour."
    )
    growing = RichText(Theme(qapp), markdown=True)
    at_once = RichText(Theme(qapp), markdown=True)
    for view in (growing, at_once):
        qtbot.addWidget(view)
    for end in range(1, len(text) + 1):
        growing.set_text(text[:end], growing=True)
    at_once.set_text(text)

    def styles(view: RichText) -> list[tuple[str, int, float, float]]:
        block, found = view.document().begin(), []
        while block.isValid():
            style = block.blockFormat()
            if block.text().strip():
                found.append(
                    (
                        block.text().strip(),
                        style.headingLevel(),
                        style.lineHeight(),
                        style.bottomMargin(),
                    )
                )
            block = block.next()
        return found

    assert styles(growing) == styles(at_once)
