"""``python -m tests.banks.fuzz.run hypothesis|atheris RUNS SEED FOLDER [READER…]``: damaged files over every reader.

Each reader runs in a process of its own: 1 GiB of memory, and the end of it when one file takes more than five
seconds. A line of JSON a reader: what became of its files. The file at which a process ended lies in FOLDER.
"""

from __future__ import annotations

import faulthandler
import json
import os
import random
import resource
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.banks.fuzz.seeds import Reader
    from tests.banks.fuzz.trial import Tally

MEMORY_MB = 1024
_SLOW_S = 0.2
"""A file that takes longer is kept beside, for whoever wants to know why."""
_PLAIN, _TIDY = 0.3, 0.7
"""How many of libFuzzer's files are its own, and how many of the others stay well-formed where they can."""
_NO_TEXT_FROM = 192
"""First bytes from here on: the file is taken as it is, where it is no text any more."""
_HANGS_AFTER_S = 15
"""A reader that never ends is ended; one that is slow fails at five seconds (``trial.SECONDS``)."""


class Watched:
    """One reader's trials: each file lies in the folder while it is tried, and is tried within the time."""

    def __init__(self, reader: Reader, folder: Path, name: str) -> None:
        from tests.banks.fuzz.trial import Tally

        self.tally: Tally = Tally()
        self.reader = reader
        self._name = name
        self._slowest = folder / f"{name.replace(' ', '-')}.slowest"
        self._file = os.open(folder / f"{name.replace(' ', '-')}.last", os.O_RDWR | os.O_CREAT | os.O_TRUNC)

    def take(self, data: bytes) -> None:
        """Try one file."""
        os.pwrite(self._file, data, 0)
        os.ftruncate(self._file, len(data))
        faulthandler.dump_traceback_later(_HANGS_AFTER_S, exit=True)
        try:
            before = self.tally.slowest_s
            self.tally.take(self.reader.format, f"file{self.reader.suffix}", data)
            if self.tally.slowest_s > max(before, _SLOW_S):
                self._slowest.write_bytes(data)
        finally:
            faulthandler.cancel_dump_traceback_later()

    def report(self) -> None:
        """Say what became of them."""
        tally = self.tally
        told = {
            "reader": self._name,
            "files": tally.files,
            "questions": tally.questions,
            "refused": dict(tally.refused),
            "slowest_ms": round(tally.slowest_s * 1000),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        }
        os.write(1, json.dumps(told).encode() + b"\n")


def by_hypothesis(watched: Watched, runs: int, seed: int) -> None:
    """Files that hypothesis makes; it ends at the smallest that fails."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    from tests.banks.fuzz.damage import RECIPES, Recipe

    @seeded(seed)
    @settings(
        max_examples=runs,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(RECIPES)
    def trial(recipe: Recipe) -> None:
        watched.take(recipe.file(watched.reader))

    trial()
    watched.report()


def by_atheris(watched: Watched, runs: int, seed: int, folder: Path) -> None:
    """Files that libFuzzer makes, led by which lines of the readers they reach. Of a package a member is changed: the
    first two bytes say which package and which member."""
    import atheris  # type: ignore[import-untyped]

    from tests.banks.fuzz.damage import PIECES, RAW, any_changes, changed, encoding_of, member, members, with_member

    corpus = folder / f"corpus-{watched.reader.format}-{watched.reader.suffix[1:]}"
    corpus.mkdir(exist_ok=True)
    seeds = watched.reader.seeds
    places = [[name for name in members(data) if not name.lower().endswith((".png", ".jpeg"))] for data in seeds]
    texts = [encoding_of(data) != "" for data in seeds]
    starts = 0
    for n, data in enumerate(seeds):
        for m, name in enumerate(places[n] or [""]):
            held = member(data, name) if name else data
            (corpus / f"{n}-{m}").write_bytes(bytes((n, m)) + held)
            starts += 1

    def trial(given: bytes) -> None:
        if len(given) < 2:
            watched.take(given)
        else:
            n = given[0] % len(seeds)
            names = places[n]
            name = names[given[1] % len(names)] if names else ""
            held = given[2:]
            if given[0] < _NO_TEXT_FROM and texts[n]:
                held = held.decode("utf-8", "ignore").encode()
            watched.take(with_member(seeds[n], name, held) if name else held)
        if watched.tally.files >= runs + starts:
            watched.report()
            os._exit(0)

    def mutated(given: bytes, longest: int, chance: int) -> bytes:
        draw = random.Random(chance)
        if len(given) < 3 or draw.random() < _PLAIN:
            return bytes(atheris.Mutate(given, longest))
        return (given[:2] + changed(given[2:], any_changes(draw), draw.random() < _TIDY))[:longest]

    own = folder / "pieces.dict"
    quoted = ("".join(f"\\x{byte:02x}" for byte in piece) for piece in (*PIECES, *RAW))
    own.write_text("".join(f'"{text}"\n' for text in quoted), encoding="ascii")
    # Twice as many: the trial ends it, when that many are counted and told.
    told = [
        "fuzz",
        str(corpus),
        f"-runs={2 * (runs + starts) + 100}",
        f"-seed={seed}",
        f"-dict={own}",
        f"-artifact_prefix={folder}/",
        "-len_control=0",
        "-max_len=200000",
        "-rss_limit_mb=0",
        "-timeout=60",
        "-verbosity=0",
    ]
    atheris.Setup(told, trial, custom_mutator=mutated)
    atheris.Fuzz()
    raise AssertionError("libFuzzer ended before its runs")


def apart(work: Callable[[], None]) -> int:
    """Do it in a fork with a limit of memory; its exit status."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20, MEMORY_MB << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        work()
        status = 0
    except BaseException:  # noqa: BLE001  # the fork ends here whatever it was, and says what it was
        traceback.print_exc(limit=-8)
    finally:
        sys.stderr.flush()
        os._exit(status)


def main(how: str, runs: int, seed: int, folder: Path, chosen: list[str]) -> int:
    """Every reader in turn; 1 where one of them failed."""
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(folder / "hypothesis")
    if how == "atheris":
        import atheris

        said = os.dup(2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a line a module
        with atheris.instrument_imports(include=["desktop_app.banks", "desktop_app.tables"]):
            import tests.banks.fuzz.trial  # noqa: F401
        os.dup2(said, 2)
    from tests.banks.fuzz.seeds import READERS

    failed = []
    for name in chosen or READERS:
        watched = Watched(READERS[name], folder, name)

        def work(watched: Watched = watched) -> None:
            if how == "atheris":
                by_atheris(watched, runs, seed, folder)
            else:
                by_hypothesis(watched, runs, seed)

        status = apart(work)
        if status:
            failed.append(name)
            os.write(2, f"{name}: ended with {status}\n".encode())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]), sys.argv[5:]))
