"""What is to be printed, and how: which certificates, how many on a sheet, on blank paper or on forms that are printed
already.

Promises: a certificate that holds no longer is never among the chosen; what is asked for and cannot be is refused by
its name. Must not know how a page is drawn, or what printed before means.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date

from desktop_app.base.errors import InputError, MissingError, RefusedError
from desktop_app.certificates.records import Certificate, certificate, certificates
from desktop_app.store import Store

MOST = 10_000
"""Certificates in one run."""
PER_SHEET = (1, 2, 4, 8, 10)
"""What the window offers; any number up to the last is taken."""
MOST_MARGIN, MOST_GUTTER, MOST_OFFSET = 400, 300, 300
"""Tenths of a millimetre."""


class PrintOrderRefused(InputError):
    """A number of the order is out of its range; facts: fact (its name), value, least, most."""

    code = "certificate_print_order"


class NothingToPrint(MissingError):
    """No certificate was chosen by what was asked for."""

    code = "certificate_nothing_to_print"


class TooManyToPrint(RefusedError):
    """More certificates than one run takes; facts: count, most."""

    code = "certificate_too_many_to_print"


class NotPrintedAnew(RefusedError):
    """A certificate that was named is revoked or superseded: it is not printed again; facts: serial, state."""

    code = "certificate_not_printed_anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How certificates come onto paper. Lengths are tenths of a millimetre; ``right`` and ``down`` move everything on
    the sheet. ``form``: frame, ornaments and fixed texts stand on the paper already."""

    per_sheet: int = 1
    margin: int = 80
    gutter: int = 40
    crop_marks: bool = True
    form: bool = False
    right: int = 0
    down: int = 0

    def __post_init__(self) -> None:
        """Raises ``PrintOrderRefused``."""
        for field, least, most in (
            ("per_sheet", 1, PER_SHEET[-1]),
            ("margin", 0, MOST_MARGIN),
            ("gutter", 0, MOST_GUTTER),
            ("right", -MOST_OFFSET, MOST_OFFSET),
            ("down", -MOST_OFFSET, MOST_OFFSET),
        ):
            value = getattr(self, field)
            if not least <= value <= most:
                raise PrintOrderRefused(fact=field, value=value, least=least, most=most)

    def to_json(self) -> str:
        """The order as the store keeps it."""
        return json.dumps(asdict(self))


def order_from(text: str) -> Order:
    """The order that ``Order.to_json`` wrote, by this version or another."""
    known = {field.name for field in fields(Order)}
    return Order(**{name: value for name, value in json.loads(text).items() if name in known})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which certificates: all that are given must hold. ``serials`` are looked up one by one, whatever else is said.

    ``since`` and ``until`` are days of issue, both included. ``unprinted``: only those never printed, or whose print
    was spoiled.
    """

    serials: tuple[str, ...] = ()
    exam_id: str | None = None
    post: str = ""
    unit: str = ""
    since: date | None = None
    until: date | None = None
    unprinted: bool = False


def holds(one: Certificate) -> bool:
    """Whether a certificate is neither revoked nor superseded."""
    return one.revoked_at is None and one.superseded_by is None


def chosen(store: Store, choice: Choice) -> tuple[Certificate, ...]:
    """The certificates of a choice, by serial; named ones in the order given, each once.

    Raises ``NothingToPrint``, ``TooManyToPrint``; for named ones ``UnknownCertificate``, ``SerialMistyped``,
    ``NotPrintedAnew``.
    """
    found = _named(store, choice.serials) if choice.serials else _fitting(store, choice)
    if not found:
        raise NothingToPrint
    if len(found) > MOST:
        raise TooManyToPrint(count=len(found), most=MOST)
    return found


def _named(store: Store, serials: Sequence[str]) -> tuple[Certificate, ...]:
    found = tuple(certificate(store, serial) for serial in dict.fromkeys(one.strip().upper() for one in serials))
    for one in found:
        if not holds(one):
            raise NotPrintedAnew(serial=one.serial, state="revoked" if one.revoked_at is not None else "superseded")
    return found


_PRINTED = """
SELECT DISTINCT p.serial FROM print_place p JOIN print_sheet s ON s.run = p.run AND s.sheet = p.sheet
 WHERE NOT EXISTS (SELECT 1 FROM spoiled_sheet x WHERE x.printing = s.id)
"""


def printed(store: Store) -> frozenset[str]:
    """The serials that were printed, and not only on sheets that were spoiled."""
    return frozenset(row[0] for row in store.read.execute(_PRINTED).fetchall())


def _fitting(store: Store, choice: Choice) -> tuple[Certificate, ...]:
    gone = printed(store) if choice.unprinted else frozenset()
    post, unit = choice.post.strip(), choice.unit.strip()
    fitting = (
        one
        for one in certificates(store, exam_id=choice.exam_id)
        if holds(one)
        and one.serial not in gone
        and post in ("", one.facts.post)
        and unit in ("", one.facts.unit)
        and (choice.since is None or one.facts.issued_on >= choice.since)
        and (choice.until is None or one.facts.issued_on <= choice.until)
    )
    return tuple(sorted(fitting, key=lambda one: one.serial))
