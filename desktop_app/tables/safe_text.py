"""Text that a spreadsheet would run as a formula, made harmless on the way out and itself again on the way in.

Promises: ``undo(defuse(text)) == text`` for every text. Source: OWASP, CSV Injection (leading = + - @, tab, carriage
return; an apostrophe before them makes Excel, WPS and LibreOffice take the cell as text).
"""

from __future__ import annotations

import re

# Full-width signs too: some programs fold them before they look for a formula.
_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def defuse(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet could take it for a formula."""
    return "'" + text if _RISKY.match(text) else text


def undo(text: str) -> str:
    """The text that ``defuse`` was given."""
    return text[1:] if text[:1] == "'" and _DEFUSED.match(text) else text
