"""The parts of an OpenDocument text beside its text."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from app.documents.pieces.typography import LATIN, MONOSPACED, Typography
from app.piece import Block, Piece

MIMETYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = {
    "office": f"{_OASIS}:office:1.0",
    "style": f"{_OASIS}:style:1.0",
    "text": f"{_OASIS}:text:1.0",
    "table": f"{_OASIS}:table:1.0",
    "draw": f"{_OASIS}:drawing:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}:svg-compatible:1.0",
    "meta": f"{_OASIS}:meta:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
ROOT = " ".join(f'xmlns:{key}="{uri}"' for key, uri in NAMESPACES.items()) + (
    ' office:version="1.3"'
)
_SIZES = (16, 14, 13, 12, 11, 11)  # points, of headings
_BULLETS = "•◦▪"


def manifest(images: Iterable[tuple[str, str]]) -> str:
    """Return the list of parts; `images` are names and media types."""
    entries = [
        ("/", MIMETYPE),
        *((name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml")),
        *images,
    ]
    return "".join(
        (
            f'{HEAD}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0"'
            ' manifest:version="1.3">',
            *(
                f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
                for name, kind in entries
            ),
            "</manifest:manifest>",
        )
    )


def meta(piece: Piece, date: str) -> str:
    """Return title, language and date."""
    told = f"<meta:creation-date>{escape(date)}</meta:creation-date>" if date else ""
    return (
        f"{HEAD}<office:document-meta {ROOT}><office:meta>"
        f"<dc:title>{escape(piece.title)}</dc:title>{told}<dc:language>{escape(piece.language)}</dc:language></office:meta>"
        "</office:document-meta>"
    )


def style_of(block: Block) -> tuple[str, str]:
    """Return the name of a block's style, and the name that is shown."""
    match block.kind:
        case "heading":
            return f"Heading_20_{block.level}", f"Heading {block.level}"
        case "quote":
            level = "" if block.level == 1 else f" {block.level}"
            return "Quotations" + level.replace(" ", "_20_"), "Quotations" + level
        case "code":
            letters = (
                c if c.isalnum() and c.isascii() else f"_{ord(c):02x}_" for c in block.language
            )
            name = "Source_20_Code" + ("_20_" if block.language else "") + "".join(letters)
            return name, f"Source Code {block.language}".strip()
        case "rule":
            return "Horizontal_20_Line", "Horizontal Line"
        case "item":
            return "List_20_Contents", "List Contents"
    return "Text_20_body", "Text body"


def styles(blocks: Iterable[Block], look: Typography) -> str:
    """Return the styles that blocks need."""
    made = {style_of(block): block for block in blocks if block.kind in ("quote", "code")}
    return "".join(
        (
            f"{HEAD}<office:document-styles {ROOT}><office:font-face-decls>",
            *map(_face, dict.fromkeys((LATIN, MONOSPACED, *look.fonts))),
            "</office:font-face-decls><office:styles>",
            _default(look),
            '<style:style style:name="Standard" style:family="paragraph"/>',
            _paragraph("Text_20_body", "Text body", _spacing("0.2cm")),
            _paragraph("List_20_Contents", "List Contents", _spacing("0.1cm")),
            _paragraph("Table_20_Contents", "Table Contents", ""),
            _paragraph("Table_20_Heading", "Table Heading", _BOLD),
            _paragraph("Horizontal_20_Line", "Horizontal Line", _LINE),
            *(_heading(level, look) for level in range(1, 7)),
            *(_paragraph(*names, _inside(block)) for names, block in sorted(made.items())),
            _CHARACTERS,
            _list("Numbering_20_1", "Numbering 1", map(_number, range(1, 11))),
            _list("List_20_1", "List 1", map(_bullet, range(1, 11))),
            "</office:styles><office:automatic-styles>"
            '<style:page-layout style:name="page"><style:page-layout-properties'
            ' fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/>'
            "</style:page-layout></office:automatic-styles><office:master-styles>"
            '<style:master-page style:name="Standard" style:page-layout-name="page"/>'
            "</office:master-styles></office:document-styles>",
        )
    )


def _face(font: str) -> str:
    return f'<style:font-face style:name="{font}" svg:font-family="&apos;{font}&apos;"/>'


