"""20,000 damaged files over every reader (``make campaign``), a twentieth of them in ``make test``: a draft or an
error of ours, within five seconds and 1 GiB."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.banks import formats
from tests.banks.fuzz.seeds import READERS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="forks, and limits of memory by setrlimit"),
]
CAMPAIGN = bool(os.environ.get("BRANCH_EXAM_CAMPAIGN"))
FILES = 20_000 if CAMPAIGN else 1_000
RUNS = -(-FILES // (2 * len(READERS)))
"""For each reader, by each of the two."""
MEMORY_MB, SECONDS = 1024, 5


@pytest.mark.parametrize("how", ["hypothesis", "atheris"])
def test_damaged_files_are_read_or_refused(how: str, tmp_path: Path, figures: Callable[[str], None]) -> None:
    if how == "atheris" and importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris has no wheel for this Python or system")
    seed = int.from_bytes(os.urandom(3)) if CAMPAIGN else 20261124
    command = [sys.executable, "-m", "tests.banks.fuzz.run", how, str(RUNS), str(seed), str(tmp_path)]
    done = subprocess.run(
        command,
        cwd=Path(__file__).resolve().parents[3],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=3600,
        check=False,
    )
    assert done.returncode == 0, f"seed {seed}, the files lie in {tmp_path}:\n{done.stderr[-6000:]}"
    told: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["reader"] for one in told] == list(READERS)
    for one in told:
        assert one["files"] >= RUNS, one
        assert one["slowest_ms"] < SECONDS * 1000, one
        assert one["peak_mb"] < MEMORY_MB, one
        assert sum(one["refused"].values()) < one["files"], one  # not all of them are too damaged to tell anything
    files = sum(one["files"] for one in told)
    refused = sum(sum(one["refused"].values()) for one in told)
    figures(
        f"{files:,} damaged files ({how}, seed {seed}): {refused:,} refused as a whole,"
        f" {sum(one['questions'] for one in told):,} questions read from the others;"
        f" the slowest {max(one['slowest_ms'] for one in told)} ms, {max(one['peak_mb'] for one in told)} MB at most"
    )


def test_every_reader_has_seeds_and_each_is_recognised_by_its_content() -> None:
    assert {reader.format for reader in READERS.values()} == set(formats.FORMATS)
    for reader in READERS.values():
        for data in reader.seeds:
            # A TOML file is told by its name alone.
            name = "unnamed.toml" if reader.format == "toml" else f"unnamed{reader.suffix}"
            assert reader.format == formats.recognise(data, name).NAME
            assert formats.named(reader.format).read(data, name=name).read
