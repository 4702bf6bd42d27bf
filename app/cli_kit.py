"""`inkstone kit ...`: Inkstone with models, for computers without a network."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from app import __version__, cli_io, paths
from app.cli_session import Session

if TYPE_CHECKING:
    from app.services.kit.install import Fault, Outcome
    from app.services.kit.make import WriteRun
    from app.services.kit.manifest import Manifest
    from app.services.kit.work import Work
    from app.services.library import InstalledModel, Library

OK, FAILED = 0, 3


def add_parser(commands: Any) -> None:
    """Declare the commands."""
    kit = commands.add_parser("kit", help="carry Inkstone and models to computers without network")
    actions = kit.add_subparsers(required=True, metavar="ACTION")
    make = _action(actions, "make", "put Inkstone and models into a folder, such as a USB stick")
    make.add_argument(
        "--models", type=_names, required=True, metavar="A,B", help="ids, file names or paths"
    )
    make.add_argument(
        "--installer",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="what Inkstone is installed with there; may be given again for other systems",
    )
    make.set_defaults(command=_make)
    install = _action(actions, "install", "install the models of a kit on this computer")
    install.set_defaults(command=_install)


def _action(actions: Any, name: str, words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=words)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise argparse.ArgumentTypeError("name at least one model")
    return names


def _make(options: argparse.Namespace) -> int:
    from app.services.kit.make import Maker

    session = Session()
    folder = options.folder.expanduser().absolute()
    models = _chosen(session.library, options.models)
    maker = Maker(folder, session.library, session.folders.models, _work(session, options.json))
    installers = [path.expanduser().absolute() for path in options.installer]
    made = maker.make(models, installers, _run_writer())
    if maker.aside:
        cli_io.tell(f"The list of the kit was damaged; it is {maker.aside} now.")
    for name in maker.lost:
        cli_io.tell(f"{name} is not in the kit any more: it was missing or incomplete.")
    if options.json:
        files = [msgspec.to_builtins(file) for file in made.files]
        cli_io.print_json(folder=str(folder), files=files)
    else:
        _show(folder, made)
    return OK


def _chosen(library: Library, names: list[str]) -> list[InstalledModel]:
    """Find the models; the starter comes with the program."""
    found = {model.path: model for model in map(library.find, names)}
    for model in found.values():
        if model.starter:
            cli_io.tell(f"{model.name} is part of the program and needs no copy.")
    return [model for model in found.values() if not model.starter]


def _work(session: Session, quiet: bool) -> Work:
    from app.services.kit.work import Work

    return Work(
        session.hub.next_number, lambda command, name: session.run(command, name, quiet=quiet)
    )


def _run_writer() -> WriteRun | None:
    """Return what writes an installer of this very program, where there can be one."""
    program = paths.program_folder()
    if program is None or sys.platform != "linux":
        return None

    def write(out: Path) -> None:
        from app import runfile

        cli_io.tell("Packing the program, which takes a minute ...")
        runfile.write(program, out)

    return write


def _show(folder: Path, made: Manifest) -> None:
    for file in made.files:
        cli_io.write(f"{file.kind:<10} {file.size:>15,} B  {file.path}\n")
    cli_io.write(
        f"The kit is in {folder}. Eject the disk before you unplug it.\n"
        "On the other computer read README.txt, or run: sh install.sh\n"
    )


def _install(options: argparse.Namespace) -> int:
    from app.services.kit.install import Installer

    session = Session()
    folder = options.folder.expanduser().absolute()
    work = _work(session, options.json)
    installer = Installer(folder, session.library, session.folders.models, work)
    kit = installer.read()
    outcomes, faults = installer.install(kit)
    _tell_of_upgrade(folder, kit)
    if options.json:
        models, failed = map(_row, outcomes), map(_fault_row, faults)
        cli_io.print_json(models=list(models), faults=list(failed), version=kit.version)
    else:
        for outcome in outcomes:
            cli_io.write(f"{outcome.state:<10} {outcome.id:<32} {outcome.path}\n")
        for fault in faults:
            cli_io.write(f"{'failed':<10} {fault.id:<32} {fault.path}\n")
    for fault in faults:
        cli_io.tell(f"inkstone: {fault.id}: {_words(fault)}")
    return FAILED if faults else OK


def _row(outcome: Outcome) -> dict[str, str]:
    return {"id": outcome.id, "path": str(outcome.path), "state": outcome.state}


def _fault_row(fault: Fault) -> dict[str, str]:
    code = fault.error.code.value
    return {"id": fault.id, "path": str(fault.path), "code": code, "words": _words(fault)}


def _words(fault: Fault) -> str:
    from app.services.errors import describe

    return describe(fault.error.code, fault.error.params)


def _tell_of_upgrade(folder: Path, kit: Manifest) -> None:
    """Say how to get the program of the kit, if it is newer than this one."""
    from app.services.kit import manifest

    if not manifest.is_newer(kit.version, than=__version__):
        return
    cli_io.tell(f"Inkstone {kit.version} is in the kit and {__version__} is running. To upgrade:")
    newest = [file for file in kit.installers if kit.version in file.path]
    for file in newest or kit.installers:
        path = str(folder / file.path)
        cli_io.tell(f"  sh {shlex.quote(path)}" if path.endswith(".run") else f"  {path}")
