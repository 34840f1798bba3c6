"""An answer in words, for pages that show what was answered."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop_app.banks.question import Kind
from desktop_app.exams.shown import ShownQuestion


def answer_text(shown: ShownQuestion, answer: Any) -> str:
    """The answer (in the shown form) as a person reads it; empty for none. A scenario's has a line a part."""
    if answer is None or answer in ([], {}):
        return ""
    match shown.kind:
        case Kind.SINGLE:
            return _options(shown, [answer])
        case Kind.MULTIPLE:
            return _options(shown, answer)
        case Kind.ORDER:
            texts = {option.letter: option.text for option in shown.options}
            return " → ".join(texts.get(letter, letter) for letter in answer)
        case Kind.TRUE_FALSE:
            if answer:
                return QCoreApplication.translate("OneView", "True")
            return QCoreApplication.translate("OneView", "False")
        case Kind.BLANK:
            return "；".join(text or "—" for text in answer)
        case Kind.NUMERIC:
            return f"{answer} {shown.unit}".strip()
        case Kind.MATCH:
            left = {option.letter: option.text for option in shown.left}
            right = {one.number: one.text for one in shown.right}
            return "\n".join(f"{left.get(a, a)} — {right.get(b, str(b))}" for a, b in answer.items())
        case Kind.SCENARIO:
            lines = [
                f"({part.position}) {answer_text(part, one) or '—'}"
                for part, one in zip(shown.parts, answer, strict=False)
            ]
            return "\n".join(lines)
        case Kind.ESSAY:
            return str(answer)


def _options(shown: ShownQuestion, letters: list[str]) -> str:
    texts = {option.letter: option.text for option in shown.options}
    return "\n".join(f"{letter}  {texts.get(letter, '')}".rstrip() for letter in letters)
