"""The tour: the whole main job on the real windows, by real mouse and key events on visible widgets.

Promises: nothing is staged. What the tour shows happens through the calls that the window makes; the process that sits
is killed half-way as a power cut would; a character that no font draws fails it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.certificates.certificate import certificates, issuer_pem
from desktop_app.certificates.proof import State, read_issuers, verify_pdf
from desktop_app.certificates.verifier import FILE_NAME, VerifierNotBuilt, verifier
from desktop_app.exams.records import sitting_report
from desktop_app.store import Store
from desktop_app.ui.run import application, open_window
from desktop_app.ui.tour import material
from desktop_app.ui.tour.hands import Hands, NotSeen
from desktop_app.words import say

PASSPHRASE = "three calm herons wait"  # noqa: S105 - of a store that lives as long as the tour
EXAMINER = ("E001", "王敏")
PIN = "7359"
WIDTH, HEIGHT = 1366, 768
STOP_AFTER, FLAG_AT = 10, 3


@dataclass
class _Tour:
    """What the steps hand on to each other."""

    out: Path
    folder: Path
    work: Path
    language: str
    tell: Callable[[str], None]
    key: dict[str, Any] = field(default_factory=dict)
    hands: Hands = field(init=False)

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """One line a step, with its time."""
        start = time.monotonic()
        yield
        self.tell(f"{time.monotonic() - start:6.1f} s  {words}")

    @property
    def window(self) -> Any:
        """The main window."""
        return self.hands.window

    def open(self) -> None:
        """A window on the tour's store."""
        self.hands = Hands(open_window(self.folder, self.language), self.out, len(list(self.out.glob("*.png"))) + 1)
        self.window.resize(WIDTH, HEIGHT)

    def close(self) -> None:
        """Close the window, as a person does."""
        self.window.close()

    def page(self, kind: type[QWidget]) -> Any:
        """Wait for a page of the entrance or a candidate."""
        return self.hands.wait(lambda: self.window.page if isinstance(self.window.page, kind) else None, kind.__name__)

    def go(self, name: str) -> Any:
        """Click on the examiner's rail; gives the page."""
        frame = self.window.frame
        self.hands.click(frame.rail[name])
        return frame.page

    def file(self, click: QWidget, path: Path) -> None:
        """Click a button that asks for a file, and type the file's name into the dialog."""
        chosen: list[bool] = []

        def _answer() -> None:
            dialog = next((one for one in QApplication.topLevelWidgets() if _is_dialog(one)), None)
            if dialog is None:
                return
            timer.stop()
            chosen.append(True)
            edit = dialog.findChild(QLineEdit, "fileNameEdit")
            assert edit is not None
            hands = Hands(dialog)
            hands.type(edit, str(path))
            assert isinstance(dialog, QFileDialog)
            dialog.accept()

        # The dialog may run a loop of its own: the answer comes from a timer, which runs in either case.
        timer = QTimer()
        timer.setInterval(50)
        timer.timeout.connect(_answer)
        timer.start()
        self.hands.click(click)
        self.hands.wait(lambda: bool(chosen), "a file dialog")


def _is_dialog(widget: QWidget) -> bool:
    return isinstance(widget, QFileDialog) and widget.isVisible()


def take(out: Path, tell: Callable[[str], None], language: str = "zh") -> dict[str, Any]:
    """Take the tour; screenshots and the certificate stay in ``out``. Raises ``NotSeen`` where something is amiss.

    Gives ``{"certificate", "score", "passed", "screenshots"}``.
    """
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="branch-exam-tour-") as scratch:
        _own_settings(Path(scratch))
        tour = _Tour(out, Path(scratch) / "data", Path(scratch), language, tell)
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        application()
        _prepare(tour)
        _sit(tour)
        return _certify(tour)


