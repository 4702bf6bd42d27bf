"""`inkstone models ...`: the models on this computer, of the catalogue and of the hub."""

from __future__ import annotations

import argparse
import fnmatch
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli_session import Session
from app.gguf import all_parts
from app.protocol import ErrorCode, UserError

if TYPE_CHECKING:
    from app.services.catalogue import Entry
    from app.services.library import InstalledModel

OK, FAILED = 0, 3


def add_parser(commands: Any) -> None:
    """Declare the commands."""
    models = commands.add_parser("models", help="the models on this computer")
    actions = models.add_subparsers(required=True, metavar="ACTION")
    listing = _action(actions, "list", "list the installed models", _list)
    listing.add_argument("--available", action="store_true", help="list the catalogue instead")
    download = _action(actions, "download", "download a model", _download)
    download.add_argument("id", help="of the catalogue, or owner/name[:QUANTIZATION], or a URL")
    download.add_argument("--file", default="", help="which GGUF file of the repository")
    importing = _action(actions, "import", "copy a .gguf file into the models folder", _import)
    importing.add_argument("file", type=Path)
    importing.add_argument("--in-place", action="store_true", help="use it where it is")
    verify = _action(actions, "verify", "compare a model with its published SHA-256", _verify)
    verify.add_argument("id")
    remove = _action(actions, "remove", "put a model into the bin", _remove)
    remove.add_argument("id")
    remove.add_argument("--empty-bin", action="store_true", help="and delete it for good")
    _action(actions, "check", "ask the hub whether the catalogue still holds", _check)


def _action(actions: Any, name: str, words: str, command: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=words)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(command=command)
    return parser


def _list(options: argparse.Namespace) -> int:
    session = Session()
    if options.available:
        rows = [_entry_row(entry) for entry in session.library.catalogue if entry.repo]
        line = "{id:<28} {quantization:<10} {size_bytes:>15,} B  {name}"
    else:
        rows = [_row(model) for model in session.library.installed()]
        line = "{id:<32} {quantization:<8} {size_bytes:>15,} B  {path}"
    if options.json:
        print(json.dumps({"models": rows}, ensure_ascii=False))
    else:
        for row in rows:
            print(line.format(**row))
    return OK


def _row(model: InstalledModel) -> dict[str, Any]:
    return {
        "id": model.id,
        "name": model.name,
        "path": str(model.path),
        "size_bytes": model.size_bytes,
        "architecture": model.header.architecture,
        "parameters": model.header.parameters,
        "quantization": model.header.quantization,
        "context": model.header.context_length,
    }


def _entry_row(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "repo": entry.repo,
        "file": entry.file,
        "size_bytes": entry.size_bytes,
        "parameters": entry.parameters,
        "quantization": entry.quantization,
        "context": entry.context,
        "licence": entry.licence,
        "languages": list(entry.languages),
        "jobs": [job.value for job in entry.jobs],
    }


def _download(options: argparse.Namespace) -> int:
    from app.hub_protocol import Fetch, Inspect
    from app.services import hubfiles
    from app.services.downloads import Request, target_folder

    session = Session()
    hub = session.hub
    entry = next((e for e in session.library.catalogue if e.id == options.id and e.repo), None)
    if entry:
        request = Request.of(entry)
    else:
        reference = hubfiles.parse(options.id)
        command = Inspect(hub.next_number(), reference.repo, reference.revision, hub.sources())
        found = session.run(command, reference.repo, quiet=True)
        wanted = options.file or reference.file
        models = hubfiles.choices(found.files)
        fitting = (
            hubfiles.choose(models, wanted) if wanted else [m for m in models if not m.projector]
        )
        if len(fitting) != 1:
            names = ", ".join(choice.name for choice in fitting or models) or "-"
            raise UserError(ErrorCode.CHOOSE_FILE, what=reference.repo, names=names)
        request = fitting[0].request(reference.repo, found.commit)
    fetch = Fetch(
        hub.next_number(),
        request.repo,
        request.revision,
        request.files,
        str(target_folder(session.folders.models, request.repo)),
        hub.sources(request.modelscope),
    )
    installed = session.run(fetch, request.name, options.json)
    path = target_folder(session.folders.models, request.repo) / installed.files[0].path
    model = session.library.describe(path)
    return _print(options, model.id, id=model.id, path=str(model.path), sha256=model.sha256)


def _import(options: argparse.Namespace) -> int:
    from app.hub_protocol import Copy

    session = Session()
    path = all_parts(options.file.expanduser().absolute())[0]
    model = session.library.describe(path)
    if options.in_place:
        session.library.add_place(path)
    elif not path.is_relative_to(session.folders.models):
        for part in all_parts(path)[::-1]:  # the first makes the model visible
            command = Copy(session.hub.next_number(), str(part), str(session.folders.models))
            session.run(command, part.name, options.json)
        model = session.library.describe(session.folders.models / path.name)
    return _print(options, model.id, id=model.id, path=str(model.path))


def _verify(options: argparse.Namespace) -> int:
    from app.hub_protocol import Hash
    from app.services.library import checksums

    session = Session()
    model = session.library.find(options.id)
    for part, wanted in checksums(model):
        found = session.run(Hash(session.hub.next_number(), str(part)), part.name, options.json)
        if found.sha256 != wanted:
            raise UserError(ErrorCode.DOWNLOAD_CORRUPT, path=str(part), host="")
    return _print(options, "ok", id=model.id, ok=True, sha256=model.sha256)


def _remove(options: argparse.Namespace) -> int:
    session = Session()
    removal = session.library.remove(session.library.find(options.id))
    if options.empty_bin:
        session.library.empty_bin()
    freed = removal.size_bytes
    words = f"{freed:,} B" if options.empty_bin else f"{freed:,} B -> {removal.folder}"
    return _print(options, words, id=options.id, freed_bytes=freed, bin=str(removal.folder))


def _check(options: argparse.Namespace) -> int:
    from app.hub_protocol import Inspect

    session = Session()
    rows = []
    for entry in session.library.catalogue:
        if not entry.repo:
            continue
        command = Inspect(
            session.hub.next_number(), entry.repo, entry.revision, session.hub.sources()
        )
        try:
            found = session.run(command, entry.id, quiet=True)
            state = _compare(entry, found.files)
        except UserError as error:
            state = error.code.value
        rows.append({"id": entry.id, "repo": entry.repo, "state": state})
        if not options.json:
            print(f"{entry.id:<28} {state:<16} {entry.repo}", flush=True)
    if options.json:
        print(json.dumps({"entries": rows}, ensure_ascii=False))
    return OK if all(row["state"] == "ok" for row in rows) else FAILED


def _compare(entry: Entry, files: Any) -> str:
    """Return "ok", "missing" or "changed" for what the hub lists now."""
    wanted = [(entry.file, entry.size_bytes, entry.sha256)]
    if entry.mmproj:
        wanted.append((entry.mmproj.file, entry.mmproj.size_bytes, entry.mmproj.sha256))
    for path, size, sha256 in wanted:
        found = next((file for file in files if fnmatch.fnmatchcase(file.path, path)), None)
        if found is None:
            return "missing"
        if sha256 and (found.size, found.sha256) != (size, sha256):
            return "changed"
    return "ok"


def _print(options: argparse.Namespace, words: str, **values: Any) -> int:
    print(json.dumps(values, ensure_ascii=False) if options.json else words)
    return OK
