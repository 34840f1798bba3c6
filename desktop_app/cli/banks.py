"""`bank import`, `bank list`, `bank show`, `bank export`, `bank search`, `bank template`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_app import words
from desktop_app.banks.bank import BankInfo
from desktop_app.base.errors import BranchExamError, InputError
from desktop_app.cli.frame import FAILED, REJECTED, Context, finding_out, report_lines, report_out
from desktop_app.cli.parsing import Commands
from desktop_app.tables.findings import Report


class ReviewOfOneFile(InputError):
    """A review is of one file; facts: files."""

    code = "review_of_one_file"


def add(commands: Commands) -> None:
    """Add these commands to the command line."""
    group = commands.group("bank")
    importing = group.add("import", _import)
    importing.add_argument("files", nargs="+", metavar="FILE")
    importing.add_argument("--bank", metavar="CODE")
    importing.add_argument("--format", metavar="F")
    importing.add_argument("--dry-run", action="store_true")
    importing.add_argument("--near", action="store_true")
    importing.add_argument("--review", metavar="OUT.xlsx")
    group.add("list", _list)
    group.add("show", _show).add_argument("code", metavar="CODE")
    export = group.add("export", _export)
    export.add_argument("code", metavar="CODE")
    export.add_argument("--to", required=True, metavar="FILE")
    group.add("template", _template).add_argument("--to", required=True, metavar="FILE")
    group.add("search", _search).add_argument("text", metavar="TEXT")


def _import(context: Context) -> None:
    from desktop_app.banks.importing import import_file

    asked = context.arguments
    if asked.review and len(asked.files) > 1:
        raise ReviewOfOneFile(files=len(asked.files))
    store, actor = context.store, context.actor()
    reports, failed = [], 0
    for name in asked.files:
        try:
            reviewing = _Reviewing(context, Path(name), Path(asked.review)) if asked.review else None
            with context.progress() as progress:
                report = import_file(
                    store,
                    actor,
                    Path(name),
                    bank=asked.bank,
                    format=asked.format,
                    dry_run=asked.dry_run,
                    near=asked.near,
                    reading=context.now(),
                    progress=progress,
                )
            if reviewing is not None:
                report = reviewing.of(report)
            reports.append(report)
        except BranchExamError as error:
            # One file that cannot be read does not keep the others out; it is named, and the status says so.
            context.tell(f"{name}: {words.say(error)}")
            failed += 1
    lines = [line for report in reports for line in report_lines(report)]
    context.give([report_out(report) for report in reports], lines)
    if failed == len(asked.files):
        context.status = FAILED
    elif failed or any(report.rejected for report in reports):
        context.status = REJECTED


class _Reviewing:
    """The review of one import. Its bytes are those read before the import, its place is looked at before, too."""

    def __init__(self, context: Context, source: Path, target: Path) -> None:
        from desktop_app.banks.importing import read_bytes
        from desktop_app.banks.review import require_target

        require_target(context.store, target, source)
        self._context, self._source, self._target = context, source, target
        self._data = read_bytes(source)

    def of(self, report: Report) -> Report:
        """Write the review; gives the report with what it lost among the warnings."""
        from desktop_app.banks.exporting import save
        from desktop_app.banks.review import review

        try:
            with self._context.progress() as progress:
                made = review(self._data, self._source.name, report, words.say, progress=progress)
            save(self._target, made.data)
        except BranchExamError as error:
            if self._context.arguments.dry_run:
                raise
            # What was imported stays imported: the report is given, and the status is not 0.
            self._context.tell(words.phrase("review_failed", {"why": words.say(error)}))
            self._context.status = REJECTED
            return report
        return replace(report, warnings=(*report.warnings, *made.dropped))


def _out(bank: BankInfo) -> dict[str, Any]:
    return {
        "code": bank.code,
        "title": bank.title,
        "revision": bank.revision,
        "questions": bank.questions,
        "by_kind": dict(bank.by_kind),
        "by_topic": dict(bank.by_topic),
    }


def _list(context: Context) -> None:
    from desktop_app.banks.bank import banks

    found = banks(context.store)
    context.give(
        [_out(bank) for bank in found],
        [f"{bank.code}\t{bank.title}\t{bank.questions}" for bank in found],
    )


def _show(context: Context) -> None:
    from desktop_app.banks.bank import bank

    found = bank(context.store, context.arguments.code)
    kinds = [f"  {words.phrase(f'kind_{kind}')}\t{count}" for kind, count in found.by_kind.items()]
    context.give(_out(found), [f"{found.code}\t{found.title}\t{found.questions}", *kinds])


def _export(context: Context) -> None:
    from desktop_app.banks.exporting import export

    store, actor = context.store, context.actor()
    with context.progress() as progress:
        done = export(
            store,
            actor,
            context.arguments.code,
            Path(context.arguments.to),
            reading=context.now(),
            progress=progress,
        )
    out = {
        "file": context.arguments.to,
        "questions": done.questions,
        "left_out": [finding_out(one) for one in done.left_out],
        "reduced": [finding_out(one) for one in done.reduced],
    }
    lines = [f"{one['where']}  {one['message']}" for one in (*out["left_out"], *out["reduced"])]
    context.give(out, [f"{context.arguments.to}\t{done.questions}", *lines])


def _template(context: Context) -> None:
    from desktop_app.banks.template_file import write_template

    path = Path(context.arguments.to)
    write_template(path)
    context.give({"file": str(path)}, [str(path)])


def _search(context: Context) -> None:
    from desktop_app.banks.bank import search
    from desktop_app.exams.closed_book import require_search

    require_search(context.store)
    found = search(context.store, context.arguments.text)
    context.give(
        [{"bank": one.bank, "uid": one.uid, "stem": one.stem} for one in found],
        [f"{one.bank}\t{one.uid}\t{one.stem}" for one in found],
    )
