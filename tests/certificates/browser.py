"""The verify page in a real Chromium, driven by ``verify/drive.mjs``."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from desktop_app.certificates.revocation import SignedList
from desktop_app.certificates.verifier import VerifierNotBuilt, blank_page, fill

ROOT = Path(__file__).resolve().parents[2]
DRIVER = ROOT / "verify" / "drive.mjs"


@dataclass(frozen=True, slots=True)
class Said:
    """What the page showed: the verdict's state, why, and facts as printed; or a message."""

    state: str
    why: str
    facts: tuple[str, ...]
    told: str
    message: str


class Browser:
    """One Chromium; pages are opened one after another."""

    def __init__(self, folder: Path, film: Path | None = None) -> None:
        """``film``: what its camera sees, JPEG pictures in a row (.mjpeg)."""
        self.folder = folder
        self._film = [str(film)] if film else []
        self._count = 0

    def __enter__(self) -> Browser:
        try:
            self.blank = blank_page()
        except VerifierNotBuilt:
            pytest.skip("the verify page was not built: no Node.js")
        if shutil.which("node") is None or not (DRIVER.parent / "node_modules").is_dir():
            pytest.skip("no Node.js to drive a browser")
        self._process = subprocess.Popen(
            ["node", str(DRIVER), *self._film],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(20)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def ask(self, **asked: Any) -> dict[str, Any]:
        """Send one order; whatever the page asked the network for, and whatever it stumbled over, fails."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert said.pop("requests") == []
        assert said.pop("errors") == []
        return said

    def open_page(self, data: bytes) -> None:
        """Open a page from a file."""
        self._count += 1
        path = self.folder / f"verify{self._count}.html"
        path.write_bytes(data)
        self.ask(open=str(path))

    def trusting(self, issuers: Sequence[bytes], lists: Sequence[bytes] = ()) -> None:
        """Open the page with these keys and signed lists built in."""
        self.open_page(fill(self.blank, issuers, lists, ["总行"], "2026-11-25T00:00:00.000Z"))

    def text(self, code: str) -> Said:
        """Paste a text and verify it."""
        return self._said(self.ask(text=code))

    def address(self, code: str) -> Said:
        """Come with a code behind the page's own address."""
        return self._said(self.ask(hash=code))

    def told_basis(self) -> str:
        """What the page says of the keys and lists that it goes by."""
        return str(self.ask(read="#basis")["read"])

    def camera(self) -> Said:
        """Hold the code before the camera."""
        return self._said(self.ask(camera=True))

    def file(self, data: bytes, name: str = "c.pdf") -> Said:
        """Choose a file."""
        path = self.folder / name
        path.write_bytes(data)
        return self._said(self.ask(file=str(path)))

    @staticmethod
    def _said(said: dict[str, Any]) -> Said:
        return Said(said["state"], said["why"], tuple(said["facts"]), said["told"], said["message"])


def written(one: SignedList, by: Any) -> bytes:
    """The file of a list that was made in a test."""
    from desktop_app.certificates import revocation

    return revocation.write(one.said, by.private, by.certificate)
