"""Renewing, and the lists of what runs out, is lacking and in doubt, by command."""

from __future__ import annotations

from collections.abc import Callable

from pypdf import PdfReader

from desktop_app.store import Store
from tests.certificates.world import person, result, sitting
from tests.cli.conftest import Branch
from tests.store_fixtures import PASSPHRASE


def test_the_life_of_a_certificate(branch: Callable[..., Branch]) -> None:
    ours = branch("--empty")
    store = Store.open(ours.folder, passphrase=PASSPHRASE)
    person(store)
    sitting(store)
    store.close()
    old = ours.done("certificate", "issue", "--sitting", "S1")
    new = ours.done("certificate", "renew", old["serial"], "--why", "姓名更正")
    assert (new["state"], ours.done("certificate", "show", old["serial"])["state"]) == ("valid", "superseded")
    assert old["serial"] in ours.refused("certificate", "renew", old["serial"], "--why", "x")
    assert ours.done("certificate", "expiring", "--days", "90") == []
    soon = ours.done("certificate", "expiring", "--days", "99999999999", "--on", new["valid_until"])
    assert [one["serial"] for one in soon] == [new["serial"]]
    sheets = ours.folder.parent / "reminders.pdf"
    ours.done("certificate", "expiring", "--days", "9999", "--to", str(sheets))
    said = "".join(PdfReader(sheets).pages[0].extract_text().split())
    assert new["serial"] in said
    assert "证书到期提醒" in said
    assert ours.done("certificate", "lacking") == []
    assert ours.done("certificate", "doubtful") == []
    store = Store.open(ours.folder, passphrase=PASSPHRASE)
    result(store, "S1", 2, passed=False, score="55.5")
    store.close()
    (doubt,) = ours.done("certificate", "doubtful")
    assert (doubt["serial"], doubt["score"], doubt["max_score"]) == (new["serial"], 55.5, 100)
    assert ours.done("certificate", "keep", new["serial"], "--why", "按当日标准")["state"] == "valid"
    assert ours.done("certificate", "doubtful") == []
    ours.refused("certificate", "keep", new["serial"], "--why", "x")
