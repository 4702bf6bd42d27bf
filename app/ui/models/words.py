"""How models are spoken of: sizes, jobs, languages, verdicts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.hub_protocol import Phase
from app.services.catalogue import Task
from app.services.downloads import Download, DownloadState
from app.services.errors import describe
from app.services.fit import Fit, Verdict
from app.services.shelf import Item
from app.services.words import QT_TRANSLATE_NOOP

JOBS = {
    Task.CHAT: QT_TRANSLATE_NOOP("Models", "Chat"),
    Task.WRITING: QT_TRANSLATE_NOOP("Models", "Writing"),
    Task.POETRY: QT_TRANSLATE_NOOP("Models", "Poetry"),
    Task.TRANSLATION: QT_TRANSLATE_NOOP("Models", "Translation"),
    Task.CODE: QT_TRANSLATE_NOOP("Models", "Code"),
    Task.REASONING: QT_TRANSLATE_NOOP("Models", "Reasoning"),
    Task.VISION: QT_TRANSLATE_NOOP("Models", "Images"),
    Task.EMBEDDING: QT_TRANSLATE_NOOP("Models", "Search in documents"),
}
LANGUAGES = {
    "en": QT_TRANSLATE_NOOP("Models", "English"),
    "zh": QT_TRANSLATE_NOOP("Models", "Chinese"),
    "ja": QT_TRANSLATE_NOOP("Models", "Japanese"),
    "ko": QT_TRANSLATE_NOOP("Models", "Korean"),
    "fr": QT_TRANSLATE_NOOP("Models", "French"),
    "de": QT_TRANSLATE_NOOP("Models", "German"),
    "es": QT_TRANSLATE_NOOP("Models", "Spanish"),
    "it": QT_TRANSLATE_NOOP("Models", "Italian"),
    "pt": QT_TRANSLATE_NOOP("Models", "Portuguese"),
    "ru": QT_TRANSLATE_NOOP("Models", "Russian"),
    "ar": QT_TRANSLATE_NOOP("Models", "Arabic"),
}
VERDICTS = {
    Verdict.WELL: QT_TRANSLATE_NOOP("Models", "Fits well"),
    Verdict.SLOW: QT_TRANSLATE_NOOP("Models", "Will be slow"),
    Verdict.NOT: QT_TRANSLATE_NOOP("Models", "Does not fit"),
}
TONES = {Verdict.WELL: "good", Verdict.SLOW: "caution", Verdict.NOT: "bad"}
# Bits a weight, by the beginning of the name (llama.cpp, tools/quantize/README.md).
QUANTIZATIONS = (
    (("F32", "F16", "BF16"), QT_TRANSLATE_NOOP("Models", "not reduced: the largest and slowest")),
    (("Q8",), QT_TRANSLATE_NOOP("Models", "8 bits a weight: practically the original")),
    (("Q6",), QT_TRANSLATE_NOOP("Models", "6 bits a weight: very close to the original")),
    (("Q5", "IQ5"), QT_TRANSLATE_NOOP("Models", "5 bits a weight: close to the original")),
    (
        ("Q4", "IQ4", "MXFP4"),
        QT_TRANSLATE_NOOP("Models", "4 bits a weight: a good balance of quality and size"),
    ),
    (("Q3", "IQ3"), QT_TRANSLATE_NOOP("Models", "3 bits a weight: smaller, and a little worse")),
    (
        ("Q2", "IQ2", "Q1", "IQ1", "TQ"),
        QT_TRANSLATE_NOOP("Models", "2 bits a weight or less: small, and clearly worse"),
    ),
)


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Models", text)


def size(count: float) -> str:
    """Return bytes in words, e.g. "2.5 GB"."""
    digits = 1 if count >= 1e9 else 0
    return QLocale().formattedDataSize(int(count), digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def number(value: float) -> str:
    """Return a count in words, e.g. "4.0B" or "135M"."""
    if value >= 1e9:
        return f"{value / 1e9:.1f}B".replace(".0B", "B")
    return f"{value / 1e6:.0f}M"


def rate(tokens_per_second: float) -> str:
    """Return a decoding speed in words."""
    digits = 0 if tokens_per_second >= 10 else 1
    words = QLocale().toString(tokens_per_second, "f", digits)
    return QCoreApplication.translate("Models", "{rate} tokens/s").format(rate=words)


def language(code: str) -> str:
    """Return the name of a language."""
    return tr(LANGUAGES[code]) if code in LANGUAGES else code


def quantization(name: str) -> str:
    """Return what a quantization means."""
    plain = name.upper().removeprefix("UD-")
    for beginnings, words in QUANTIZATIONS:
        if plain.startswith(beginnings):
            return tr(words)
    return ""


def summary(item: Item) -> str:
    """Return a line of facts: parameters, quantization, size, languages."""
    names = [language(code) for code in item.languages[:2]]
    if len(item.languages) > 2:
        names.append(f"+{len(item.languages) - 2}")
    known = item.quantization if item.quantization != "?" else ""
    facts = [number(item.parameters) if item.parameters else "", known, size(item.size_bytes)]
    return "  ·  ".join(part for part in [*facts, " ".join(names)] if part)


def best(item: Item) -> str:
    """Return what a model is the best choice for here, "" for nothing."""
    translate = QCoreApplication.translate
    if not item.best:
        return ""
    jobs = translate("Models", ", ").join(tr(JOBS[job]) for job in item.best)
    return translate("Models", "Best here for: {jobs}").format(jobs=jobs)


def reasons(fit: Fit, context: int) -> str:
    """Return why a verdict is as it is."""
    translate = QCoreApplication.translate
    needed, free = size(fit.memory.total), size(fit.machine.available)
    if fit.verdict is Verdict.NOT:
        text = translate(
            "Models", "It needs about {needed} of memory and this computer has {total}."
        ).format(needed=needed, total=size(fit.machine.total))
    elif fit.short_of_memory:
        text = translate(
            "Models",
            "It needs about {needed} of memory and {free} are free now. Close other programs, or"
            " it will be read from the disk again and again.",
        ).format(needed=needed, free=free)
    else:
        text = translate(
            "Models", "It needs about {needed} of memory; {free} are free now."
        ).format(needed=needed, free=free)
    parts = translate(
        "Models",
        "Weights {weights}, KV cache {kv} for {context} tokens, working memory {rest}.",
    ).format(
        weights=size(fit.memory.weights),
        kv=size(fit.memory.kv),
        context=QLocale().toString(context),
        rest=size(fit.memory.total - fit.memory.weights - fit.memory.kv),
    )
    text = f"{text} {parts}"
    if fit.tokens_per_second:
        speed = translate("Models", "Expected speed: {rate}.").format(
            rate=rate(fit.tokens_per_second)
        )
        text = f"{text} {speed}"
    return text


def progress(download: Download) -> str:
    """Return how a download is getting on."""
    translate = QCoreApplication.translate
    done = translate("Models", "{done} of {total}").format(
        done=size(download.done), total=size(download.total)
    )
    match download.state:
        case DownloadState.QUEUED:
            return translate("Models", "Waiting for its turn")
        case DownloadState.PAUSED:
            return translate("Models", "Paused at {done}").format(done=done)
        case DownloadState.FAILED if download.code is not None:
            return describe(download.code, download.params)
    if download.phase is Phase.CHECKING:
        return translate("Models", "Checking what is there: {done}").format(done=done)
    if download.phase is Phase.WAITING:
        return translate("Models", "Connection lost. Next try in {seconds} s").format(
            seconds=round(download.seconds)
        )
    parts = [done]
    if download.speed:
        parts.append(translate("Models", "{size}/s").format(size=size(download.speed)))
        parts.append(_time_left(download.seconds_left))
    return "  ·  ".join(parts)


def _time_left(seconds: float) -> str:
    translate = QCoreApplication.translate
    if seconds < 90:
        return translate("Models", "{count} s left").format(count=max(1, round(seconds)))
    if seconds < 5400:
        return translate("Models", "{count} min left").format(count=round(seconds / 60))
    hours = QLocale().toString(seconds / 3600, "f", 1)
    return translate("Models", "{count} h left").format(count=hours)
