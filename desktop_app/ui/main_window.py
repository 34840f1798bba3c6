"""The one window: which page comes after which. It and ``candidate_pages`` alone know more than one page.

Pages are imported when they are first shown, so that the first paint waits for none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop_app.ui import text_size, theme
from desktop_app.ui.candidate_pages import CandidatePages
from desktop_app.ui.opening import Opening
from desktop_app.ui.translate import Translation

if TYPE_CHECKING:
    from desktop_app.base.errors import BranchExamError
    from desktop_app.exams.sitting import Sitting
    from desktop_app.staff import Actor
    from desktop_app.store import Store
    from desktop_app.ui.candidate.exam import ExamPage
    from desktop_app.ui.examiner.frame import ExaminerFrame, PageMaker
    from desktop_app.ui.examiner.page import ExaminerPage
    from desktop_app.ui.guard.exam_guard import ExamGuard
    from desktop_app.ui.guard.locking import Locking
    from desktop_app.ui.session import Session
    from desktop_app.ui.settling import Settling


def _maker(module: str, page: str) -> PageMaker:
    """Makes an examiner's page, importing it when it is first shown: ten at once would hold up signing in."""

    def _make(session: Session) -> ExaminerPage:
        made: ExaminerPage = getattr(import_module(f"desktop_app.ui.examiner.{module}"), page)(session)
        return made

    return _make


