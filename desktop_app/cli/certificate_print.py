"""`certificate print`, `certificate runs`, `certificate spoiled`: certificates onto paper, and what became of it."""

from __future__ import annotations

from argparse import Namespace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app import words
from desktop_app.base.clock import as_text
from desktop_app.base.errors import InputError, RefusedError
from desktop_app.cli.frame import Context, read_day
from desktop_app.cli.parsing import Commands

if TYPE_CHECKING:
    from desktop_app.certificates.print_files import Task
    from desktop_app.certificates.print_order import Order
    from desktop_app.certificates.print_runs import Run


class PrintTargetThere(RefusedError):
    """The file that is to be written is there already; facts: path."""

    code = "print_target_there"


class RunAndChoice(InputError):
    """A run that goes on has its certificates and its layout already; facts: run, option."""

    code = "print_run_and_choice"


class SheetOfNoRun(InputError):
    """Only a run that has begun can go on from a sheet."""

    code = "print_sheet_of_no_run"


class LengthUnreadable(InputError):
    """A length or an offset is no number of millimetres with one decimal; facts: value."""

    code = "length_unreadable"


def add(group: Commands) -> None:
    """Add these commands to the group ``certificate``."""
    printing = group.add("print", _print)
    printing.add_argument("--serial", action="append", metavar="SERIAL")
    printing.add_argument("--exam", metavar="ID")
    printing.add_argument("--post", metavar="P")
    printing.add_argument("--unit", metavar="UNIT")
    printing.add_argument("--issued-from", metavar="DATE")
    printing.add_argument("--issued-until", metavar="DATE")
    printing.add_argument("--unprinted", action="store_true")
    printing.add_argument("--run", type=int, metavar="RUN")
    printing.add_argument("--from-sheet", type=int, metavar="N")
    printing.add_argument("--to-sheet", type=int, metavar="N")
    printing.add_argument("--to", required=True, metavar="FILE.pdf|FOLDER")
    printing.add_argument("--replace", action="store_true")
    printing.add_argument("--per-sheet", type=int, metavar="N")
    printing.add_argument("--margin", metavar="MM")
    printing.add_argument("--gutter", metavar="MM")
    printing.add_argument("--no-crop-marks", action="store_true")
    printing.add_argument("--form", action="store_true")
    printing.add_argument("--offset", metavar="X,Y")
    group.add("runs", _runs).add_argument("run", nargs="?", type=int, metavar="RUN")
    spoiled = group.add("spoiled", _spoiled)
    spoiled.add_argument("run", type=int, metavar="RUN")
    spoiled.add_argument("sheet", type=int, metavar="SHEET")
    spoiled.add_argument("--why", required=True, metavar="TEXT")
    spoiled.add_argument("--form-number", default="", metavar="NO")


# ---------------------------------------------------------------- what is asked for

_OF_A_NEW_RUN = (
    "serial", "exam", "post", "unit", "issued_from", "issued_until", "unprinted", "per_sheet", "margin", "gutter",
    "no_crop_marks", "form", "offset",
)  # fmt: skip


def _task(context: Context) -> Task:
    from desktop_app.certificates.print_files import going_on, new_task
    from desktop_app.certificates.print_order import Choice

    asked = context.arguments
    if asked.run is not None:
        for name in _OF_A_NEW_RUN:
            if getattr(asked, name):
                raise RunAndChoice(run=asked.run, option=f"--{name.replace('_', '-')}")
        return going_on(context.store, asked.run, asked.from_sheet or 0, asked.to_sheet or 0)
    if asked.from_sheet or asked.to_sheet:
        raise SheetOfNoRun
    choice = Choice(
        serials=tuple(asked.serial or ()),
        exam_id=asked.exam,
        post=asked.post or "",
        unit=asked.unit or "",
        since=read_day(asked.issued_from) if asked.issued_from else None,
        until=read_day(asked.issued_until) if asked.issued_until else None,
        unprinted=asked.unprinted,
    )
    return new_task(context.store, choice, _order(asked))


