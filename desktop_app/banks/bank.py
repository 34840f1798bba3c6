"""Banks as they stand: what each holds now, its questions by topic, kind and text, the pool to draw from.

Promises: what is read is the newest published revision of each question, whole; an import under way is never seen.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.banks.bigrams import query
from desktop_app.banks.prepared import image_hashes, restored
from desktop_app.banks.question import Kind, Question
from desktop_app.banks.revisions import published
from desktop_app.base.errors import MissingError
from desktop_app.store import Database, Store

_ROW = (
    "q.id, q.bank, q.uid, q.kind, q.stem, q.topic, q.difficulty, q.points, q.effective_on, q.repealed_on, q.reserved,"
    " q.stem_key"
)


class UnknownBank(MissingError):
    """There is no such bank; facts: bank."""

    code = "unknown_bank"


class UnknownQuestion(MissingError):
    """There is no such question; facts: question."""

    code = "unknown_question"


@dataclass(frozen=True, slots=True)
class BankInfo:
    """A bank and what it holds now. ``revision`` is 0 where every revision was withdrawn; topics are joined by
    ``/``."""

    code: str
    title: str
    description: str
    revision: int
    questions: int
    by_kind: Mapping[str, int]
    by_topic: Mapping[str, int]
    shipped: bool


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as a table shows it."""

    id: int
    bank: str
    uid: str
    kind: Kind
    stem: str
    topic: tuple[str, ...]
    difficulty: int | None
    points: str
    effective_on: str | None
    repealed_on: str | None
    reserved: bool
    stem_key: str


@dataclass(frozen=True, slots=True)
class PoolItem:
    """What drawing needs to know of a question; dates as of its source, None where there is none."""

    id: int
    bank: str
    uid: str
    kind: Kind
    topic: tuple[str, ...]
    difficulty: int | None
    stem_key: str
    reserved: bool
    effective_on: date | None
    repealed_on: date | None


def banks(store: Store) -> tuple[BankInfo, ...]:
    """Every bank that ever had a published revision: the shipped ones first, then by code."""
    codes = store.read.execute(
        "SELECT code FROM bank WHERE EXISTS (SELECT 1 FROM revision WHERE bank = code AND state <> 'staged')"
        " ORDER BY shipped DESC, code"
    ).fetchall()
    return tuple(_info(store.read, code) for (code,) in codes)


def bank(store: Store, code: str) -> BankInfo:
    """One bank. Raises ``UnknownBank``."""
    require_bank(store, code)
    return _info(store.read, code)


def require_bank(store: Store, code: str) -> None:
    """Raise ``UnknownBank`` where there is none of that code."""
    found = store.read.execute(
        "SELECT 1 FROM revision WHERE bank = ? AND state <> 'staged' LIMIT 1", (code,)
    ).fetchone()
    if found is None:
        raise UnknownBank(bank=code)


def _info(db: Database, code: str) -> BankInfo:
    title, description, shipped = db.execute(
        "SELECT title, description, shipped FROM bank WHERE code = ?", (code,)
    ).fetchone()
    numbers = published(db, code)
    kinds: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    for kind, topic in _current(db, code, "kind, topic").values():
        kinds[kind] += 1
        topics[topic] += 1
    return BankInfo(
        code=code,
        title=title,
        description=description,
        revision=numbers[-1] if numbers else 0,
        questions=sum(kinds.values()),
        by_kind={kind: kinds[kind] for kind in Kind if kinds[kind]},
        by_topic={"/".join(json.loads(topic)): count for topic, count in sorted(topics.items())},
        shipped=bool(shipped),
    )


def _current(db: Database, code: str, columns: str) -> dict[str, tuple[Any, ...]]:
    """uid → these columns of the row that holds now, in the order in which questions first came."""
    found: dict[str, tuple[Any, ...]] = {}
    for number in published(db, code):
        query_text = f"SELECT uid, removed, {columns} FROM question WHERE bank = ? AND revision = ?"
        for row in db.execute(query_text, (code, number)).fetchall():
            if row[1]:
                found.pop(row[0], None)
            else:
                found[row[0]] = row[2:]
    return found


def current_ids(db: Database, code: str) -> dict[str, int]:
    """uid → id of every question that a bank holds now; empty where there is no such bank."""
    return {uid: row[0] for uid, row in _current(db, code, "id").items()}


