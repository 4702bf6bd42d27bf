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
    ErrorCode.MODEL_NOT_DOWNLOADED: QT_TRANSLATE_NOOP(
        "Errors",
        "{id} is not on this computer yet. Get it with: inkstone models download {id}",
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
    ErrorCode.CONSTRAINT_INVALID: QT_TRANSLATE_NOOP(
        "Errors", "What the reply is bound to cannot be used: {reason}. Change or remove it."
    ),
    ErrorCode.CONSTRAINT_IMPOSSIBLE: QT_TRANSLATE_NOOP(
        "Errors",
        "Nothing that is allowed can follow here. Loosen what the reply is bound to, or try again.",
    ),
    ErrorCode.DRAFT_UNSUITABLE: QT_TRANSLATE_NOOP(
        "Errors",
        "{file} cannot draft for this model: its vocabulary is another one."
        " Choose a smaller model of the same family.",
    ),
    ErrorCode.TEXT_TOO_SHORT: QT_TRANSLATE_NOOP(
        "Errors", "The text is too short to be measured. Add at least a sentence."
    ),
    ErrorCode.TEXT_TOO_LONG: QT_TRANSLATE_NOOP(
        "Errors",
        "The text has {tokens} tokens and the model takes {context} at once. Shorten it.",
    ),
    ErrorCode.EVALUATION_FAILED: QT_TRANSLATE_NOOP(
        "Errors", "The model could not work on this prompt. Try again, or choose another model."
    ),
    ErrorCode.NOTHING_WRITTEN: QT_TRANSLATE_NOOP(
        "Errors",
        "The model wrote nothing for the section “{section}”. Say more of what it is about in the"
        " outline, or choose another model.",
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
        "Errors",
        "This file cannot be imported: it is damaged, or not what it is taken for ({reason}).",
    ),
    ErrorCode.FILE_EXISTS: QT_TRANSLATE_NOOP(
        "Errors",
        "There is a file named {file} already. Rename one of the two, or remove the old one.",
    ),
    ErrorCode.FILE_UNREADABLE: QT_TRANSLATE_NOOP("Errors", "{path} cannot be read: {reason}."),
    ErrorCode.FILE_UNWRITABLE: QT_TRANSLATE_NOOP("Errors", "{path} cannot be written: {reason}."),
    ErrorCode.FILE_TOO_LARGE: QT_TRANSLATE_NOOP(
        "Errors",
        "{file} ({size}) is too large for the file system of this disk: FAT32 holds files of up to"
        " 4 GB. Choose another disk, or format this one as exFAT, NTFS or ext4, which deletes what"
        " is on it. ({path})",
    ),
    ErrorCode.MODEL_PART_MISSING: QT_TRANSLATE_NOOP(
        "Errors", "{file} comes in several parts, and {part} is missing. Get the model again."
    ),
    ErrorCode.MODEL_IS_ADAPTER: QT_TRANSLATE_NOOP(
        "Errors",
        "{file} is an addition to a model, not a model. A LoRA adapter is attached to a model"
        " in Settings > Models.",
    ),
    ErrorCode.ADAPTER_UNSUITABLE: QT_TRANSLATE_NOOP(
        "Errors",
        "The adapter {file} does not go with this model. Take it off in Settings > Models,"
        " or choose the model it was made for.",
    ),
    ErrorCode.NO_SPACE: QT_TRANSLATE_NOOP(
        "Errors",
        "{needed} more are needed on the disk and {available} are free ({path})."
        " Free some space, then resume; what has arrived is kept.",
    ),
    ErrorCode.HUB_OFFLINE: QT_TRANSLATE_NOOP(
        "Errors", "Inkstone is set to stay offline. Change that in Settings > Models > Network."
    ),
    ErrorCode.HUB_UNREACHABLE: QT_TRANSLATE_NOOP(
        "Errors",
        "{host} cannot be reached or does not answer properly ({reason}). Check the connection,"
        " or choose another address or a proxy in Settings > Models > Network.",
    ),
    ErrorCode.HUB_NOT_FOUND: QT_TRANSLATE_NOOP(
        "Errors",
        "{what} is not on {host}, or only for people who are signed in. Check the name;"
        " a private repository needs an access token.",
    ),
    ErrorCode.HUB_GATED: QT_TRANSLATE_NOOP(
        "Errors",
        "{what}: its authors ask you to accept their terms on {host} first. Do that in a browser,"
        " then enter your access token in Settings > Models > Network.",
    ),
    ErrorCode.HUB_REFUSED: QT_TRANSLATE_NOOP(
        "Errors",
        "{host} refuses {what} (status {status}). Check the access token, or try another address"
        " in Settings > Models > Network.",
    ),
    ErrorCode.HUB_BUSY: QT_TRANSLATE_NOOP(
        "Errors",
        "{host} is busy or has a fault of its own (status {status}). Resume later;"
        " what has arrived is kept.",
    ),
    ErrorCode.HUB_NO_CHECKSUM: QT_TRANSLATE_NOOP(
        "Errors",
        "{host} publishes no checksum for {what}, so nobody could tell whether it arrived whole."
        " Choose another file.",
    ),
    ErrorCode.HUB_BAD_NAME: QT_TRANSLATE_NOOP(
        "Errors", "The file name {name} is not one that may be written here. Choose another file."
    ),
    ErrorCode.HUB_BAD_ADDRESS: QT_TRANSLATE_NOOP(
        "Errors",
        "{host} is not an address of a model repository. It looks like owner/name,"
        " or https://huggingface.co/owner/name.",
    ),
    ErrorCode.HUB_CRASHED: QT_TRANSLATE_NOOP(
        "Errors", "The download stopped unexpectedly. Resume it; what has arrived is kept."
    ),
    ErrorCode.DOWNLOAD_CORRUPT: QT_TRANSLATE_NOOP(
        "Errors",
        "{file} is not what its authors published: the checksum differs. Get it again,"
        " from another address if it happens twice.",
    ),
    ErrorCode.DOWNLOAD_RUNNING: QT_TRANSLATE_NOOP(
        "Errors", "{file} is being downloaded by another Inkstone already."
    ),
    ErrorCode.CHOOSE_FILE: QT_TRANSLATE_NOOP(
        "Errors", "Name one of the files of {what} with --file: {names}"
    ),
    ErrorCode.CATALOGUE_DAMAGED: QT_TRANSLATE_NOOP(
        "Errors", "{path} has a fault and is left out: {reason}"
    ),
    ErrorCode.NO_CHECKSUM: QT_TRANSLATE_NOOP(
        "Errors",
        "Nobody has published a checksum for {name}, so there is nothing to compare it with."
        " Its structure is whole.",
    ),
    ErrorCode.NO_KEYRING: QT_TRANSLATE_NOOP(
        "Errors",
        "This system has no keyring to keep the token in, and Inkstone writes it nowhere else."
        " Set one up, for example GNOME Keyring or KWallet.",
    ),
    ErrorCode.DOCUMENT_UNREADABLE: QT_TRANSLATE_NOOP(
        "Errors",
        "{path} cannot be read as a document: {reason}. Open it in the program that made it and"
        " save it again, without a password.",
    ),
    ErrorCode.DOCUMENT_UNSUPPORTED: QT_TRANSLATE_NOOP(
        "Errors",
        "{path} is of a kind that Inkstone does not translate. It takes Word, PowerPoint, Excel,"
        " OpenDocument text, HTML, EPUB, Markdown, text, subtitles, PO, XLIFF and JSON.",
    ),
    ErrorCode.DOCUMENT_CRASHED: QT_TRANSLATE_NOOP(
        "Errors",
        "Reading or writing {path} ended by itself. The file is as it was; try again, or save it"
        " in another format.",
    ),
    ErrorCode.DOCUMENT_EMPTY: QT_TRANSLATE_NOOP(
        "Errors", "There is no text to translate in {path}."
    ),
    ErrorCode.LANGUAGE_UNKNOWN: QT_TRANSLATE_NOOP(
        "Errors", "{language} is no language that Inkstone knows. Known are: {known}."
    ),
    ErrorCode.BUNDLED_MODEL: QT_TRANSLATE_NOOP(
        "Errors",
        "{name} came with the app or belongs to another app; its file is not ours to remove.",
    ),
    ErrorCode.FIM_MISSING: QT_TRANSLATE_NOOP(
        "Errors",
        "{model} cannot complete code at the cursor: it was not trained to fill in the middle."
        " Choose a model that completes code in Settings > Models.",
    ),
    ErrorCode.FORM_UNKNOWN: QT_TRANSLATE_NOOP(
        "Errors",
        "There is no form called {name}. Forms are e.g. 七绝, 五律, 水调歌头, 对联, sonnet,"
        " haiku, limerick.",
    ),
    ErrorCode.RHYME_BOOK_UNKNOWN: QT_TRANSLATE_NOOP(
        "Errors", "{name} is no rhyme book, and no rhyme of {book}. Books are: {known}."
    ),
    ErrorCode.POEM_EMPTY: QT_TRANSLATE_NOOP("Errors", "There is no poem in {path}."),
    ErrorCode.VERSE_OPENING: QT_TRANSLATE_NOOP(
        "Errors",
        "“{text}” is longer than the poem. Begin with fewer words, or choose a longer form.",
    ),
    ErrorCode.VERSE_HEADS: QT_TRANSLATE_NOOP(
        "Errors",
        "“{text}” has more characters than the poem has lines, which are {limit}. Choose a"
        " longer form or fewer first characters.",
    ),
    ErrorCode.VERSE_KEPT: QT_TRANSLATE_NOOP(
        "Errors",
        "The line “{text}” is not as long as a line of {limit} has to be. Unlock it, or choose"
        " the form that it was written in.",
    ),
    ErrorCode.VERSE_RHYME: QT_TRANSLATE_NOOP(
        "Errors",
        "No rhyme {text} of {limit} suits this form. Choose another rhyme or another book.",
    ),
    ErrorCode.VERSE_WORD: QT_TRANSLATE_NOOP(
        "Errors",
        "“{text}” fits nowhere in this form: its tones stand in no line that is free. Leave it"
        " out, or choose another form or pattern.",
    ),
    ErrorCode.VERSE_IMPOSSIBLE: QT_TRANSLATE_NOOP(
        "Errors",
        "No poem can be all that was asked for. Unlock a line, or leave out a rhyme or a word.",
    ),
    ErrorCode.KIT_MISSING: QT_TRANSLATE_NOOP(
        "Errors",
        "There is no kit in {path}. Name the folder that has kit.json in it; where the kit was not"
        " finished, make it again with the same command.",
    ),
    ErrorCode.KIT_DAMAGED: QT_TRANSLATE_NOOP(
        "Errors",
        "The kit is damaged: {file} is missing or not what it was. Make the kit again with"
        " “inkstone kit make”. ({path})",
    ),
    ErrorCode.KIT_FROM_FUTURE: QT_TRANSLATE_NOOP(
        "Errors",
        "This kit was made by a newer Inkstone. Install the program that is in the kit first."
        " ({path})",
    ),
    ErrorCode.KIT_NO_INSTALLER: QT_TRANSLATE_NOOP(
        "Errors",
        "There is no installer to put into the kit. Name the file that Inkstone is installed with"
        " on the other computer: --installer FILE",
    ),
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
