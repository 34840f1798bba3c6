"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def samples() -> Path:
    """Real files that others wrote: beside the checkout, or named by BRANCH_EXAM_SAMPLES. Skips where there are none."""
    named = os.environ.get("BRANCH_EXAM_SAMPLES")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no sample files: set BRANCH_EXAM_SAMPLES to their folder")
    return folder
