"""Issuing, keeping, revoking: over a real store."""

from __future__ import annotations

import threading
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.base.clock import Reading
from desktop_app.base.errors import BranchExamError
from desktop_app.certificates import issuer, layout
from desktop_app.certificates.certificate import (
    AlreadyIssued,
    AlreadyRevoked,
    IssuedBeforeResult,
    MarksAwaited,
    NotPassed,
    NotReleased,
    NotSubmitted,
    RevocationReasonMissing,
    SampleUnconfirmed,
    SerialMistyped,
    UnknownCertificate,
    certificate,
    certificates,
    issuable,
    issue,
    issue_due,
    issuer_pem,
    render,
    revoke,
    state,
    verify_here,
)
from desktop_app.certificates.code import CertificateTextTooLong
from desktop_app.certificates.facts import Facts
from desktop_app.certificates.layout import CertificateTextDoesNotFit, CharactersMissing
from desktop_app.certificates.proof import State, verify_code, verify_pdf
from desktop_app.certificates.serial import check_character, well_formed
from desktop_app.exams.keeping import UnknownSitting
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from desktop_app.templates.template import Template
from tests.certificates.world import AT, ON, later, person, result, sitting
from tests.store_fixtures import PASSPHRASE


@pytest.fixture
def passed(store: Store) -> str:
    person(store)
    return sitting(store)


def test_a_passed_sitting_gets_a_certificate_that_anybody_can_verify(
    store: Store, examiner: Actor, passed: str, reading: Reading
) -> None:
    one = issue(store, examiner, passed, reading)
    pem = issuer_pem(store)

    assert (one.facts.holder, one.facts.staff_no, one.facts.title) == ("张三", "T001", "产品知识")
    assert (one.facts.issuer, one.facts.issued_on, one.facts.valid_until) == ("城东支行", ON, date(2028, 11, 24))
    assert well_formed(one.serial)
    station = store.setting("station")
    assert one.serial.startswith(f"BE-{station}1-2026-00001-")
    verdict = verify_pdf(render(store, one.serial), [pem], on=ON)
    assert (verdict.state, verdict.facts) == (State.VALID, one.facts)
    assert verify_code(one.code, [pem], on=ON).facts == one.facts
    assert certificates(store) == (one,)
    assert state(one, ON) is State.VALID
    assert store.journal(1)[0].facts == {"serial": one.serial, "sitting": "S1"}


def test_the_kept_bytes_never_change(store: Store, examiner: Actor, passed: str, reading: Reading) -> None:
    one = issue(store, examiner, passed, reading)
    first = render(store, one.serial)
    revoke(store, examiner, one.serial, "姓名有误", reading)
    assert render(store, one.serial) == first


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ({"state": "open", "graded": False}, NotSubmitted),
        ({"state": "void"}, NotSubmitted),
        ({"complete": False}, MarksAwaited),
        ({"released": False, "plan": {"release": "by_examiner"}}, NotReleased),
        ({"passed": False}, NotPassed),
        ({"plan": {"sample": True}}, SampleUnconfirmed),
    ],
)
def test_what_has_not_been_earned_is_refused(
    store: Store, examiner: Actor, reading: Reading, how: dict[str, Any], error: type[BranchExamError]
) -> None:
    person(store)
    sitting(store, **how)
    with pytest.raises(error):
        issue(store, examiner, "S1", reading)
    assert certificates(store) == ()
    assert store.read.execute("SELECT count(*) FROM serial").fetchone()[0] == 0


def test_the_latest_result_counts(store: Store, examiner: Actor, passed: str, reading: Reading) -> None:
    result(store, passed, 2, passed=False)
    with pytest.raises(NotPassed):
        issue(store, examiner, passed, reading)


def test_a_candidate_may_not_issue_or_revoke(store: Store, examiner: Actor, passed: str, reading: Reading) -> None:
    candidate = Actor("T001", "张三", Role.CANDIDATE)
    with pytest.raises(NotAllowed):
        issue(store, candidate, passed, reading)
    one = issue(store, examiner, passed, reading)
    with pytest.raises(NotAllowed):
        revoke(store, candidate, one.serial, "x", reading)