def _default(look: Typography) -> str:
    latin, _, country = look.latin.partition("-")
    asian, _, asian_country = look.east_asian.partition("-")
    mode = "rl-tb" if look.is_right_to_left else "lr-tb"
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties'
        f' fo:line-height="130%" style:writing-mode="{mode}"/><style:text-properties'
        f' style:font-name="{LATIN}" style:font-name-asian="{look.fonts.text}" fo:font-size="11pt"'
        f' style:font-size-asian="11pt" fo:language={quoteattr(latin)}'
        f' fo:country={quoteattr(country or "none")} style:language-asian="{asian}"'
        f' style:country-asian="{asian_country}"/></style:default-style>'
    )


def _paragraph(name: str, shown: str, inside: str, more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:display-name={quoteattr(shown)}'
        f' style:family="paragraph" style:parent-style-name="Standard"{more}>{inside}</style:style>'
    )


def _spacing(below: str) -> str:
    return f'<style:paragraph-properties fo:margin-bottom="{below}"/>'


def _heading(level: int, look: Typography) -> str:
    size = f"{_SIZES[level - 1]}pt"
    inside = (
        '<style:paragraph-properties fo:margin-top="0.5cm" fo:margin-bottom="0.2cm"'
        f' fo:keep-with-next="always"/><style:text-properties style:font-name="{LATIN}"'
        f' style:font-name-asian="{look.fonts.headings}" fo:font-size="{size}"'
        f' style:font-size-asian="{size}" fo:font-weight="bold" style:font-weight-asian="bold"/>'
    )
    more = f' style:default-outline-level="{level}" style:next-style-name="Text_20_body"'
    return _paragraph(f"Heading_20_{level}", f"Heading {level}", inside, more)


def _inside(block: Block) -> str:
    if block.kind == "quote":
        return (
            f'<style:paragraph-properties fo:margin-left="{0.8 * block.level:.1f}cm"'
            ' fo:margin-bottom="0.2cm" fo:padding-left="0.3cm"'
            ' fo:border-left="1.5pt solid #999999"/>'
        )
    return (
        '<style:paragraph-properties fo:margin-bottom="0.2cm" fo:line-height="100%"'
        f' fo:background-color="#f3f3f3"/><style:text-properties style:font-name="{MONOSPACED}"'
        ' fo:font-size="10pt"/>'
    )


TABLE_STYLES = (
    '<style:style style:name="Table" style:family="table"><style:table-properties'
    ' table:align="margins" fo:margin-bottom="0.3cm"/></style:style>'
    '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties'
    ' fo:border="0.5pt solid #999999" fo:padding="0.1cm"/></style:style>'
)
_BOLD = '<style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/>'
_LINE = (
    '<style:paragraph-properties fo:margin-bottom="0.3cm" fo:border-bottom="0.75pt solid #999999"/>'
)
_CHARACTERS = (
    '<style:style style:name="Source_20_Text" style:display-name="Source Text"'
    f' style:family="text"><style:text-properties style:font-name="{MONOSPACED}"/></style:style>'
    '<style:style style:name="Internet_20_link" style:display-name="Internet link"'
    ' style:family="text"><style:text-properties fo:color="#0563c1"'
    ' style:text-underline-style="solid"/></style:style>'
)


def _list(name: str, shown: str, levels: Iterable[str]) -> str:
    return (
        f'<text:list-style style:name="{name}" style:display-name="{shown}">{"".join(levels)}'
        "</text:list-style>"
    )


def _number(level: int) -> str:
    return (
        f'<text:list-level-style-number text:level="{level}" style:num-suffix="."'
        f' style:num-format="1">{_label(level)}</text:list-level-style-number>'
    )


def _bullet(level: int) -> str:
    return (
        f'<text:list-level-style-bullet text:level="{level}"'
        f' text:bullet-char="{_BULLETS[level % 3 - 1]}">{_label(level)}'
        "</text:list-level-style-bullet>"
    )


def _label(level: int) -> str:
    return (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab"'
        f' text:list-tab-stop-position="{0.75 * level:.2f}cm" fo:text-indent="-0.75cm"'
        f' fo:margin-left="{0.75 * level:.2f}cm"/></style:list-level-properties>'
    )