class MainWindow(QMainWindow):
    """Holds one page at a time. ``begin`` opens the store, after the first paint; ``begun`` says that it has."""

    begun = Signal()

    def __init__(self, folder: Path, translation: Translation) -> None:
        super().__init__()
        self.folder = folder
        self.translation = translation
        self.candidate = CandidatePages(self)
        self.session: Session | None = None
        self.frame: ExaminerFrame | None = None
        self._guard: ExamGuard | None = None
        self._locking: Locking | None = None
        self._settling: Settling | None = None
        self._dropping = False
        self.setWindowTitle(self.tr("Branch Exam"))
        self.setMinimumSize(960, 600)
        self.resize(1280, 720)
        self._stack = QStackedWidget()
        self._stack.setObjectName("ground")
        # The pages, and over them the page that locks.
        self._layers = QStackedWidget()
        self._layers.addWidget(self._stack)
        self.setCentralWidget(self._layers)
        opening = Opening()
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
        self._unguard()
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
        page.language_chosen.connect(self._on_unlock_language)
        self.show_only(page)

    def _on_unlock_language(self, language: str) -> None:
        self.speak(language)
        self.show_unlock()

    def take(self, store: Store) -> None:
        """Work on this store from now on; the Door is shown, where the machine's clock can be believed."""
        from desktop_app import words
        from desktop_app.ui.jobs import Jobs
        from desktop_app.ui.session import Session
        from desktop_app.ui.settling import Settling

        words.use_zone(store.setting("timezone", "Asia/Shanghai"))
        self.session = Session(store, Jobs(self), self)
        self._settling = Settling(self.session, self)
        self.with_clock(self.show_door, self.tr("Go on, without exams"), self.show_door)

    def with_clock(self, then: Callable[[], None], way_on: str, else_: Callable[[], None]) -> None:
        """``then`` at once where the clock can be believed; else ask about it, with ``way_on`` to ``else_``."""
        from desktop_app.base.clock import system_clock
        from desktop_app.staff import Role
        from desktop_app.store.wall_clock import clock_doubt

        session = self.open_session()
        doubt = clock_doubt(session.store, system_clock().at)
        if doubt is None:
            then()
            return
        from desktop_app.ui.entrance.clock import ClockPage

        actor = session.actor if session.actor is not None and session.actor.role is Role.EXAMINER else None
        page = ClockPage(session, doubt, way_on, actor=actor)
        page.settled.connect(then)
        page.passed.connect(else_)
        self.show_only(page)
        page.take_focus()

    def show_door(self) -> None:
        """Nobody is signed in."""
        from desktop_app.ui.entrance.door import DoorPage

        session = self.open_session()
        session.actor = None
        self._unlock()
        text_size.suit(100)
        self.frame = None
        page = DoorPage(session)
        page.entered.connect(self.enter)
        page.language_chosen.connect(self.speak)
        self.show_only(page)

    def speak(self, language: str) -> None:
        """Show the window in this language from now on; what is not saved is asked about."""
        from desktop_app.ui import asks

        asks.before_dropping(self, self.frame.unsaved if self.frame else "", lambda: self._speak(language))

    def _speak(self, language: str) -> None:
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
            self.show_examiner("settings")

    def enter(self, actor: Actor) -> None:
        """This person is here: their first page; who was in the middle of an exam finds that."""
        from desktop_app.exams.closed_book import under_way
        from desktop_app.staff import Role, person

        session = self.open_session()
        session.actor = actor
        text_size.suit(person(session.store, actor.staff_no).text_percent)
        if actor.role is Role.EXAMINER:
            self._lockable()
            self.with_clock(self.show_examiner, self.tr("Go on, without exams"), self.show_examiner)
            return
        exam_id = actor.only_exam or under_way(session.store.read, actor.staff_no)
        if exam_id is not None:
            self.candidate.choose_exam(exam_id)
        else:
            self.candidate.show_home()

    def open_session(self) -> Session:
        """The session of the store that is open."""
        if self.session is None:
            raise RuntimeError("no store is open")
        return self.session

    # ------------------------------------------------------------ candidate

    def guard_exam(self, page: ExamPage, sitting: Sitting) -> None:
        """From now on the window is the exam's, until another page is shown."""
        from desktop_app.ui.guard.exam_guard import ExamGuard

        self._guard = ExamGuard(self, page, self.open_session().store, sitting)
        page.closing.connect(self._guard.settle)

    def _unguard(self) -> None:
        if self._guard is not None:
            self._guard.end()
            self._guard = None

    # ------------------------------------------------------------ examiner

    def show_examiner(self, page: str = "overview") -> None:
        """The examiner's frame, on a page of it."""
        from desktop_app.ui.examiner.frame import ExaminerFrame

        self.frame = ExaminerFrame(self.open_session(), self._examiner_pages())
        self.frame.left.connect(self.sign_out)
        self.frame.lock_wanted.connect(self.lock)
        self.show_only(self.frame)
        self.frame.show_page(page)
        self.frame.rail[page].setFocus()

    def sign_out(self) -> None:
        """The examiner leaves; what is not saved is asked about."""
        from desktop_app.ui import asks

        asks.before_dropping(self, self.frame.unsaved if self.frame else "", self.show_door)

    def lock(self) -> None:
        """Nobody but the examiner who is signed in goes on; what is open stays behind. A candidate is signed out, a
        running sitting is never locked."""
        if self._guard is not None or self.session is None or self.session.actor is None:
            return
        if self._locking is not None:
            self._locking.lock()
        else:
            self.show_door()

    def _lockable(self) -> None:
        from desktop_app.ui.guard.locking import Locking

        self._unlock()
        self._locking = Locking(self.open_session(), self._layers, self)
        self._locking.left.connect(self.sign_out)

    def _unlock(self) -> None:
        if self._locking is not None:
            self._locking.end()
            self._locking = None

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
        """The frame is made anew, with icons as they are now, where the examiner was; not where it would lose work."""
        if self.frame is None or not self.frame.unsaved:
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
        self._unlock()
        if self._settling is not None:
            self._settling.end()
            self._settling = None
        self.session.jobs.close()
        self.session.end()
        if close:
            self.session.store.close()
        self.session = None
        self.frame = None

    # ------------------------------------------------------------ the window itself

    def _shortcuts(self) -> None:
        for keys, change in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda change=change: self._scale(change))
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock)

    def _scale(self, change: int) -> None:
        """Another size of text; a candidate's goes with the candidate."""
        from desktop_app.staff import Role

        actor = self.session.actor if self.session is not None else None
        text_size.scale(change, keep=actor is None or actor.role is Role.EXAMINER)

    def tell_bug(self) -> None:
        """Something unexpected happened: say that it was written down and what is safe."""
        from desktop_app.ui import asks

        asks.tell_bug(self)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        if not self._may_close():
            event.ignore()
            return
        self._unguard()
        QSettings().setValue("geometry", self.saveGeometry())
        self._let_go()
        self._stop_making()
        event.accept()

    def _may_close(self) -> bool:
        from desktop_app.ui import asks

        if self._guard is not None:
            from desktop_app.ui.candidate.exam import ExamPage

            page = self.page
            return asks.may_close_exam(self, kept=not isinstance(page, ExamPage) or page.keep())
        unsaved = self.frame.unsaved if self.frame is not None and not self._dropping else ""
        if unsaved:
            asks.before_dropping(self, unsaved, self._close_anyway)
        return not unsaved

    def _close_anyway(self) -> None:
        self._dropping = True
        self.close()

    def _stop_making(self) -> None:
        """The wizard may be at work: a store that nobody waits for is not left behind."""
        from desktop_app.ui.jobs import Jobs

        for jobs in self.findChildren(Jobs):
            jobs.close()