def test_an_unknown_sitting(store: Store, examiner: Actor, reading: Reading) -> None:
    with pytest.raises(UnknownSitting):
        issue(store, examiner, "nobody", reading)


def test_a_sample_is_issued_once_confirmed_and_the_journal_says_so(
    store: Store, examiner: Actor, reading: Reading
) -> None:
    person(store)
    sitting(store, plan={"sample": True})
    issue(store, examiner, "S1", reading, confirm_sample=True)
    assert store.journal(1)[0].facts["sample"] is True


def test_the_score_stands_on_it_where_the_plan_says_so(store: Store, examiner: Actor, reading: Reading) -> None:
    person(store)
    sitting(store, plan={"score_on_certificate": True})
    one = issue(store, examiner, "S1", reading)
    assert (one.facts.score, one.facts.max_score) == ("92.5", "100")


def test_one_certificate_a_sitting_until_it_is_revoked(
    store: Store, examiner: Actor, passed: str, reading: Reading
) -> None:
    first = issue(store, examiner, passed, reading)
    with pytest.raises(AlreadyIssued) as refused:
        issue(store, examiner, passed, reading)
    assert refused.value.facts["serial"] == first.serial
    revoke(store, examiner, first.serial, "姓名有误", reading)
    second = issue(store, examiner, passed, reading)
    assert second.serial != first.serial
    assert {one.serial for one in certificates(store)} == {first.serial, second.serial}


def test_a_newer_certificate_in_the_same_plan_supersedes(
    store: Store, examiner: Actor, passed: str, reading: Reading
) -> None:
    first = issue(store, examiner, passed, reading)
    sitting(store, "S2")
    sitting(store, "S3", plan={"code": "P2"})
    second = issue(store, examiner, "S2", reading)
    other = issue(store, examiner, "S3", reading)
    assert certificate(store, first.serial).superseded_by == second.serial
    assert state(certificate(store, first.serial), ON) is State.SUPERSEDED
    assert verify_here(store, render(store, first.serial), ON).state is State.SUPERSEDED
    assert [state(certificate(store, one.serial), ON) for one in (second, other)] == [State.VALID] * 2


def test_revoking_needs_a_reason_and_happens_once(store: Store, examiner: Actor, passed: str, reading: Reading) -> None:
    one = issue(store, examiner, passed, reading)
    with pytest.raises(RevocationReasonMissing):
        revoke(store, examiner, one.serial, "  ", reading)
    revoked = revoke(store, examiner, one.serial.lower(), " 冒名\n顶替 ", reading)
    assert (revoked.revoked_why, revoked.revoked_by, revoked.revoked_at) == ("冒名 顶替", "E001", reading.at)
    assert state(revoked, ON) is State.REVOKED
    assert verify_here(store, one.code, ON).state is State.REVOKED
    with pytest.raises(AlreadyRevoked):
        revoke(store, examiner, one.serial, "again", reading)


def test_serials_are_asked_for_by_hand(store: Store, examiner: Actor, passed: str, reading: Reading) -> None:
    one = issue(store, examiner, passed, reading)
    typed = one.serial[:-1] + ("0" if one.serial[-1] != "0" else "1")
    with pytest.raises(SerialMistyped):
        certificate(store, typed)
    with pytest.raises(UnknownCertificate):
        render(store, "BE-AAAAA1-2026-00001-" + check_character("BE-AAAAA1-2026-00001"))
    assert certificate(store, f" {one.serial.lower()} ") == one


def test_serials_count_up_within_a_year_and_begin_anew_in_the_next(
    store: Store, examiner: Actor, reading: Reading
) -> None:
    person(store)
    for n in range(1, 4):
        sitting(store, f"S{n}", plan={"code": f"P{n}"})
    first, second = (issue(store, examiner, f"S{n}", reading) for n in (1, 2))
    # New Year in Shanghai, still the old year in UTC.
    third = issue(store, examiner, "S3", later(reading, month=12, day=31, hour=20))
    assert [one.serial.split("-")[2:4] for one in (first, second, third)] == [
        ["2026", "00001"],
        ["2026", "00002"],
        ["2027", "00001"],
    ]
    assert third.facts.issued_on == date(2027, 1, 1)


