"""What stands above a Markdown text: its title and description, as YAML or TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.markup import untagged
from app.documents.splice import Edit

_BLOCK = re.compile(
    r"\A\ufeff?(?P<mark>---|\+\+\+)[ \t]*\r?\n.*?^(?:(?P=mark)|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_ENTRY = re.compile(
    r"""^(?:title|subtitle|description|summary)[ \t]*[:=][ \t]*
        (?P<value> "(?:[^"\\\r\n]|\\.)*" | '[^'\r\n]*' | [^\s"'|>\[{&*!%@`\#][^\r\n\#]*? )
        [ \t]* (?:\#[^\r\n]*)? \r?$""",
    re.VERBOSE | re.MULTILINE,
)
# What YAML would read as something else than a text.
_NOT_PLAIN = re.compile(
    r"""\A[\s\-?:,\[\]{}\#&*!|>'"%@`] | :(?:\s|\Z) | \s\# | \A(?:true|false|null|~|[\d.+-]+)\Z""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Entry:
    """A value at start:end, with its quotes."""

    text: str
    start: int
    end: int
    quote: str

    def edit(self, text: str) -> Edit:
        """Return what puts a translation there."""
        text = " ".join(untagged(text, self.text).split())
        if self.quote == "'" and "'" not in text:
            text = f"'{text}'"
        elif self.quote or _NOT_PLAIN.search(text):
            text = json.dumps(text, ensure_ascii=False)
        return Edit(self.start, self.end, text)


def end_of_front_matter(text: str) -> int:
    """Return where the text proper begins."""
    match = _BLOCK.match(text)
    return match.end() if match else 0


def entries(text: str) -> Iterator[Entry]:
    """Return the values that are for people, in their order."""
    for match in _ENTRY.finditer(text, 0, end_of_front_matter(text)):
        value = match["value"]
        quote = value[0] if value[0] in "\"'" else ""
        words = _unquoted(value, quote)
        if any(character.isalpha() for character in words):
            yield Entry(words, match.start("value"), match.end("value"), quote)


def _unquoted(value: str, quote: str) -> str:
    if quote != '"':
        return value.strip(quote) if quote else value
    try:
        return str(json.loads(value))
    except ValueError:  # an escape that JSON has not
        return ""
