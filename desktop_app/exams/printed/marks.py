"""What stands within the texts of a question besides text, as the printed page takes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.banks.inline import Formula, Picture, before_answering, in_answers, spans
from desktop_app.banks.question import Match, Question, has_options, walk
from desktop_app.exams.printed.kept import PrintedPaper
from desktop_app.pdf.flow import cleaned
from desktop_app.pdf.fonts import char_name
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


def unprintable(printed: Sequence[PrintedPaper]) -> tuple[str, ...]:
    """The characters of the papers that no font has, each once: 〓 is printed in their place."""
    found: dict[str, None] = {}
    for one in printed:
        for question in one.questions.values():
            for each in walk(question):
                texts = [each.stem]
                if has_options(each):
                    texts += [option.text for option in each.options]
                elif isinstance(each, Match):
                    texts += [text for pair in each.pairs for text in (pair.left, pair.right)]
                for text in texts:
                    if "〓" in cleaned(text):
                        found |= dict.fromkeys(char for char in text if char != "〓" and "〓" in cleaned(char))
    return tuple(found)


def named(characters: Sequence[str]) -> str:
    """The first of them by name, for a sentence."""
    return "、".join(char_name(char) for char in characters[:8])
