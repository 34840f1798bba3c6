"""The whole main job in real windows: what `make demo` does, held to its outcome."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.run import raise_running

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tour_ends_with_a_certificate_that_verifies(tmp_path: Path, language: str) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "desktop_app", "--lang", language, "--json", "demo", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["passed"] is True
    assert told["score"] == 100
    assert len(told["screenshots"]) > 35
    assert all(Path(shot).stat().st_size > 5000 for shot in told["screenshots"])
    assert Path(told["certificate"]).read_bytes().startswith(b"%PDF")
    steps = [line for line in done.stderr.splitlines() if " s  " in line]
    assert len(steps) >= 11


def test_a_second_start_raises_the_first_window(tmp_path: Path, qapp: QApplication) -> None:
    folder = tmp_path / "data"
    command = [sys.executable, "-m", "desktop_app", "--data-dir", str(folder)]
    first = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        end = time.monotonic() + 20
        while not raise_running(folder) and time.monotonic() < end:
            time.sleep(0.1)
        second = subprocess.run(command, timeout=20, capture_output=True, text=True, check=False)
        assert second.returncode == 0
        assert first.poll() is None
    finally:
        first.kill()
        first.communicate()
