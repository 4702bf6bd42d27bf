"""The parts of a Word document beside its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from app.documents.pieces.typography import LATIN, MONOSPACED, Typography
from app.piece import Block, Piece

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SIZES = (32, 28, 26, 24, 22, 22)  # half points, of headings
_BULLETS = "•◦▪"
BULLETS = 1  # the number of the list of all bullets

ROOT_RELATIONSHIPS = f"""{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>"""

SETTINGS = f"""{HEAD}<w:settings {W_NS}><w:compat><w:compatSetting w:name="compatibilityMode" \
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"""


def content_types(images: Iterable[tuple[str, str]]) -> str:
    """Return the types of all parts; `images` are suffixes and media types."""
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        **dict(images),
    }
    overrides = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/numbering.xml": f"{_WORD}.numbering+xml",
        "word/settings.xml": f"{_WORD}.settings+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    return "".join(
        (
            f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">',
            *(f'<Default Extension="{k}" ContentType="{v}"/>' for k, v in defaults.items()),
            *(f'<Override PartName="/{k}" ContentType="{v}"/>' for k, v in overrides.items()),
            "</Types>",
        )
    )


def core(piece: Piece, date: str) -> str:
    """Return title, language and date."""
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{escape(date)}</dcterms:{name}>'
        for name in ("created", "modified")
        if date
    )
    return f"""{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(piece.title)}</dc:title>\
{dates}<dc:language>{escape(piece.language)}</dc:language></cp:coreProperties>"""


def relationships(links: dict[str, str], images: dict[str, str]) -> str:
    """Return the relationships of the text: ids of links by address, of images by name."""
    found = [
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdNumbering", "numbering", "numbering.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        *((key, "image", f"media/{name}") for name, key in images.items()),
    ]
    return "".join(
        (
            f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">',
            *(
                f'<Relationship Id="{key}" Type="{_OFFICE}/relationships/{kind}"'
                f' Target="{target}"/>'
                for key, kind, target in found
            ),
            *(
                f'<Relationship Id="{key}" Type="{_OFFICE}/relationships/hyperlink"'
                f' Target={quoteattr(address)} TargetMode="External"/>'
                for address, key in links.items()
            ),
            "</Relationships>",
        )
    )


def numbering(ordered: Iterable[tuple[int, int]]) -> str:
    """Return the lists: one of bullets, and the ordered ones by number and (from 0) level."""
    return "".join(
        (
            f"{HEAD}<w:numbering {W_NS}>",
            _abstract(0, "bullet", [_BULLETS[level % 3] for level in range(9)]),
            _abstract(1, "decimal", [f"%{level + 1}." for level in range(9)]),
            f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>',
            *(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
                "</w:num>"
                for number, level in ordered
            ),
            "</w:numbering>",
        )
    )


def _abstract(number: int, form: str, texts: list[str]) -> str:
    levels = (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{420 * (level + 1)}" w:hanging="420"/></w:pPr></w:lvl>'
        for level, text in enumerate(texts)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def styles(blocks: Iterable[Block], look: Typography) -> str:
    """Return the styles that blocks need."""
    return "".join(
        (
            f"{HEAD}<w:styles {W_NS}>",
            f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}"'
            f' w:eastAsia="{look.fonts.text}" w:cs="{LATIN}"/><w:sz w:val="22"/>'
            f'<w:szCs w:val="22"/><w:lang w:val={quoteattr(look.latin)}'
            f" w:eastAsia={quoteattr(look.east_asian)}/></w:rPr></w:rPrDefault><w:pPrDefault>"
            '<w:pPr><w:spacing w:after="120" w:line="300" w:lineRule="auto"/></w:pPr>'
            "</w:pPrDefault></w:docDefaults>",
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            "<w:qFormat/></w:style>",
            *(_heading(level, look) for level in range(1, 7)),
            *_block_styles(blocks),
            _OTHERS,
            "</w:styles>",
        )
    )


def _heading(level: int, look: Typography) -> str:
    size = _SIZES[level - 1]
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>'
        '<w:keepLines/><w:spacing w:before="280" w:after="120"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:rFonts w:ascii="{LATIN}"'
        f' w:hAnsi="{LATIN}" w:eastAsia="{look.fonts.headings}"/><w:b/><w:bCs/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def style_of(block: Block) -> tuple[str, str]:
    """Return id and name of a block's style, both "" for the default."""
    match block.kind:
        case "heading":
            return f"Heading{block.level}", f"heading {block.level}"
        case "quote":
            return (
                ("Quote", "Quote")
                if block.level == 1
                else (f"Quote{block.level}", f"Quote {block.level}")
            )
        case "code":
            name = f"Source Code {block.language}".strip()
            letters = (c if c.isalnum() and c.isascii() else f"-{ord(c)}" for c in block.language)
            return "SourceCode" + "".join(letters), name
        case "rule":
            return "HorizontalLine", "Horizontal Line"
        case "item":
            return "ListParagraph", "List Paragraph"
    return "", ""


def _block_styles(blocks: Iterable[Block]) -> Iterator[str]:
    made = {style_of(block): block for block in blocks if block.kind in ("quote", "code")}
    made.setdefault(("SourceCode", "Source Code"), Block("code"))
    made.setdefault(("Quote", "Quote"), Block("quote", level=1))
    for (key, name), block in sorted(made.items(), key=lambda item: item[0]):
        if block.kind == "code":
            based, inside = ("Normal" if key == "SourceCode" else "SourceCode"), _CODE
        else:
            based, inside = "Normal", _QUOTE.format(indent=420 * block.level)
        yield (
            f'<w:style w:type="paragraph" w:customStyle="{int(key != "Quote")}" w:styleId="{key}">'
            f'<w:name w:val={quoteattr(name)}/><w:basedOn w:val="{based}"/><w:qFormat/>'
            f"{inside}</w:style>"
        )


_CODE = (
    '<w:pPr><w:shd w:val="clear" w:color="auto" w:fill="F3F3F3"/><w:wordWrap w:val="0"/>'
    '<w:spacing w:line="240" w:lineRule="auto"/></w:pPr><w:rPr>'
    f'<w:rFonts w:ascii="{MONOSPACED}" w:hAnsi="{MONOSPACED}" w:cs="{MONOSPACED}"/><w:noProof/>'
    '<w:sz w:val="20"/></w:rPr>'
)
_QUOTE = (
    '<w:pPr><w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="999999"/></w:pBdr>'
    '<w:ind w:left="{indent}"/></w:pPr>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_OTHERS = (
    '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/>'
    '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="40"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="HorizontalLine">'
    '<w:name w:val="Horizontal Line"/><w:basedOn w:val="Normal"/><w:pPr><w:pBdr>'
    '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="999999"/></w:pBdr></w:pPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="VerbatimChar">'
    '<w:name w:val="Verbatim Char"/><w:rPr>'
    f'<w:rFonts w:ascii="{MONOSPACED}" w:hAnsi="{MONOSPACED}" w:cs="{MONOSPACED}"/><w:noProof/>'
    "</w:rPr></w:style>"
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
    '<w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    '<w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="0"/></w:pPr>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>'
)
