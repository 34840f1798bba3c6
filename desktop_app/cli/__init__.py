"""The command line: the same jobs as the window, without one.

Promises: exit status 0 done, 1 refused or failed with nothing changed and one clear line, 2 wrong usage, 3 done with
rejected entries. Qt is loaded by the window alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TextIO


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the window where none is named. Returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream, "backslashreplace")
    # What is not UTF-8 comes in as lone surrogates, for whoever reads it to refuse.
    _speak_utf8(sys.stdin, "surrogateescape")
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments:
        return _window(None, None)
    return _command(arguments)


def _speak_utf8(stream: TextIO, errors: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors=errors)


def _window(folder: str | None, language: str | None) -> int:
    from pathlib import Path

    from desktop_app.store.folder import default_folder
    from desktop_app.ui.run import run

    return run(Path(folder) if folder else default_folder(), language)


def _command(arguments: list[str]) -> int:
    from desktop_app import words
    from desktop_app.base.errors import BranchExamError
    from desktop_app.base.progress import Cancelled
    from desktop_app.cli.frame import FAILED, USAGE, Context, require_text

    parser = _parser()
    try:
        asked = parser.parse_args(arguments)
    except SystemExit as wrong:
        # argparse has said what is wrong; whoever reads the output as JSON gets a value all the same.
        if wrong.code == USAGE and "--json" in arguments:
            print("{}", flush=True)  # noqa: T201
        raise
    if asked.lang:
        words.use(asked.lang)
    if asked.handler is None:
        if asked.parser is parser:
            return _window(asked.data_dir, asked.lang)
        asked.parser.print_usage(sys.stderr)
        Context(asked).give_nothing()
        return USAGE
    context = Context(asked)
    try:
        require_text(arguments)
        asked.handler(context)
    except BranchExamError as error:
        context.tell(words.say(error))
        context.give_nothing()
        return FAILED
    except (KeyboardInterrupt, Cancelled):
        context.tell(words.phrase("interrupted"))
        context.give_nothing()
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has gone away: nobody is left to tell.
        sys.stderr.close()
        return FAILED
    finally:
        context.close()
    return context.status


def _parser() -> argparse.ArgumentParser:
    from desktop_app.cli import banks, certificates, demo, exams, plans, sit, staff, store, templates
    from desktop_app.cli.parsing import Commands, new_parser

    parser = new_parser()
    commands = Commands(parser)
    for module in (store, demo, banks, plans, staff, exams, sit, certificates, templates):
        module.add(commands)
    return parser
