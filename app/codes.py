"""Every failure that a person may be shown, as a code with parameters; no words."""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """Every failure that a person may be shown."""

    MODEL_MISSING = "model-missing"
    MODEL_EMPTY = "model-empty"
    MODEL_NOT_GGUF = "model-not-gguf"
    MODEL_TRUNCATED = "model-truncated"
    MODEL_UNSUPPORTED = "model-unsupported"
    MODEL_UNREADABLE = "model-unreadable"
    MODEL_TOO_LARGE = "model-too-large"
    MODEL_UNKNOWN = "model-unknown"
    MODEL_NOT_DOWNLOADED = "model-not-downloaded"
    NO_MODEL = "no-model"
    MODEL_PART_MISSING = "model-part-missing"
    MODEL_IS_ADAPTER = "model-is-adapter"
    ADAPTER_UNSUITABLE = "adapter-unsuitable"
    CONTEXT_MEMORY = "context-memory"
    TEMPLATE_MISSING = "template-missing"
    TEMPLATE_FAILED = "template-failed"
    PROMPT_TOO_LONG = "prompt-too-long"
    PROMPT_EMPTY = "prompt-empty"
    CONSTRAINT_INVALID = "constraint-invalid"
    CONSTRAINT_IMPOSSIBLE = "constraint-impossible"
    DRAFT_UNSUITABLE = "draft-unsuitable"
    TEXT_TOO_LONG = "text-too-long"
    TEXT_TOO_SHORT = "text-too-short"
    EVALUATION_FAILED = "evaluation-failed"
    NOTHING_WRITTEN = "nothing-written"
    ENGINE_MISSING = "engine-missing"
    ENGINE_CRASHED = "engine-crashed"
    ENGINE_CRASHED_LOADING = "engine-crashed-loading"
    ENGINE_INTERNAL = "engine-internal"
    DATA_FOLDER_READ_ONLY = "data-folder-read-only"
    DISK_FULL = "disk-full"
    DATABASE_FROM_FUTURE = "database-from-future"
    DATABASE_DAMAGED = "database-damaged"
    SETTINGS_DAMAGED = "settings-damaged"
    IMPORT_INVALID = "import-invalid"
    FILE_EXISTS = "file-exists"
    FILE_UNREADABLE = "file-unreadable"
    FILE_UNWRITABLE = "file-unwritable"
    FILE_TOO_LARGE = "file-too-large"
    NO_SPACE = "no-space"
    HUB_OFFLINE = "hub-offline"
    HUB_UNREACHABLE = "hub-unreachable"
    HUB_NOT_FOUND = "hub-not-found"
    HUB_GATED = "hub-gated"
    HUB_REFUSED = "hub-refused"
    HUB_BUSY = "hub-busy"
    HUB_NO_CHECKSUM = "hub-no-checksum"
    HUB_BAD_NAME = "hub-bad-name"
    HUB_BAD_ADDRESS = "hub-bad-address"
    HUB_CRASHED = "hub-crashed"
    DOWNLOAD_CORRUPT = "download-corrupt"
    DOWNLOAD_RUNNING = "download-running"
    CHOOSE_FILE = "choose-file"
    CATALOGUE_DAMAGED = "catalogue-damaged"
    NO_CHECKSUM = "no-checksum"
    NO_KEYRING = "no-keyring"
    DOCUMENT_UNREADABLE = "document-unreadable"
    DOCUMENT_UNSUPPORTED = "document-unsupported"
    DOCUMENT_CRASHED = "document-crashed"
    DOCUMENT_EMPTY = "document-empty"
    LANGUAGE_UNKNOWN = "language-unknown"
    BUNDLED_MODEL = "bundled-model"
    FIM_MISSING = "fim-missing"
    FORM_UNKNOWN = "form-unknown"
    RHYME_BOOK_UNKNOWN = "rhyme-book-unknown"
    POEM_EMPTY = "poem-empty"
    VERSE_HEADS = "verse-heads"
    VERSE_KEPT = "verse-kept"
    VERSE_OPENING = "verse-opening"
    VERSE_RHYME = "verse-rhyme"
    VERSE_WORD = "verse-word"
    VERSE_IMPOSSIBLE = "verse-impossible"
    KIT_MISSING = "kit-missing"
    KIT_DAMAGED = "kit-damaged"
    KIT_FROM_FUTURE = "kit-from-future"
    KIT_NO_INSTALLER = "kit-no-installer"
    BAD_USE = "bad-use"


Params = dict[str, str | int | float]


class UserError(Exception):
    """A failure that is the person's to act on; `services.errors.describe` gives its words."""

    def __init__(self, code: ErrorCode, **params: str | int | float) -> None:
        super().__init__(code.value, params)
        self.code = code
        self.params: Params = params
