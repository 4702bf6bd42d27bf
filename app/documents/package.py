"""A document that is a ZIP file of XML parts: what is not changed stays byte for byte."""

from __future__ import annotations

import posixpath
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from app.protocol import ErrorCode, UserError

Element = etree._Element

LARGEST = 1 << 30  # bytes, of all parts together when unpacked
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STRICT = "{http://purl.oclc.org/ooxml/"
_PACKAGE_NS = "{http://schemas.openxmlformats.org/package/2006/"
# RuntimeError is raised for a password and for an unknown compression.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)


class Package:
    """The parts of an open document. Reading them raises UserError."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = path
        self._archive = archive
        self._trees: dict[str, Element] = {}
        self._touched: set[str] = set()
        self._infos = {info.filename: info for info in archive.infolist()}
        if sum(info.file_size for info in self._infos.values()) > LARGEST:
            raise self.unreadable("more than 1 GiB when unpacked")
        if any(info.flag_bits & 1 for info in self._infos.values()):
            raise self.unreadable("encrypted")

    def unreadable(self, reason: str) -> UserError:
        """Make the error that says why this document cannot be read."""
        return UserError(ErrorCode.DOCUMENT_UNREADABLE, path=str(self._path), reason=reason)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """Return the bytes of a part as they are in the file."""
        if name not in self._infos:
            raise self.unreadable(f"without {name}")
        try:
            return self._archive.read(self._infos[name])
        except (*_DAMAGED, OSError) as error:
            raise self.unreadable(_reason(error)) from error

    def tree(self, name: str) -> Element:
        """Return the root of a part, the same one each time. Entities are not resolved."""
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            try:
                root = etree.fromstring(self.read(name), parser)
            except etree.XMLSyntaxError as error:
                raise self.unreadable(_reason(error)) from error
            if root.getroottree().docinfo.internalDTD is not None:
                raise self.unreadable(f"{name} has a document type declaration")
            self._trees[name] = root
        return self._trees[name]

    def touch(self, name: str) -> None:
        """Say that the tree of a part has been changed."""
        self._touched.add(name)

    def save(self, target: Path) -> None:
        """Write the document with the changed trees; raises UserError and OSError."""
        with zipfile.ZipFile(target, "w") as out:
            for name, info in self._infos.items():
                copy = zipfile.ZipInfo(name, info.date_time)
                copy.compress_type = info.compress_type
                copy.external_attr = info.external_attr
                copy.create_system = info.create_system
                if name in self._touched:
                    out.writestr(copy, _serialized(self._trees[name]))
                    continue
                try:
                    with self._archive.open(info) as source, out.open(copy, "w") as part:
                        shutil.copyfileobj(source, part)
                except _DAMAGED as error:
                    raise self.unreadable(_reason(error)) from error

    # Open Packaging Conventions ----------------------------------------------------------

    def of_type(self, *endings: str) -> list[str]:
        """Name the parts whose content type ends with one of `endings`, in the file's order."""
        types = self.tree("[Content_Types].xml")
        overrides = {
            element.get("PartName", "").lstrip("/"): element.get("ContentType", "")
            for element in types.iter(_PACKAGE_NS + "content-types}Override")
        }
        defaults = {
            element.get("Extension", "").lower(): element.get("ContentType", "")
            for element in types.iter(_PACKAGE_NS + "content-types}Default")
        }
        return [
            name
            for name in self._infos
            if overrides.get(name, defaults.get(name.rpartition(".")[2].lower(), "")).endswith(
                endings
            )
        ]

    def main(self, kind: str, root: str, *endings: str) -> str:
        """Name the part with the content type and root element of a `kind` of document.

        Raises UserError where there is none: the file is of another kind, or damaged.
        """
        for name in self.of_type(*endings):
            if self.tree(name).tag == root:
                return name
            if self.tree(name).tag.startswith(_STRICT):
                raise self.unreadable("Strict Open XML")
        raise self.unreadable(f"not {kind}")

    def related(self, name: str, kind: str = "") -> dict[str, str]:
        """Map relationship ids of a part to the parts they lead to, of a kind ("slide") or all."""
        folder, base = posixpath.split(name)
        relationships = f"{folder}/_rels/{base}.rels".lstrip("/")
        if relationships not in self:
            return {}
        found = {}
        for element in self.tree(relationships).iter(_PACKAGE_NS + "relationships}Relationship"):
            target = posixpath.normpath(posixpath.join("/" + folder, element.get("Target", "")))
            if element.get("Type", "").endswith("/" + kind) or not kind:
                found[element.get("Id", "")] = target.lstrip("/")
        return {key: part for key, part in found.items() if part in self}


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Open a document; raises UserError where it is no ZIP file, or an encrypted or huge one."""

    def unreadable(reason: str) -> UserError:
        return UserError(ErrorCode.DOCUMENT_UNREADABLE, path=str(path), reason=reason)

    try:
        with path.open("rb") as file:
            if file.read(len(_OLE)) == _OLE:
                raise unreadable("encrypted, or of an old format")
        archive = zipfile.ZipFile(path)
    except (*_DAMAGED, OSError) as error:
        raise unreadable(_reason(error)) from error
    with archive:
        try:
            yield Package(path, archive)
        except RecursionError as error:
            raise unreadable("nested too deeply") from error


def _serialized(root: Element) -> bytes:
    tree = root.getroottree()
    standalone = ' standalone="yes"' if tree.docinfo.standalone else ""
    declaration = f'<?xml version="1.0" encoding="UTF-8"{standalone}?>\n'
    return declaration.encode() + etree.tostring(tree, encoding="UTF-8")


def _reason(error: Exception) -> str:
    strerror = error.strerror if isinstance(error, OSError) else None
    return strerror or str(error) or type(error).__name__
