"""`plan list`, `plan import`, `plan export`, `plan check`, `plan draw`."""

from __future__ import annotations

from dataclasses import asdict

from desktop_app import words
from desktop_app.cli.frame import Context
from desktop_app.cli.parsing import Commands
from desktop_app.exams.plan import PlanInvalid, from_toml, to_toml


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
    context.give({"feasible": not missing, "missing": out}, [words.say(one) for one in missing])


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
