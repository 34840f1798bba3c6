"""Sealed exams: head office prepares a plan with its questions as a file that a branch holds before the day and cannot
read; on the day a code, told by phone, opens it.

Promises: outside the sealed part stand title, time, people and numbers, nothing of a question or a key; the file opens
with its own code alone, whole and unchanged, and not before its time by the branch's clock, whoever asks. Opening
brings bank and plan in and opens the exam, or changes nothing. No cryptography of its own: ``crypto.keys``.

The file: ``BXE`` and the format's number; the length of the head, and the head (JSON); salt, nonce and what AES-256-GCM
made of the questions, with the head bound to it; SHA-256 of all of it, which tells damage from a wrong code.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from desktop_app.banks.bank import all_questions, bank
from desktop_app.banks.canonical_form import from_canonical, to_canonical
from desktop_app.banks.fields import InvalidQuestion
from desktop_app.banks.formats.draft import Draft, Drafted
from desktop_app.banks.importing import import_draft
from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.base.errors import Fact, InputError, MissingError, RefusedError
from desktop_app.base.progress import Progress, silent
from desktop_app.crypto import recovery
from desktop_app.crypto.keys import STRONG, Kdf, seal, unseal
from desktop_app.exams.exam import DEFAULT_WINDOW, Exam, ExamWindowEmpty, exam, open_exam
from desktop_app.exams.paper import CannotBeDrawn, check_plan
from desktop_app.exams.plan import ExamPlan, PlanInvalid, PlanKeyUnknown, from_data, to_data
from desktop_app.exams.plans import day_of, plan, pool_of, save_plan
from desktop_app.staff import Actor, Role, people, require
from desktop_app.store import Store
from desktop_app.store.wall_clock import require_believable
from desktop_app.templates.file import write
from desktop_app.templates.kept import is_shipped, take_in, template

SUFFIX: Final = ".bxe"
FORMAT: Final = 1
CODE_LETTERS: Final = 17
"""Five bits each: 85 bits, and argon2id before them."""

_MAGIC: Final = b"BXE"
_LENGTH: Final = 4
_DIGEST: Final = 32
_LONGEST_HEAD: Final = 1 << 20


class SealedDamaged(InputError):
    """The file is no sealed exam, or not whole; facts: file."""

    code = "sealed_damaged"


class SealedTooNew(InputError):
    """The file was made by a later version; facts: file."""

    code = "sealed_too_new"


class UnknownSealed(MissingError):
    """There is no such sealed exam; facts: sealed."""

    code = "unknown_sealed"


class SealedOpened(RefusedError):
    """The sealed exam was opened before; facts: title, exam."""

    code = "sealed_opened"


class SealedTooEarly(RefusedError):
    """It cannot be opened yet; facts: title, opens_at."""

    code = "sealed_too_early"


class OpeningCodeMistyped(InputError):
    """The check letters of the typed code do not fit."""

    code = "opening_code_mistyped"


class WrongOpeningCode(InputError):
    """The code is another's; facts: title."""

    code = "wrong_opening_code"


@dataclass(frozen=True, slots=True)
class SealedExam:
    """What can be read of a sealed exam. ``staff_nos`` and ``posts`` say who sits it (neither: the whole roster);
    ``exam_id`` is the exam that it was opened as."""

    id: str
    title: str
    plan_code: str
    opens_at: datetime
    closes_at: datetime
    minutes: int
    questions: int
    staff_nos: tuple[str, ...]
    posts: tuple[str, ...]
    made_by: str
    exam_id: str | None = None


# ---------------------------------------------------------------- at head office


