"""docs/formats.md says what is true, and no file that others wrote is read in silence."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.banks.fuzz.trial import Tally, told

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "formats_table.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("formats_table", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_what_each_format_carries_stands_in_the_document(script: ModuleType) -> None:
    from tests.banks.test_grid import EXPECTED

    text = script.DOCUMENT.read_text(encoding="utf-8")
    assert script.with_block(text, "carried", EXPECTED) == text


@pytest.mark.slow
def test_the_document_is_as_the_script_makes_it_of_these_files(samples: Path) -> None:
    command = [sys.executable, str(SCRIPT), str(samples), "--check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


def test_every_file_is_read_and_none_in_silence(samples: Path, script: ModuleType) -> None:
    """Each gives questions or findings, or is refused by a sentence of ours; nothing else is raised."""
    paths = [path for path in sorted(samples.rglob("*")) if path.is_file()]
    assert paths
    for path in paths:
        draft = script.read(path)
        if isinstance(draft, str):
            continue
        findings = (*draft.findings, *draft.skipped, *draft.warnings)
        assert draft.questions or findings, path
        assert draft.read == len(draft.questions) + len(draft.findings) + len(draft.skipped)
        for finding in findings:
            told(finding)
        tally = Tally()
        tally.take(draft.format, path.name, path.read_bytes())
        assert tally.questions == len(draft.questions), path


def test_a_file_in_silence_would_be_seen(script: ModuleType) -> None:
    from desktop_app.banks.formats.draft import Draft

    tally = script.Tally()
    tally.take("a.gift", Draft(format="gift"))
    assert tally.silent == ["a.gift"]
