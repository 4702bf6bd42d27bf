"""Settings: each declared once; the file, the form and the CLI come from the declarations."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.protocol import ErrorCode, UserError
from app.services.words import QT_TRANSLATE_NOOP

log = logging.getLogger(__name__)

Value = str | int | float | bool


@dataclass(frozen=True)
class Setting:
    """One setting. `choices` maps values to labels; `minimum`/`maximum` bound a number.

    `suggestions` are labelled values of a text that may also be any other.
    A number whose minimum has the meaning "chosen by the app" says so in `automatic`.
    Labels and help are translated in the context "Settings"; "" as a group hides it from the form.
    """

    name: str
    default: Value
    group: str = ""
    label: str = ""
    help: str = ""
    choices: tuple[tuple[Value, str], ...] = ()
    suggestions: tuple[tuple[str, str], ...] = ()
    minimum: int = 0
    maximum: int = 0
    automatic: str = ""

    def accepts(self, value: object) -> bool:
        """Tell whether `value` is of this setting's type and range."""
        if type(value) is not type(self.default):
            return False
        if self.choices:
            return value in dict(self.choices)
        if isinstance(value, int) and not isinstance(value, bool) and self.maximum:
            return self.minimum <= value <= self.maximum
        return True


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "language",
        "system",
        group="look",
        label=QT_TRANSLATE_NOOP("Settings", "Language"),
        choices=(
            ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
            ("en", "English"),
            ("zh_CN", "简体中文"),
        ),
    ),
    Setting(
        "theme",
        "system",
        group="look",
        label=QT_TRANSLATE_NOOP("Settings", "Theme"),
        choices=(
            ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
            ("light", QT_TRANSLATE_NOOP("Settings", "Light")),
            ("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
        ),
    ),
    Setting(
        "font_size",
        11,
        group="look",
        label=QT_TRANSLATE_NOOP("Settings", "Font size"),
        minimum=8,
        maximum=24,
    ),
    Setting(
        "threads",
        0,
        group="engine",
        label=QT_TRANSLATE_NOOP("Settings", "Threads"),
        help=QT_TRANSLATE_NOOP(
            "Settings", "Processor threads for the model. More than there are cores is slower."
        ),
        minimum=0,
        maximum=256,
        automatic=QT_TRANSLATE_NOOP("Settings", "Automatic"),
    ),
    Setting(
        "gpu_layers",
        -1,
        group="engine",
        label=QT_TRANSLATE_NOOP("Settings", "GPU layers"),
        help=QT_TRANSLATE_NOOP(
            "Settings", "Layers of the model that the graphics card computes, if there is one."
        ),
        minimum=-1,
        maximum=999,
        automatic=QT_TRANSLATE_NOOP("Settings", "Automatic"),
    ),
    Setting(
        "context",
        8192,
        group="engine",
        label=QT_TRANSLATE_NOOP("Settings", "Context length"),
        help=QT_TRANSLATE_NOOP(
            "Settings", "How many tokens the model sees at once. More needs more memory."
        ),
        minimum=512,
        maximum=1_048_576,
    ),
    Setting(
        "kv_type",
        "auto",
        group="engine",
        label=QT_TRANSLATE_NOOP("Settings", "KV cache"),
        help=QT_TRANSLATE_NOOP("Settings", "Smaller types save memory in long conversations."),
        choices=(
            ("auto", QT_TRANSLATE_NOOP("Settings", "Automatic")),
            ("f16", QT_TRANSLATE_NOOP("Settings", "16 bit (best)")),
            ("q8_0", QT_TRANSLATE_NOOP("Settings", "8 bit")),
            ("q4_0", QT_TRANSLATE_NOOP("Settings", "4 bit (smallest)")),
        ),
    ),
    Setting(
        "state_memory",
        512,
        group="states",
        label=QT_TRANSLATE_NOOP("Settings", "In memory, MB"),
        help=QT_TRANSLATE_NOOP(
            "Settings", "Conversations that go on at once when you come back to them."
        ),
        minimum=0,
        maximum=1_000_000,
    ),
    Setting(
        "state_disk",
        2048,
        group="states",
        label=QT_TRANSLATE_NOOP("Settings", "On the disk, MB"),
        help=QT_TRANSLATE_NOOP(
            "Settings", "Conversations that go on at once after the app was closed."
        ),
        minimum=0,
        maximum=10_000_000,
    ),
    Setting(
        "idle_minutes",
        0,
        group="engine",
        label=QT_TRANSLATE_NOOP("Settings", "Free the memory when idle"),
        help=QT_TRANSLATE_NOOP(
            "Settings", "The model is loaded again by itself when you send something."
        ),
        choices=(
            (0, QT_TRANSLATE_NOOP("Settings", "Never")),
            (5, QT_TRANSLATE_NOOP("Settings", "After 5 minutes")),
            (15, QT_TRANSLATE_NOOP("Settings", "After 15 minutes")),
            (60, QT_TRANSLATE_NOOP("Settings", "After an hour")),
        ),
    ),
    Setting(
        "offline",
        False,
        group="network",
        label=QT_TRANSLATE_NOOP("Settings", "Stay offline"),
        help=QT_TRANSLATE_NOOP("Settings", "Nothing is downloaded and no host is contacted."),
    ),
    Setting(
        "hub_sources",
        "https://huggingface.co",
        group="network",
        label=QT_TRANSLATE_NOOP("Settings", "Download from"),
        help=QT_TRANSLATE_NOOP(
            "Settings", "Addresses separated by spaces are tried one after the other."
        ),
        suggestions=(
            ("https://huggingface.co", "Hugging Face"),
            ("https://hf-mirror.com", "hf-mirror.com"),
            (
                "https://hf-mirror.com https://huggingface.co",
                QT_TRANSLATE_NOOP("Settings", "hf-mirror.com, then Hugging Face"),
            ),
            (
                "https://modelscope.cn https://hf-mirror.com https://huggingface.co",
                QT_TRANSLATE_NOOP("Settings", "ModelScope, then hf-mirror.com and Hugging Face"),
            ),
        ),
    ),
    Setting(
        "proxy",
        "",
        group="network",
        label=QT_TRANSLATE_NOOP("Settings", "Proxy"),
        help=QT_TRANSLATE_NOOP("Settings", "e.g. http://127.0.0.1:7890; empty: the system's"),
    ),
    Setting("translate_source", "auto"),
    Setting("translate_target", "zh"),
    Setting("translate_style", ""),
    Setting(
        "translate_clipboard",
        False,
        group="translate",
        label=QT_TRANSLATE_NOOP("Settings", "Translate what I copy"),
        help=QT_TRANSLATE_NOOP(
            "Settings",
            "Text that you copy in other programs is translated in a small window; addresses,"
            " numbers and what password managers mark as secret are left alone. On Wayland and"
            " macOS, which show the clipboard only to the program in front, that happens when you"
            " come back to Inkstone.",
        ),
    ),
    Setting(
        "translate_hotkey",
        "",
        group="translate",
        label=QT_TRANSLATE_NOOP("Settings", "Hotkey"),
        help=QT_TRANSLATE_NOOP(
            "Settings",
            "Translates from any program what is selected there, or else what was copied. On"
            " Wayland and macOS, bind inkstone --translate-clipboard in the system's keyboard"
            " settings instead.",
        ),
    ),
    Setting("translate_small", ""),
    Setting(
        "completion",
        True,
        group="code",
        label=QT_TRANSLATE_NOOP("Settings", "Suggest while I type"),
        help=QT_TRANSLATE_NOOP(
            "Settings", "What may come next stands in grey at the cursor; Tab takes it."
        ),
    ),
    Setting(
        "completion_seconds",
        1,
        group="code",
        label=QT_TRANSLATE_NOOP("Settings", "Seconds for a suggestion"),
        help=QT_TRANSLATE_NOOP(
            "Settings", "The model stops writing then. More time makes longer suggestions."
        ),
        minimum=1,
        maximum=10,
    ),
    Setting("code_splitter", ""),
    Setting("write_splitter", ""),
    Setting("write_panel", "outline"),
    Setting("write_piece", 0),
    Setting("poetry_splitter", ""),
    Setting("poetry_panel", "check"),
    Setting("poetry_wishes", ""),
    Setting("poetry_vertical", True),
    Setting("poetry_marks", False),
    Setting("poetry_picture", ""),
    Setting("translate_small_pinned", False),
    Setting("model_places", ""),
    Setting("model", ""),
    Setting("window", ""),
    Setting("splitter", ""),
    Setting("chatml_models", ""),
    Setting("unsafe_model", ""),
)


