"""Write a page with everything that a package of Inkstone bundles, and its licences.

    python packaging/make_licences.py THIRD-PARTY.md [LIBRARIES]

It is run in the environment that is packed, and fails with the name of what has no licence text,
or a licence that we do not bundle. What is no Python distribution stands in licences/parts.toml.
LIBRARIES is a file with the paths of the system's libraries that are bundled, one a line.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "pyproject.toml"
LICENCES = ROOT / "packaging" / "licences"
PERMITTED = {
    "0BSD", "AFL-2.1", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Bitstream-Vera",
    "CC-BY-4.0", "CC0-1.0", "CNRI-Python", "FTL", "GPL-2.0-or-later WITH Bootloader-exception",
    "GPL-3.0-or-later WITH GCC-exception-3.1", "HPND", "ISC", "LGPL-2.1-only", "LGPL-2.1-or-later",
    "LGPL-3.0-only", "LGPL-3.0-or-later", "LicenseRef-public-domain", "MIT", "MIT-0", "MPL-2.0",
    "OFL-1.1", "PSF-2.0", "Python-2.0", "Unicode-3.0", "Unlicense", "Zlib", "bzip2-1.0.6",
    "libpng-2.0",
}  # fmt: skip
CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
    "zlib/libpng License": "Zlib",
}
TEXT = re.compile(r"LICEN[CS]E|COPYING|COPYRIGHT|NOTICE", re.IGNORECASE)
INTRODUCTION = """\
# Third-party software in Inkstone

Inkstone is under the Apache License 2.0. A package of it bundles what follows, each part under its
own licence; the numbers lead to the texts below. Software is bundled unchanged. What is under the
LGPL is dynamically linked, or Python, and may be replaced; our data are made from what their texts
name.
"""


class Refused(Exception):
    """Something that must not be bundled as it is; the message names it."""


@dataclass(frozen=True)
class Part:
    """Something that is bundled."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


def permitted(licence: str) -> bool:
    """Tell whether an SPDX expression leaves us a licence that we bundle."""
    words = re.findall(r"[()]|[^\s()]+(?:\s+WITH\s+[^\s()]+)?", licence)
    operators = {"AND": "and", "OR": "or", "(": "(", ")": ")"}
    try:
        return bool(eval(" ".join(operators.get(word) or str(word in PERMITTED) for word in words)))
    except SyntaxError:
        return False


def reached(requirements: Iterable[Requirement]) -> dict[str, Distribution]:
    """Return the installed distributions that are required here, directly or not, by name."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(requirement, frozenset({""})) for requirement in requirements]
    while waiting:
        requirement, extras = waiting.pop()
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in extras):
            continue
        name, wanted = canonicalize_name(requirement.name), frozenset({"", *requirement.extras})
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            found[name] = distribution(requirement.name)
        except PackageNotFoundError as error:
            raise Refused(f"{name} is required and not installed") from error
        waiting += [(Requirement(line), wanted) for line in found[name].requires or ()]
    return dict(sorted(found.items()))


def licence_of(found: Distribution) -> str:
    """Return a distribution's licence as an SPDX expression, or else as it says it."""
    expression, classifiers, words = (
        found.metadata.get_all(field) or []
        for field in ("License-Expression", "Classifier", "License")
    )
    said = [
        line.rpartition(" :: ")[2]
        for line in classifiers
        if line.startswith("License :: ") and line != "License :: OSI Approved"
    ]
    classified = " AND ".join(sorted(CLASSIFIERS.get(licence, licence) for licence in said))
    return next((licence for licence in (*expression, classified, *words) if licence), "")


def texts_of(found: Distribution) -> Iterator[str]:
    """Yield the licence texts that a distribution brings."""
    for file in sorted(found.files or ()):
        if TEXT.search(file.name) and not file.name.endswith((".py", ".pyc")):
            yield Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")


def kept(names: Iterable[str]) -> tuple[str, ...]:
    """Return the texts of these names in our folder."""
    return tuple((LICENCES / name).read_text(encoding="utf-8-sig") for name in names)


def distributions(found: Mapping[str, Distribution], ours: Mapping[str, Any]) -> Iterator[Part]:
    """Yield the Python distributions; every font of theirs must be a part of its own."""
    patterns = [part["files"] for part in ours["part"] if "files" in part]
    for name, one in found.items():
        for file in one.files or ():
            fonts = file.suffix.lower() in (".ttf", ".otf", ".woff", ".woff2")
            if fonts and not any(fnmatch(str(file), pattern) for pattern in patterns):
                raise Refused(f"{name} has a font whose licence is not known: {file}")
        texts = (*texts_of(one), *kept(ours["distributions"].get(name, ())))
        yield Part(one.metadata["Name"], one.version, licence_of(one), texts)


