"""`init`, `store backup`, `store restore`, `store check`."""

from __future__ import annotations

from pathlib import Path

from desktop_app import words
from desktop_app.cli.frame import FAILED, Context
from desktop_app.cli.parsing import Commands


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


def _init(context: Context) -> None:
    from desktop_app.app import init
    from desktop_app.banks.bank import banks
    from desktop_app.exams.plans import plans

    asked = context.arguments
    with context.progress() as progress:
        store, code = init(
            context.folder,
            asked.branch,
            asked.examiner,
            asked.name,
            context.passphrase(new=True),
            empty=asked.empty,
            clock=context.clock,
            progress=progress,
        )
    try:
        if asked.recovery_to:
            context.write(asked.recovery_to, (code + "\n").encode())
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


def _backup(context: Context) -> None:
    target = Path(context.arguments.file)
    context.store.backup(target, at=context.now(), actor=context.actor())
    context.give({"file": str(target)}, [words.phrase("backup_written", {"path": str(target)})])


def _restore(context: Context) -> None:
    from desktop_app.store.restoring import restore

    code = context.read(context.arguments.recovery_code_file).decode() if context.arguments.recovery_code_file else None
    phrase = context.passphrase(new=code is not None)
    store = restore(
        Path(context.arguments.file),
        context.folder,
        passphrase=None if code else phrase,
        recovery_code=code,
        new_passphrase=phrase if code else None,
        at=context.now(),
    )
    store.close()
    context.give({}, [words.phrase("store_restored", {"path": str(context.folder)})])


def _check(context: Context) -> None:
    findings = context.store.check()
    out = [{"where": "", "code": one.code, "message": words.say(one)} for one in findings]
    context.give({"ok": not findings, "findings": out}, [one["message"] for one in out])
    if findings:
        context.status = FAILED
    elif not context.arguments.json:
        context.tell(words.phrase("store_sound"))
