"""A text with the marks that single characters of it bear: in red, bold, underlined, highlighted, ticked.

Promises: ``marks`` is as long as ``text``; cutting and joining keep each mark at its character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

RED, BOLD, UNDERLINED, HIGHLIGHTED, TICKED = 1, 2, 4, 8, 16
SPACE = " \t\n\xa0　"


@dataclass(frozen=True, slots=True)
class Styled:
    """The text, and a bit mask a character."""

    text: str
    marks: bytes

    @classmethod
    def plain(cls, text: str) -> Styled:
        """A text without marks."""
        return cls(text, bytes(len(text)))

    def cut(self, start: int, end: int | None = None) -> Styled:
        """The characters from ``start`` up to ``end``."""
        return Styled(self.text[start:end], self.marks[start:end])

    def strip(self, also: str = "") -> Styled:
        """Without white space, and the characters ``also``, at both ends."""
        chars = SPACE + also
        start = len(self.text) - len(self.text.lstrip(chars))
        return self.cut(start, max(start, len(self.text.rstrip(chars))))

    def share(self, mark: int) -> float:
        """How much of what can be seen bears the mark: 0 … 1."""
        if not any(self.marks):
            return 0.0
        seen = [one for char, one in zip(self.text, self.marks, strict=True) if not char.isspace()]
        return sum(1 for one in seen if one & mark) / len(seen) if seen else 0.0

    def spans(self, mark: int) -> Iterator[tuple[int, int]]:
        """Where the mark begins and ends, stretches parted by white space alone taken together."""
        start = end = -1
        for n, one in enumerate(self.marks):
            if one & mark:
                if start < 0:
                    start = n
                end = n + 1
            elif start >= 0 and not self.text[n].isspace():
                yield start, end
                start = -1
        if start >= 0:
            yield start, end

    def replaced(self, start: int, end: int, text: str) -> Styled:
        """With ``text``, unmarked, in the place of a stretch."""
        return Styled(
            self.text[:start] + text + self.text[end:], self.marks[:start] + bytes(len(text)) + self.marks[end:]
        )


EMPTY = Styled("", b"")


def joined(pieces: Sequence[Styled], between: str = "\n") -> Styled:
    """The pieces one after the other."""
    return Styled(between.join(one.text for one in pieces), bytes(len(between)).join(one.marks for one in pieces))
