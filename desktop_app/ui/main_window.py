"""The one window: which page comes after which. The only module of the window that knows more than one page.

Pages are imported when they are first shown, so that the first paint waits for none of them.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.translate import Translation

if TYPE_CHECKING:
    from desktop_app.base.errors import BranchExamError
    from desktop_app.exams.sitting import Sitting
    from desktop_app.staff import Actor
    from desktop_app.store import Store
    from desktop_app.ui.candidate.result import ResultPage
    from desktop_app.ui.examiner.frame import ExaminerFrame, PageMaker
    from desktop_app.ui.examiner.page import ExaminerPage
    from desktop_app.ui.session import Session


def _maker(module: str, page: str) -> PageMaker:
    """Makes an examiner's page, importing it when it is first shown: ten at once would hold up signing in."""

    def _make(session: Session) -> ExaminerPage:
        made: ExaminerPage = getattr(import_module(f"desktop_app.ui.examiner.{module}"), page)(session)
        return made

    return _make


class _Opening(QWidget):
    """What stands in the window while the store is being opened."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._seen = False
        column = QVBoxLayout(self)
        column.addStretch(1)
        for text, role in ((self.tr("Branch Exam"), "opening"), (self.tr("Opening …"), "muted")):
            line = QLabel(text)
            line.setProperty("role", role)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(line)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            # Behind this paint: opening the store and importing pages takes longer than an eye waits.
            QTimer.singleShot(0, self.painted.emit)


class MainWindow(QMainWindow):
    """Holds one page at a time. ``begin`` opens the store, after the first paint; ``begun`` says that it has."""

    begun = Signal()

    def __init__(self, folder: Path, translation: Translation) -> None:
        super().__init__()
        self.folder = folder
        self.translation = translation
        self.session: Session | None = None
        self.frame: ExaminerFrame | None = None
        self._sitting = False
        self.setWindowTitle(self.tr("Branch Exam"))
        self.setMinimumSize(960, 600)
        self.resize(1280, 720)
        self._stack = QStackedWidget()
        self._stack.setObjectName("ground")
        self.setCentralWidget(self._stack)
        opening = _Opening()
        opening.painted.connect(self.begin)
        self._stack.addWidget(opening)
        geometry = QSettings().value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._stack.currentWidget()

    def show_only(self, page: QWidget) -> None:
        """Show this page and let the one before it go."""
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    # ------------------------------------------------------------ entrance

    def begin(self) -> None:
        """Open the store where it can be opened, and show the page that comes first."""
        from desktop_app import words
        from desktop_app.base.errors import BranchExamError
        from desktop_app.store import Store
        from desktop_app.store.folder import NoStore

        theme.load_fonts()
        self._shortcuts()
        words.use("zh" if self.translation.language == "zh" else "en")
        self.begun.emit()
        try:
            store = Store.open(self.folder, from_keyring=True)
        except NoStore:
            self.show_welcome()
        except BranchExamError as error:
            self.show_unlock(error)
        else:
            self.take(store)

    def show_welcome(self) -> None:
        """The first start."""
        from desktop_app.ui.entrance.welcome import WelcomePage
        from desktop_app.ui.jobs import Jobs

        page = WelcomePage(self.folder, self.translation, Jobs(self))
        page.finished.connect(self._on_welcomed)
        page.language_chosen.connect(lambda language: QSettings().setValue("language", language))
        self.show_only(page)

    def _on_welcomed(self, store: Store, actor: Actor) -> None:
        self.take(store)
        self.enter(actor)

    def show_unlock(self, error: BranchExamError | None = None) -> None:
        """The examiner unlocks, at the day's start, where the keyring does not."""
        from desktop_app.ui.entrance.unlock import UnlockPage
        from desktop_app.ui.jobs import Jobs

        page = UnlockPage(self.folder, Jobs(self), error)
        page.unlocked.connect(self.take)
        self.show_only(page)

    def take(self, store: Store) -> None:
        """Work on this store from now on; the Door is shown."""
        from desktop_app.ui.jobs import Jobs
        from desktop_app.ui.session import Session

        self.session = Session(store, Jobs(self), self)
        self.show_door()

    def show_door(self) -> None:
        """Nobody is signed in."""
        from desktop_app.ui.entrance.door import DoorPage

        session = self._open_session()
        session.actor = None
        self._suit(100)
        self.frame = None
        self._sitting = False
        page = DoorPage(session)
        page.entered.connect(self.enter)
        page.language_chosen.connect(self.speak)
        self.show_only(page)

    def speak(self, language: str) -> None:
        """Show the window in this language from now on."""
        from desktop_app import words

        self.translation.use(language)
        words.use("zh" if language == "zh" else "en")
        QSettings().setValue("language", language)
        self.setWindowTitle(self.tr("Branch Exam"))
        if self.session is None:
            return
        if self.session.actor is None:
            self.show_door()
        elif self.frame is not None:
            self._again()

    def enter(self, actor: Actor) -> None:
        """This person is here: their first page."""
        from desktop_app.staff import Role, person

        session = self._open_session()
        session.actor = actor
        self._suit(person(session.store, actor.staff_no).text_percent)
        if actor.role is Role.EXAMINER:
            self.show_examiner()
        else:
            self.show_home()

    def _open_session(self) -> Session:
        if self.session is None:
            raise RuntimeError("no store is open")
        return self.session

    # ------------------------------------------------------------ candidate

    def show_home(self) -> None:
        """What is open to the candidate."""
        from desktop_app.ui.candidate.home import HomePage

        self._sitting = False
        page = HomePage(self._open_session())
        page.exam_chosen.connect(self.show_before)
        page.result_wanted.connect(self.show_result_again)
        page.certificate_wanted.connect(self.show_certificate)
        page.left.connect(self.show_door)
        self.show_only(page)

    def show_before(self, exam_id: str) -> None:
        """What the exam is, before it starts."""
        from desktop_app.ui.candidate.before import BeforePage

        page = BeforePage(self._open_session(), exam_id)
        page.started.connect(self.show_exam)
        page.left.connect(self.show_home)
        self.show_only(page)

    def show_exam(self, sitting: Sitting) -> None:
        """The sitting itself."""
        from desktop_app.ui.candidate.exam import ExamPage

        self._sitting = True
        page = ExamPage(self._open_session(), sitting)
        page.submitted.connect(self.show_result)
        self.show_only(page)
        page.setFocus()

    def show_result(self, sitting_id: str) -> None:
        """The result after submitting; the station signs the candidate out by itself."""
        self._sitting = False
        self._result(sitting_id).left.connect(self.show_door)

    def show_result_again(self, sitting_id: str) -> None:
        """A result of earlier; from there back home, or out."""
        page = self._result(sitting_id, back=True)
        page.left.connect(self.show_door)
        page.went_back.connect(self.show_home)

    def _result(self, sitting_id: str, *, back: bool = False) -> ResultPage:
        from desktop_app.ui.candidate.result import ResultPage

        page = ResultPage(self._open_session(), sitting_id, back=back)
        page.certificate_wanted.connect(self.show_certificate)
        self.show_only(page)
        return page

    def show_certificate(self, serial: str) -> None:
        """A certificate as it is printed, in a window of its own."""
        from desktop_app.ui.printing import PdfDialog

        PdfDialog.of_certificate(self._open_session(), serial, self).open()

    # ------------------------------------------------------------ examiner

    def show_examiner(self, page: str = "overview") -> None:
        """The examiner's frame, on a page of it."""
        from desktop_app.ui.examiner.frame import ExaminerFrame

        self.frame = ExaminerFrame(self._open_session(), self._examiner_pages())
        self.frame.left.connect(self.show_door)
        self.show_only(self.frame)
        self.frame.show_page(page)
        self.frame.rail[page].setFocus()

    def _examiner_pages(self) -> dict[str, tuple[str, str, PageMaker]]:
        return {
            "overview": (self.tr("Today"), "house", _maker("overview", "OverviewPage")),
            "banks": (self.tr("Question banks"), "book-open", _maker("banks", "BanksPage")),
            "import": ("", "upload", _maker("importing", "ImportPage")),
            "plans": (self.tr("Plans"), "file-question", _maker("plans", "PlansPage")),
            "exams": (self.tr("Exams"), "calendar-clock", _maker("exams", "ExamsPage")),
            "marking": (self.tr("Marking"), "clipboard-list", _maker("marking", "MarkingPage")),
            "results": (self.tr("Results"), "clipboard-check", _maker("results", "ResultsPage")),
            "certificates": (self.tr("Certificates"), "award", _maker("certificates", "CertificatesPage")),
            "staff": (self.tr("Staff"), "users", _maker("staff", "StaffPage")),
            "settings": (self.tr("Settings"), "settings", self._settings_page),
        }

    def _settings_page(self, session: Session) -> ExaminerPage:
        from desktop_app.ui.examiner.settings import SettingsPage

        page = SettingsPage(session)
        page.language_chosen.connect(self.speak)
        page.look_chosen.connect(self._again)
        page.restored.connect(self._on_restored)
        page.shut.connect(self._on_shut)
        return page

    def _again(self) -> None:
        """The frame is made anew, with icons and words as they are now, where the examiner was."""
        self.show_examiner("settings")

    def _on_restored(self, store: Store) -> None:
        self._let_go(close=False)
        self.take(store)

    def _on_shut(self, error: BranchExamError) -> None:
        self._let_go(close=False)
        self.show_unlock(error)

    def _let_go(self, *, close: bool = True) -> None:
        """Nobody works on this store any more."""
        if self.session is None:
            return
        self.session.jobs.close()
        if close:
            self.session.store.close()
        self.session = None
        self.frame = None

    # ------------------------------------------------------------ the window itself

    def _suit(self, percent: int) -> None:
        """Text as large as this person needs it, and never smaller than the station's own size."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        own = int(str(QSettings().value("text_percent", 100)))
        if app.property("text_percent") != max(own, percent):
            theme.apply(app, theme.Look(app.property("look") or theme.Look.LIGHT), max(own, percent))

    def _shortcuts(self) -> None:
        for keys, change in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda change=change: self._scale(change))

    def _scale(self, change: int) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        steps = theme.TEXT_PERCENTS
        now = int(app.property("text_percent") or 100)
        place = steps.index(now) if now in steps else steps.index(100)
        percent = 100 if change == 0 else steps[max(0, min(len(steps) - 1, place + change))]
        theme.apply(app, theme.Look(app.property("look")), percent)
        QSettings().setValue("text_percent", percent)

    def tell_bug(self) -> None:
        """Something unexpected happened: say that it was written down and what is safe."""
        from PySide6.QtCore import Qt

        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Branch Exam"))
        box.setText(
            self.tr(
                "Something unexpected happened. Every answer that was shown as saved is safe. "
                "Close the window and open it again; the sitting goes on where it was."
            )
        )
        box.addButton(self.tr("Close this message"), QMessageBox.ButtonRole.AcceptRole)
        box.open()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        if self._sitting and not self._may_close():
            event.ignore()
            return
        QSettings().setValue("geometry", self.saveGeometry())
        self._let_go()
        self._stop_making()
        event.accept()

    def _stop_making(self) -> None:
        """The wizard may be at work: a store that nobody waits for is not left behind."""
        from desktop_app.ui.jobs import Jobs

        for jobs in self.findChildren(Jobs):
            jobs.close()

    def _may_close(self) -> bool:
        from PySide6.QtCore import Qt

        from desktop_app.ui.candidate.exam import ExamPage

        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Branch Exam"))
        box.setText(
            self.tr(
                "The exam is not submitted. Closing the window counts as an interruption: the answers stay, "
                "and the plan says what the clock does meanwhile."
            )
        )
        if isinstance(self.page, ExamPage) and not self.page.keep():
            box.setIcon(QMessageBox.Icon.Warning)
            box.setText(
                self.tr(
                    "The exam is not submitted, and the last answer could not be saved: it is lost when the window is "
                    "closed now. Go on, and call the examiner."
                )
            )
        stay = box.addButton(self.tr("Go on with the exam"), QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton(self.tr("Close anyway"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is leave