def test_a_clock_that_is_behind_the_result_is_not_believed(
    store: Store, examiner: Actor, passed: str, reading: Reading
) -> None:
    with pytest.raises(IssuedBeforeResult):
        issue(store, examiner, passed, later(reading, year=2009))


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        ("holder", "张\U00031350", CharactersMissing),
        ("holder", "张\u200b三", CharactersMissing),
        ("unit", "营业部\ue000", CharactersMissing),
        ("post", "柜" * 70, CertificateTextDoesNotFit),
        ("holder", "𬱖" * 100, CertificateTextTooLong),
        ("unit", "营" * 200, CertificateTextTooLong),
    ],
    ids=["no-font", "zero-width", "private", "no-place", "no-room-in-the-code", "too-long-for-a-text"],
)
def test_what_cannot_be_printed_is_refused_before_anything_is_kept(
    store: Store, examiner: Actor, reading: Reading, field: str, text: str, error: type[BranchExamError]
) -> None:
    person(store, **{"name" if field == "holder" else field: text})
    sitting(store)
    with pytest.raises(error) as refused:
        issue(store, examiner, "S1", reading)
    assert refused.value.facts["fact"] == field
    assert text not in str(refused.value)
    assert certificates(store) == ()
    assert store.read.execute("SELECT count(*) FROM serial").fetchone()[0] == 0


def test_the_list_for_an_exam_says_what_stands_in_the_way(store: Store, examiner: Actor, reading: Reading) -> None:
    person(store)
    sitting(store, "S1")
    sitting(store, "S2", passed=False)
    with store.write("exams", at=AT) as db:
        db.execute("UPDATE sitting SET exam_id = 'E-S1'")
    issue(store, examiner, "S1", reading)
    assert [(one.sitting_id, one.why_not) for one in issuable(store, "E-S1")] == [
        ("S1", "certificate_already_issued"),
        ("S2", "certificate_not_passed"),
    ]
    assert len(certificates(store, exam_id="E-S1")) == 1
    assert certificates(store, exam_id="E-S2") == ()


def test_certificates_are_found_by_what_stands_on_them(
    store: Store, examiner: Actor, passed: str, reading: Reading
) -> None:
    one = issue(store, examiner, passed, reading)
    for text in ("张三", "t001", "产品", one.serial.lower(), " "):
        assert certificates(store, text=text) == (one,)
    assert certificates(store, text="李四") == ()
    assert certificates(store, staff_no="T001") == (one,)
    assert certificates(store, staff_no="T002") == ()


def test_plans_that_issue_by_themselves(store: Store, reading: Reading) -> None:
    person(store)
    person(store, "T002", "王\U00031350")
    auto = {"issue": "auto"}
    sitting(store, "S1", plan=auto)
    sitting(store, "S2", plan=auto | {"code": "P2", "sample": True})
    sitting(store, "S3", plan={"code": "P3"})
    sitting(store, "S4", "T002", plan=auto)
    candidate = Actor("T001", "张三", Role.CANDIDATE)
    assert [one.sitting_id for one in issue_due(store, candidate, reading)] == ["S1"]
    assert issue_due(store, candidate, reading) == ()


def test_what_was_revoked_or_superseded_is_not_issued_again_by_itself(
    store: Store, examiner: Actor, reading: Reading
) -> None:
    person(store)
    auto = {"issue": "auto"}
    sitting(store, "S1", plan=auto)
    (first,) = issue_due(store, examiner, reading)
    sitting(store, "S2", plan=auto)
    (second,) = issue_due(store, examiner, reading)
    assert certificate(store, first.serial).superseded_by == second.serial
    assert issue_due(store, examiner, reading) == ()
    with pytest.raises(AlreadyIssued):
        # It would take the place of the newer one.
        issue(store, examiner, "S1", reading)
    revoke(store, examiner, second.serial, "作弊", reading)
    assert issue_due(store, examiner, reading) == ()
    assert [state(one, ON) for one in certificates(store)] == [State.REVOKED, State.SUPERSEDED]
    assert issue(store, examiner, "S2", reading).sitting_id == "S2"


