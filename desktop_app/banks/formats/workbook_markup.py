"""HTML in a workbook's cells, as question systems on the web write it into their exports.

Promises: a stem that only paragraphs and line breaks mark up becomes plain text; one that shows more (bold, tables,
images given within it) stays HTML of the safe subset; every other cell becomes plain text. What is lost is told.
Must not know sheets or kinds.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from desktop_app.banks.formats.rich_text import RichText
from desktop_app.banks.formats.workbook_fields import Say
from desktop_app.banks.question import Question

_SHOWS_MORE = re.compile(r"<(?:img|table|su[bp]|b|strong|u|i|em|s|del|math|ul|ol|pre|code)\b", re.IGNORECASE)
# An end of something, a line break or an image: "a<b 且 b>c" is none of these.
_MARKED_UP = re.compile(
    r"</(?:p|br|span|div|font|su[bp]|b|strong|u|i|em|s|del|a|li|ul|ol|td|tr|table|tbody|h[1-6]|pre|code|math)\s*>"
    r"|<(?:br|hr)\s*/?>|<img\s[^<>]*\bsrc\s*=",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")


def holds_markup(row: Sequence[str]) -> bool:
    """Whether any cell may hold HTML."""
    whole = "".join(row)
    return ("<" in whole and _MARKED_UP.search(whole) is not None) or (
        "&" in whole and _ENTITY.search(whole) is not None
    )


class Unmarked:
    """One row without its HTML: ``row`` is what is read, ``onto`` gives the question what plain text cannot hold."""

    def __init__(self, row: Sequence[str], stem: int, shown: Collection[int]) -> None:
        self.row = list(row)
        self.rich = RichText()
        self.stem_html = False
        for place, text in enumerate(row):
            if not text:
                continue
            if not _MARKED_UP.search(text):
                if _ENTITY.search(text):
                    self.row[place] = html.unescape(text).replace("\xa0", " ").strip()
            elif place == stem and _SHOWS_MORE.search(text):
                self.row[place] = self.rich.html(text)
                self.stem_html = True
            else:
                self.row[place] = self.rich.plain(text, shown=place == stem or place in shown)

    def onto(self, question: Question, say: Say, column: int | None) -> Question:
        """The question with its images; what was lost is told by ``say`` at that column."""
        stem, stem_format = self.rich.finish(question.stem, "html" if self.stem_html else question.stem_format)
        if self.rich.lost:
            say("formatting_left_out", column, {"names": ", ".join(self.rich.lost)})
        for address in self.rich.missing:
            say("image_left_out", column, {"image": address[:80]})
        if self.rich.moved:
            say("image_moved", column, {"count": self.rich.moved})
        return replace(question, stem=stem, stem_format=stem_format, images={**question.images, **self.rich.images})
