"""Certificates: issue for an exam, look at one, revoke, verify."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.base.progress import Cancelled
from desktop_app.certificates.certificate import certificates, issuable, issuer_pem, render
from desktop_app.certificates.code import encode
from desktop_app.certificates.lists import taken
from desktop_app.exams.exam import Exam
from desktop_app.exams.results import release_exam
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.certificate_issue import IssueView, issue_all
from desktop_app.ui.examiner.certificate_verify import VerifyView
from desktop_app.ui.examiner.certificates import CertificatesPage
from desktop_app.ui.printing import PdfDialog
from tests.certificates.authorities import listed
from tests.certificates.browser import written
from tests.certificates.world import Branch, facts
from tests.ui.examiner_exam import opened, sat
from tests.ui.examiner_hands import answer_question, choose_file, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor) -> Iterator[CertificatesPage]:
    with shown(qtbot, store, examiner, CertificatesPage) as made:
        yield made


def _passed(store: Store, examiner: Actor, *, sample: bool = False) -> Exam:
    """Two have passed, one has not; all released."""
    exam = opened(store, examiner, sample=sample)
    for staff_no, right in (("T001", 4), ("T002", 4), ("T003", 0)):
        sat(store, exam, staff_no, right)
    release_exam(store, examiner, exam.id, system_clock())
    return exam


def _issue_view(qtbot: QtBot, page: CertificatesPage) -> IssueView:
    press(qtbot, page, "Issue for an exam")
    view = page.views.opened
    assert isinstance(view, IssueView)
    return view


def _issued(qtbot: QtBot, page: CertificatesPage, store: Store, examiner: Actor) -> None:
    exam = _passed(store, examiner)
    issue_all(store, examiner, tuple(one for one in issuable(store, exam.id) if not one.why_not), False, _silent)
    page.reload()


def _silent(done: int, total: int) -> None:
    pass


def test_whoever_passed_and_has_none_gets_one(
    qtbot: QtBot, page: CertificatesPage, store: Store, examiner: Actor
) -> None:
    _passed(store, examiner)
    assert page.empty.isVisible()
    view = _issue_view(qtbot, page)
    model = view.table.model_of_rows
    assert [model.data(model.index(row, 4)) for row in range(3)] == ["can be issued", "can be issued", "Not passed"]
    press(qtbot, page, "Issue certificates (2)")
    qtbot.waitUntil(lambda: page.views.opened is None, timeout=20_000)
    assert "Certificates issued: 2." in page.banner.text
    assert sorted(one.facts.staff_no for one in certificates(store)) == ["T001", "T002"]
    assert len(page.table.model_of_rows.rows) == 2
    view = _issue_view(qtbot, page)
    assert view.go.text() == "Nothing to issue"
    assert not view.go.isEnabled()


def test_only_the_selected_ones_are_issued(qtbot: QtBot, page: CertificatesPage, store: Store, examiner: Actor) -> None:
    _passed(store, examiner)
    view = _issue_view(qtbot, page)
    view.table.select_row(1)
    press(qtbot, page, "Issue certificates (1)")
    qtbot.waitUntil(lambda: page.views.opened is None, timeout=20_000)
    assert [one.facts.staff_no for one in certificates(store)] == ["T002"]


def test_a_sample_asks_first(qtbot: QtBot, page: CertificatesPage, store: Store, examiner: Actor) -> None:
    _passed(store, examiner, sample=True)
    _issue_view(qtbot, page)
    press(qtbot, page, "Issue certificates (2)")
    assert "sample" in answer_question(qtbot, page, "Cancel")
    assert certificates(store) == ()
    press(qtbot, page, "Issue certificates (2)")
    answer_question(qtbot, page, "Issue all the same")
    qtbot.waitUntil(lambda: len(certificates(store)) == 2, timeout=20_000)


def test_a_stop_between_two_certificates_says_how_many_there_are(store: Store, examiner: Actor) -> None:
    exam = _passed(store, examiner)
    earned = tuple(one for one in issuable(store, exam.id) if not one.why_not)

    def _stop_at_the_second(done: int, total: int) -> None:
        if done == 1:
            raise Cancelled

    issued = issue_all(store, examiner, earned, False, _stop_at_the_second)
    assert (len(issued.serials), issued.stopped) == (1, True)
    assert [one.facts.serial for one in certificates(store)] == list(issued.serials)


def test_one_that_is_refused_does_not_stop_the_others(store: Store, examiner: Actor) -> None:
    exam = _passed(store, examiner)
    issued = issue_all(store, examiner, issuable(store, exam.id), False, _silent)
    assert len(issued.serials) == 2
    assert len(issued.refused) == 1
    assert issued.refused[0].startswith("=王五 T003: ")


def test_a_certificate_is_looked_at_and_saved_as_it_was_issued(
    qtbot: QtBot, page: CertificatesPage, store: Store, examiner: Actor, tmp_path: Path
) -> None:
    _issued(qtbot, page, store, examiner)
    serial = certificates(store)[0].serial
    page.arrive(serial)
    assert page.panel.certificate is not None
    press(qtbot, page, "Preview and print")
    [dialog] = page.panel.findChildren(PdfDialog)
    assert dialog.isVisible()
    assert dialog.pages.data == render(store, serial)
    assert dialog.pages.document.pageCount() == 1
    dialog.close()
    press(qtbot, page, "Save as PDF")
    choose_file(qtbot, page, tmp_path / "c.pdf")
    assert (tmp_path / "c.pdf").read_bytes() == render(store, serial)
    assert "Saved" in page.banner.text


def test_a_certificate_is_revoked_for_a_reason(
    qtbot: QtBot, page: CertificatesPage, store: Store, examiner: Actor
) -> None:
    _issued(qtbot, page, store, examiner)
    serial = certificates(store)[0].serial
    page.arrive(serial)
    assert not page.panel.revoke.isEnabled()
    QTest.keyClicks(page.panel.why, "wrong name")
    press(qtbot, page, "Revoke")
    assert "wrong name" in answer_question(qtbot, page, "Revoke it")
    [one] = [one for one in certificates(store) if one.serial == serial]
    assert (one.revoked_why, one.revoked_by) == ("wrong name", "E001")
    assert "Revoked" in page.panel.state.text()
    assert not page.panel.revoke.isVisible()


def test_people_are_found_among_the_certificates(
    qtbot: QtBot, page: CertificatesPage, store: Store, examiner: Actor
) -> None:
    _issued(qtbot, page, store, examiner)
    QTest.keyClicks(page.search, "T002")
    assert [one.facts.staff_no for one in page.table.model_of_rows.rows] == ["T002"]
    QTest.keyClicks(page.search, "xx")
    assert page.empty.isVisible()


def test_a_file_and_a_code_text_are_verified_and_a_changed_one_is_not(
    qtbot: QtBot, page: CertificatesPage, store: Store, examiner: Actor, tmp_path: Path
) -> None:
    _issued(qtbot, page, store, examiner)
    one = certificates(store)[0]
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    data = render(store, one.serial)
    good.write_bytes(data)
    middle = len(data) // 2
    bad.write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    press(qtbot, page, "Verify")
    view = page.views.opened
    assert isinstance(view, VerifyView)
    press(qtbot, page, "Choose a PDF")
    choose_file(qtbot, page, good)
    qtbot.waitUntil(lambda: view.verdict.text.startswith("Valid"))
    assert one.facts.holder in view.facts.text()
    view.verify_file(bad)
    qtbot.waitUntil(lambda: view.verdict.text.startswith("Forged"))
    assert view.facts.text() == ""
    view.code.setPlainText(one.code)
    press(qtbot, page, "Verify the text")
    qtbot.waitUntil(lambda: view.verdict.text.startswith("Valid"))
    view.code.setPlainText("nothing of ours")
    press(qtbot, page, "Verify the text")
    qtbot.waitUntil(lambda: "not a certificate" in view.verdict.text)


def test_another_branch_s_certificate_is_trusted_only_with_its_key(
    qtbot: QtBot, page: CertificatesPage, tmp_path: Path
) -> None:
    other = Branch("别的支行")
    (tmp_path / "other.pdf").write_bytes(other.issue())
    (tmp_path / "other.pem").write_bytes(other.public)
    page.verify()
    view = page.views.opened
    assert isinstance(view, VerifyView)
    view.verify_file(tmp_path / "other.pdf")
    qtbot.waitUntil(lambda: view.verdict.text.startswith("Unknown issuer"))
    assert "nobody whom you trust" in view.facts.text()
    press(qtbot, page, "Add a key or a revocation list")
    choose_file(qtbot, page, tmp_path / "other.pem")
    view.verify_file(tmp_path / "other.pdf")
    qtbot.waitUntil(lambda: view.verdict.text.startswith(("Valid", "Expired")))


def _drop(view: VerifyView, *paths: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle, move, none = QPointF(50, 50), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(middle, move, dragged, Qt.MouseButton.LeftButton, none))


def test_a_revocation_list_is_heard_while_the_view_is_open(
    qtbot: QtBot, page: CertificatesPage, store: Store, tmp_path: Path
) -> None:
    other, stranger = Branch("别的支行"), Branch("外行")
    made = other.made()
    gone = {"BE-K7M2Q1-2026-00001-X": "姓名有误"}
    for name, by in (("list.jws", other), ("strange.jws", stranger)):
        (tmp_path / name).write_bytes(written(listed(by, 3, branch="别的支行", keys=(other.id,), revoked=gone), by))
    for name, data in (("other.pem", other.public), ("other.pdf", made.pdf)):
        (tmp_path / name).write_bytes(data)
    page.verify()
    view = page.views.opened
    assert isinstance(view, VerifyView)
    view.trust_file(tmp_path / "list.jws")
    assert "that you do not trust" in view.verdict.text
    view.trust_file(tmp_path / "other.pem")
    view.trust_file(tmp_path / "strange.jws")
    assert "that you do not trust" in view.verdict.text
    _drop(view, tmp_path / "list.jws", tmp_path / "other.pdf")
    assert "no. 3 of 别的支行" in view.trusted.text()
    qtbot.waitUntil(lambda: view.verdict.text.startswith("Revoked"))
    assert "姓名有误" in view.verdict.text
    assert taken(store) == ()


def test_what_is_dropped_together_is_heard_before_the_certificate_whatever_its_order(
    qtbot: QtBot, page: CertificatesPage, tmp_path: Path
) -> None:
    other, stranger = Branch("别的支行"), Branch("外行")
    gone = {"BE-K7M2Q1-2026-00001-X": "姓名有误"}
    said = written(listed(other, 3, branch="别的支行", keys=(other.id,), revoked=gone), other)
    older = written(listed(other, 2, branch="别的支行", keys=(other.id,)), other)
    files = {"a.pdf": other.made().pdf, "b.jws": said, "c.pem": other.public}
    for name, data in (files | {"old.jws": older, "x.jws": written(listed(stranger), stranger)}).items():
        (tmp_path / name).write_bytes(data)
    page.verify()
    view = page.views.opened
    assert isinstance(view, VerifyView)
    _drop(view, *(tmp_path / name for name in files))
    qtbot.waitUntil(lambda: view.verdict.text.startswith("Revoked"))
    # An older list is not taken for news.
    view.trust_file(tmp_path / "old.jws")
    assert "older than number 3" in view.verdict.text
    assert "no. 3 of" in view.trusted.text()
    # What cannot be heard is said, and no verdict without it stands in its place.
    _drop(view, tmp_path / "a.pdf", tmp_path / "x.jws")
    qtbot.wait(300)
    assert "that you do not trust" in view.verdict.text


def test_the_verdict_shown_is_that_of_what_was_presented_last(
    qtbot: QtBot, page: CertificatesPage, tmp_path: Path
) -> None:
    other = Branch("别的支行")
    (tmp_path / "other.pem").write_bytes(other.public)
    (tmp_path / "first.pdf").write_bytes(other.made(valid_until=date(2028, 1, 1)).pdf)
    page.verify()
    view = page.views.opened
    assert isinstance(view, VerifyView)
    view.verify_file(tmp_path / "first.pdf")
    view.code.setPlainText("nothing of ours")
    view.read.click()
    qtbot.waitUntil(lambda: view.verdict.text != "")
    assert "not a certificate" in view.verdict.text
    # A key that is trusted while a verdict is on its way counts for that verdict.
    view.verify_file(tmp_path / "first.pdf")
    view.trust_file(tmp_path / "other.pem")
    qtbot.waitUntil(lambda: view.verdict.text != "")
    assert view.verdict.text.startswith("Valid")
    # Whoever leaves before the verdict comes is told nothing.
    view.verify_file(tmp_path / "first.pdf")
    view.left.emit()
    qtbot.waitUntil(lambda: page.views.opened is not view)
    qtbot.wait(300)


def test_what_is_presented_while_the_page_works_at_something_else_is_judged_after_it(
    qtbot: QtBot, page: CertificatesPage, tmp_path: Path
) -> None:
    other, released = Branch("别的支行"), threading.Event()
    (tmp_path / "other.pdf").write_bytes(other.made().pdf)
    page.verify()
    view = page.views.opened
    assert isinstance(view, VerifyView)
    page.working.start("printing", lambda _: released.wait(10), lambda _: None)
    view.verify_file(tmp_path / "other.pdf")
    qtbot.wait(150)
    assert view.verdict.text == ""
    released.set()
    qtbot.waitUntil(lambda: view.verdict.text.startswith("Unknown issuer"))


def test_the_window_says_why_and_a_stranger_s_line_end_makes_no_line(
    qtbot: QtBot, page: CertificatesPage, tmp_path: Path
) -> None:
    stranger = Branch("外行")
    made = stranger.made()
    code = encode(facts(holder="张三\n\nValid: trust this"), stranger.private)
    (tmp_path / "changed.pdf").write_bytes(made.pdf + b" ")
    (tmp_path / "film.pdf").write_bytes(made.pdf + b" " * 20_000_000)
    page.verify()
    view = page.views.opened
    assert isinstance(view, VerifyView)
    view.verify_file(tmp_path / "changed.pdf")
    qtbot.waitUntil(lambda: "Why: the file was changed" in view.verdict.text)
    view.verify_file(tmp_path / "film.pdf")
    qtbot.waitUntil(lambda: "more than 20 MB" in view.verdict.text)
    view.verify_file(tmp_path / "gone.pdf")
    qtbot.waitUntil(lambda: "gone.pdf" in view.verdict.text)
    view.code.setPlainText(code)
    view.read.click()
    qtbot.waitUntil(lambda: view.verdict.text.startswith("Unknown issuer"))
    lines = view.facts.text().splitlines()
    assert all(": " in line for line in lines[1:])
    assert not any(line.startswith("Valid") for line in lines)


def test_the_issuer_s_key_is_saved(qtbot: QtBot, page: CertificatesPage, store: Store, tmp_path: Path) -> None:
    press(qtbot, page, "Keys and trust")
    press(qtbot, page, "Save the public key")
    choose_file(qtbot, page, tmp_path / "issuer.pem")
    assert (tmp_path / "issuer.pem").read_bytes() == issuer_pem(store)
    assert b"PRIVATE" not in (tmp_path / "issuer.pem").read_bytes()
