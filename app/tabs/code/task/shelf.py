"""Suggestions that were made, for whoever comes back to their places or types along."""

from __future__ import annotations

from collections import OrderedDict

from app.tabs.code.task.place import Place

SIZE = 250  # places
BEFORE = 256  # characters that tell a place
AFTER = 64
REACH = 512  # characters of a suggestion that may have been written since

_Key = tuple[str, str, str]


class Shelf:
    """The last suggestions by place; of one place there may be several, by rank."""

    def __init__(self, size: int = SIZE) -> None:
        self._size = size
        self._kept: OrderedDict[_Key, dict[int, str]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        self._kept.clear()

    def put(self, place: Place, text: str, rank: int = 0) -> None:
        """Keep a suggestion; "" says that there is none."""
        key = _key(place)
        self._kept.setdefault(key, {})[rank] = text
        self._kept.move_to_end(key)
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)

    def find(self, place: Place) -> str | None:
        """Return what is left of a suggestion here, "" if there is none, None if unknown.

        It may be from an earlier place, if what was written since is how it begins.
        """
        path, before, after = place.path, place.before, place.after[:AFTER]
        for written in range(min(len(before), REACH) + 1):
            cut = len(before) - written
            key = path, before[cut - BEFORE if cut > BEFORE else 0 : cut], after
            texts = self._kept.get(key)
            if texts is None:
                continue
            begun = before[cut:]
            for _, text in sorted(texts.items()):
                if text.startswith(begun) and len(text) > written:
                    self._kept.move_to_end(key)
                    return text[written:]
        return "" if _key(place) in self._kept else None

    def at(self, place: Place) -> tuple[str, ...]:
        """Return the different suggestions made for this very place, the likeliest first."""
        texts = self._kept.get(_key(place), {})
        return tuple(dict.fromkeys(text for _, text in sorted(texts.items()) if text))

    def ranks(self, place: Place) -> int:
        """Return how many ranks are known for this very place, empty and equal ones too."""
        return len(self._kept.get(_key(place), ()))


def _key(place: Place) -> _Key:
    return place.path, place.before[-BEFORE:], place.after[:AFTER]
