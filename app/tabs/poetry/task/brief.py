"""What a person asks a poem to be."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Start = Literal["", "平起", "仄起"]


class Brief(Struct, frozen=True):
    """A form by its name, and wishes; what is empty is left open.

    `images` are things that may appear in it, `use` words that do, `avoid` words that do not.
    `manner` is a period or a poet. `heads` are the first characters of the lines (藏头). `book` is
    a rhyme book, `rhyme` the name of a group of it, or an English word to rhyme with. `start` and
    `first_rhymes` choose the pattern of a regulated form, `variant` the form of a tune. `lines`
    is how many an open form has, `length` how long the side of a couplet is.
    """

    form: str
    theme: str = ""
    images: tuple[str, ...] = ()
    mood: str = ""
    manner: str = ""
    opening: str = ""
    use: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    heads: str = ""
    book: str = ""
    rhyme: str = ""
    start: Start = ""
    first_rhymes: bool | None = None
    variant: int = 0
    lines: int = 0
    length: int = 7
    traditional: bool = False
