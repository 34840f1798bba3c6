"""Chinese for the window: the .ts files are read as they are, so that no build step stands between a text and a page.

The source texts in the code are English. Must not know a page.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from desktop_app.resources import FOLDER

FRAME = "frame.zh_CN.ts"
LANGUAGES = {"zh": "中文", "en": "English"}


class TsTranslator(QTranslator):
    """Translates by (class, text) from every ``resources/i18n/*.zh_CN.ts``, else by the text alone.

    The frame's file is read at once, the pages' when one of them first speaks: the first window waits for little.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._exact: dict[tuple[str, str], str] = {}
        self._any: dict[str, str] = {}
        self._waiting = sorted((FOLDER / "i18n").glob("*.zh_CN.ts"), key=lambda path: path.name != FRAME)
        self._take(self._waiting.pop(0))

    def _take(self, path: Path) -> None:
        # Our own files, shipped with the code: nothing foreign is parsed here.
        for context in ET.parse(path).iter("context"):  # noqa: S314
            name = context.findtext("name", "")
            for message in context.iter("message"):
                source, translated = message.findtext("source", ""), message.findtext("translation", "")
                if translated:
                    self._exact[name, source] = translated
                    self._any.setdefault(source, translated)

    def translate(  # noqa: D102
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str:
        found = self._exact.get((context, source))
        # Qt's own classes (QMessageBox) ask before the first page; QuestionPane is none of them.
        if found is None and self._waiting and not (context.startswith("Q") and context[1:2].isupper()):
            while self._waiting:
                self._take(self._waiting.pop())
            found = self._exact.get((context, source))
        # An empty text would count as a translation; None lets the next translator, or the source text, speak.
        return found or self._any.get(source)  # type: ignore[return-value]

    def isEmpty(self) -> bool:  # noqa: D102
        return False


class Translation:
    """The language of the window; ``use`` may be called again at any time."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []
        self.language = "en"

    def use(self, language: str) -> None:
        """Show the window in ``zh`` or ``en``; pages are told by QEvent.LanguageChange."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed.clear()
        self.language = language
        if language == "zh":
            QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
            qt = QTranslator()
            if qt.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
                self._installed.append(qt)
            self._installed.append(TsTranslator())
        else:
            QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        for translator in self._installed:
            self._app.installTranslator(translator)


def system_language() -> str:
    """``zh`` where the system speaks Chinese or does not say, else ``en``."""
    language = QLocale.system().language()
    return "en" if language == QLocale.Language.English and QLocale.system().name() != "C" else "zh"
