"""The words of the command line: commands, groups, and the options that every command takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from desktop_app.cli.frame import Context

Handler = Callable[[Context], None]


class Commands:
    """Commands on one level; a group holds commands of its own."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._sub: Any = parser.add_subparsers(metavar="COMMAND", required=False)

    def add(self, name: str, handler: Handler) -> argparse.ArgumentParser:
        """A command; its arguments are added to what comes back."""
        made: argparse.ArgumentParser = self._sub.add_parser(name, parents=[_common(argparse.SUPPRESS)])
        made.set_defaults(handler=handler)
        return made

    def group(self, name: str) -> Commands:
        """A group of commands, as ``bank`` is of ``bank import`` and ``bank list``."""
        made: argparse.ArgumentParser = self._sub.add_parser(name, parents=[_common(argparse.SUPPRESS)])
        made.set_defaults(handler=None, parser=made)
        return Commands(made)


def _common(default: Any) -> argparse.ArgumentParser:
    # Before the command or behind it: there the value is kept only where it was given.
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data-dir", metavar="DIR", default=default)
    common.add_argument("--as", dest="as_", metavar="NO", default=default)
    common.add_argument("--lang", choices=["zh", "en"], default=default)
    common.add_argument("--json", action="store_true", default=default or False)
    common.add_argument("--passphrase-file", metavar="F", default=default)
    return common


def new_parser() -> argparse.ArgumentParser:
    """The parser of ``branch-exam`` with the common options; commands are added to it."""
    parser = argparse.ArgumentParser(prog="branch-exam", parents=[_common(None)], description="离线考试与认证")
    parser.set_defaults(handler=None, parser=parser)
    return parser