def seal_exam(
    store: Store,
    actor: Actor,
    plan_code: str,
    opens_at: datetime,
    reading: Reading,
    *,
    closes_at: datetime | None = None,
    staff_nos: Sequence[str] = (),
    posts: Sequence[str] = (),
    kdf: Kdf | None = None,
    progress: Progress = silent,
) -> tuple[bytes, str, SealedExam]:
    """A plan with all questions of its banks as a sealed file: (its bytes, the opening code, what can be read of it).
    The code is kept nowhere. ``staff_nos`` are numbers of the branches; they need not stand on the roster here.

    Raises ``NotAllowed``, ``UnknownPlan``, ``ExamWindowEmpty``, ``CannotBeDrawn`` (on the day it opens).
    """
    require(actor, Role.EXAMINER)
    found = plan(store, plan_code)
    closes = closes_at or opens_at + DEFAULT_WINDOW
    if closes <= opens_at or closes <= reading.at:
        raise ExamWindowEmpty(opens_at=as_text(opens_at), closes_at=as_text(closes))
    missing = check_plan(found, pool_of(store, found), day_of(store, opens_at))
    if missing:
        raise CannotBeDrawn(plan_code, missing)
    codes = list(dict.fromkeys(section.bank for section in found.sections))
    banks = []
    for n, code in enumerate(codes):
        progress(n, len(codes))
        questions = [to_canonical(one) for one in all_questions(store, code)]
        banks.append({"code": code, "title": bank(store, code).title, "questions": questions})
    head = SealedExam(
        id=f"X{secrets.token_hex(5).upper()}",
        title=found.title,
        plan_code=found.code,
        opens_at=opens_at,
        closes_at=closes,
        minutes=found.minutes,
        questions=sum(section.number for section in found.sections),
        staff_nos=tuple(staff_nos),
        posts=tuple(posts),
        made_by=store.setting("branch"),
    )
    code = recovery.new_code(CODE_LETTERS)
    design = write(template(store, found.template))
    payload = json.dumps({"plan": to_data(found), "banks": banks, "template": design}, ensure_ascii=False).encode()
    cost = kdf or STRONG
    data = _written(_head_data(head, cost), payload, code, cost)
    facts: dict[str, Fact] = {"plan": plan_code, "sealed": head.id, "opens_at": as_text(opens_at)}
    with store.write("exams", actor=actor, action="exam_sealed", at=reading, facts=facts):
        pass
    return data, code, head


def _head_data(head: SealedExam, kdf: Kdf) -> bytes:
    data = {
        "id": head.id,
        "title": head.title,
        "plan": head.plan_code,
        "opens_at": as_text(head.opens_at),
        "closes_at": as_text(head.closes_at),
        "minutes": head.minutes,
        "questions": head.questions,
        "staff": list(head.staff_nos),
        "posts": list(head.posts),
        "made_by": head.made_by,
        "kdf": [kdf.passes, kdf.memory_kib, kdf.lanes],
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True).encode()


def _written(head: bytes, payload: bytes, code: str, kdf: Kdf) -> bytes:
    begin = _MAGIC + bytes([FORMAT]) + len(head).to_bytes(_LENGTH, "big") + head
    secret = recovery.read_code(code, CODE_LETTERS)
    assert secret is not None  # it was made a moment ago
    whole = begin + seal(payload, secret, begin, kdf)
    return whole + hashlib.sha256(whole).digest()


# ---------------------------------------------------------------- the file


@dataclass(frozen=True, slots=True)
class _File:
    """A file taken apart: what can be read, and the sealed part with what is bound to it."""

    head: SealedExam
    head_text: str
    begin: bytes
    sealed: bytes
    kdf: Kdf


