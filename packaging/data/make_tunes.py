"""Make app/tabs/poetry/data/tunes.json.gz: the forms of 词牌, derived from a corpus.

    npm pack chinese-poetry && tar xzf chinese-poetry-*.tgz
    PYTHONPATH=. python packaging/data/make_tunes.py package

It prints what app/tabs/poetry/data/tunes_README.md says of the result.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tunes.corpus import Corpus, read
from tunes.derive import faults, forms

from app.tabs.poetry.task.tunes import Tune
from app.tabs.poetry.task.tunes.store import dump

FEW = 5  # poems: a form with fewer is doubtful


def main() -> None:
    """Read the package, derive the forms, write and describe them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="the unpacked npm package chinese-poetry")
    parser.add_argument("--out", type=Path, default=Path("app/tabs/poetry/data/tunes.json.gz"))
    options = parser.parse_args()
    tunes = derive(read(options.package))
    data = dump(tunes)
    options.out.write_bytes(data)
    describe(tunes, len(data))


def derive(corpus: Corpus) -> list[Tune]:
    """Return the tunes that have a form, the most written first."""
    found = []
    for name, poems in corpus.poems.items():
        if variants := forms(name, poems):
            names = corpus.aliases[name].most_common()
            aliases = tuple(alias for alias, _ in names if alias != name)
            found.append(Tune(name, aliases, tuple(variants)))
    return sorted(found, key=lambda tune: -tune.poems)


def describe(tunes: list[Tune], size: int) -> None:
    """Print the numbers that say how good the data are."""
    variants = [variant for tune in tunes for variant in tune.variants]
    first = {tune.name: faults(tune.variants[0].model.lines, tune.variants[0]) for tune in tunes}
    passed, strictly = (sum(not any(each[:n]) for each in first.values()) for n in (1, 2))
    others = sum(not faults(variant.model.lines, variant)[0] for variant in variants)
    few = sum(variant.poems < FEW for variant in variants)
    thin = sum(max(variant.poems for variant in tune.variants) < FEW for tune in tunes)
    single = sum(tune.poems == 1 for tune in tunes)
    print(f"{len(tunes)} tunes, {len(variants)} forms, {sum(t.poems for t in tunes)} poems")
    print(f"{passed} model poems of {len(tunes)} keep the first form of their tune,")
    print(f"{strictly} of them without a near rhyme; {others} of {len(variants)} keep their form")
    print(f"{few} forms have fewer than {FEW} poems; {thin} tunes have no other; {single} have one")
    print(f"{size} bytes")
    print("exceptions:", " ".join(name for name, (wrong, _) in first.items() if wrong))


if __name__ == "__main__":
    main()
