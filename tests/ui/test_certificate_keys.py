"""Keys and trust in the window: a branch and its head office, files between them, a new key, a stolen one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import Reading
from desktop_app.certificates import authority, lists
from desktop_app.certificates.address import address
from desktop_app.certificates.keys import Key, keys
from desktop_app.resources import FOLDER
from desktop_app.staff import Actor, first_examiner
from desktop_app.store import CHEAP, Store
from desktop_app.ui.examiner.certificate_keys import KeysView
from desktop_app.ui.examiner.certificates import CertificatesPage
from tests.ui.examiner_hands import answer_question, choose_file, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor) -> Iterator[CertificatesPage]:
    with shown(qtbot, store, examiner, CertificatesPage) as made:
        yield made


@pytest.fixture
def view(qtbot: QtBot, page: CertificatesPage) -> KeysView:
    press(qtbot, page, "Keys and trust")
    made = page.views.opened
    assert isinstance(made, KeysView)
    return made


@pytest.fixture
def office(tmp_path: Path, reading: Reading) -> Iterator[tuple[Store, Actor]]:
    """Head office, with a root."""
    made, _, slot = Store.create(tmp_path / "office", "correct horse", branch="总行", kdf=CHEAP)
    actor = first_examiner(made, "H1", "总行管理员", slot, reading)
    authority.make_root(made, actor, reading)
    yield made, actor
    made.close()


def _states(store: Store) -> list[tuple[str, str]]:
    return [(one.kind, one.state) for one in keys(store)]


def _select(view: KeysView, wanted: Key) -> None:
    view.table.select_row([one.id for one in view.table.model_of_rows.rows].index(wanted.id))


def test_a_branch_is_certified_by_files_that_go_there_and_back(
    qtbot: QtBot,
    page: CertificatesPage,
    view: KeysView,
    store: Store,
    office: tuple[Store, Actor],
    tmp_path: Path,
    reading: Reading,
) -> None:
    press(qtbot, view, "Save the request for head office")
    choose_file(qtbot, view, tmp_path / "request.csr")
    assert "take in the answer" in page.banner.text
    _, _, bundle = authority.certify(*office, (tmp_path / "request.csr").read_bytes(), reading)
    (tmp_path / "answer.pem").write_bytes(bundle)
    press(qtbot, view, "Take in a file")
    choose_file(qtbot, view, tmp_path / "answer.pem")
    assert "root" in answer_question(qtbot, view, "Trust it")
    assert _states(store) == [("root", "trusted"), ("issuing", "current")]
    press(qtbot, view, "Save the register for head office")
    choose_file(qtbot, view, tmp_path / "register.jws")
    assert authority.take_register(*office, (tmp_path / "register.jws").read_bytes(), reading) == 0
    (tmp_path / "list.jws").write_bytes(lists.make_list(*office, reading))
    press(qtbot, view, "Take in a file")
    choose_file(qtbot, view, tmp_path / "list.jws")
    assert "taken in" in page.banner.text


def test_head_office_makes_a_root_and_answers_a_request(
    qtbot: QtBot,
    page: CertificatesPage,
    view: KeysView,
    store: Store,
    office: tuple[Store, Actor],
    tmp_path: Path,
    reading: Reading,
) -> None:
    press(qtbot, view, "This is head office")
    answer_question(qtbot, view, "Make the root")
    choose_file(qtbot, view, tmp_path / "root.pem")
    assert ("root", "current") in _states(store)
    assert b"BEGIN CERTIFICATE" in (tmp_path / "root.pem").read_bytes()
    (tmp_path / "request.csr").write_bytes(authority.key_request(*office, reading))
    press(qtbot, view, "Take in a file")
    choose_file(qtbot, view, tmp_path / "request.csr")
    choose_file(qtbot, view, tmp_path / "branch.pem")
    assert (tmp_path / "branch.pem").read_bytes().count(b"BEGIN CERTIFICATE") == 2
    assert ("branch", "trusted") in _states(store)


def test_a_key_is_changed_and_a_stolen_one_counts_no_more(
    qtbot: QtBot, page: CertificatesPage, view: KeysView, store: Store
) -> None:
    (first,) = keys(store)
    press(qtbot, view, "Change to a new key")
    assert "stays valid" in answer_question(qtbot, view, "Change the key")
    assert _states(store) == [("issuing", "retired"), ("issuing", "current")]
    _select(view, first)
    assert not view.stolen.isEnabled()
    QTest.keyClicks(view.why, "the computer was taken")
    press(qtbot, view, "This key was stolen")
    assert first.id in answer_question(qtbot, view, "It was stolen")
    assert _states(store) == [("issuing", "stolen"), ("issuing", "current")]
    assert "revocation list" in page.banner.text
    assert not view.stolen.isEnabled()


def test_the_verify_page_is_saved(
    qtbot: QtBot, page: CertificatesPage, view: KeysView, store: Store, tmp_path: Path
) -> None:
    press(qtbot, view, "Save the verify page")
    choose_file(qtbot, view, tmp_path / "verify.html")
    if not (FOLDER / "verify" / "verify.html").exists():
        assert "Node.js" in page.banner.text
        return
    assert b"PRIVATE" not in (tmp_path / "verify.html").read_bytes()
    assert "城东支行" in (tmp_path / "verify.html").read_text(encoding="utf-8")


def test_what_is_no_such_file_is_refused_and_changes_nothing(
    qtbot: QtBot, page: CertificatesPage, view: KeysView, store: Store, tmp_path: Path
) -> None:
    before = keys(store)
    (tmp_path / "x.txt").write_text("nothing of ours", encoding="utf-8")
    press(qtbot, view, "Take in a file")
    choose_file(qtbot, view, tmp_path / "x.txt")
    assert "not taken in" in page.banner.text
    assert keys(store) == before


def test_the_address_in_the_qr_code(qtbot: QtBot, page: CertificatesPage, view: KeysView, store: Store) -> None:
    form = view.address
    form.address.setText("http://www.bank.example")
    press(qtbot, view, "Keep the address")
    assert "https://" in page.banner.text
    assert address(store) == ""
    form.address.setText("https://www.bank.example/verify.html#")
    QTest.keyClick(form.address, Qt.Key.Key_Return)
    assert "www.bank.example" in page.banner.text
    assert form.address.text() == address(store) == "https://www.bank.example/verify.html"
    form.address.clear()
    press(qtbot, view, "Keep the address")
    assert "facts alone" in page.banner.text
    assert address(store) == ""