def test_two_threads_issue_at_once(store: Store, examiner: Actor, reading: Reading) -> None:
    person(store)
    for n in range(6):
        sitting(store, f"S{n}", plan={"code": f"P{n}"})
    issuer_pem(store, reading)

    def some(numbers: range) -> None:
        for n in numbers:
            issue(store, examiner, f"S{n}", reading)

    threads = [threading.Thread(target=some, args=(numbers,)) for numbers in (range(3), range(3, 6))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = certificates(store)
    assert sorted(one.serial.split("-")[3] for one in kept) == [f"{n:05d}" for n in range(1, 7)]
    pem = issuer_pem(store)
    assert all(verify_pdf(render(store, one.serial), [pem], on=ON).state is State.VALID for one in kept)


def test_what_changed_while_a_certificate_was_drawn_is_seen(
    store: Store, examiner: Actor, passed: str, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = layout.draw
    changes = [True, False]

    def draw(facts: Facts, code: str, at: datetime, attachments: Any, template: Template) -> bytes:
        if changes:
            result(store, passed, 4 - len(changes), passed=changes.pop(0))
        return real(facts, code, at, attachments, template)

    monkeypatch.setattr(layout, "draw", draw)
    with pytest.raises(NotPassed):
        issue(store, examiner, passed, reading)
    assert certificates(store) == ()


def test_a_death_while_it_is_kept_takes_no_serial(
    store: Store, examiner: Actor, passed: str, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Death(BaseException):
        pass

    def die(*_: object) -> None:
        raise Death

    with monkeypatch.context() as patched:
        patched.setattr("desktop_app.certificates.issuing._insert", die)
        with pytest.raises(Death):
            issue(store, examiner, passed, reading)
    assert store.read.execute("SELECT count(*) FROM serial").fetchone()[0] == 0
    assert issue(store, examiner, passed, reading).serial.split("-")[3] == "00001"


def test_the_key_is_made_once_and_kept(store: Store, examiner: Actor, passed: str, reading: Reading) -> None:
    pem = issuer_pem(store)
    one = issue(store, examiner, passed, reading)
    assert issuer_pem(store) == pem
    row = store.read.execute("SELECT id, algorithm FROM issuer_key").fetchall()
    assert row == [(one.key_id, "ES256")]


def test_two_who_need_the_first_key_at_once_make_one(
    store: Store, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = issuer._current
    asked: list[Store] = []

    def overtaken(of: Store) -> issuer.IssuerKey | None:
        asked.append(of)
        if len(asked) == 1:
            issuer.issuer_key(of, reading)
            return None
        return real(of)

    monkeypatch.setattr(issuer, "_current", overtaken)
    issuer.issuer_key(store, reading)
    assert store.read.execute("SELECT count(*) FROM issuer_key").fetchone()[0] == 1


def test_a_retired_key_still_verifies(store: Store, examiner: Actor, passed: str, reading: Reading) -> None:
    one = issue(store, examiner, passed, reading)
    with store.write("certificates", at=reading) as db:
        db.execute("UPDATE issuer_key SET retired_at = ?", ("2026-12-01T00:00:00.000Z",))
    sitting(store, "S2", plan={"code": "P2"})
    two = issue(store, examiner, "S2", reading)
    assert two.key_id != one.key_id
    for each in (one, two):
        assert verify_here(store, render(store, each.serial), ON).state is State.VALID


def test_after_a_restore_no_serial_is_given_twice(
    store: Store, examiner: Actor, passed: str, reading: Reading, tmp_path: Path
) -> None:
    from desktop_app.store.restoring import restore

    sitting(store, "S2", plan={"code": "P2"})
    backup = tmp_path / "backup.zip"
    store.backup(backup, at=reading)
    lost = issue(store, examiner, passed, reading)
    store.close()
    again = restore(backup, tmp_path / "home", passphrase=PASSPHRASE, new_passphrase=None, at=reading)
    try:
        found = issue(again, examiner, passed, reading)
        assert found.serial != lost.serial
        assert found.serial.split("-")[1] != lost.serial.split("-")[1]
    finally:
        again.close()
