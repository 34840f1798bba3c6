"""`staff import`, `staff list`."""

from __future__ import annotations

from pathlib import Path

from desktop_app.cli.frame import REJECTED, Context, report_lines, report_out
from desktop_app.cli.parsing import Commands


def add(commands: Commands) -> None:
    """Add these commands to the command line."""
    group = commands.group("staff")
    importing = group.add("import", _import)
    importing.add_argument("file", metavar="FILE")
    importing.add_argument("--dry-run", action="store_true")
    group.add("list", _list)


def _import(context: Context) -> None:
    from desktop_app.staff import import_roster
    from desktop_app.tables.child import in_child
    from desktop_app.tables.sheet import read_sheets

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
