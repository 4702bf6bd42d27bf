"""Look into a repository of the hub and choose one of its models."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.hub_protocol import HeaderRead, Inspect, Inspected, ReadHeader
from app.memory import predict
from app.protocol import UserError
from app.services import fit, hubfiles
from app.services.errors import describe
from app.services.fit import Fit, Machine
from app.services.hub import Hub
from app.services.hubfiles import Choice
from app.services.jobs import Job, JobState
from app.services.settings import Settings
from app.services.setups import KV_TYPES
from app.services.speed import Speed
from app.ui.models import words


class HubDialog(QDialog):
    """`chosen` carries the Request of the model that the person wants."""

    chosen = Signal(object)

    def __init__(
        self, hub: Hub, settings: Settings, speed: Speed, engine_pid: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("models.hub")
        self.resize(720, 560)
        self._hub, self._settings, self._speed = hub, settings, speed
        self._machine = Machine.now(engine_pid)
        self._reference: hubfiles.Reference | None = None
        self._listing: Inspected | None = None
        self._choices: list[Choice] = []
        self._job: Job | None = None
        self._about = QLabel(wordWrap=True)
        self._address = QLineEdit()
        self._address.setObjectName("models.hub.address")
        self._look = QPushButton()
        self._look.setObjectName("models.hub.look")
        self._look.clicked.connect(self.look)
        self._address.returnPressed.connect(self.look)
        self._list = QListWidget()
        self._list.setObjectName("models.hub.files")
        self._list.currentRowChanged.connect(self._on_row)
        self._said = QLabel(wordWrap=True)
        self._said.setObjectName("models.hub.said")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._projector = QCheckBox()
        self._projector.setObjectName("models.hub.projector")
        self._download = QPushButton()
        self._download.setObjectName("models.hub.download")
        self._download.setProperty("kind", "primary")
        self._download.clicked.connect(self._choose)
        self._close = QPushButton()
        self._close.setObjectName("models.hub.close")
        self._close.clicked.connect(self.reject)
        self._build()
        self._fill([])
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("A model from the hub"))
        self._about.setText(
            self.tr("Paste the name or address of a repository that has GGUF files.")
        )
        self._address.setAccessibleName(self.tr("Repository"))
        self._address.setPlaceholderText("owner/name  ·  https://huggingface.co/owner/name")
        self._look.setText(self.tr("Look"))
        self._list.setAccessibleName(self.tr("Files"))
        self._projector.setText(self.tr("With the file for images"))
        self._download.setText(self.tr("Download"))
        self._close.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def look(self) -> None:
        """Ask the hub for the files of the repository."""
        self._fill([])
        try:
            self._reference = hubfiles.parse(self._address.text())
            command = Inspect(
                self._hub.next_number(),
                self._reference.repo,
                self._reference.revision,
                self._hub.sources(),
            )
            job = self._run(command)
        except UserError as error:
            self._said.setText(describe(error.code, error.params))
            return
        self._said.setText(self.tr("Asking {host} …").format(host=self._hub.sources()[0].endpoint))
        job.ended.connect(lambda: self._on_listed(job))

    def _on_listed(self, job: Job) -> None:
        if not self._ended(job) or not isinstance(job.result, Inspected):
            return
        assert self._reference
        self._listing = job.result
        found = hubfiles.choices(job.result.files)
        self._fill(found)
        models = [choice for choice in found if not choice.projector]
        if not models:
            self._said.setText(self.tr("There is no GGUF file in this repository."))
            return
        wanted = hubfiles.choose(found, self._reference.file) if self._reference.file else []
        start = (wanted or [c for c in models if c.quantization == "Q4_K_M"] or models)[0]
        self._list.setCurrentRow(models.index(start) if start in models else 0)
        self._list.setFocus()

    def _on_row(self, row: int) -> None:
        """Read the header of a remote file: it tells what memory the model needs."""
        self._stop()
        self._download.setEnabled(row >= 0)
        if row < 0 or self._listing is None or self._reference is None:
            return
        choice = self._models()[row]
        command = ReadHeader(
            self._hub.next_number(),
            self._reference.repo,
            self._listing.commit,
            choice.files[0],
            self._hub.sources(),
        )
        self._said.setText(self.tr("Reading what {name} is …").format(name=choice.name))
        try:
            job = self._run(command)
        except UserError as error:
            self._said.setText(describe(error.code, error.params))
            return
        job.ended.connect(lambda: self._on_header(job, choice))

    def _on_header(self, job: Job, choice: Choice) -> None:
        if not self._ended(job) or not isinstance(job.result, HeaderRead):
            return
        header = job.result.header
        wanted = self._settings.number("context")
        context = min(wanted, header.context_length or wanted)
        kv_type = KV_TYPES[self._settings.text("kv_type")]
        memory = predict(header, choice.size_bytes, context, kv_type)
        judged = fit.judge(memory, self._machine, self._speed.expected(header.active_bytes))
        facts = f"{header.name or choice.name}  ·  {header.architecture}"
        if header.context_length:
            facts += "  ·  " + self.tr("{count} tokens of context").format(
                count=f"{header.context_length:,}"
            )
        self._said.setText(f"{facts}\n{_verdict(judged)} {words.reasons(judged, context)}")

    def _ended(self, job: Job) -> bool:
        """Tell whether `job` is the present one and did well; say what went wrong."""
        if job is not self._job:
            return False
        self._job = None
        if job.state is JobState.FAILED and job.code is not None:
            self._said.setText(describe(job.code, job.params))
        return job.state is JobState.DONE

    def _run(self, command: Inspect | ReadHeader) -> Job:
        self._stop()
        self._job = self._hub.run(command)
        return self._job

    def _stop(self) -> None:
        if self._job:
            job, self._job = self._job, None
            self._hub.stop(job)

    def _models(self) -> list[Choice]:
        return [choice for choice in self._choices if not choice.projector]

    def _fill(self, found: list[Choice]) -> None:
        self._choices = []
        self._list.clear()
        self._choices = found
        for choice in self._models():
            kind = words.quantization(choice.quantization)
            parts = self.tr("{count} parts").format(count=len(choice.files))
            facts = [words.size(choice.size_bytes), kind, parts if len(choice.files) > 1 else ""]
            text = "\n".join([choice.name, "  ·  ".join(fact for fact in facts if fact)])
            self._list.addItem(QListWidgetItem(text))
        self._projector.setVisible(any(choice.projector for choice in found))
        self._projector.setChecked(False)
        self._download.setEnabled(False)

    def _choose(self) -> None:
        row = self._list.currentRow()
        if row < 0 or self._listing is None or self._reference is None:
            return
        projectors = [choice for choice in self._choices if choice.projector]
        projector = projectors[0] if projectors and self._projector.isChecked() else None
        request = self._models()[row].request(self._reference.repo, self._listing.commit, projector)
        self.chosen.emit(request)
        self.accept()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._address, 1)
        top.addWidget(self._look)
        foot = QHBoxLayout()
        foot.addWidget(self._projector)
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self._download)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(self._about)
        layout.addLayout(top)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._said)
        layout.addLayout(foot)


def _verdict(judged: Fit) -> str:
    return f"● {words.tr(words.VERDICTS[judged.verdict])}."
