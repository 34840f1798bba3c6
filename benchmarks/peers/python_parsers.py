"""Parses a file several times with one of the public Python parsers; prints, for each round, how many questions it held
and what it took in seconds of the processor. Runs in the peers' own environment."""

from __future__ import annotations

import atexit
import importlib
import io
import logging
import shutil
import sys
import time
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp


def _gift(data: bytes) -> int:
    parser = importlib.import_module("pygiftparser.parser")
    return len(parser.parseFile(io.StringIO(data.decode())))


def _moodle_xml(data: bytes) -> int:
    parser = importlib.import_module("moodle_xml_parser.parser")
    return sum(len(questions) for questions in parser.parse_bytes(data).values())


@lru_cache(maxsize=1)
def _unpacked(data: bytes) -> tuple[Path, ...]:
    """The items of a package as files, which is what the parser reads: unpacked in the first round alone."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        package.extractall(folder)
    return tuple(folder.glob("items/*.xml"))


def _qti2(data: bytes) -> int:
    parser = importlib.import_module("onyx2moodle.parser")
    return sum(1 for path in _unpacked(data) if parser.parse_item(path).interactions)


PARSERS: dict[str, Callable[[bytes], int]] = {
    "pygiftparser": _gift,
    "moodle-xml-parser": _moodle_xml,
    "onyx2moodle": _qti2,
}


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