class Settings(QObject):
    """The person's choices, kept in a JSON file that is replaced whole.

    A damaged file is set aside; its new name stands in `set_aside` and defaults are used.
    """

    changed = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._declared = {setting.name: setting for setting in SETTINGS}
        self._values: dict[str, Value] = {}
        self._foreign: dict[str, Any] = {}
        self.set_aside: Path | None = None
        self._read()

    def __iter__(self) -> Iterator[Setting]:
        return iter(SETTINGS)

    def value(self, name: str) -> Value:
        """Return a setting of any type."""
        return self._values.get(name, self._declared[name].default)

    def text(self, name: str) -> str:
        """Return a setting whose type is str."""
        value = self.value(name)
        assert isinstance(value, str)
        return value

    def number(self, name: str) -> int:
        """Return a setting whose type is int."""
        value = self.value(name)
        assert isinstance(value, int)
        return value

    def flag(self, name: str) -> bool:
        """Return a setting whose type is bool."""
        value = self.value(name)
        assert isinstance(value, bool)
        return value

    def set(self, name: str, value: Value) -> None:
        """Change and save one setting; raises ValueError, UserError(DISK_FULL ...)."""
        setting = self._declared[name]
        if not setting.accepts(value):
            raise ValueError(f"{name}: {value!r}")
        if self.value(name) == value:
            return
        self._values[name] = value
        self._write()
        self.changed.emit(name)

    def _read(self) -> None:
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            if not isinstance(data, dict):
                raise ValueError("not an object")
        except FileNotFoundError:
            return
        except (ValueError, OSError) as error:
            self._put_aside(error)
            return
        for name, value in data.items():
            setting = self._declared.get(name)
            if setting is None:
                self._foreign[name] = value
            elif setting.accepts(value):
                self._values[name] = value
            else:
                log.info("setting %s: %r is out of range, the default is used", name, value)

    def _put_aside(self, error: Exception) -> None:
        log.info("settings cannot be read: %s", error)
        aside = self._path.with_name(self._path.name + ".damaged")
        try:
            self._path.replace(aside)
        except OSError:
            return
        self.set_aside = aside

    def _write(self) -> None:
        write_atomically(
            self._path,
            json.dumps({**self._foreign, **self._values}, ensure_ascii=False, indent=2) + "\n",
        )


def write_atomically(path: Path, text: str) -> None:
    """Replace a file whole or not at all; raises UserError(FILE_UNWRITABLE)."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    except OSError as error:
        raise UserError(
            ErrorCode.FILE_UNWRITABLE, path=str(path), reason=error.strerror or ""
        ) from error
    scratch = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise UserError(
            ErrorCode.FILE_UNWRITABLE, path=str(path), reason=error.strerror or ""
        ) from error
