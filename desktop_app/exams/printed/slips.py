"""Start slips: each person's code for one exam, with when and where it is sat.

Promises: new codes make the old ones void; what is drawn is kept nowhere. Must not know who reads a slip.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from desktop_app.base.clock import Reading
from desktop_app.exams.admission import new_slips
from desktop_app.exams.exam import Exam, ExamPerson, exam, exam_people
from desktop_app.pdf.sheets import Slip, start_slips
from desktop_app.staff import Actor
from desktop_app.store import Store


@dataclass(frozen=True, slots=True)
class Slips:
    """The sheets (PDF), and how many slips stand on them."""

    pdf: bytes
    number: int


def exam_slips(store: Store, actor: Actor, exam_id: str, reading: Reading, staff_nos: Sequence[str] = ()) -> Slips:
    """New slips for the people named; nobody named: for all who were not admitted yet. Raises as ``new_slips``."""
    codes = new_slips(store, actor, exam_id, reading, staff_nos)
    found, zone = exam(store, exam_id), ZoneInfo(store.setting("timezone", "Asia/Shanghai"))
    people = {one.staff_no: one for one in exam_people(store, exam_id)}
    slips = [
        Slip(staff_no, people[staff_no].name, code, _where(found, people[staff_no], zone))
        for staff_no, code in codes.items()
    ]
    return Slips(start_slips(found.title, store.setting("branch"), slips, reading.at), len(slips))


def _where(found: Exam, one: ExamPerson, zone: ZoneInfo) -> str:
    """When it can be begun, the room and the seat, as far as they are known."""
    opens, closes = (at.astimezone(zone) for at in (found.opens_at, one.late_until or found.closes_at))
    until = f"{closes:%H:%M}" if opens.date() == closes.date() else f"{closes:%m-%d %H:%M}"
    pieces = [f"{opens:%Y-%m-%d %H:%M} – {until}", found.room, f"机位 Seat {one.station}" if one.station else ""]
    return "　".join(piece for piece in pieces if piece)