def others(found: Mapping[str, Distribution], ours: Mapping[str, Any]) -> Iterator[Part]:
    """Yield what is no Python distribution: libraries, fonts, the starter model, our data."""
    for part in ours["part"]:
        within = part.get("within")
        if within and within not in found:
            continue
        version = f"in {within} {found[within].version}" if within else ""
        if part["name"] == "Python":
            version = platform.python_version()
        yield Part(part["name"], version, part["licence"], kept(part["texts"]))
    data = {one["readme"]: one for one in ours["data"]}
    for path in sorted((ROOT / "app").rglob("*README*")):
        readme = path.relative_to(ROOT).as_posix()
        if readme not in data:
            raise Refused(f"{readme} tells of data that are not in parts.toml")
        texts = (path.read_text(encoding="utf-8"), *kept(data[readme]["texts"]))
        yield Part(f"Data of {readme}", "", data[readme]["licence"], texts)


def system(libraries: Iterable[Path], ours: Mapping[str, Any]) -> Iterator[Part]:
    """Yield the packages of the system, Debian or one like it, that libraries come from."""
    found: dict[tuple[str, str], str] = {}
    for library in libraries:
        entries = (one for one in ours["system"] if _fits(library.name, one["files"]))
        entry = next(entries, None)
        if entry is None:
            raise Refused(f"{library} is bundled, and its licence is not in parts.toml")
        name, version = _package(library)
        found[name, version] = entry["licence"]
    for (name, version), licence in sorted(found.items()):
        yield Part(name.partition(":")[0], version, licence, tuple(_system_texts(name)))


def _fits(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def _package(library: Path) -> tuple[str, str]:
    """Return the name and version of the package that a library belongs to."""
    places = f"*/{library.relative_to('/')}".replace("*/usr/", "*/")  # /usr/lib is /lib
    try:
        command = ["dpkg-query", "-S", places]
        owner = subprocess.check_output(command, stderr=subprocess.DEVNULL, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        words = f"no package of this system has {library}; make it on Debian or Ubuntu"
        raise Refused(words) from error
    name = owner.partition(": ")[0]
    version = subprocess.check_output(["dpkg-query", "-W", "-f", "${Version}", name], text=True)
    return name, version


def _system_texts(package: str) -> Iterator[str]:
    """Yield the licence text of a package, and the well-known ones that it names."""
    path = Path("/usr/share/doc", package.partition(":")[0], "copyright")
    text = path.read_text(encoding="utf-8", errors="replace")
    yield text
    for name in sorted(set(re.findall(r"/usr/share/common-licenses/([\w.-]*\w)", text))):
        yield Path("/usr/share/common-licenses", name).read_text(encoding="utf-8")


def bundled(libraries: Iterable[Path] = ()) -> list[Part]:
    """Return everything that is bundled; raises Refused."""
    ours = tomllib.loads((LICENCES / "parts.toml").read_text(encoding="utf-8"))
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    found = reached(map(Requirement, project["dependencies"]))
    parts = [*distributions(found, ours), *others(found, ours), *system(libraries, ours)]
    for part in parts:
        if not permitted(part.licence):
            said = part.licence.strip().partition("\n")[0] or "none"
            raise Refused(f"{part.name}: its licence is not one that we bundle: {said}")
        if not any(text.strip() for text in part.texts):
            raise Refused(f"{part.name}: it has no licence text")
    return parts


def page(parts: Iterable[Part]) -> str:
    """Return the page: a table, then each text once."""
    numbers: dict[str, int] = {}
    lines = [INTRODUCTION, "| name | version | licence | texts |", "|---|---|---|---|"]
    for part in parts:
        texts = [text.strip("\n\r\f ") for text in part.texts if text.strip()]
        links = [numbers.setdefault(text, len(numbers) + 1) for text in dict.fromkeys(texts)]
        places = ", ".join(f"[{number}](#text-{number})" for number in links)
        lines.append(f"| {part.name} | {part.version} | {part.licence} | {places} |")
    for text, number in numbers.items():
        lines += ["", f"## Text {number}", "", "~~~~~~text", text, "~~~~~~"]
    return "\n".join(lines) + "\n"


def main(out: Path, libraries: Path | None = None) -> int:
    """Write the page to `out`; return the exit status."""
    lines = libraries.read_text(encoding="utf-8").splitlines() if libraries else []
    try:
        written = page(bundled(map(Path, lines)))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    out.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*map(Path, sys.argv[1:])))
