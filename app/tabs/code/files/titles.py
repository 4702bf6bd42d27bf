"""What a file is called on its tab."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath


def titles(paths: Sequence[PurePath]) -> list[str]:
    """Return the name of each file, with as many of its folders as tell it from the others."""
    depths = [1] * len(paths)
    while True:
        names = ["/".join(path.parts[-depth:]) for path, depth in zip(paths, depths, strict=True)]
        count = Counter(names)
        unclear = [
            at
            for at, name in enumerate(names)
            if count[name] > 1 and depths[at] < len(paths[at].parts)
        ]
        if not unclear:
            return names
        for at in unclear:
            depths[at] += 1
