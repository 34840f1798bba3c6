"""`staff import`, `list`, `leave`, `needs`, `reset-pin`, `due`, `remove`, `retention`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.cli import sheets
from desktop_app.cli.frame import REJECTED, Context, report_lines, report_out
from desktop_app.cli.parsing import Commands

if TYPE_CHECKING:
    from desktop_app.certificates.personal_data import Held


def add(commands: Commands) -> None:
    """Add these commands to the command line."""
    group = commands.group("staff")
    importing = group.add("import", _import)
    importing.add_argument("file", metavar="FILE")
    importing.add_argument("--dry-run", action="store_true")
    group.add("list", _list)
    leaving = group.add("leave", _leave)
    leaving.add_argument("number", metavar="NO")
    leaving.add_argument("--on", metavar="DATE")
    leaving.add_argument("--back", action="store_true", help="they have come back")
    needs = group.add("needs", _needs)
    needs.add_argument("number", metavar="NO")
    for name in ("--extra-percent", "--text-percent", "--break-minutes"):
        needs.add_argument(name, type=int, metavar="N")
    group.add("reset-pin", _reset_pin).add_argument("number", metavar="NO")
    group.add("due", _due).add_argument("--on", metavar="DATE")
    removing = group.add("remove", _remove)
    removing.add_argument("number", metavar="NO")
    removing.add_argument("--why", default="", metavar="TEXT")
    removing.add_argument("--dry-run", action="store_true")
    sheets.add_staff(group)
    group.add("retention", _retention).add_argument("--years", type=int, metavar="N")


def _import(context: Context) -> None:
    from desktop_app.staff import import_roster
    from desktop_app.tables.child import in_child
    from desktop_app.tables.reading import read_sheets

    path = Path(context.arguments.file)
    data = context.read(str(path))
    store, actor = context.store, context.actor()
    sheets = in_child(read_sheets, data, path.name)
    report = import_roster(store, actor, sheets, context.now(), file=path.name, dry_run=context.arguments.dry_run)
    if report.rejected:
        context.status = REJECTED
    context.give(report_out(report), report_lines(report))


def _list(context: Context) -> None:
    from desktop_app.staff import people

    found = people(context.store)
    context.give(
        [{"staff_no": one.staff_no, "name": one.name, "post": one.post, "unit": one.unit} for one in found],
        [f"{one.staff_no}\t{one.name}\t{one.post}\t{one.unit}" for one in found],
    )


def _leave(context: Context) -> None:
    from desktop_app.staff.people import leave

    asked = context.arguments
    on = None if asked.back else context.day(asked.on)
    left = leave(context.store, context.actor(), asked.number, on, context.now()).left_on
    out = {"staff_no": asked.number, "left_on": left.isoformat() if left else None}
    context.give(out, ["\t".join(text for text in out.values() if text)])


def _needs(context: Context) -> None:
    from desktop_app.staff.people import NEEDS, accommodate, person

    asked, store = context.arguments, context.store
    granted = {name: getattr(asked, name) for name in NEEDS if getattr(asked, name) is not None}
    one = person(store, asked.number)
    if granted:
        before = {name: getattr(one, name) for name in NEEDS}
        one = accommodate(store, context.actor(), asked.number, context.now(), **before | granted)
    out = {"staff_no": one.staff_no, **{name: getattr(one, name) for name in NEEDS}}
    context.give(out, ["\t".join(map(str, out.values()))])


def _reset_pin(context: Context) -> None:
    from desktop_app.staff.people import person
    from desktop_app.staff.pins import reset_pin

    number = context.arguments.number
    reset_pin(context.store, context.actor(), number, context.now())
    out = {"staff_no": number, "has_pin": person(context.store, number).has_pin}
    context.give(out, [number])


def _due(context: Context) -> None:
    from desktop_app.certificates.personal_data import due

    found = [_held_out(one) for one in due(context.store, context.actor(), context.day(context.arguments.on))]
    context.give(found, ["\t".join(map(str, out.values())) for out in found])


def _remove(context: Context) -> None:
    from desktop_app.certificates.personal_data import held, remove

    asked, store, actor = context.arguments, context.store, context.actor()
    found = (
        held(store, actor, asked.number)
        if asked.dry_run
        else remove(store, actor, asked.number, asked.why, context.now())
    )
    out = _held_out(found) | {"removed": not asked.dry_run}
    context.give(out, [f"{name}\t{value}" for name, value in out.items()])


def _retention(context: Context) -> None:
    from desktop_app.certificates.personal_data import set_years, years

    if context.arguments.years is not None:
        set_years(context.store, context.actor(), context.arguments.years, context.now())
    context.give({"years": years(context.store)}, [str(years(context.store))])


def _held_out(one: Held) -> dict[str, Any]:
    return {
        "staff_no": one.person.staff_no,
        "name": one.person.name,
        "left_on": one.person.left_on.isoformat() if one.person.left_on else None,
        "due_on": one.due_on.isoformat(),
        "sittings": one.sittings,
        "certified": one.certified,
        "certificates": one.certificates,
        "practised": one.practised,
    }