def _own_settings(folder: Path) -> None:
    """What the person chose in their own window (language, look, size) is neither used nor changed."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "settings"))


# ---------------------------------------------------------------- the examiner prepares


def _prepare(tour: _Tour) -> None:
    workbook, roster, plan, tour.key = material.write(tour.work)
    with tour.step("first start: the wizard makes an empty, encrypted store"):
        tour.open()
        _welcome(tour)
    with tour.step("import a roster"):
        _roster(tour, roster)
    with tour.step("import a workbook; the broken rows are named with their cells"):
        _import(tour, workbook)
    with tour.step("import a plan and look at what it draws"):
        _plan(tour, plan)
    with tour.step("open an exam and admit the candidate"):
        _exam(tour)
        tour.close()


def _welcome(tour: _Tour) -> None:
    from desktop_app.ui.entrance.welcome import WelcomePage

    hands, page = tour.hands, tour.page(WelcomePage)
    hands.look("welcome-language")
    hands.click(page.forward)
    hands.type(page.steps[1].branch, "城东支行")
    hands.look("welcome-branch")
    hands.click(page.forward)
    step = page.steps[2]
    hands.type(step.staff_no, EXAMINER[0])
    hands.type(step.name, EXAMINER[1])
    hands.type(step.passphrase.edit, PASSPHRASE)
    hands.type(step.again.edit, PASSPHRASE)
    hands.look("welcome-examiner")
    hands.click(page.forward)
    hands.type(page.steps[3].typed, page.wishes.code)
    hands.look("welcome-recovery-code")
    hands.click(page.forward)
    hands.click(page.steps[4].no)
    hands.look("welcome-banks")
    hands.click(page.forward)
    hands.wait(lambda: page.forward.isEnabled() and not page.back.isVisible(), "the store to be made")
    hands.look("welcome-done")
    hands.click(page.forward)
    hands.wait(lambda: tour.window.frame is not None, "the examiner's pages")
    hands.look("overview-empty")


def _roster(tour: _Tour, roster: Path) -> None:
    hands = tour.hands
    page = tour.go("staff")
    tour.file(_primary(tour), roster)
    view = hands.wait(lambda: _opened(page), "the roster")
    hands.look("roster")
    hands.click(view.confirm)
    hands.wait(lambda: len(page.table.model_of_rows.rows) == len(material.ROSTER) + 1, "the people")
    page.table.select_row(1)
    hands.look("staff")


def _opened(page: Any) -> Any:
    return page.views.opened if page.views.opened is not None else None


def _primary(tour: _Tour) -> QWidget:
    page = tour.window.frame.page
    return tour.hands.wait(
        lambda: next((one for one in tour.hands.all(QPushButton, page) if one.property("role") == "primary"), None),
        "the page's primary action",
    )


def _import(tour: _Tour, workbook: Path) -> None:
    hands = tour.hands
    tour.go("banks")
    hands.look("banks-empty")
    hands.click(_primary(tour))
    page = tour.window.frame.page
    tour.file(page.files.choose, workbook)
    hands.wait(lambda: bool(page.files.paths), "the file in the list")
    hands.type(page.files.title, "个人金融产品题库")
    hands.type(page.files.code, "tour")
    hands.look("import-files")
    hands.click(page.main)
    hands.wait(lambda: page.step == 1 and not page.working.busy, "what was understood")
    hands.look("import-preview")
    hands.click(page.main)
    hands.wait(lambda: page.step == 2 and not page.working.busy, "the import to end")
    hands.look("import-done")
    page = tour.go("banks")
    hands.wait(lambda: len(page.table.model_of_rows.rows) > 40, "the questions")
    hands.look("banks")


def _plan(tour: _Tour, plan: Path) -> None:
    from desktop_app.exams.plans import plans

    hands = tour.hands
    page = tour.go("plans")
    tour.file(page.import_, plan)
    editor = hands.wait(lambda: page.editor or None, "the plan's blueprint")
    hands.wait(editor.main.isEnabled, "what is available")
    hands.look("plan")
    hands.click(editor.main)
    hands.wait(lambda: len(plans(tour.window.session.store)) == 1, "the plan to be saved")
    hands.look("plan-saved")


def _exam(tour: _Tour) -> None:
    hands = tour.hands
    page = tour.go("exams")
    hands.click(_primary(tour))
    form = hands.wait(lambda: _opened(page), "the form for an exam")
    hands.wait(lambda: form.people.number > 0, "the people")
    hands.look("exam-open")
    hands.click(form.go)
    view = hands.wait(lambda: page.views.opened if page.views.opened is not form else None, "the exam")
    hands.wait(lambda: len(view.table.model_of_rows.rows) > 0, "the seats")
    for n, seat in enumerate(view.table.model_of_rows.rows):
        if seat.person.staff_no == "T001":
            view.table.select_row(n)
    panel = view.seat_panel
    hands.type(panel.pin, PIN)
    hands.look("exam-admit")
    hands.click(panel.admit)
    hands.look("exam-room")


# ---------------------------------------------------------------- the candidate sits, and the power goes


def _sit(tour: _Tour) -> None:
    with tour.step(f"sit the exam in another process; kill it with SIGKILL after {STOP_AFTER} answers"):
        first = _sitter(tour, stop_after=STOP_AFTER)
        begun = _hear(first)
        answered = 0
        while True:
            heard = _hear(first)
            if heard.get("half"):
                before_ms = heard["left_ms"]
                break
            answered += 1
        time.sleep(1.5)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        _forget(first)
        if begun["resumed"] or answered != STOP_AFTER:
            raise NotSeen(f"{STOP_AFTER} answers before the kill")
    with tour.step("open again: the sitting is there, with every answer and the time; submit"):
        second = _sitter(tour, stop_after=0)
        resumed = _hear(second)
        if not resumed["resumed"] or len(resumed["answered"]) != STOP_AFTER:
            raise NotSeen(f"{STOP_AFTER} answers after the kill; there are {len(resumed['answered'])}")
        if not 0 <= before_ms - resumed["left_ms"] <= 3000:
            raise NotSeen(f"the time left: {before_ms} ms before, {resumed['left_ms']} ms after")
        while not _hear(second).get("submitted"):
            pass
        second.wait(30)
        _forget(second)


def _sitter(tour: _Tour, stop_after: int) -> subprocess.Popen[str]:
    told = {
        "folder": str(tour.folder),
        "out": str(tour.out),
        "first": len(list(tour.out.glob("*.png"))) + 1,
        "language": tour.language,
        "passphrase": PASSPHRASE,
        "initials": "zs",
        "pin": PIN,
        "key": tour.key,
        "stop_after": stop_after,
        "flag_at": FLAG_AT,
        "settings": str(tour.work),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_app.ui.tour.sitter"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin
    process.stdin.write(json.dumps(told, ensure_ascii=False) + "\n")
    process.stdin.flush()
    return process


def _hear(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise NotSeen(f"the process that sits ended with status {process.wait()}")
    heard: dict[str, Any] = json.loads(line)
    return heard


def _forget(process: subprocess.Popen[str]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream:
            stream.close()


# ---------------------------------------------------------------- results, the certificate, and the proof


def _certify(tour: _Tour) -> dict[str, Any]:
    with tour.step("the examiner opens the store again and looks at the results"):
        tour.open()
        _come_back(tour)
        _results(tour)
    with tour.step("issue the certificate and preview what is printed"):
        certificate = _issue(tour)
    with tour.step("verify the file with the issuer's key alone"):
        store: Store = tour.window.session.store
        key = tour.out / "issuer.pem"
        key.write_bytes(issuer_pem(store))
        today = system_clock().at.date()
        verdict = verify_pdf(certificate.read_bytes(), read_issuers(key.read_bytes()), on=today)
        if verdict.state is not State.VALID:
            raise NotSeen(f"a valid certificate; the verdict is {verdict.state.value}")
    with tour.step("save the page that verifies certificates in a browser"):
        try:
            page = verifier(store, tour.window.session.signed_in(), system_clock())
            (tour.out / FILE_NAME).write_bytes(page)
        except VerifierNotBuilt as error:
            tour.tell(say(error))
    with tour.step("look at the other pages"):
        for name in ("overview", "marking", "settings"):
            tour.go(name)
            tour.hands.look(name)
    report = sitting_report(store, certificates(store)[0].sitting_id)
    tour.close()
    return {
        "certificate": str(certificate),
        "score": report["score"],
        "passed": report["passed"],
        "screenshots": [str(path) for path in sorted(tour.out.glob("*.png"))],
    }


def _come_back(tour: _Tour) -> None:
    from desktop_app.ui.entrance.door import DoorPage
    from desktop_app.ui.entrance.unlock import UnlockPage

    hands = tour.hands
    first: Any = hands.wait(
        lambda: tour.window.page if isinstance(tour.window.page, DoorPage | UnlockPage) else None, "the first page"
    )
    if isinstance(first, UnlockPage):
        hands.type(first.passphrase.edit, PASSPHRASE)
        hands.click(first.open_button)
    door = tour.page(DoorPage)
    hands.click(door.to_examiners)
    hands.type(door.passphrase.edit, PASSPHRASE)
    hands.look("door-examiner")
    hands.click(door.examiner_enter)
    hands.wait(lambda: tour.window.frame is not None, "the examiner's pages")


def _results(tour: _Tour) -> None:
    hands = tour.hands
    page = tour.go("results")
    hands.wait(lambda: len(page.table.model_of_rows.rows) == 1, "the result")
    page.table.select_row(0)
    hands.look("results")


def _issue(tour: _Tour) -> Path:
    from desktop_app.ui.printing import PdfDialog

    hands = tour.hands
    page = tour.go("certificates")
    hands.click(_primary(tour))
    form = hands.wait(lambda: _opened(page), "who can have a certificate")
    hands.wait(form.go.isEnabled, "a sitting that was passed")
    hands.look("certificate-issue")
    hands.click(form.go)
    hands.wait(lambda: _opened(page) is None and len(page.table.model_of_rows.rows) == 1, "the certificate")
    page.table.select_row(0)
    hands.look("certificates")
    hands.click(page.panel.look)
    dialog = hands.wait(lambda: tour.window.findChild(PdfDialog) or None, "the preview")
    preview = Hands(dialog, tour.out, hands.next_number)
    preview.look("certificate")
    hands.next_number += 1
    dialog.close()
    target = tour.out.resolve() / f"{page.panel.certificate.serial}.pdf"
    target.unlink(missing_ok=True)
    tour.file(page.panel.save, target)
    return hands.wait(lambda: target if target.exists() else None, "the certificate's file")
