"""PowerPoint presentations: slides in their order, each with its charts, diagrams and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.documents.drawing import DrawingParagraph, paragraphs
from app.documents.office import OfficeDocument, Passage
from app.documents.package import Package

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAIN = tuple(
    f".{name}.main+xml"
    for name in ("presentation", "presentation.macroEnabled", "slideshow", "template")
)


class PptxDocument(OfficeDocument):
    """A PowerPoint presentation."""

    def _passages(self, package: Package) -> Iterator[Passage]:
        main = package.main("a PowerPoint presentation", P + "presentation", *_MAIN)
        for slide in _slides(package, main):
            yield from paragraphs(package, slide)
            for chart in package.related(slide, "chart").values():
                yield from paragraphs(package, chart)
            yield from _diagrams(package, slide)
            for notes in package.related(slide, "notesSlide").values():
                yield from paragraphs(package, notes)


def _slides(package: Package, main: str) -> Iterator[str]:
    related = package.related(main, "slide")
    for element in package.tree(main).iter(P + "sldId"):
        name = related.get(element.get(_RELATIONSHIP, ""))
        if name is not None:
            yield name


def _diagrams(package: Package, slide: str) -> Iterator[DrawingParagraph]:
    """Find the text of diagrams, and where their pictures repeat it."""
    keys: dict[str, str] = {}
    for part in package.related(slide, "diagramData").values():
        for paragraph in paragraphs(package, part):
            keys.setdefault(paragraph.inline.text, paragraph.key)
            yield paragraph
    for part in package.related(slide, "diagramDrawing").values():
        for paragraph in paragraphs(package, part):
            if paragraph.inline.text in keys:
                yield replace(paragraph, key=keys[paragraph.inline.text])