def _order(asked: Namespace) -> Order:
    from desktop_app.certificates.print_order import Order

    plain = Order()
    right, down = _offset(asked.offset) if asked.offset else (0, 0)
    return Order(
        per_sheet=plain.per_sheet if asked.per_sheet is None else asked.per_sheet,
        margin=plain.margin if asked.margin is None else _tenths(asked.margin),
        gutter=plain.gutter if asked.gutter is None else _tenths(asked.gutter),
        crop_marks=not asked.no_crop_marks,
        form=asked.form,
        right=right,
        down=down,
    )


def _offset(text: str) -> tuple[int, int]:
    right, comma, down = text.partition(",")
    if not comma:
        raise LengthUnreadable(value=text)
    return _tenths(right), _tenths(down)


_FARTHEST = 10_000


def _tenths(text: str) -> int:
    """Millimetres as tenths. Raises ``LengthUnreadable`` for what is no number, or finer."""
    try:
        tenths = Decimal(text.strip()) * 10
        if abs(tenths) <= _FARTHEST and tenths == int(tenths):
            return int(tenths)
    except (InvalidOperation, ValueError, OverflowError):
        pass
    raise LengthUnreadable(value=text)


# ---------------------------------------------------------------- what is done


def _print(context: Context) -> None:
    from desktop_app.certificates.print_files import to_file, to_folder
    from desktop_app.certificates.print_sheets import small_code

    asked = context.arguments
    actor, task, target = context.actor(), _task(context), Path(asked.to)
    with context.progress() as progress:
        if target.suffix.lower() == ".pdf":
            if target.exists() and not asked.replace:
                raise PrintTargetThere(path=asked.to)
            one = to_file(context.store, actor, task, target, context.now(), progress)
        else:
            one = to_folder(context.store, actor, task, target, context.now(), progress, replace=asked.replace)
    small = small_code(task.sheets)
    if small is not None:
        context.tell(words.phrase("qr_small", {"side": small.side, "module": small.module}))
    out = run_out(one) | {
        "file": asked.to,
        "first_sheet": task.sheets[0].number,
        "last_sheet": task.sheets[-1].number,
        "written": len(task.sheets),
    }
    context.give(out, [run_line(one), asked.to])


def run_out(one: Run) -> dict[str, Any]:
    """A run as the JSON shows it."""
    return {
        "run": one.number,
        "certificates": one.certificates,
        "sheets": one.sheets,
        "printed": one.printed,
        "spoiled": one.spoiled,
        "next": one.next,
        "begun_at": as_text(one.begun_at),
        "begun_by": one.begun_by,
    }


def run_line(one: Run) -> str:
    """A run for a person."""
    left = words.phrase("print_run_left", {"next": one.next}) if one.next else words.phrase("print_run_whole")
    facts = {"run": one.number, "certificates": one.certificates, "sheets": one.sheets}
    return words.phrase("print_run_line", facts | {"printed": one.printed, "spoiled": one.spoiled, "left": left})


def _runs(context: Context) -> None:
    from desktop_app.certificates.print_runs import run, runs, sheet_records, spoiled_sheets

    store, number = context.store, context.arguments.run
    if number is None:
        found = runs(store)
        context.give([run_out(one) for one in found], [run_line(one) for one in found])
        return
    one, records = run(store, number), sheet_records(store, number)
    sheets = [
        {
            "sheet": each.sheet,
            "serials": list(each.serials),
            "times": each.times,
            "done": each.done,
            "at": as_text(each.at) if each.at else None,
            "medium": each.medium.value if each.medium else None,
            "target": each.target,
            "spoiled": each.spoiled,
        }
        for each in records
    ]
    spoiled = [
        {
            "sheet": each.sheet,
            "form_number": each.form_number,
            "why": each.why,
            "at": as_text(each.at),
            "by": each.staff_no,
        }
        for each in spoiled_sheets(store, number)
    ]
    lines = [
        f"{each.sheet}\t{' '.join(each.serials)}\t{as_text(each.at) if each.at else ''}\t{each.target}"
        for each in records
    ]
    context.give(run_out(one) | {"on_sheets": sheets, "spoiled_sheets": spoiled}, [run_line(one), *lines])


def _spoiled(context: Context) -> None:
    from desktop_app.certificates.print_runs import run, spoil

    asked, store = context.arguments, context.store
    spoil(store, context.actor(), asked.run, asked.sheet, asked.why, context.now(), form_number=asked.form_number)
    one = run(store, asked.run)
    context.give(run_out(one), [run_line(one)])
