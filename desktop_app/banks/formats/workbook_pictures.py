"""Pictures of a workbook's rows → images of their questions.

Promises: a picture in a row comes in with its question or is named; one beside the key or the explanation is never
shown with the question, for it could give the key away. Must not know how pictures lie in a workbook.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.banks.formats.draft import Noted
from desktop_app.banks.formats.entry import warning
from desktop_app.banks.formats.headings import Columns
from desktop_app.banks.formats.rich_text import MAX_IMAGE, RichText, escaped, is_picture
from desktop_app.banks.question import Question
from desktop_app.tables.sheet import Picture, Sheet

_UNSHOWN = ("answer", "explanation")


@dataclass(slots=True)
class Illustrated:
    """One row with its pictures: ``cells`` name those of options by number."""

    row: int
    cells: tuple[str, ...] = ()
    rich: RichText = field(default_factory=RichText)
    stem: list[str] = field(default_factory=list)
    lost: list[Picture] = field(default_factory=list)

    def onto(self, question: Question) -> Question:
        """The question with the pictures of its row."""
        if not self.rich.images:
            return question
        stem, stem_format = question.stem, question.stem_format
        if self.stem:
            if stem_format == "markdown":
                stem += "".join(f"\n\n![]({name})" for name in self.stem)
            else:
                text = stem if stem_format == "html" else f"<p>{escaped(stem)}</p>"
                stem, stem_format = text + "".join(f'<p><img src="{name}"></p>' for name in self.stem), "html"
        stem, stem_format = self.rich.finish(stem, stem_format)
        images = {**question.images, **self.rich.images}
        return replace(question, stem=stem, stem_format=stem_format, images=images)

    def warnings(self, sheet: Sheet) -> Iterator[Noted]:
        """What is to be told of the pictures."""
        for picture in self.lost:
            yield left_out(sheet, picture)
        if self.rich.moved:
            yield warning(sheet.where(self.row), "image_moved", count=self.rich.moved)


def left_out(sheet: Sheet, picture: Picture) -> Noted:
    """A picture that comes in with no question."""
    return warning(sheet.where(picture.row, picture.column), "image_left_out", image=picture.name)


def illustrated(row: Sequence[str], pictures: Sequence[Picture], columns: Columns) -> Illustrated:
    """The row's cells and what becomes of its pictures."""
    cells = list(row)
    made = Illustrated(pictures[0].row)
    stem = columns.first("stem")
    unshown = {place for name in _UNSHOWN for place in columns.fields.get(name, ())}
    numbered = {place for _, place in columns.options} | set(columns.fields.get("options", ()))
    for picture in sorted(pictures, key=lambda one: one.column):
        if picture.column in unshown or not is_picture(picture.data) or len(picture.data) > MAX_IMAGE:
            made.lost.append(picture)
            continue
        name = made.rich.hold(picture.name, picture.data)
        cells += [""] * (picture.column + 1 - len(cells))
        if picture.column in numbered:
            cells[picture.column] = f"{cells[picture.column]}{made.rich.number(name)}"
        elif stem is not None and not cells[stem].strip():
            cells[stem] = made.rich.number(name)  # the picture is the question
        else:
            made.stem.append(name)
    made.cells = tuple(cells)
    return made
