"""`init`, `store backup`, `store restore`, `store check`, `store clock`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app import words
from desktop_app.base.errors import Fact, RefusedError
from desktop_app.cli import exam_day
from desktop_app.cli.frame import FAILED, ArgumentFileNotWritten, Context
from desktop_app.cli.parsing import Commands
from desktop_app.crypto import recovery
from desktop_app.staff import examiner_of_slot
from desktop_app.store.conditions import known


def add(commands: Commands) -> None:
    """Add these commands to the command line."""
    init = commands.add("init", _init)
    init.add_argument("--branch", required=True, metavar="NAME")
    init.add_argument("--examiner", required=True, metavar="NO")
    init.add_argument("--name", required=True, metavar="NAME")
    init.add_argument("--empty", action="store_true")
    init.add_argument("--recovery-to", metavar="FILE")
    group = commands.group("store")
    group.add("backup", _backup).add_argument("file", metavar="FILE")
    restore = group.add("restore", _restore)
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--recovery-code-file", metavar="FILE")
    group.add("check", _check)
    group.add("clock", _clock).add_argument("--why", default="", metavar="TEXT")
    exam_day.add_place(group)


def _init(context: Context) -> None:
    from desktop_app.app import init
    from desktop_app.banks.bank import banks
    from desktop_app.exams.plans import plans

    asked = context.arguments
    passphrase = context.passphrase(new=True)
    code = recovery.new_code()
    store = None
    try:
        # The file first: a store whose recovery code could not be written down would have none.
        with _kept(context, asked.recovery_to, code), context.progress() as progress:
            store, _ = init(
                context.folder,
                asked.branch,
                asked.examiner,
                asked.name,
                passphrase,
                empty=asked.empty,
                clock=context.clock,
                recovery_code=code,
                progress=progress,
            )
    except ArgumentFileNotWritten as error:
        if store is None:
            raise
        # Its last step failed, and the store is made: the code must not be lost.
        context.tell(words.say(error))
        asked.recovery_to = None
    try:
        if asked.recovery_to:
            context.tell(words.phrase("recovery_code_written", {"path": asked.recovery_to}))
        else:
            context.tell(words.phrase("recovery_code_shown", {"code": code}))
        made = {
            "data_dir": str(context.folder),
            "banks": [bank.code for bank in banks(store)],
            "plans": [plan.code for plan in plans(store)],
        }
        context.give(made, [words.phrase("store_made", {"path": str(context.folder)})])
    finally:
        store.close()


@contextmanager
def _kept(context: Context, path: str | None, code: str) -> Iterator[None]:
    """The recovery code in the file ``path``, which gets its name when the block has ended."""
    if not path:
        yield
        return
    inside = Path(path).parent == context.folder and not context.folder.exists()
    if inside:
        with known(context.folder):
            context.folder.mkdir(parents=True)
    try:
        with context.writing(path, f"{code}\n".encode(), secret=True):
            yield
    finally:
        if inside:
            with suppress(OSError):  # it is empty where no store was made
                context.folder.rmdir()


def _backup(context: Context) -> None:
    target = Path(context.arguments.file)
    context.store.backup(target, at=context.now(), actor=context.actor())
    context.give({"file": str(target)}, [words.phrase("backup_written", {"path": str(target)})])


def _restore(context: Context) -> None:
    from desktop_app.store.restoring import restore

    kept = context.arguments.recovery_code_file
    # Whatever else is in the file, the code's check letters tell.
    code = context.read(kept).decode("utf-8", errors="replace") if kept else None
    phrase = context.passphrase(new=code is not None)
    store = restore(
        Path(context.arguments.file),
        context.folder,
        passphrase=phrase if code is None else None,
        recovery_code=code,
        new_passphrase=None if code is None else phrase,
        at=context.now(),
    )
    try:
        # Who did it, where the passphrase tells; the recovery code is nobody's.
        with suppress(RefusedError):
            facts: dict[str, Fact] = {"file": Path(context.arguments.file).name}
            with store.write(
                "store", actor=examiner_of_slot(store), action="restored_by", at=context.now(), facts=facts
            ):
                pass
    finally:
        store.close()
    context.give({}, [words.phrase("store_restored", {"path": str(context.folder)})])


def _clock(context: Context) -> None:
    from desktop_app.exams.running import reason_of
    from desktop_app.staff.examiners import set_clock_right
    from desktop_app.store.wall_clock import clock_doubt

    why = reason_of(context.arguments.why)
    # Not context.actor(), which asks for a clock that is believed.
    set_clock_right(context.store, context.named(), why, context.now())
    doubt = clock_doubt(context.store, context.now().at)
    context.give({"believed": doubt is None}, [] if doubt is None else [words.say(doubt)])


def _check(context: Context) -> None:
    from desktop_app.exams.soundness import changed_records

    findings: tuple[words.Coded, ...] = (*context.store.check(), *changed_records(context.store))
    out = [{"where": "", "code": one.code, "message": words.say(one)} for one in findings]
    context.give({"ok": not findings, "findings": out}, [one["message"] for one in out])
    if findings:
        context.status = FAILED
        context.tell(words.phrase("store_unsound", {"findings": len(findings)}))
    elif not context.arguments.json:
        context.tell(words.phrase("store_sound"))
