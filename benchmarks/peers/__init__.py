"""Public parsers of question files, for comparison: installed when first asked for, each in a place of its own.

Promises: where one is missing (no Node.js, no network) that is said and nothing fails; the product never sees them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 5
_PYTHON = HERE / "python"


@dataclass(frozen=True)
class Speed:
    """The best round of a parser: how many questions it found, and the seconds that took."""

    questions: int
    seconds: float

    @property
    def a_second(self) -> float:
        """Questions a second."""
        return self.questions / self.seconds


class Missing(Exception):
    """A peer does not run here; the text says why."""


def _run(command: Sequence[str | Path]) -> str:
    try:
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(str(error)) from None
    if done.returncode:
        last = (done.stderr.strip() or "no message").splitlines()[-1]
        raise Missing(f"{Path(command[0]).name}: {last}")
    return done.stdout


def _best(output: str) -> Speed:
    rounds = [line.split() for line in output.splitlines()]
    return min((Speed(int(count), float(seconds)) for count, seconds in rounds), key=lambda one: one.seconds)


def node_parser(script: str, path: Path) -> Speed:
    """A parser for Node.js over that file. Raises ``Missing``."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Missing("Node.js with npm is not installed")
    if not (HERE / "node_modules").is_dir():
        _run([npm, "ci", "--no-audit", "--no-fund"])
    return _best(_run([node, HERE / script, path, str(ROUNDS)]))


def python_parser(name: str, path: Path) -> Speed:
    """A parser in Python over that file. Raises ``Missing``."""
    python = _PYTHON / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted, held = (HERE / "requirements.txt").read_text(encoding="utf-8"), _PYTHON / "requirements.txt"
    if not held.exists() or held.read_text(encoding="utf-8") != wanted:
        _run([sys.executable, "-m", "venv", _PYTHON])
        _run([python, "-m", "pip", "install", "-q", "--no-deps", "-r", HERE / "requirements.txt"])
        held.write_text(wanted, encoding="utf-8")
    return _best(_run([python, HERE / "python_parsers.py", name, path, str(ROUNDS)]))


def ours(read: Callable[[bytes], int], path: Path) -> Speed:
    """Our own reader over that file, which gives the number of sound questions."""
    data = path.read_bytes()
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        count = read(data)
        rounds.append(Speed(count, time.process_time() - begun))
    return min(rounds, key=lambda one: one.seconds)


def compare(
    read: Callable[[bytes], int],
    peers: dict[str, Callable[[Path], Speed]],
    path: Path,
    questions: int,
    least: float = 1,
) -> int:
    """Print our reader and each peer over one file; 1 where ours has less than ``least`` of a peer's speed, or a reader
    did not find every question. A peer that is missing is named and decides nothing."""
    own = ours(read, path)
    print(f"{'Branch Exam':20} {own.a_second:10,.0f} questions/s  ({own.questions} read and checked)")
    failed = own.questions != questions
    for name, measured in peers.items():
        try:
            speed = measured(path)
        except Missing as missing:
            print(f"{name:20} not compared: {missing}")
            continue
        ratio = own.a_second / speed.a_second
        print(
            f"{name:20} {speed.a_second:10,.0f} questions/s  ({speed.questions} parsed); ours is {ratio:.2f} × as fast"
        )
        failed = failed or ratio < least or speed.questions != questions
    return int(failed)
