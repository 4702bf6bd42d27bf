"""Questions about code, and answers of the kinds that small models give."""

from __future__ import annotations

import ast

import pytest

from app.tabs.code.task.actions import (
    KINDS,
    TARGETS,
    Action,
    Selection,
    answer_kind,
    language_name,
    new_file_name,
    result,
    turns_for,
)
from app.tabs.code.task.answers import code_in, fence_around, fitted, is_prose, with_docstring

CODE = "def add(a, b):\n    return a + b"
METHOD = Selection(
    "    def area(self):\n        return self.w * self.h\n",
    "python",
    "shapes/box.py",
    before="class Box:\n",
    after="\n    def name(self):\n        return 'box'\n",
)


@pytest.mark.parametrize(
    "answer",
    [
        f"```python\n{CODE}\n```",
        f"Sure! Here is the code:\n\n```py\n{CODE}\n```\n\nThis function adds two numbers.",
        f"Sure! ```python\n{CODE}\n```",
        f"```\n{CODE}\n```\n\n```bash\npython add.py\n```",
        f"First install it:\n```bash\npip install add\n```\nThen:\n```python\n{CODE}\n```",
        f"~~~~python\n{CODE}\n~~~~",
        f"```python\n{CODE}```",
        f"```python\n{CODE}",
        f"  ```python\n{CODE}\n  ```",
        CODE,
        f"Here is the function you asked for:\n\n{CODE}\n\nIt returns the sum of both numbers.",
        f"{CODE}\n```\nThis adds two numbers.",
        f"当然可以，下面是代码：\n\n{CODE}\n\n这个函数返回两数之和。",
        f"**Answer**\n\n```Python\n{CODE}\n```",
    ],
)
def test_code_is_found(answer: str) -> None:
    assert code_in(answer, "python").strip() == CODE


def test_the_question_repeated_is_not_the_answer() -> None:
    changed = CODE.replace("+", "-")
    answer = f"Change this code:\n```python\n{CODE}\n```\nChanged:\n```python\n{changed}\n```"
    assert code_in(answer, "python", echo=CODE + "\n") == changed
    assert code_in(f"```python\n{CODE}\n```", "python", echo=CODE) == CODE


def test_fences_within_code_stay() -> None:
    documented = 'def f():\n    """Do it.\n\n    ```\n    f()\n    ```\n    """'
    assert code_in(f"```python\n{documented}\n```\nDone.", "python") == documented
    page = "# Title\n```python\nf()\n```\nEnd"
    assert code_in(f"```markdown\n{page}\n```", "markdown") == page
    assert code_in(f"````\n{page}\n````", "") == page
    assert fence_around(page) == "````"


def test_code_grows_and_never_shows_a_fence_or_a_greeting() -> None:
    answer = f"Sure! Here is the code you want:\n\n```python\n{CODE}\n```\n\nIt adds them."
    shown = [code_in(answer[:n], "python", growing=True) for n in range(len(answer) + 1)]
    assert shown[-1] == CODE
    assert all(CODE.startswith(text.rstrip("\n")) for text in shown)
    assert [len(text.rstrip()) for text in shown] == sorted(len(text.rstrip()) for text in shown)


def test_an_answer_without_code_is_prose() -> None:
    assert is_prose("The function adds two numbers. It has no bug.")
    assert is_prose("这个函数把两个数相加。")
    assert not is_prose(CODE)
    assert not is_prose(f"This is better:\n```\n{CODE}\n```")
    assert answer_kind(Action.INSTRUCT, "It adds two numbers together.") == "prose"
    assert answer_kind(Action.INSTRUCT, "It adds two numbers.", growing=True) == "replacement"
    assert answer_kind(Action.INSTRUCT, CODE) == "replacement"
    assert code_in("I cannot do that, because there is no code.", "python") == ""


def test_code_that_begins_like_a_sentence_is_code() -> None:
    for code in ("I = eye(3)\nprint(I)", "Note(1).play()", "This[0] = 1"):
        assert code_in(f"Here it is:\n{code}\nI hope this helps!", "python") == code