def pool(store: Store, bank_codes: Iterable[str]) -> tuple[PoolItem, ...]:
    """Every question that these banks hold now, for drawing. Raises ``UnknownBank``."""
    db = store.read
    topics: dict[str, tuple[str, ...]] = {}
    kinds = {kind.value: kind for kind in Kind}
    items = []
    for code in dict.fromkeys(bank_codes):
        require_bank(store, code)
        columns = "id, kind, topic, difficulty, stem_key, reserved, effective_on, repealed_on"
        for uid, row in _current(db, code, columns).items():
            key, kind, topic, difficulty, stem, reserved, effective, repealed = row
            path = topics.get(topic)
            if path is None:
                path = topics[topic] = tuple(json.loads(topic))
            items.append(
                PoolItem(
                    key,
                    code,
                    uid,
                    kinds[kind],
                    path,
                    difficulty,
                    stem,
                    reserved == 1,
                    date.fromisoformat(effective) if effective else None,
                    date.fromisoformat(repealed) if repealed else None,
                )
            )
    return tuple(items)


# ---------------------------------------------------------------- tables and search


def rows(
    store: Store,
    bank: str,
    *,
    topic: str | Sequence[str] | None = None,
    kind: Kind | str | None = None,
    text: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> tuple[QuestionRow, ...]:
    """A bank's questions in the order of their rows. ``topic``: a name anywhere on the path, or a path from its
    beginning."""
    selected, values = _selected(store.read, bank, topic, kind, text)
    sql = f"{selected[0]} SELECT {_ROW} {selected[1]} ORDER BY q.id LIMIT ? OFFSET ?"
    found = store.read.execute(sql, (*values, -1 if limit is None else limit, offset)).fetchall()
    return tuple(_row(row) for row in found)


def count(
    store: Store, bank: str, *, topic: str | Sequence[str] | None = None, kind: Kind | str | None = None, text: str = ""
) -> int:
    """How many questions ``rows`` would give."""
    selected, values = _selected(store.read, bank, topic, kind, text)
    return int(store.read.execute(f"{selected[0]} SELECT count(*) {selected[1]}", values).fetchone()[0])


def _selected(
    db: Database, bank: str, topic: str | Sequence[str] | None, kind: Kind | str | None, text: str
) -> tuple[tuple[str, str], tuple[object, ...]]:
    """The questions that hold now, narrowed: what comes before SELECT, what comes after its columns, and the values."""
    numbers = published(db, bank)
    later, joined = "", ""
    values: list[object] = []
    if len(numbers) > 1:
        # Revisions after the first are mostly small: which questions they replace is gathered once, not looked up a
        # row.
        marks = ", ".join("?" * (len(numbers) - 1))
        later = (
            "WITH later AS MATERIALIZED (SELECT uid, max(revision) AS number FROM question"
            f" WHERE bank = ? AND revision IN ({marks}) GROUP BY uid)"
        )
        joined = "LEFT JOIN later ON later.uid = q.uid"
        values += [bank, *numbers[1:]]
    where = ["q.bank = ?", f"q.revision IN ({', '.join('?' * len(numbers))})", "q.removed = 0"]
    values += [bank, *numbers]
    if joined:
        where.append("(later.number IS NULL OR later.number = q.revision)")
    if isinstance(topic, str) and topic:
        where.append("EXISTS (SELECT 1 FROM json_each(q.topic) WHERE value = ?)")
        values.append(topic)
    elif topic:
        beginning = json.dumps(list(topic), ensure_ascii=False)[:-1]
        where.append("substr(q.topic, 1, ?) IN (? || ']', ? || ',')")
        values += [len(beginning) + 1, beginning, beginning]
    if kind:
        where.append("q.kind = ?")
        values.append(str(kind))
    if text.strip():
        match = query(text)
        indexed = "q.id IN (SELECT rowid FROM question_fts WHERE question_fts MATCH ?)"
        where.append(indexed if match else "q.stem LIKE ?")
        values.append(match or f"%{text.strip()}%")
    return (later, f"FROM question q {joined} WHERE {' AND '.join(where)}"), tuple(values)


def search(store: Store, text: str, limit: int = 50) -> tuple[QuestionRow, ...]:
    """Questions of all banks whose stem, or a part's, holds every word of ``text`` (洗钱, 存款保险 50), newest rows
    last."""
    match = query(text)
    if not text.strip():
        return ()
    source = "question_fts f JOIN question q ON q.id = f.rowid WHERE question_fts MATCH ?"
    if not match:
        source = "question q WHERE q.stem LIKE ?"
    cursor = store.read.execute(
        f"SELECT {_ROW}, q.revision FROM {source} AND q.removed = 0 ORDER BY q.id", (match or f"%{text.strip()}%",)
    )
    holds = _Holding(store.read)
    found = []
    # Exhausted, or another row left unread would hold on to an old state of the store.
    for row in cursor.fetchall():
        if holds(row[1], row[2], row[-1]):
            found.append(_row(row[:-1]))
            if len(found) == limit:
                break
    return tuple(found)


class _Holding:
    """Whether a row is the newest published one of its question; looks each bank up once."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._banks: dict[str, tuple[frozenset[int], Mapping[str, int]]] = {}

    def __call__(self, bank: str, uid: str, revision: int) -> bool:
        if bank not in self._banks:
            numbers = published(self._db, bank)
            later: dict[str, int] = {}
            for number in numbers[1:]:
                sql = "SELECT uid FROM question WHERE bank = ? AND revision = ?"
                later.update((found, number) for (found,) in self._db.execute(sql, (bank, number)).fetchall())
            self._banks[bank] = frozenset(numbers), later
        published_ones, later_ones = self._banks[bank]
        return revision in published_ones and later_ones.get(uid, revision) <= revision


def _row(row: Sequence[Any]) -> QuestionRow:
    key, code, uid, kind, stem, topic, difficulty, points, effective, repealed, reserved, stem_key = row
    return QuestionRow(
        id=key,
        bank=code,
        uid=uid,
        kind=Kind(kind),
        stem=stem,
        topic=tuple(json.loads(topic)),
        difficulty=difficulty,
        points=points,
        effective_on=effective,
        repealed_on=repealed,
        reserved=bool(reserved),
        stem_key=stem_key,
    )


# ---------------------------------------------------------------- whole questions


def question(store: Store, id: int) -> Question:  # noqa: A002  # what a question's key is called everywhere
    """One question with its images, of whatever revision. Raises ``UnknownQuestion``."""
    return questions(store, (id,))[id]


def questions(store: Store, ids: Iterable[int]) -> dict[int, Question]:
    """Questions by id, images included, of whatever revision: a paper keeps what it was drawn from. Raises
    ``UnknownQuestion``."""
    wanted = list(dict.fromkeys(ids))
    bodies: dict[int, Mapping[str, Any]] = {}
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        marks = ", ".join("?" * len(some))
        for key, body in store.read.execute(f"SELECT id, body FROM question WHERE id IN ({marks})", some).fetchall():
            bodies[key] = json.loads(body)
    for key in wanted:
        if key not in bodies:
            raise UnknownQuestion(question=key)
    images = _images(store.read, bodies.values())
    return {key: restored(bodies[key], images) for key in wanted}


def all_questions(store: Store, bank: str) -> tuple[Question, ...]:
    """Every question that a bank holds now. Raises ``UnknownBank``."""
    require_bank(store, bank)
    bodies = [json.loads(body) for (body,) in _current(store.read, bank, "body").values()]
    images = _images(store.read, bodies)
    return tuple(restored(body, images) for body in bodies)


def bodies(store: Store, bank: str, without: Container[str] = ()) -> Iterator[Mapping[str, Any]]:
    """The stored body of every question that a bank holds now, but for some uids (``prepared.restored`` makes it a
    question), a few hundred in memory at a time; none where there is no such bank."""
    ids = [key for uid, (key,) in _current(store.read, bank, "id").items() if uid not in without]
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        marks = ", ".join("?" * len(some))
        rows = store.read.execute(f"SELECT body FROM question WHERE id IN ({marks}) ORDER BY id", some).fetchall()
        yield from (json.loads(body) for (body,) in rows)


def _images(db: Database, bodies: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    hashes = sorted({digest for body in bodies for digest in image_hashes(body)})
    found: dict[str, bytes] = {}
    for start in range(0, len(hashes), 100):
        some = hashes[start : start + 100]
        marks = ", ".join("?" * len(some))
        found.update(db.execute(f"SELECT hash, bytes FROM image WHERE hash IN ({marks})", some).fetchall())
    return found