def _read(data: bytes, name: str) -> _File:
    """Take a file apart. Raises ``SealedDamaged``, ``SealedTooNew``."""
    fixed = len(_MAGIC) + 1 + _LENGTH
    if data[: len(_MAGIC)] != _MAGIC or len(data) < fixed + _DIGEST:
        raise SealedDamaged(file=name)
    if data[len(_MAGIC)] > FORMAT:
        raise SealedTooNew(file=name)
    whole, digest = data[:-_DIGEST], data[-_DIGEST:]
    length = int.from_bytes(data[fixed - _LENGTH : fixed], "big")
    if hashlib.sha256(whole).digest() != digest or length > _LONGEST_HEAD or fixed + length > len(whole):
        raise SealedDamaged(file=name)
    try:
        text = whole[fixed : fixed + length].decode()
        raw = json.loads(text)
        return _File(_head(raw), text, whole[: fixed + length], whole[fixed + length :], Kdf(*map(int, raw["kdf"])))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SealedDamaged(file=name) from None


def _head(raw: Mapping[str, Any]) -> SealedExam:
    """The head from its JSON; whatever is not as it was written raises."""
    texts = [raw[key] for key in ("id", "title", "plan", "made_by")]
    lists = [raw[key] for key in ("staff", "posts")]
    if not all(isinstance(one, str) and one.isprintable() for one in (*texts, *lists[0], *lists[1])):
        raise ValueError("head")
    return SealedExam(
        id=texts[0],
        title=texts[1],
        plan_code=texts[2],
        opens_at=from_text(raw["opens_at"]),
        closes_at=from_text(raw["closes_at"]),
        minutes=int(raw["minutes"]),
        questions=int(raw["questions"]),
        staff_nos=tuple(lists[0]),
        posts=tuple(lists[1]),
        made_by=texts[3],
    )


# ---------------------------------------------------------------- at the branch


def take_sealed(store: Store, actor: Actor, data: bytes, name: str, reading: Reading) -> SealedExam:
    """Keep a sealed exam. The same file again changes nothing. Raises ``NotAllowed``, ``SealedDamaged``,
    ``SealedTooNew``."""
    require(actor, Role.EXAMINER)
    found = _read(data, name)
    head = found.head
    facts: dict[str, Fact] = {"sealed": head.id, "title": head.title, "opens_at": as_text(head.opens_at)}
    with store.write("exams", at=reading) as db:
        row = db.execute("SELECT file FROM sealed_exam WHERE id = ?", (head.id,)).fetchone()
        if row is None:
            with store.write("exams", actor=actor, action="sealed_taken", at=reading, facts=facts):
                db.execute(
                    "INSERT INTO sealed_exam (id, head, file, taken_at, taken_by) VALUES (?, ?, ?, ?, ?)",
                    (head.id, found.head_text, data, as_text(reading.at), actor.staff_no),
                )
        elif row[0] != data:
            # Two files of one id: the second is made up, or made from the first.
            raise SealedDamaged(file=name)
    return sealed_exam(store, head.id)


def sealed_exams(store: Store) -> tuple[SealedExam, ...]:
    """Every sealed exam that was taken in, the one that opens first at the top."""
    rows = store.read.execute("SELECT head, exam_id FROM sealed_exam").fetchall()
    found = (replace(_head(json.loads(head)), exam_id=exam_id) for head, exam_id in rows)
    return tuple(sorted(found, key=lambda one: (one.opens_at, one.id)))


def sealed_exam(store: Store, sealed_id: str) -> SealedExam:
    """One of them. Raises ``UnknownSealed``."""
    return _kept(store, sealed_id).head


def _kept(store: Store, sealed_id: str) -> _File:
    row = store.read.execute("SELECT file, exam_id FROM sealed_exam WHERE id = ?", (sealed_id,)).fetchone()
    if row is None:
        raise UnknownSealed(sealed=sealed_id)
    found = _read(row[0], sealed_id)
    return replace(found, head=replace(found.head, exam_id=row[1]))