def test_an_answer_takes_the_place_of_the_selection() -> None:
    answer = "```python\ndef area(self) -> float:\n    return self.w * self.h\n```"
    assert result(Action.INSTRUCT, METHOD, answer) == (
        "    def area(self) -> float:\n        return self.w * self.h\n"
    )


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("    a = 1\n    b = 2\n", "", "    x = 1\n    if x:\n        y = 2\n"),
        ("a = 1\n    b = 2", "def f():\n    ", "x = 1\n    if x:\n        y = 2"),
        ("\n    a = 1\n\n", "", "\n    x = 1\n    if x:\n        y = 2\n\n"),
        ("\ta = 1\n", "", "\tx = 1\n\tif x:\n\t\ty = 2\n"),
        ("a", "", "x = 1\nif x:\n    y = 2"),
        ("", "def f():\n    ", "x = 1\n    if x:\n        y = 2"),
        ("", "", "x = 1\nif x:\n    y = 2"),
    ],
)
def test_code_is_indented_as_the_selection(text: str, before: str, expected: str) -> None:
    assert fitted("x = 1\nif x:\n    y = 2\n", text, before) == expected
    assert fitted("\n  x = 1\n  if x:\n      y = 2", text, before) == expected


@pytest.mark.parametrize(
    "answer",
    [
        '```python\n"""Add two numbers."""\n```',
        '"""Add two numbers."""',
        "```\nAdd two numbers.\n```",
        "Add two numbers.",
        "Here is the docstring:\n\nAdd two numbers.",
        "```python\n'''\nAdd two numbers.\n'''\n```",
        '```python\ndef add(a, b):\n    """Add two numbers."""\n    return a + b\n```',
        '```python\n"""\n    Add two numbers.\n"""\n```\nThis says what it does.',
        '```python\n"Add two numbers."\n```',
    ],
)
def test_a_docstring_is_put_where_it_belongs(answer: str) -> None:
    selection = Selection(CODE + "\n", "python")
    assert result(Action.DOCUMENT, selection, answer) == (
        'def add(a, b):\n    """Add two numbers."""\n    return a + b\n'
    )


LONG = '```python\n"""Add.\n\n    Args:\n        a: One.\n    """\n```'


@pytest.mark.parametrize(
    ("source", "documented"),
    [
        ("def f(): return 1", 'def f():\n    """Do it."""\n    return 1'),
        ('def f():\n    """Old."""\n    return 1', 'def f():\n    """Do it."""\n    return 1'),
        ("def f():\n    # first\n    x()", 'def f():\n    """Do it."""\n    # first\n    x()'),
        ("def f():  # note\n\tx()", 'def f():  # note\n\t"""Do it."""\n\tx()'),
        (
            "@one\nasync def f(\n    a: dict[str, int] = {1: 2},\n) -> None:\n  pass",
            "@one\nasync def f(\n    a: dict[str, int] = {1: 2},\n) -> None:\n"
            '  """Do it."""\n  pass',
        ),
        ("class A:\n    x = 1", 'class A:\n    """Do it."""\n    x = 1'),
        ("def f(a):", 'def f(a):\n    """Do it."""'),
        ('def f(): """Old."""', 'def f():\n    """Do it."""'),
    ],
)
def test_every_definition_takes_a_docstring(source: str, documented: str) -> None:
    assert with_docstring(source, '"""Do it."""') == documented
    ast.parse(documented)


def test_a_long_docstring_is_indented() -> None:
    documented = result(Action.DOCUMENT, METHOD, LONG)
    assert documented == (
        '    def area(self):\n        """Add.\n\n        Args:\n            a: One.\n'
        '        """\n        return self.w * self.h\n'
    )


@pytest.mark.parametrize("words", ['Say "hi"', "C:\\new", 'A """quoted""" word', "a\\"])
def test_a_docstring_is_always_valid(words: str) -> None:
    documented = with_docstring(CODE, words)
    assert documented != CODE
    ast.parse(documented)


