"""`exam sheet`, `exam archive`, `sitting archive`, `staff transcript`: what is printed of an exam and a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli.frame import Context
from desktop_app.cli.parsing import Commands

KINDS = ("scores", "attendance", "not-sat", "labels")


def add_exam(group: Commands) -> None:
    """Add these commands to the group ``exam``."""
    sheet = group.add("sheet", _sheet)
    sheet.add_argument("kind", choices=KINDS, metavar="KIND")
    sheet.add_argument("id", nargs="?", default="", metavar="ID")
    sheet.add_argument("--plan", default="", metavar="CODE")
    sheet.add_argument("--to", required=True, metavar="FILE.pdf|FILE.xlsx|FILE.csv")
    slips = group.add("slips", _slips)
    slips.add_argument("id", metavar="ID")
    slips.add_argument("--staff", nargs="+", action="extend", default=[], metavar="NO")
    slips.add_argument("--to", required=True, metavar="FILE.pdf")
    archive = group.add("archive", _archive_exam)
    archive.add_argument("id", metavar="ID")
    archive.add_argument("--to", required=True, metavar="FILE.pdf")


def add_sitting(group: Commands) -> None:
    """Add these commands to the group ``sitting``."""
    archive = group.add("archive", _archive_sitting)
    archive.add_argument("id", metavar="ID")
    archive.add_argument("--to", required=True, metavar="FILE.pdf")


def add_staff(group: Commands) -> None:
    """Add these commands to the group ``staff``."""
    sheet = group.add("transcript", _transcript)
    sheet.add_argument("number", metavar="NO")
    sheet.add_argument("--to", required=True, metavar="FILE.pdf|FILE.xlsx|FILE.csv")


def _sheet(context: Context) -> None:
    from desktop_app.exams.printed import lists
    from desktop_app.exams.printed.list_pages import labels_pdf

    asked, store, actor = context.arguments, context.store, context.actor()
    if asked.kind == "labels":
        from desktop_app.exams.exam import exam

        found = lists.seats(store, actor, asked.id)
        title = exam(store, asked.id).title
        context.write(asked.to, labels_pdf(found, title, store.setting("branch"), context.now().at))
        context.give({"file": asked.to, "rows": len(found)}, [asked.to])
        return
    match asked.kind:
        case "scores":
            listing = lists.score_list(store, actor, asked.id)
        case "attendance":
            listing = lists.attendance_list(store, actor, asked.id)
        case _:
            listing = lists.not_sat_list(store, actor, asked.id, asked.plan)
    _write(context, listing)


def _write(context: Context, listing: object) -> None:
    from desktop_app.exams.printed.list_pages import listing_pdf
    from desktop_app.exams.printed.lists import Listing
    from desktop_app.tables.table_file import table_bytes

    assert isinstance(listing, Listing)  # the caller's own
    suffix = Path(context.arguments.to).suffix.lower()
    if suffix in (".xlsx", ".csv"):
        data = table_bytes(suffix, listing.title, listing.cells)
    else:
        data = listing_pdf(listing, context.store.setting("branch"), context.now().at)
    context.write(context.arguments.to, data)
    context.give({"file": context.arguments.to, "rows": len(listing.rows)}, [context.arguments.to])


def _slips(context: Context) -> None:
    from desktop_app.exams.printed.slips import exam_slips

    asked = context.arguments
    slips = exam_slips(context.store, context.actor(), asked.id, context.now(), asked.staff)
    # Whoever reads it can sit the exam in somebody's place.
    context.write(asked.to, slips.pdf, secret=True)
    context.give({"file": asked.to, "slips": slips.number}, [asked.to])


def _archive_exam(context: Context) -> None:
    from desktop_app.exams.exam import exam
    from desktop_app.exams.printed.sat import archived

    exam(context.store, context.arguments.id)
    _archive(context, archived(context.store, context.arguments.id))


def _archive_sitting(context: Context) -> None:
    _archive(context, (context.arguments.id,))


def _archive(context: Context, ids: Sequence[str]) -> None:
    from desktop_app.exams.printed.archive_pages import archive_pdf
    from desktop_app.exams.printed.sat import NoResultYet, sat_paper
    from desktop_app.words.on_record import minutes_and_seconds, on_record

    store, actor = context.store, context.actor()
    if not ids:
        raise NoResultYet(sitting=context.arguments.id, state="")
    papers = [sat_paper(store, actor, one) for one in ids]
    zone = context.zone()
    with context.progress() as progress:
        data = archive_pdf(
            papers,
            store.setting("branch"),
            context.now().at,
            lambda one: on_record(one, zone, minutes_and_seconds(one.seconds)),
            progress=progress,
        )
    context.write(context.arguments.to, data)
    context.give({"file": context.arguments.to, "sittings": len(papers)}, [context.arguments.to])


def _transcript(context: Context) -> None:
    from desktop_app.certificates.records import held_by
    from desktop_app.exams.printed.lists import transcript

    store, number = context.store, context.arguments.number
    _write(context, transcript(store, context.actor(), number, held_by(store, number)))