def unseal_exam(
    store: Store, actor: Actor, sealed_id: str, code: str, reading: Reading, progress: Progress = silent
) -> Exam:
    """Open a sealed exam with its code: its questions come in as banks of their own, reserved; its plan comes in, in
    place of one of the same code; and the exam is opened for those of its people who are on the roster here. All of it
    or nothing.

    Raises ``NotAllowed``, ``UnknownSealed``, ``SealedOpened``, ``SealedTooEarly``, ``ClockBehind``,
    ``OpeningCodeMistyped``, ``WrongOpeningCode``, ``SealedDamaged``, ``PlanIsShipped``, ``TemplateUnfit``, and as
    ``open_exam``.
    """
    require(actor, Role.EXAMINER)
    found = _kept(store, sealed_id)
    head = found.head
    if head.exam_id is not None:
        raise SealedOpened(title=head.title, exam=head.exam_id)
    require_believable(store, reading.at)
    if reading.at < head.opens_at:
        raise SealedTooEarly(title=head.title, opens_at=as_text(head.opens_at))
    secret = recovery.read_code(code, CODE_LETTERS)
    if secret is None:
        raise OpeningCodeMistyped
    progress(0, 0)
    payload = unseal(found.sealed, secret, found.begin, found.kdf)
    if payload is None:
        raise WrongOpeningCode(title=head.title)
    try:
        whole = json.loads(payload)
        sealed_plan = from_data(whole["plan"])
        drafts = {one["code"]: (one["title"], _draft(one)) for one in whole["banks"]}
    except (ValueError, KeyError, TypeError, InvalidQuestion, PlanInvalid, PlanKeyUnknown):
        raise SealedDamaged(file=sealed_id) from None
    facts: dict[str, Fact] = {"sealed": head.id, "title": head.title}
    with store.write("exams", actor=actor, action="sealed_opened", at=reading, facts=facts) as db:
        _take_design(store, actor, sealed_plan, whole.get("template", ""), reading)
        opened = _brought_in(store, actor, head, sealed_plan, drafts, reading, progress)
        facts["exam"] = opened.id
        db.execute(
            "UPDATE sealed_exam SET exam_id = ?, opened_at = ? WHERE id = ?", (opened.id, as_text(reading.at), head.id)
        )
    return exam(store, opened.id)


def _take_design(store: Store, actor: Actor, sealed_plan: ExamPlan, design: str, reading: Reading) -> None:
    """Keep the certificate template that head office's plan names; one that came with the program is here already."""
    if not is_shipped(sealed_plan.template):
        take_in(store, actor, design.encode(), sealed_plan.template, reading)


def _draft(raw: Mapping[str, Any]) -> Draft:
    """A bank's questions, none of which may be practised."""
    questions = [replace(from_canonical(one), reserved=True) for one in raw["questions"]]
    return Draft(questions=tuple(Drafted(one, f"{n}") for n, one in enumerate(questions, 1)))


def _brought_in(
    store: Store,
    actor: Actor,
    head: SealedExam,
    sealed_plan: ExamPlan,
    drafts: Mapping[str, tuple[str, Draft]],
    reading: Reading,
    progress: Progress,
) -> Exam:
    """Inside the caller's transaction: banks, plan, exam. The banks have codes of their own, so that one of the same
    code that stands here already stays as it is."""
    mark = secrets.token_hex(3).upper()
    own = {code: f"{code[:50]}-{mark}" for code in drafts}
    for code, (title, draft) in drafts.items():
        import_draft(
            store,
            actor,
            draft,
            bank=own[code],
            title=title,
            file=f"{head.id}{SUFFIX}",
            reading=reading,
            progress=progress,
        )
    sections = tuple(replace(one, bank=own[one.bank]) for one in sealed_plan.sections)
    save_plan(store, actor, replace(sealed_plan, sections=sections), reading)
    here = {one.staff_no for one in people(store)}
    everybody = not head.staff_nos and not head.posts
    return open_exam(
        store,
        actor,
        sealed_plan.code,
        staff_nos=[] if everybody else [one for one in head.staff_nos if one in here],
        posts=head.posts,
        only_named=not everybody,
        opens_at=head.opens_at,
        closes_at=head.closes_at,
        title=head.title,
        reading=reading,
    )
