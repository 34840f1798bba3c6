"""`exam seal` at head office; `exam take-sealed`, `exam sealed` and `exam unseal` at the branch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app import words
from desktop_app.cli.frame import Context, ValueUnreadable
from desktop_app.cli.parsing import Commands

if TYPE_CHECKING:
    from desktop_app.exams.sealed import SealedExam


def add(group: Commands) -> None:
    """Add these commands to the group of exams."""
    seal = group.add("seal", _seal)
    seal.add_argument("--plan", required=True, metavar="CODE")
    seal.add_argument("--opens", required=True, metavar="T")
    seal.add_argument("--until", metavar="T")
    seal.add_argument("--staff", nargs="+", action="extend", default=[], metavar="NO")
    seal.add_argument("--post", nargs="+", action="extend", default=[], metavar="P")
    seal.add_argument("--to", required=True, metavar="FILE.bxe")
    seal.add_argument("--code-to", metavar="FILE")
    group.add("take-sealed", _take).add_argument("file", metavar="FILE.bxe")
    group.add("sealed", _list)
    unseal = group.add("unseal", _unseal)
    unseal.add_argument("id", metavar="ID")
    which = unseal.add_mutually_exclusive_group(required=True)
    which.add_argument("--code", metavar="CODE")
    which.add_argument("--code-file", metavar="FILE")


def _out(context: Context, one: SealedExam) -> dict[str, Any]:
    zone = context.zone()
    return {
        "id": one.id,
        "title": one.title,
        "plan": one.plan_code,
        "from": one.opens_at.astimezone(zone).isoformat(timespec="seconds"),
        "until": one.closes_at.astimezone(zone).isoformat(timespec="seconds"),
        "minutes": one.minutes,
        "questions": one.questions,
        "staff": list(one.staff_nos),
        "posts": list(one.posts),
        "made_by": one.made_by,
        "exam": one.exam_id,
    }


def _line(out: dict[str, Any]) -> str:
    return "\t".join(str(out[key] or "") for key in ("id", "title", "from", "until", "questions", "exam"))


def _seal(context: Context) -> None:
    from desktop_app.exams.sealed import seal_exam

    asked = context.arguments
    opens = context.instant(asked.opens)
    if opens is None:
        raise ValueUnreadable(value="")
    with context.progress() as progress:
        data, code, head = seal_exam(
            context.store,
            context.actor(),
            asked.plan,
            opens,
            context.now(),
            closes_at=context.instant(asked.until, end_of_day=True),
            staff_nos=asked.staff,
            posts=asked.post,
            progress=progress,
        )
    # The code first: a file whose code could not be written down would be worth nothing.
    if asked.code_to:
        with context.writing(asked.code_to, f"{code}\n".encode(), secret=True):
            context.write(asked.to, data)
        context.tell(words.phrase("opening_code_written", {"path": asked.code_to}))
    else:
        context.write(asked.to, data)
        context.tell(words.phrase("opening_code_shown", {"code": code}))
    out = {"file": asked.to, **_out(context, head)}
    context.give(out, [_line(out)])


def _take(context: Context) -> None:
    from desktop_app.exams.sealed import take_sealed

    path = context.arguments.file
    taken = take_sealed(context.store, context.actor(), context.read(path), Path(path).name, context.now())
    out = _out(context, taken)
    context.give(out, [_line(out)])


def _list(context: Context) -> None:
    from desktop_app.exams.sealed import sealed_exams

    found = [_out(context, one) for one in sealed_exams(context.store)]
    context.give(found, [_line(one) for one in found])


def _unseal(context: Context) -> None:
    from desktop_app.exams.sealed import sealed_exam, unseal_exam

    asked = context.arguments
    code = asked.code or context.read(asked.code_file).decode("utf-8", errors="replace")
    with context.progress() as progress:
        unseal_exam(context.store, context.actor(), asked.id, code, context.now(), progress)
    out = _out(context, sealed_exam(context.store, asked.id))
    context.give(out, [_line(out)])
