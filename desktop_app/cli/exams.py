"""`exam open`, `exam list`, `exam close`, `sitting …` (with `sitting regrade`), `grade`; their sheets: ``sheets``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop_app.base.errors import InputError
from desktop_app.cli import exam_day, exam_sealed, sheets
from desktop_app.cli.frame import Context, read_json
from desktop_app.cli.parsing import Commands
from desktop_app.exams.exam import Exam


class MarksUnreadable(InputError):
    """A file of marks that cannot be read; facts: path, what."""

    code = "marks_unreadable"


def add(commands: Commands) -> None:
    """Add these commands to the command line."""
    exam = commands.group("exam")
    opening = exam.add("open", _open)
    opening.add_argument("--plan", required=True, metavar="CODE")
    opening.add_argument("--staff", nargs="+", action="extend", default=[], metavar="NO")
    opening.add_argument("--post", nargs="+", action="extend", default=[], metavar="P")
    opening.add_argument("--from", dest="from_", metavar="T")
    opening.add_argument("--until", metavar="T")
    opening.add_argument("--room", default="", metavar="NAME")
    opening.add_argument("--title", default="", metavar="TEXT")
    again = exam.add("make-up", _make_up)
    again.add_argument("id", metavar="ID")
    again.add_argument("--staff", nargs="+", action="extend", default=[], metavar="NO")
    again.add_argument("--from", dest="from_", metavar="T")
    again.add_argument("--until", metavar="T")
    again.add_argument("--room", default="", metavar="NAME")
    again.add_argument("--title", default="", metavar="TEXT")
    exam.add("list", _list)
    exam.add("close", _close).add_argument("id", metavar="ID")
    exam_day.add_exam(exam)
    exam_sealed.add(exam)
    sheets.add_exam(exam)
    sitting = commands.group("sitting")
    sitting.add("list", _sittings)
    sitting.add("show", _show).add_argument("id", metavar="ID")
    mark = sitting.add("mark", _mark)
    mark.add_argument("id", metavar="ID")
    mark.add_argument("--file", required=True, metavar="MARKS.json")
    sitting.add("release", _release).add_argument("id", metavar="ID")
    exam_day.add_sitting(sitting)
    sheets.add_sitting(sitting)
    regrade = sitting.add("regrade", _regrade)
    which = regrade.add_mutually_exclusive_group(required=True)
    which.add_argument("id", nargs="?", metavar="ID")
    which.add_argument("--plan", metavar="CODE")
    which.add_argument("--exam", metavar="ID")
    which.add_argument("--bank", metavar="CODE")
    regrade.add_argument("--why", required=True, metavar="TEXT")
    regrade.add_argument("--dry-run", action="store_true")
    grade = commands.add("grade", _grade)
    grade.add_argument("--plan", required=True, metavar="CODE")
    grade.add_argument("--answers", required=True, metavar="FILE.csv")


def _exam_out(context: Context, one: Exam) -> dict[str, Any]:
    from desktop_app.exams.exam import exam_people

    zone = context.zone()
    return {
        "id": one.id,
        "plan": one.plan.code,
        "title": one.title,
        "room": one.room,
        "state": one.state,
        "from": one.opens_at.astimezone(zone).isoformat(timespec="seconds"),
        "until": one.closes_at.astimezone(zone).isoformat(timespec="seconds"),
        "staff": [person.staff_no for person in exam_people(context.store, one.id)],
    }


def _exam_line(out: dict[str, Any]) -> str:
    return "\t".join((out["id"], out["plan"], out["state"], out["from"], out["until"], str(len(out["staff"]))))


def _when_and_where(context: Context) -> dict[str, Any]:
    asked = context.arguments
    return {
        "opens_at": context.instant(asked.from_),
        "closes_at": context.instant(asked.until, end_of_day=True),
        "room": asked.room.strip(),
        "title": asked.title.strip(),
        "reading": context.now(),
    }


def _make_up(context: Context) -> None:
    from desktop_app.exams.make_up import open_make_up

    asked = context.arguments
    made = open_make_up(
        context.store,
        context.actor(),
        asked.id,
        staff_nos=asked.staff,
        **_when_and_where(context),
    )
    out = _exam_out(context, made)
    context.give(out, [_exam_line(out)])


def _open(context: Context) -> None:
    from desktop_app.exams.exam import open_exam

    asked = context.arguments
    made = open_exam(
        context.store,
        context.actor(),
        asked.plan,
        staff_nos=asked.staff,
        posts=asked.post,
        **_when_and_where(context),
    )
    out = _exam_out(context, made)
    context.give(out, [_exam_line(out)])


def _list(context: Context) -> None:
    from desktop_app.exams.exam import exams

    found = [_exam_out(context, one) for one in exams(context.store)]
    context.give(found, [_exam_line(one) for one in found])


def _close(context: Context) -> None:
    from desktop_app import words
    from desktop_app.exams.exam import exam
    from desktop_app.exams.running import close_exam, closing

    late = closing(context.store, context.arguments.id, context.now()).late
    close_exam(context.store, context.actor(), context.arguments.id, context.now())
    if late:
        context.tell(words.phrase("closed_before_late", {"who": ", ".join(late)}))
    out = _exam_out(context, exam(context.store, context.arguments.id))
    context.give(out, [_exam_line(out)])


def _sitting_line(out: dict[str, Any]) -> str:
    return "\t".join(str(out[key]) for key in ("id", "plan", "staff_no", "state", "score", "max_score", "passed"))


def _sittings(context: Context) -> None:
    from desktop_app.exams.records import sitting_report, sittings

    found = [sitting_report(context.store, one.id) for one in sittings(context.store)]
    context.give(found, [_sitting_line(one) for one in found])


def _give_graded(context: Context) -> None:
    """The sitting, after a plan that issues by itself has had its turn."""
    from desktop_app.certificates.certificate import issue_due

    issue_due(context.store, context.actor(), context.now())
    _give_sitting(context)


def _give_sitting(context: Context) -> None:
    from desktop_app.exams.records import sitting_report

    out = sitting_report(context.store, context.arguments.id)
    context.give(out, [_sitting_line(out)])


def _show(context: Context) -> None:
    _give_sitting(context)


def _mark(context: Context) -> None:
    from desktop_app.exams.results import mark, read_marks

    asked = context.arguments
    try:
        marks = read_json(context.read(asked.file))
    except ValueError:
        raise MarksUnreadable(path=asked.file, what="json") from None
    mark(context.store, context.actor(), asked.id, read_marks(marks), context.now())
    _give_graded(context)


def _release(context: Context) -> None:
    from desktop_app.exams.results import release

    release(context.store, context.actor(), context.arguments.id, context.now())
    _give_graded(context)


def _regrade(context: Context) -> None:
    """Those whose outcome or keys are others by the keys of today; with ``--dry-run`` nothing is kept."""
    from desktop_app.banks.bank import bank
    from desktop_app.certificates.certificate import issue_due
    from desktop_app.exams.exam import exam
    from desktop_app.exams.plans import plan
    from desktop_app.exams.regrading import regrade_all, submitted

    asked, store, reading = context.arguments, context.store, context.now()
    if asked.exam:
        exam(store, asked.exam)
    elif asked.plan:
        plan(store, asked.plan)
    elif asked.bank:
        bank(store, asked.bank)
    of = {"exam_id": asked.exam, "plan_code": asked.plan, "bank": asked.bank}
    ids = [asked.id] if asked.id else submitted(store, **of)
    changes = regrade_all(store, context.actor(), ids, asked.why, reading, dry_run=asked.dry_run)
    if not asked.dry_run:
        issue_due(store, context.actor(), reading)
    out = [
        {
            "sitting": one.sitting_id,
            "staff_no": one.staff_no,
            "score_before": one.score_before,
            "score": one.score,
            "passed_before": one.passed_before,
            "passed": one.passed,
        }
        for one in changes
    ]
    context.give(out, ["\t".join(str(value) for value in one.values()) for one in out])


def _grade(context: Context) -> None:
    from desktop_app.certificates.certificate import issue_due
    from desktop_app.exams.on_paper import grade_paper
    from desktop_app.tables.child import in_child
    from desktop_app.tables.reading import read_sheets

    asked = context.arguments
    sheets = in_child(read_sheets, context.read(asked.answers), Path(asked.answers).name)
    rows = sheets[0].rows if sheets else ()
    reading = context.now()
    graded = grade_paper(context.store, context.actor(), asked.plan, rows, reading)
    issue_due(context.store, context.actor(), reading)
    out = [
        {
            "staff_no": one.staff_no,
            "sitting": one.sitting,
            "score": one.score,
            "max_score": one.max_score,
            "passed": one.passed,
        }
        for one in graded
    ]
    context.give(out, ["\t".join(str(value) for value in one.values()) for one in out])
