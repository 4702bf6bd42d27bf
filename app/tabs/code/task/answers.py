"""Code in answers: taken out of what a model says around it, and made to fit its place."""

from __future__ import annotations

import ast
import inspect
import io
import re
import textwrap
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

ALIASES = {
    "py": "python", "python3": "python", "js": "javascript", "ts": "typescript", "c++": "cpp",
    "cs": "csharp", "c#": "csharp", "sh": "bash", "shell": "bash", "golang": "go", "rs": "rust",
    "kt": "kotlin", "rb": "ruby",
}  # fmt: skip
PLAIN = ("", "text", "markdown", "md", "rst")
_OPENING = re.compile(r"^(?P<before>.*?)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[\w+#.-]*)[ \t]*$")
_POLITE = re.compile(
    r"(Sure|Certainly|Of course|Here|Below|This|The|Note|In this|You can|I|Let me|Explanation)\b"
)
_SENTENCE = re.compile(r"[A-Z][\w'’,-]*(?: \S+){2,}[.:!?]$")
_MARKED = re.compile(r"\*\*|\d+\. |- \w|###|[\u3400-\u9fff]")
_CODE = re.compile(
    r"[=;{}()\[\]<>]|^\s+\S|^(?:@|#include|//|(?:def|class|import|from|return|func|fn|let|const"
    r"|var|if|for|while|public|private|package|use)\b)"
)
_QUOTED = re.compile(
    r"(?P<prefix>[rRuU]?)(?P<quotes>\"{3}|'{3})(?P<body>.*?)(?P<end>(?P=quotes)|\Z)", re.S
)
_DEFINES = re.compile(r"^\s*(?:async def|def|class)\b", re.M)


@dataclass(frozen=True)
class Block:
    """A fenced block; `start` is where its line begins in the answer."""

    start: int
    info: str
    code: str
    closed: bool


def code_in(answer: str, language: str = "", *, echo: str = "", growing: bool = False) -> str:
    """Return the code of an answer, "" while there is none.

    `echo` is code that the answer may repeat before it changes it.
    """
    found = list(blocks(answer))
    if not found:
        return _unfenced(answer, language, growing)
    head = answer[: found[0].start]
    if len(found) == 1 and not found[0].closed and not found[0].info and _is_code(head):
        return _unfenced(head, language, False)  # the fence ends what none has begun
    block = _chosen(found, language, echo)
    if growing and not block.closed:
        return re.sub(r"(^|\n)[ \t]*(?:`{1,2}|~{1,2})\Z", "", block.code)
    return block.code


def is_prose(answer: str) -> bool:
    """Tell whether an answer says something and shows no code."""
    lines = [line for line in answer.splitlines() if line.strip()]
    return not any(blocks(answer)) and 2 * sum(map(_is_prose, lines)) > len(lines)


def blocks(answer: str) -> Iterator[Block]:
    """Yield the fenced blocks, the last one also while it is not closed."""
    opening: re.Match[str] | None = None
    lines: list[str] = []
    start = place = inner = 0
    for line in answer.split("\n"):
        if opening is None:
            opening = _OPENING.match(line)
            lines, start, inner = [], place, 0
        elif (end := _closing(line, opening)) is None:
            lines.append(line)
            inner += _opens(line, opening)
        elif inner:
            lines.append(line)
            inner -= 1
        else:
            yield Block(start, opening["info"], "\n".join([*lines, *([end] if end else [])]), True)
            opening = None
        place += len(line) + 1
    if opening is not None:
        yield Block(start, opening["info"], "\n".join(lines), False)


def _closing(line: str, opening: re.Match[str]) -> str | None:
    """Return what stands before the fence that closes a block, None if the line has none."""
    fence, indent = opening["fence"], len(opening["before"]) if opening["before"].isspace() else 0
    rest = line.rstrip()
    code = rest.rstrip(fence[0])
    if len(rest) - len(code) < len(fence) or fence in code:
        return None
    if not code.strip():
        return "" if len(code) <= indent + 3 else None
    return code


def _opens(line: str, opening: re.Match[str]) -> bool:
    """Tell whether a line opens a block within a block of Markdown."""
    markdown = opening["info"] in ("markdown", "md")
    return markdown and re.match(rf"{opening['fence']}\w", line) is not None


def _chosen(found: list[Block], language: str, echo: str) -> Block:
    own = [b for b in found if ALIASES.get(b.info.lower(), b.info.lower()) in ("", language)]
    candidates = own or found
    repeated = textwrap.dedent(echo).strip()
    new = [b for b in candidates if b.code.strip() and textwrap.dedent(b.code).strip() != repeated]
    return (new or candidates)[0]


def _unfenced(answer: str, language: str, growing: bool) -> str:
    if language in PLAIN:
        return answer.strip("\n")
    lines = answer.split("\n")
    while lines and (not lines[0].strip() or _is_prose(lines[0])):
        lines.pop(0)
    if growing and not _is_code("\n".join(lines)):
        return ""
    while lines and (not lines[-1].strip() or _is_prose(lines[-1])):
        lines.pop()
    code = "\n".join(lines)
    return code[1:-1] if re.fullmatch(r"`[^`\n]+`", code) else code


