"""What holds for every text format: nothing but the text changes, whatever a model answers."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.document_protocol import FORMATS, TAG, Unit
from app.documents.registry import Document, open_document
from app.protocol import ErrorCode, UserError
from tests.documents.samples import SAMPLES
from tests.documents.structure import skeleton, structure

# What has room for one text only: titles, attributes, tables of contents.
SINGLE = {
    "Getting started & more", "A short guide", "All pages", "A picture", "Send it", "Your name",
    "Notes on tea", 'A "short" text', "An image", "Chapter one", "A lamp", "Part one",
    "The Lamp & I", "About a lamp.", "Contents", "The Lamp",
}  # fmt: skip

MESSAGES = (".po", ".pot", ".xlf", ".xliff", ".json")


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    path.write_bytes(SAMPLES[path.name])
    return path


def write(document: Document, target: Path, texts: Mapping[str, str], **options: bool) -> Path:
    given = {"bilingual": False, "tracked": False, **options}
    document.write(target, texts, language="fr", author="Inkstone", **given)
    return target


def changed(unit: Unit, change: type[str.upper] = str.upper) -> str:
    """Return a unit's text with its words, but no tags and no names in braces, changed."""
    kept = re.compile(rf"{TAG.pattern}|\{{\w+\}}|%\w|</?b>")
    pieces, at = [], 0
    for match in kept.finditer(unit.text):
        pieces += (change(unit.text[at : match.start()]), match[0])
        at = match.end()
    return "".join((*pieces, change(unit.text[at:])))


def damaged(text: str, chance: random.Random) -> str:
    """Return a translation as a bad model might give it."""
    for _ in range(chance.randint(1, 4)):
        found = list(TAG.finditer(text))
        tags = [match[0] for match in found]
        inside = {at for match in found for at in range(match.start() + 1, match.end())}
        at = chance.choice([at for at in range(len(text) + 1) if at not in inside])
        match chance.randint(0, 4):
            case 0 if tags:
                text = text.replace(chance.choice(tags), "", 1)
            case 1 if tags:
                text = text[:at] + chance.choice(tags) + text[at:]
            case 2 if len(tags) > 1:
                one, two = chance.sample(tags, 2)
                text = text.replace(one, "\0").replace(two, one).replace("\0", two)
            case 3:
                noise = (
                    "⟦9⟧",
                    "⟦/8⟧",
                    "⟦7/⟧",
                    "⟦",
                    "**",
                    "`",
                    "<b>",
                    "&",
                    "](",
                    "|",
                    '"',
                    "\\",
                    "\x0b",
                )
                text = text[:at] + chance.choice(noise) + text[at:]
            case _:
                text = text.replace("e", "好。", 1)
    return text


def test_every_format_has_a_class() -> None:
    from app.documents.registry import _CLASSES

    assert set(_CLASSES) == set(FORMATS)


def test_an_unknown_suffix_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xyz"
    path.write_bytes(b"x")
    with pytest.raises(UserError) as caught:
        open_document(path)
    assert caught.value.code is ErrorCode.DOCUMENT_UNSUPPORTED


def test_what_is_not_changed_stays_byte_for_byte(sample: Path, tmp_path: Path) -> None:
    document = open_document(sample)
    same = {unit.key: unit.text for unit in document.units}
    for texts in (same, {}, dict.fromkeys(same, " "), {"no such key": "x"}):
        target = write(document, tmp_path / "out", texts)
        assert target.read_bytes() == sample.read_bytes()


def test_units_are_the_same_whenever_they_are_read(sample: Path) -> None:
    units = open_document(sample).units
    assert units == open_document(sample).units
    assert len({unit.key for unit in units}) == len(units) > 0
    assert all(unit.text.strip() == unit.text for unit in units)


def test_translating_changes_the_text_only(sample: Path, tmp_path: Path) -> None:
    document = open_document(sample)
    before = structure(sample)
    texts = {unit.key: changed(unit) for unit in document.units}
    target = write(document, tmp_path / f"out{sample.suffix}", texts)
    assert structure(target) == before
    if sample.suffix not in (".po", ".pot", ".xlf", ".xliff"):
        assert [u.text for u in open_document(target).units] == list(texts.values())


def test_one_translation_leaves_the_other_units(sample: Path, tmp_path: Path) -> None:
    document = open_document(sample)
    units = {unit.key: unit.text for unit in document.units}
    for unit in document.units:
        text = changed(unit, str.swapcase)
        if text == unit.text:
            continue
        target = write(document, tmp_path / f"out{sample.suffix}", {unit.key: text})
        found = {unit.key: unit.text for unit in open_document(target).units}
        found.pop(unit.key, None)
        assert found == {k: v for k, v in units.items() if k in found}
        assert len(units) - len(found) == 1 or sample.suffix in (".po", ".pot")


@pytest.mark.parametrize("name", [name for name in SAMPLES if "crlf" in name])
def test_line_endings_are_kept(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(SAMPLES[name])
    document = open_document(source)
    texts = {unit.key: changed(unit) for unit in document.units}
    for bilingual in (False, document.can_be_bilingual):
        data = write(document, tmp_path / "out", texts, bilingual=bilingual).read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n") > 7
        assert b"\r\r" not in data


def test_damaged_tags_never_damage_the_file(sample: Path, tmp_path: Path) -> None:
    document = open_document(sample)
    chance = random.Random(sample.name)
    before = skeleton(sample)
    target = tmp_path / f"out{sample.suffix}"
    for _ in range(25):
        texts = {unit.key: damaged(unit.text, chance) for unit in document.units}
        write(document, target, texts)
        assert skeleton(target) == before
        if sample.suffix != ".epub":
            assert not TAG.search(target.read_text(encoding="utf-8"))


def test_messages_have_both_texts_by_their_nature_or_neither(sample: Path) -> None:
    assert open_document(sample).can_be_bilingual is (sample.suffix not in MESSAGES)


@pytest.mark.parametrize(
    "sample", [name for name in SAMPLES if Path(name).suffix not in MESSAGES], indirect=True
)
def test_bilingual_documents_have_both_texts(sample: Path, tmp_path: Path) -> None:
    document = open_document(sample)
    assert document.can_be_bilingual
    texts = {unit.key: changed(unit) for unit in document.units}
    target = write(document, tmp_path / f"out{sample.suffix}", texts, bilingual=True)
    found = "\n".join(unit.text for unit in open_document(target).units)
    found = " ".join(TAG.sub("", found).split())
    structure(target)
    missing = [
        unit.text
        for unit in document.units
        for text in (unit.text, texts[unit.key])
        if " ".join(TAG.sub("", text).split()) not in found
    ]
    assert set(missing) <= SINGLE
