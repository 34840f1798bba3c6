"""What stands within the texts of a question besides text, as the printed page takes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.banks.inline import Formula, Picture, before_answering, in_answers, spans
from desktop_app.banks.question import Question
from desktop_app.pdf.rich import Mark


def marks(text: str, images: Mapping[str, bytes]) -> Iterator[Mark]:
    """Formulas, pictures and escaped dollar signs of a text, in order."""
    for start, end, piece in spans(text, images):
        match piece:
            case Formula(tex, display):
                yield Mark(start, end, tex=tex, display=display)
            case Picture(name):
                yield Mark(start, end, picture=name)
            case _:
                yield Mark(start, end, text=piece.text)


def stem_images(question: Question) -> Mapping[str, bytes]:
    """The pictures that belong to the stem: none that stands in an option, or that only an explanation shows."""
    elsewhere = in_answers(question)
    return {
        name: data
        for name, data in before_answering(question).items()
        if name not in elsewhere or name in question.stem
    }