def test_a_docstring_grows() -> None:
    for length in range(len(LONG) + 1):
        documented = result(Action.DOCUMENT, METHOD, LONG[:length], growing=True)
        assert documented.endswith("return self.w * self.h\n")
        ast.parse("class A:\n" + documented)


def test_other_languages_are_documented_as_a_whole() -> None:
    selection = Selection("  int add();\n", "cpp")
    answer = "```cpp\n/** Adds. */\nint add();\n```"
    assert result(Action.DOCUMENT, selection, answer) == "  /** Adds. */\n  int add();\n"
    assert "docstring" not in turns_for(Action.DOCUMENT, selection, "en")[1].text
    assert "docstring" in turns_for(Action.DOCUMENT, METHOD, "en")[1].text
    statements = Selection("x = 1\n", "python")
    assert "docstring" not in turns_for(Action.DOCUMENT, statements, "en")[1].text


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_prompt_is_one_task(action: Action, language: str) -> None:
    selection = Selection(
        METHOD.text, "python", METHOD.path, instruction="用 {x}  round it", target="go"
    )
    system, user = turns_for(action, selection, "zh" if language == "zh" else "en")
    assert (system.role, user.role) == ("system", "user")
    assert "```python\ndef area(self):\n    return self.w * self.h\n```" in user.text
    assert "{language}" not in user.text
    if action in (Action.INSTRUCT, Action.WRITE):
        assert "用 {x}  round it" in user.text
    if action is Action.TRANSLATE:
        assert "Go" in user.text
    if action is Action.TEST:
        assert "pytest" in user.text and "box.py" in user.text
    if KINDS[action] == "prose":
        assert ("用中文回答" in user.text) == (language == "zh")


def test_the_nearest_surroundings_are_given() -> None:
    before = "".join(f"before {n}\n" for n in range(500))
    after = "".join(f"after {n}\n" for n in range(500))
    selection = Selection("x\n", "python", "a/b.py", before, after)
    text = turns_for(Action.EXPLAIN, selection, "en", context_tokens=100)[1].text
    assert "before 499\n" in text and "before 400\n" not in text
    assert "after 0\n" in text and "after 100\n" not in text
    assert "b.py" in text and len(text) < 900
    assert text.index("before 499") < text.index("Explain") < text.index("```python\nx\n")
    bare = turns_for(Action.EXPLAIN, Selection("x"), "en")[1].text
    assert bare.count("```") == 2


@pytest.mark.parametrize(
    ("action", "path", "language", "name"),
    [
        (Action.TEST, "src/shapes/box.py", "python", "test_box.py"),
        (Action.TEST, "C:\\src\\box.ts", "typescript", "box.test.ts"),
        (Action.TEST, "Box.java", "java", "BoxTest.java"),
        (Action.TEST, "box.go", "go", "box_test.go"),
        (Action.TEST, "box.h", "c", "test_box.h"),
        (Action.TEST, "", "python", "test_untitled.py"),
        (Action.TEST, "Makefile", "make", "test_Makefile.txt"),
        (Action.TRANSLATE, "src/box.py", "python", "box.rs"),
        (Action.WRITE, "src/box.py", "python", "untitled.py"),
    ],
)
def test_a_new_file_is_named_as_usual(action: Action, path: str, language: str, name: str) -> None:
    assert new_file_name(action, Selection("x", language, path, target="rust")) == name


def test_new_files_and_no_answers() -> None:
    answer = "```rust\nfn add() {}\n```\n```python\nx\n```"
    selection = Selection("  def add(): pass", "python", target="rust")
    assert result(Action.TRANSLATE, selection, answer) == "fn add() {}\n"
    assert result(Action.TEST, selection, "", growing=True) == ""
    assert result(Action.INSTRUCT, selection, "", growing=True) == selection.text
    assert result(Action.DOCUMENT, selection, "") == selection.text
    assert [language_name(target) for target in TARGETS if target in ("cpp", "go")] == ["C++", "Go"]
