"""XLIFF 1.2 and 2: segments without a translation are units, inline elements are their tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from lxml import etree

from app.document_protocol import Unit
from app.documents.markup import Mark, Node, Pair, Tagged, plain
from app.documents.splice import changed
from app.documents.textfile import unreadable
from app.documents.xmlfile import parse, serialize

_PAIRS = frozenset(("g", "mrk", "pc"))
# States of a target that is no translation yet.
_OPEN = frozenset(("new", "initial", "needs-translation", "needs-adaptation", "needs-l10n"))
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class _Segment:
    """A source that waits for its target; `before` and `after` are the space around its text."""

    unit: Unit
    source: etree._Element
    tagged: Tagged[etree._Element]
    before: str
    after: str


class XliffDocument:
    """An XLIFF file; targets that are translated already stay as they are."""

    can_be_bilingual: ClassVar[bool] = False
    can_be_tracked: ClassVar[bool] = False

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        try:
            root = parse(self._data).getroot()
        except etree.XMLSyntaxError as error:
            raise unreadable(path, error.msg) from error
        if _name(root) != "xliff" or root.get("version", "")[:2] not in ("1.", "2."):
            raise unreadable(path, "not XLIFF 1 or 2")
        self._units = tuple(segment.unit for segment in _segments(root))

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
        """Write the document with `texts` as targets; raises OSError."""
        tree = parse(self._data)
        changes = changed(_segments(tree.getroot()), texts)
        for segment, text in changes:
            _translate(segment, text, language)
        if changes and _is_2(tree.getroot()):
            tree.getroot().set("trgLang", language)
        target.write_bytes(serialize(tree, self._data) if changes else self._data)


def _segments(root: etree._Element) -> Iterator[_Segment]:
    """Find the sources without a translation."""
    number = 0
    for source in root.iter("{*}source"):
        holder = source.getparent()
        if holder is None or _name(holder) not in ("trans-unit", "segment"):
            continue
        number += 1
        tagged = Tagged(_nodes(source))
        text = tagged.text.strip()
        if any(map(str.isalpha, plain(_nodes(source)))) and _is_open(holder, source):
            before, _, after = tagged.text.partition(text)
            unit = Unit(str(number), text, _notes(holder))
            yield _Segment(unit, source, tagged, before, after)


def _is_open(holder: etree._Element, source: etree._Element) -> bool:
    """Tell whether a segment is to be translated, and is not yet."""
    told = (element.get("translate") for element in (holder, *holder.iterancestors()))
    if next(filter(None, told), "yes") == "no" or holder.get("approved") == "yes":
        return False
    target = _child(holder, "target")
    if target is None or not _text(target).strip():
        return True
    state = target.get("state") or holder.get("state") or ""
    return state in _OPEN or (not state and _text(target) == _text(source))


def _nodes(element: etree._Element) -> Iterator[Node[etree._Element]]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child, etree._Entity):
            yield Mark(child)
        elif isinstance(child.tag, str):
            kept = child.get("translate") == "no" or child.get("mtype") == "protected"
            if _name(child) in _PAIRS and not kept and _text(child).strip():
                yield Pair(child, tuple(_nodes(child)))
            else:
                yield Mark(child)
        if child.tail:
            yield child.tail


def _translate(segment: _Segment, text: str, language: str) -> None:
    """Put a translation into the target, which is made if there is none."""
    source = segment.source
    holder = source.getparent()
    assert holder is not None
    target = _child(holder, "target")
    is_new = target is None
    if target is None:
        target = _new_target(holder, source)
    _empty(target)
    _fill(target, [segment.before, *segment.tagged.mend(text.strip()), segment.after])
    if source.get(_XML_LANG) or target.get(_XML_LANG):
        target.set(_XML_LANG, language)
    if _name(holder) == "segment":
        holder.set("state", "translated")
        if "subState" in holder.attrib:
            del holder.attrib["subState"]
        return
    if is_new or target.get("state"):
        target.set("state", "needs-review-translation")
    for element in holder.iterancestors("{*}file"):
        element.set("target-language", language)


def _new_target(holder: etree._Element, source: etree._Element) -> etree._Element:
    """Make a target after the source, on a line of its own if the source has one."""
    segmented = _child(holder, "seg-source")
    before = source if segmented is None else segmented
    target = etree.Element(etree.QName(source).text.replace("source", "target"))
    target.tail = before.tail
    holder.insert(holder.index(before) + 1, target)
    if target.getnext() is None:
        before.tail = holder.text
    return target


def _fill(element: etree._Element, nodes: Iterable[Node[etree._Element]]) -> None:
    """Append nodes to an element, as copies."""
    for node in nodes:
        if isinstance(node, str):
            if len(element):
                element[-1].tail = (element[-1].tail or "") + node
            else:
                element.text = (element.text or "") + node
            continue
        if isinstance(node, Mark):
            copy = deepcopy(node.content)
        else:
            copy = deepcopy(node.content)
            _empty(copy)
            _fill(copy, node.children)
        copy.tail = None
        element.append(copy)


def _empty(element: etree._Element) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None


def _notes(holder: etree._Element) -> str:
    unit = holder.getparent() if _name(holder) == "segment" else holder
    notes = unit.iter("{*}note") if unit is not None else ()
    return "\n".join(filter(None, (_text(note).strip() for note in notes)))


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return element.find(f"{{*}}{name}")


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _is_2(root: etree._Element) -> bool:
    return root.get("version", "").startswith("2")
