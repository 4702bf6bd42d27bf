"""The language of the interface, switched while the app runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app import paths


class Languages:
    """Installs the translators; Qt then tells every widget with LanguageChange."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self._system = QLocale.system()

    def apply(self, choice: str) -> None:
        """Use "system", "en" or "zh_CN"."""
        locale = self._system if choice == "system" else QLocale(choice)
        if locale.language() != QLocale.Language.Chinese:
            # Our source texts are English: a language we do not speak is better all English.
            locale = locale if locale.language() == QLocale.Language.English else QLocale("en_US")
        QLocale.setDefault(locale)
        for old in self._installed:
            self._application.removeTranslator(old)
        self._installed = []
        if locale.language() == QLocale.Language.Chinese:
            qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install("qtbase_zh_CN", qt)
            self._install("zh_CN", str(paths.resource("i18n")))

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self._application)
        if translator.load(name, folder):
            self._application.installTranslator(translator)
            self._installed.append(translator)
