"""The words for every error code, in the language of the app."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QLocale

from app.protocol import ErrorCode, Params
from app.services.words import QT_TRANSLATE_NOOP

MESSAGES: dict[ErrorCode, str] = {
    ErrorCode.MODEL_MISSING: QT_TRANSLATE_NOOP(
        "Errors", "The model file {file} is not there any more. Choose another model."
    ),
    ErrorCode.MODEL_EMPTY: QT_TRANSLATE_NOOP(
        "Errors", "The model file {file} is empty. Get it again."
    ),
    ErrorCode.MODEL_NOT_GGUF: QT_TRANSLATE_NOOP(
        "Errors", "{file} is not a GGUF model. Choose a file that ends in .gguf."
    ),
    ErrorCode.MODEL_TRUNCATED: QT_TRANSLATE_NOOP(
        "Errors", "The model file {file} is incomplete: {size} of {expected}. Get it again."
    ),
    ErrorCode.MODEL_UNSUPPORTED: QT_TRANSLATE_NOOP(
        "Errors",
        "This version of the engine cannot run {file} (architecture {architecture})."
        " Choose another model.",
    ),
    ErrorCode.MODEL_UNREADABLE: QT_TRANSLATE_NOOP(
        "Errors", "The model file {file} cannot be read. Check that you may open it."
    ),
    ErrorCode.MODEL_TOO_LARGE: QT_TRANSLATE_NOOP(
        "Errors",
        "{file} needs about {needed} of memory and {available} is free."
        " Close other programs, lower the context length, or choose a smaller model.",
    ),
    ErrorCode.MODEL_UNKNOWN: QT_TRANSLATE_NOOP(
        "Errors", "There is no model named {id}. See which there are with: inkstone models list"
    ),
    ErrorCode.NO_MODEL: QT_TRANSLATE_NOOP(
        "Errors", "No model is loaded. Choose one in Settings > Model."
    ),
    ErrorCode.CONTEXT_MEMORY: QT_TRANSLATE_NOOP(
        "Errors",
        "There is not enough memory for a context of {context} tokens."
        " Choose a shorter context length in Settings > Preferences.",
    ),
    ErrorCode.TEMPLATE_MISSING: QT_TRANSLATE_NOOP(
        "Errors",
        "{file} does not say how it wants to be talked to: it has no chat template."
        " You can try the common ChatML format.",
    ),
    ErrorCode.TEMPLATE_FAILED: QT_TRANSLATE_NOOP(
        "Errors",
        "The chat template of this model does not work here ({reason})."
        " You can try the common ChatML format.",
    ),
    ErrorCode.PROMPT_TOO_LONG: QT_TRANSLATE_NOOP(
        "Errors",
        "Your message takes {tokens} tokens and the context has {context}."
        " Shorten it, or raise the context length in Settings > Preferences.",
    ),
    ErrorCode.PROMPT_EMPTY: QT_TRANSLATE_NOOP("Errors", "There is nothing to send yet."),
    ErrorCode.EVALUATION_FAILED: QT_TRANSLATE_NOOP(
        "Errors", "The model could not work on this prompt. Try again, or choose another model."
    ),
    ErrorCode.ENGINE_MISSING: QT_TRANSLATE_NOOP(
        "Errors", "The engine cannot be started. Install Inkstone again."
    ),
    ErrorCode.ENGINE_CRASHED: QT_TRANSLATE_NOOP(
        "Errors", "The engine stopped unexpectedly and was started again. Nothing is lost."
    ),
    ErrorCode.ENGINE_CRASHED_LOADING: QT_TRANSLATE_NOOP(
        "Errors",
        "The engine stopped while loading {file}. It is not loaded again by itself:"
        " choose it once more to try again, or choose another model.",
    ),
    ErrorCode.ENGINE_INTERNAL: QT_TRANSLATE_NOOP(
        "Errors", "Something went wrong in the engine ({detail}). Try again."
    ),
    ErrorCode.DATA_FOLDER_READ_ONLY: QT_TRANSLATE_NOOP(
        "Errors",
        "Inkstone may not write to {path}. Make the folder writable,"
        " or name another one with INKSTONE_DATA_DIR.",
    ),
    ErrorCode.DISK_FULL: QT_TRANSLATE_NOOP(
        "Errors", "The disk is full. Free some space; what is on the screen is kept until then."
    ),
    ErrorCode.DATABASE_FROM_FUTURE: QT_TRANSLATE_NOOP(
        "Errors",
        "Your conversations were written by a newer Inkstone. Install that version again;"
        " nothing was changed. ({path})",
    ),
    ErrorCode.DATABASE_DAMAGED: QT_TRANSLATE_NOOP(
        "Errors",
        "The file with your conversations is damaged: {path}. Move it away, or put a backup in"
        " its place, then start again. Nothing was changed.",
    ),
    ErrorCode.SETTINGS_DAMAGED: QT_TRANSLATE_NOOP(
        "Errors", "The settings could not be read. They were put aside as {path}."
    ),
    ErrorCode.IMPORT_INVALID: QT_TRANSLATE_NOOP(
        "Errors", "This file is not a conversation exported by Inkstone ({reason})."
    ),
    ErrorCode.FILE_UNREADABLE: QT_TRANSLATE_NOOP("Errors", "{path} cannot be read: {reason}."),
    ErrorCode.FILE_UNWRITABLE: QT_TRANSLATE_NOOP("Errors", "{path} cannot be written: {reason}."),
    ErrorCode.BAD_USE: QT_TRANSLATE_NOOP("Errors", "{reason}"),
}
BYTES = ("size", "expected", "needed", "available")


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def describe(code: ErrorCode, params: Params) -> str:
    """Return one or two sentences: what happened and what to do next."""
    locale = QLocale()
    words = _Known()
    for name, value in params.items():
        if name in BYTES:
            words[name] = locale.formattedDataSize(int(value), 1)
        elif isinstance(value, int):
            words[name] = locale.toString(value)
        else:
            words[name] = str(value)
    if "path" in params:
        words["file"] = PurePath(str(params["path"])).name
    return QCoreApplication.translate("Errors", MESSAGES[code]).format_map(words)
