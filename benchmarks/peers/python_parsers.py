"""Parses a file several times with one of the public Python parsers; prints, for each round, how many questions it held
and what it took in seconds of the processor. Runs in the peers' own environment."""

from __future__ import annotations

import importlib
import io
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path


def _gift(data: bytes) -> int:
    parser = importlib.import_module("pygiftparser.parser")
    return len(parser.parseFile(io.StringIO(data.decode())))


def _moodle_xml(data: bytes) -> int:
    parser = importlib.import_module("moodle_xml_parser.parser")
    return sum(len(questions) for questions in parser.parse_bytes(data).values())


PARSERS: dict[str, Callable[[bytes], int]] = {"pygiftparser": _gift, "moodle-xml-parser": _moodle_xml}


def main() -> None:
    """``python_parsers.py PARSER FILE ROUNDS``."""
    logging.disable()
    name, path, rounds = sys.argv[1:]
    data = Path(path).read_bytes()
    for _ in range(int(rounds)):
        begun = time.process_time()
        count = PARSERS[name](data)
        print(count, time.process_time() - begun)


if __name__ == "__main__":
    main()
