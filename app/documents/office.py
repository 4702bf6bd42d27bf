"""What the office formats share: a document is a package of parts, a part has passages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from app.document_protocol import Unit
from app.documents.inline import Inline
from app.documents.package import Element, Package, opened

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Codes that the programs spell with a region.
_REGIONS = {"zh": "zh-CN", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "ja": "ja-JP", "ko": "ko-KR"}
_ALTERNATE, _FALLBACK = MC + "AlternateContent", MC + "Fallback"


@dataclass(frozen=True)
class Edition:
    """How translations are written; `language` is their BCP 47 code."""

    language: str
    bilingual: bool = False
    tracked: bool = False
    author: str = ""

    @property
    def code(self) -> str:
        """The language as office programs spell it."""
        return _REGIONS.get(self.language, self.language)

    @property
    def is_chinese(self) -> bool:
        return self._base == "zh"

    @property
    def is_east_asian(self) -> bool:
        return self._base in ("zh", "ja", "ko")

    @property
    def is_right_to_left(self) -> bool:
        return self._base in ("ar", "fa", "he")

    @property
    def _base(self) -> str:
        return self.language.split("-")[0]


class Passage(Protocol):
    """A paragraph or cell in the tree of a part. Several may have one key: the same text twice."""

    @property
    def key(self) -> str: ...

    @property
    def part(self) -> str: ...

    @property
    def inline(self) -> Inline[Any, Any]: ...

    def write(self, text: str, edition: Edition) -> None: ...


class OfficeDocument(ABC):
    """A document in a ZIP file of XML parts."""

    can_be_bilingual = True
    can_be_tracked = False

    def __init__(self, path: Path) -> None:
        """Read the units; raises UserError."""
        self._path = path
        units: dict[str, Unit] = {}
        with opened(path) as package:
            for passage in self._passages(package):
                units.setdefault(passage.key, Unit(passage.key, passage.inline.text))
        self._units = tuple(units.values())

    @property
    def units(self) -> tuple[Unit, ...]:
        return self._units

    def write(
        self,
        target: Path,
        texts: Mapping[str, str],
        *,
        language: str,
        bilingual: bool,
        tracked: bool,
        author: str,
    ) -> None:
        """Write the document to `target` with `texts`; raises UserError and OSError.

        What has no text, an empty one or its own stays as it is, to the byte.
        """
        edition = Edition(language, bilingual, tracked and self.can_be_tracked, author)
        with opened(self._path) as package:
            self._edit(package, texts, edition)
            package.save(target)

    @abstractmethod
    def _passages(self, package: Package) -> Iterator[Passage]:
        """Find what can be translated, in the order in which it is read."""

    def _edit(self, package: Package, texts: Mapping[str, str], edition: Edition) -> list[Passage]:
        """Put the texts in place; return the passages that are changed."""
        written = []
        for passage in list(self._passages(package)):
            text = texts.get(passage.key, "")
            if text.strip() and text != passage.inline.text:
                passage.write(text, edition)
                package.touch(passage.part)
                written.append(passage)
        return written


@dataclass(frozen=True)
class Format:
    """The formatting of a run; equal where a reader sees no difference."""

    shape: Hashable
    properties: Element | None = field(compare=False)


# Tells the elements (with "") and the attributes that make no difference to a reader.
Noise: TypeAlias = Callable[[Element, str], bool]


def format_of(properties: Element | None, noise: Noise) -> Format:
    """Return the format that an element, or none, gives to a run."""
    shape = () if properties is None else _shape(properties, noise)
    return Format(shape if any(shape[1:]) else (), properties)


def _shape(element: Element, noise: Noise) -> tuple[Hashable, ...]:
    attributes = sorted(
        (str(name), str(value))
        for name, value in element.attrib.items()
        if not noise(element, str(name))
    )
    children = (
        _shape(child, noise)
        for child in element
        if isinstance(child.tag, str) and not noise(child, "")
    )
    return element.tag, tuple(attributes), (element.text or "").strip(), tuple(children)


def numbered(
    root: Element, tag: str, text_of: Callable[[Element], str]
) -> Iterator[tuple[int, Element]]:
    """Number all elements `tag`, in document order.

    What stands in the fallback of alternate content has the number of its like in the choice, and
    is left out if there is none.
    """
    known: dict[tuple[Element | None, str], int] = {}
    for index, element in enumerate(list(root.iter(tag))):
        fallback = next(element.iterancestors(_FALLBACK), None)
        if fallback is None:
            for alternate in element.iterancestors(_ALTERNATE):
                known[alternate, text_of(element)] = index
            yield index, element
        elif (number := known.get((fallback.getparent(), text_of(element)))) is not None:
            yield number, element
