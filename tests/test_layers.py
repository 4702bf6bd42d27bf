"""Imports point one way (docs of the architecture: README, "How it is made")."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import app

ROOT = Path(app.__file__).parent
LEAVES = (
    "app",
    "app.__version__",
    "app.codes",
    "app.protocol",
    "app.hub_protocol",
    "app.document_protocol",
    "app.piece",
    "app.paths",
    "app.log",
    "app.beside",
    "app.gguf",
    "app.memory",
)
# What a package may import of ours, by prefix, besides the leaves and itself.
ALLOWED = {
    "app.engine": (),
    "app.hub": (),
    "app.documents": (),
    "app.services": ("app.tabs.TASK",),
    "app.tabs": ("app.services", "app.ui", "app.tabs.TASK"),
    "app.ui": ("app.services", "app.tabs"),
    "app.cli": (
        "app.services",
        "app.tabs.TASK",
        "app.desktop",
        "app.cli_bench",
        "app.cli_code",
        "app.cli_io",
        "app.cli_kit",
        "app.cli_models",
        "app.cli_translate",
        "app.cli_poem",
        "app.cli_write",
    ),
    "app.cli_bench": ("app.services", "app.desktop", "app.cli_io", "app.benchplot"),
    "app.cli_code": ("app.services", "app.tabs.TASK", "app.cli_io"),
    "app.cli_io": (),
    "app.cli_kit": ("app.services", "app.cli_io", "app.cli_session", "app.runfile"),
    "app.cli_models": ("app.services", "app.cli_session"),
    "app.cli_session": ("app.services",),
    "app.cli_translate": ("app.services", "app.tabs.TASK", "app.cli_io"),
    "app.cli_poem": (
        "app.services",
        "app.tabs.TASK",
        "app.tabs.poetry.wording",
        "app.cli_io",
    ),
    "app.cli_write": ("app.services", "app.tabs.TASK", "app.cli_io"),
    "app.desktop": ("app.services", "app.ui", "app.selftest", "app.windowbench"),
    "app.selftest": ("app.services", "app.ui", "app.tabs"),
    "app.benchplot": (),
    "app.windowbench": ("app.services", "app.ui", "app.tabs"),
    "app.__main__": ("app.cli", "app.desktop", "app.engine", "app.hub", "app.documents"),
}
# Packages whose modules are imported by name from them.
PARENTS = (
    "app",
    "app.services",
    "app.tabs.chat",
    "app.tabs.code",
    "app.tabs.poetry",
    "app.tabs.translate",
    "app.tabs.write",
    "app.ui",
)
FOREIGN = {
    "llama_cpp": ("app.engine",),
    "numpy": ("app.engine",),
    "huggingface_hub": ("app.hub",),
    "lxml": ("app.documents",),
    "polib": ("app.documents",),
    "PySide6.QtWidgets": ("app.ui", "app.tabs", "app.desktop"),
}


def modules() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(("app", *path.relative_to(ROOT).with_suffix("").parts))
        yield name.removesuffix(".__init__"), path.read_text(encoding="utf-8")


def imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [alias.name for alias in node.names]
            yield node.module
            if node.module in PARENTS:
                yield from (f"{node.module}.{name}" for name in names if name.islower())


def is_task(name: str) -> bool:
    """Tell whether a module is a tab's pure part: `task`, or a package of that name."""
    return name.count(".") > 2 and name.split(".")[3] == "task"


def within(name: str, prefix: str) -> bool:
    if prefix == "app.tabs.TASK":
        return name in (
            "app.tabs",
            "app.tabs.chat",
            "app.tabs.code",
            "app.tabs.poetry",
            "app.tabs.translate",
            "app.tabs.write",
        ) or is_task(name)
    return name == prefix or name.startswith(prefix + ".")


def wrong_arrows(name: str, source: str) -> list[str]:
    """Return what a module imports and must not."""
    package = next((p for p in ALLOWED if within(name, p)), None)
    pure = is_task(name)
    wrong = []
    for imported in imports(source):
        top = imported.split(".")[0]
        if top == "app":
            fine = any(imported == leaf for leaf in LEAVES) or (
                package is not None
                and (not pure or is_task(imported))
                and (
                    within(imported, package) or any(within(imported, p) for p in ALLOWED[package])
                )
            )
        else:
            owners = next((o for f, o in FOREIGN.items() if within(imported, f)), None)
            fine = owners is None or any(within(name, owner) for owner in owners)
            fine = fine and not (pure and top in ("PySide6", "os", "pathlib"))
        if not fine:
            wrong.append(imported)
    return wrong


def test_imports_point_one_way() -> None:
    found = {name: wrong for name, source in modules() if (wrong := wrong_arrows(name, source))}
    assert not found


def test_a_wrong_arrow_would_be_seen() -> None:
    assert wrong_arrows("app.services.models", "import llama_cpp.llama_cpp")
    assert wrong_arrows("app.services.models", "from app.ui.theme import Theme")
    assert wrong_arrows("app.engine.model", "from app.services.store import Store")
    assert wrong_arrows("app.tabs.chat.task", "from PySide6.QtCore import QObject")
    assert not wrong_arrows("app.services.chats", "from app.tabs.chat import task")


def test_tabs_do_not_import_each_other() -> None:
    for name, source in modules():
        if name.startswith("app.tabs.") and name.count(".") > 2:
            own = ".".join(name.split(".")[:3])
            foreign = [i for i in imports(source) if i.startswith("app.tabs.")]
            assert all(within(imported, own) for imported in foreign), name


def test_files_are_small() -> None:
    sizes = {name: source.count("\n") for name, source in modules()}
    assert not {name: size for name, size in sizes.items() if size > 500}


def test_importing_the_package_costs_nothing() -> None:
    code = "import app, sys; print([m for m in sys.modules if m.split('.')[0] in sys.argv[1:]])"
    heavy = ["PySide6", "llama_cpp", "numpy", "huggingface_hub", "msgspec", "jinja2"]
    output = subprocess.check_output([sys.executable, "-c", code, *heavy], text=True)
    assert output.strip() == "[]"


def test_the_window_loads_no_native_engine() -> None:
    code = (
        "import app.desktop, app.ui.window, app.tabs.chat.tab, app.tabs.translate.tab;"
        "import app.tabs.code.tab, sys;"
        "print([m for m in sys.modules if m.split('.')[0] in sys.argv[1:]])"
    )
    heavy = ["llama_cpp", "numpy", "huggingface_hub", "jinja2", "ziamath", "lxml"]
    output = subprocess.check_output([sys.executable, "-c", code, *heavy], text=True)
    assert output.strip() == "[]"
