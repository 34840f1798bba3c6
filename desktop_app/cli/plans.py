"""`plan list`, `plan import`, `plan export`, `plan check`, `plan draw`, `plan print`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app import words
from desktop_app.cli.frame import Context
from desktop_app.cli.parsing import Commands
from desktop_app.exams.plan import PlanInvalid, from_toml, to_toml
from desktop_app.staff import Role, require

if TYPE_CHECKING:
    from desktop_app.exams.printed.kept import PrintedPaper


def add(commands: Commands) -> None:
    """Add these commands to the command line."""
    group = commands.group("plan")
    group.add("list", _list)
    group.add("import", _import).add_argument("file", metavar="FILE.toml")
    export = group.add("export", _export)
    export.add_argument("code", metavar="CODE")
    export.add_argument("--to", required=True, metavar="FILE.toml")
    check = group.add("check", _check)
    check.add_argument("code", metavar="CODE")
    check.add_argument("--on", metavar="DATE")
    draw = group.add("draw", _draw)
    draw.add_argument("code", metavar="CODE")
    draw.add_argument("--seed", required=True, type=int, metavar="N")
    draw.add_argument("--on", metavar="DATE")
    printing = group.add("print", _print)
    printing.add_argument("code", metavar="CODE")
    printing.add_argument("--to", required=True, metavar="FOLDER|FILE.pdf")
    printing.add_argument("--seed", type=int, metavar="N")
    printing.add_argument("--on", metavar="DATE")
    printing.add_argument("--versions", type=int, default=1, metavar="N")
    printing.add_argument("--answer-sheet", action="store_true")
    printing.add_argument("--key", action="store_true")
    printing.add_argument("--answers-template", action="store_true")
    printing.add_argument("--a3", action="store_true")


def _list(context: Context) -> None:
    from desktop_app.exams.plans import plans

    found = plans(context.store)
    context.give(
        [{"code": plan.code, "title": plan.title, "minutes": plan.minutes} for plan in found],
        [f"{plan.code}\t{plan.title}\t{plan.minutes} min" for plan in found],
    )


def _import(context: Context) -> None:
    from desktop_app.exams.plans import save_plan

    data = context.read(context.arguments.file)
    try:
        plan = from_toml(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        # No UTF-8, brackets without end, or a number of more digits than Python reads.
        raise PlanInvalid(field="", value="", reason="toml") from None
    save_plan(context.store, context.actor(), plan, context.now())
    context.give({"code": plan.code, "title": plan.title, "minutes": plan.minutes}, [f"{plan.code}\t{plan.title}"])


def _export(context: Context) -> None:
    from desktop_app.exams.plans import plan

    context.write(context.arguments.to, to_toml(plan(context.store, context.arguments.code)).encode())
    context.give({"file": context.arguments.to}, [context.arguments.to])


def _check(context: Context) -> None:
    from desktop_app.exams.plans import check_plan_in_store

    day = context.day(context.arguments.on)
    missing = check_plan_in_store(context.store, context.arguments.code, day)
    out = [asdict(one) for one in missing]
    said = [words.say(one) for one in missing] or [words.phrase("plan_feasible")]
    context.give({"feasible": not missing, "missing": out}, said)


def _draw(context: Context) -> None:
    from desktop_app.exams.plans import draw_in_store

    asked = context.arguments
    paper = draw_in_store(context.store, asked.code, asked.seed, context.day(asked.on))
    questions = [
        {
            "bank": item.bank,
            "uid": item.uid,
            "section": item.section,
            "points": format(item.points.normalize(), "f"),
            "option_order": list(item.option_order),
        }
        for item in paper.items
    ]
    out = {"plan": asked.code, "seed": asked.seed, "fingerprint": paper.fingerprint, "questions": questions}
    context.give(out, [paper.fingerprint, *(f"{one['bank']}\t{one['uid']}" for one in questions)])


def _print(context: Context) -> None:
    from desktop_app.exams.plans import plan
    from desktop_app.exams.printed.kept import keep, papers_to_print, seeds_from
    from desktop_app.exams.printed.marks import named, unprintable

    asked = context.arguments
    actor = context.actor()
    require(actor, Role.EXAMINER)
    seeds = seeds_from(asked.seed, asked.versions)
    printed = papers_to_print(context.store, plan(context.store, asked.code), seeds, context.day(asked.on))
    files, papers, answers = _printed_files(context, printed)
    target = Path(asked.to)
    if target.suffix.lower() != ".pdf":
        context.folder_for(asked.to)
    with ExitStack() as stack:
        for path, data in files.items():
            # A key is for the eyes of who printed it.
            secret = any(one["key"] == path for one in papers)
            stack.enter_context(context.writing(path, data, secret=secret))
        keep(context.store, actor, printed, context.now())
    absent = unprintable(printed)
    if absent:
        context.tell(words.phrase("printed_without", {"characters": named(absent), "count": len(absent)}))
    out = {"papers": papers, "answers": answers}
    context.give(out, [one["number"] + "\t" + one["paper"] for one in papers])


def _printed_files(
    context: Context, printed: Sequence[PrintedPaper]
) -> tuple[dict[str, bytes], list[dict[str, Any]], str | None]:
    """The bytes of every file by its path, what each paper's are, and the table for the answers.

    Into one file: all papers, each with its answer sheet, and the keys beside it. Into a folder: files of their own.
    """
    from desktop_app.exams.printed import printing
    from desktop_app.exams.printed.paper_pages import A3, A4

    asked, at, language = context.arguments, context.now().at, words.language()
    branch, layout = context.store.setting("branch"), A3 if asked.a3 else A4
    files: dict[str, bytes] = {}
    target = Path(asked.to)
    one_file = target.suffix.lower() == ".pdf"
    groups = [printed] if one_file else [(one,) for one in printed]
    papers = []
    with context.progress() as progress:
        for n, group in enumerate(groups):
            stem = target.with_suffix("") if one_file else target / group[0].number
            paper, key, sheet = str(target if one_file else f"{stem}.pdf"), f"{stem}-key.pdf", f"{stem}-sheet.pdf"
            files[paper] = printing.papers_pdf(
                group, branch, at, language, layout=layout, sheets=asked.answer_sheet and one_file,
                on_paper=not asked.answer_sheet,
            )  # fmt: skip
            if asked.answer_sheet and not one_file:
                files[sheet] = printing.answer_sheets_pdf(group, branch, at, language)
            if asked.key:
                files[key] = printing.keys_pdf(group, branch, at, language)
            for one in group:
                papers.append(
                    {
                        "number": one.number,
                        "plan": one.plan.code,
                        "seed": int(one.paper.seed),
                        "on": one.paper.on.isoformat(),
                        "fingerprint": one.paper.fingerprint,
                        "questions": len(one.paper.items),
                        "paper": paper,
                        "answer_sheet": (paper if one_file else sheet) if asked.answer_sheet else None,
                        "key": key if asked.key else None,
                    }
                )
            progress(n + 1, len(groups))
    answers = None
    if asked.answers_template:
        answers = f"{target.with_suffix('')}-answers.xlsx" if one_file else str(target / "answers.xlsx")
        files[answers] = printing.answers_template(printed, language)
    return files, papers, answers
