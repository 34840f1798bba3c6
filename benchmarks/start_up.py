"""The first painted window against an empty PySide6 window (limit 1.5), and the Door ready for typing (limit 6).

Whole processes, from their start to the moment, on the platform that is there; in turns, the median of the rounds
counts. The store opens through a keyring, as on a machine that has one; here it is one in memory.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 9
FIRST_LIMIT, DOOR_LIMIT = 1.5, 6.0

EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        print("painted", flush=True)
        QApplication.quit()
app = QApplication(sys.argv[:1])
window = Window()
window.resize(1280, 720)
window.show()
app.exec()
"""

OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop_app.ui import run
app = run.application()
def keyring():
    import keyring as library
    from keyring.backend import KeyringBackend
    from desktop_app.store import os_keyring
    class Memory(KeyringBackend):
        priority = 1
        def get_password(self, service, name): return sys.argv[2]
        def set_password(self, service, name, secret): pass
        def delete_password(self, service, name): pass
    library.set_keyring(Memory())
    os_keyring.TRUSTED = (__name__,)
begin = run.MainWindow.begin
def begin_with_keyring(window):
    # Called behind the first paint, which shows what is being done: no blank frame.
    print("painted", flush=True)
    keyring()
    begin(window)
run.MainWindow.begin = begin_with_keyring
window = run.open_window(Path(sys.argv[1]), "zh")
def look():
    search = getattr(window.page, "search", None)
    if search is not None and (search.hasFocus() or not window.isActiveWindow()):
        print("door", flush=True)
        app.quit()
clock = QTimer()
clock.setInterval(2)
clock.timeout.connect(look)
clock.start()
app.exec()
"""


def _run(code: str, *arguments: str) -> dict[str, float]:
    """Seconds from the start of the process to each line that it prints."""
    start = time.perf_counter()
    told: dict[str, float] = {}
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        for line in process.stdout:
            told[line.strip()] = time.perf_counter() - start
    return told


def _store(folder: Path) -> str:
    """A store with the shipped banks; gives the secret that a keyring would hold for it."""
    import keyring
    from keyring.backend import KeyringBackend

    from desktop_app import app
    from desktop_app.store import os_keyring

    kept: list[str] = []

    class Memory(KeyringBackend):
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
            return kept[-1] if kept else None

        def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002
            kept.append(password)

        def delete_password(self, service: str, username: str) -> None:  # noqa: ARG002
            kept.clear()

    keyring.set_keyring(Memory())  # type: ignore[no-untyped-call]
    os_keyring.TRUSTED = (__name__,)  # type: ignore[misc,assignment]
    store, _ = app.init(folder, "城东支行", "E001", "王敏", "a passphrase for timing")
    store.put_in_keyring()
    store.close()
    return kept[-1]


def main() -> int:
    """Print the ratios; exit status 1 where a limit is passed."""
    # Compiled modules are kept, as after every installation.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen" if not os.environ.get("DISPLAY") else "xcb")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "data"
        secret = _store(folder)
        os.environ["XDG_CONFIG_HOME"] = scratch
        empty, first, door = [], [], []
        for _ in range(ROUNDS + 1):
            empty.append(_run(EMPTY)["painted"])
            ours = _run(OURS, str(folder), secret)
            first.append(ours["painted"])
            door.append(ours["door"])
    medians = [statistics.median(times[1:]) for times in (empty, first, door)]
    first_ratio, door_ratio = medians[1] / medians[0], medians[2] / medians[0]
    print(f"empty PySide6 window painted  {medians[0] * 1000:6.0f} ms")
    print(f"our window painted            {medians[1] * 1000:6.0f} ms   ratio {first_ratio:.2f} (limit {FIRST_LIMIT})")
    print(f"Door ready for typing         {medians[2] * 1000:6.0f} ms   ratio {door_ratio:.2f} (limit {DOOR_LIMIT})")
    return int(first_ratio > FIRST_LIMIT or door_ratio > DOOR_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
