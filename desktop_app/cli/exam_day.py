"""On the day of an exam: what is done to the exam (`exam add`, `exam room` …), to one sitting (`sitting end` …), and
where this computer stands (`store seat`, `store zone`)."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from desktop_app.cli.frame import Context, ValueUnreadable
from desktop_app.cli.parsing import Commands, Handler
from desktop_app.exams.attendance import Presence


def add_exam(group: Commands) -> None:
    """Add what is done to an exam."""
    _people(_of_exam(group, "add", _add), needed=False).add_argument(
        "--post", nargs="+", action="extend", default=[], metavar="P"
    )
    _people(_of_exam(group, "remove", _remove))
    _of_exam(group, "people", _list)
    presence = _people(_of_exam(group, "presence", _presence))
    presence.add_argument("state", choices=[one.value for one in Presence], metavar="STATE")
    _of_exam(group, "room", _room).add_argument("room", metavar="NAME")
    seats = _of_exam(group, "seats", _seats)
    seats.add_argument("seats", metavar="SEATS")
    seats.add_argument("--staff-no", metavar="NO")
    seats.add_argument("--anew", action="store_true")
    _people(_of_exam(group, "admit", _admit))
    late = _of_exam(group, "late", _late)
    late.add_argument("--staff-no", required=True, metavar="NO")
    late.add_argument("--until", required=True, metavar="T")
    late.add_argument("--why", required=True, metavar="TEXT")
    _of_exam(group, "extend", _extend).add_argument("--until", required=True, metavar="T")
    group.add("settle", _settle)
    time = _of_exam(group, "time", _time)
    time.add_argument("--staff-no", metavar="NO")
    time.add_argument("--minutes", required=True, type=int, metavar="N")
    time.add_argument("--why", required=True, metavar="TEXT")


def add_sitting(group: Commands) -> None:
    """Add what is done to one sitting."""
    for name, handler in (("end", _end), ("void", _void)):
        made = group.add(name, handler)
        made.add_argument("id", metavar="ID")
        made.add_argument("--why", required=True, metavar="TEXT")
    resume = group.add("resume", _resume)
    resume.add_argument("id", metavar="ID")
    resume.add_argument("--note", default="", metavar="TEXT")


def add_place(group: Commands) -> None:
    """Add what says where this computer stands."""
    group.add("seat", _seat).add_argument("name", nargs="?", metavar="NAME")
    group.add("zone", _zone).add_argument("zone", nargs="?", metavar="ZONE")


def _of_exam(group: Commands, name: str, handler: Handler) -> ArgumentParser:
    made = group.add(name, handler)
    made.add_argument("id", metavar="ID")
    return made


def _people(made: ArgumentParser, *, needed: bool = True) -> ArgumentParser:
    made.add_argument("--staff", nargs="+", action="extend", default=[], required=needed, metavar="NO")
    return made


# ---------------------------------------------------------------- the exam


def _give_people(context: Context) -> None:
    """Everybody of the exam, as they stand on its list now."""
    from desktop_app.exams.attendance import attendance

    def at(instant: Any) -> str | None:
        return None if instant is None else instant.astimezone(zone).isoformat(timespec="seconds")

    zone = context.zone()
    out = [
        {
            "staff_no": one.person.staff_no,
            "name": one.person.name,
            "seat": one.person.station,
            "state": one.presence.value,
            "arrived": at(one.person.arrived_at),
            "left": at(one.person.left_at),
            "admitted": at(one.person.admitted_at),
            "late_until": at(one.person.late_until),
            "extra_minutes": one.person.extra_ms / 60_000,
            "begun": at(one.begun_at),
            "ended": at(one.ended_at),
        }
        for one in attendance(context.store, context.arguments.id)
    ]
    shown = ("staff_no", "name", "seat", "state", "arrived", "begun", "ended", "late_until", "extra_minutes")
    context.give(out, ["\t".join(str(one[key] or "") for key in shown) for one in out])


def _list(context: Context) -> None:
    _give_people(context)


def _add(context: Context) -> None:
    from desktop_app.exams.exam import add_people

    asked = context.arguments
    add_people(context.store, context.actor(), asked.id, asked.staff, context.now(), posts=asked.post)
    _give_people(context)


def _remove(context: Context) -> None:
    from desktop_app.exams.exam import remove_people

    remove_people(context.store, context.actor(), context.arguments.id, context.arguments.staff, context.now())
    _give_people(context)


def _presence(context: Context) -> None:
    from desktop_app.exams.attendance import note_presence

    asked = context.arguments
    note_presence(context.store, context.actor(), asked.id, asked.staff, Presence(asked.state), context.now())
    _give_people(context)


def _seats(context: Context) -> None:
    from desktop_app.exams.attendance import assign_seat, assign_seats, seats_of

    asked, actor = context.arguments, context.actor()
    if asked.staff_no:
        assign_seat(context.store, actor, asked.id, asked.staff_no, asked.seats, context.now())
    else:
        assign_seats(context.store, actor, asked.id, seats_of(asked.seats), context.now(), anew=asked.anew)
    _give_people(context)


def _room(context: Context) -> None:
    from desktop_app.exams.exam import change_room

    one = change_room(context.store, context.actor(), context.arguments.id, context.arguments.room, context.now())
    context.give({"id": one.id, "room": one.room}, [one.room])


def _admit(context: Context) -> None:
    from desktop_app.exams.admission import admit

    asked, actor, reading = context.arguments, context.actor(), context.now()
    with context.store.write("exams", at=reading):
        for staff_no in asked.staff:
            admit(context.store, actor, asked.id, staff_no, reading)
    _give_people(context)


def _late(context: Context) -> None:
    from desktop_app.exams.admission import start_late

    asked = context.arguments
    start_late(context.store, context.actor(), asked.id, asked.staff_no, _until(context), asked.why, context.now())
    _give_people(context)


def _extend(context: Context) -> None:
    from desktop_app.exams.exam import extend_exam

    extend_exam(context.store, context.actor(), context.arguments.id, _until(context), context.now())
    _give_people(context)


def _until(context: Context) -> datetime:
    """The instant that is asked for. Raises ``ValueUnreadable`` where none is."""
    until = context.instant(context.arguments.until, end_of_day=True)
    if until is None:
        raise ValueUnreadable(value="")
    return until


def _time(context: Context) -> None:
    from desktop_app.exams.running import give_time

    asked = context.arguments
    give_time(
        context.store, context.actor(), asked.id, asked.staff_no, asked.minutes * 60_000, asked.why, context.now()
    )
    _give_people(context)


def _settle(context: Context) -> None:
    """What the window does at each start: end what time has ended."""
    from desktop_app.exams.records import sitting_report
    from desktop_app.exams.running import settle

    context.actor()
    ended = [sitting_report(context.store, one) for one in settle(context.store, context.now())]
    out = [{key: one[key] for key in ("id", "staff_no", "state")} for one in ended]
    context.give(out, ["\t".join(one.values()) for one in out])


# ---------------------------------------------------------------- one sitting


def _give_sitting(context: Context) -> None:
    from desktop_app.exams.records import sitting_report

    out = sitting_report(context.store, context.arguments.id)
    context.give(out, ["\t".join(str(out[key]) for key in ("id", "plan", "staff_no", "state"))])


def _end(context: Context) -> None:
    from desktop_app.exams.running import end_sitting

    end_sitting(context.store, context.actor(), context.arguments.id, context.arguments.why, context.now())
    _give_sitting(context)


def _void(context: Context) -> None:
    from desktop_app.exams.running import void

    void(context.store, context.actor(), context.arguments.id, context.arguments.why, context.now())
    _give_sitting(context)


def _resume(context: Context) -> None:
    from desktop_app.exams.running import release_resume

    asked = context.arguments
    release_resume(context.store, context.actor(), asked.id, context.now(), asked.note)
    _give_sitting(context)


# ---------------------------------------------------------------- where this computer stands


def _seat(context: Context) -> None:
    from desktop_app.exams.attendance import SEAT
    from desktop_app.exams.place import set_seat

    name = context.arguments.name
    if name is not None:
        set_seat(context.store, context.actor(), name, context.now())
    seat = context.store.setting(SEAT)
    context.give({"seat": seat}, [seat])


def _zone(context: Context) -> None:
    from desktop_app.exams.place import set_zone, zone_name

    zone = context.arguments.zone
    if zone is not None:
        set_zone(context.store, context.actor(), zone, context.now())
    name = zone_name(context.store)
    context.give({"zone": name}, [name])