def _is_prose(line: str) -> bool:
    if line[:1].isspace() or re.search(r"[;{=]$|^\w[\w.]*\s*[=(\[]", line.rstrip()):
        return False
    found = _POLITE.match(line) or _SENTENCE.match(line.rstrip()) or _MARKED.match(line)
    return found is not None


def _is_code(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    return 2 * sum(_CODE.search(line) is not None and not _is_prose(line) for line in lines) > len(
        lines
    )


# Its place -----------------------------------------------------------------------------------


def fence_around(code: str) -> str:
    """Return a fence that is longer than any in the code."""
    longest = max((len(run) for run in re.findall("`{3,}", code)), default=2)
    return "`" * (longest + 1)


def flush_left(text: str, before: str) -> str:
    """Return a selection without the indentation that all its lines share."""
    return textwrap.dedent(_lead(before) + text)


def fitted(code: str, text: str, before: str) -> str:
    """Give code the indentation, the blank lines around and the line end of a selection."""
    lead = _lead(before)
    margin = _margin(lead + text) if text.strip() else lead
    body = textwrap.dedent(code.strip("\n")).rstrip()
    if re.search(r"^\t", f"{before}\n{lead}{text}", re.M):
        body = re.sub(r"^(?: {4})+", lambda run: "\t" * (len(run[0]) // 4), body, flags=re.M)
    lines = [margin + line if line.strip() else "" for line in body.split("\n")]
    blank = re.match(r"(?:[ \t]*\n)*", text)
    above = blank[0] if blank and text.strip() else ""
    first = "\n".join(lines)
    first = first if above else first.removeprefix(lead)
    return above + first + text[len(text.rstrip()) :]


def _lead(before: str) -> str:
    """Return the indentation that stands before a selection in its first line."""
    line = before[before.rfind("\n") + 1 :]
    return line if not line.strip() else ""


def _margin(text: str) -> str:
    for old, new in zip(text.split("\n"), textwrap.dedent(text).split("\n"), strict=True):
        if old.strip():
            return old[: len(old) - len(new)]
    return ""


# Docstrings ----------------------------------------------------------------------------------


def takes_docstring(source: str) -> bool:
    """Tell whether there is a function or class in Python code that can be parsed."""
    return _definition(source) is not None


def with_docstring(source: str, answer: str) -> str:
    """Put the docstring of an answer into Python code; without one the code stays as it is."""
    node = _definition(source)
    prefix, words = _docstring(answer)
    if node is None or not words:
        return source
    lines = source.split("\n")
    row, column = _signature_end(source, node.lineno)
    own = lines[node.lineno - 1]
    indent = own[: len(own) - len(own.lstrip())]
    inner = indent + ("\t" if indent.startswith("\t") else "    ")
    first = node.body[0]
    stated = ast.get_docstring(node, clean=False) is not None
    rest = lines[row - 1][column:].strip()
    if rest and not rest.startswith("#"):  # the body stands in the line of the signature
        head = [*lines[: row - 1], lines[row - 1][:column]]
        tail = ([] if stated else [inner + rest]) + lines[row:]
    else:
        head = lines[:row]
        tail = lines[row:]
        if first.lineno <= len(lines):
            inner = lines[first.lineno - 1][: first.col_offset]
        if stated and first.end_lineno:
            tail = lines[row : first.lineno - 1] + lines[first.end_lineno :]
    return "\n".join([*head, *_quoted(prefix, words, inner), *tail])


def _definition(source: str) -> ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | None:
    """Return the first function or class; a signature alone is one too."""
    for text in (source, source.rstrip() + "\n    pass\n"):
        try:
            body = ast.parse(text).body
        except (SyntaxError, ValueError):
            continue
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        return next((node for node in body if isinstance(node, kinds)), None)
    return None


def _signature_end(source: str, line: int) -> tuple[int, int]:
    """Return the row and column behind the colon of the definition in a line."""
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.OP or token.start[0] < line:
            continue
        depth += (token.string in "([{") - (token.string in ")]}")
        if token.string == ":" and not depth:
            return token.end
    return line, len(source.split("\n")[line - 1])


def _docstring(answer: str) -> tuple[str, str]:
    """Return the prefix and the words of the docstring in an answer."""
    found = list(blocks(answer))
    text = found[0].code if found else answer
    if quoted := _QUOTED.search(text):
        words = inspect.cleandoc(quoted["body"])
        words = words if quoted["end"] else words.rstrip("\"'")
        return quoted["prefix"], words.replace('"""', "'''").strip()
    if _DEFINES.search(text):
        return "", ""
    lines = text.strip().split("\n")
    if not found and _POLITE.match(lines[0]) and lines[0].rstrip().endswith((":", "：")):
        lines = lines[1:]
    words = "\n".join(re.sub(r"^# ?", "", line) for line in lines).strip("\n \"'`")
    return "", inspect.cleandoc(words).replace("\\", "\\\\")


def _quoted(prefix: str, words: str, indent: str) -> list[str]:
    lines = words.split("\n")
    marks = f'{indent}{prefix}"""'
    if len(lines) == 1 and not words.endswith(('"', "\\")):
        return [f'{marks}{words}"""']
    inner = [indent + line if line.strip() else "" for line in lines[1:]]
    return [f"{marks}{lines[0]}", *inner, f'{indent}"""']
