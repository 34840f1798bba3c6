"""The banks that come with the program, from text in the package into the store.

Promises: shipping again changes only what the text has changed.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from desktop_app.banks.bank import UnknownBank
from desktop_app.banks.formats.toml_text import TextBank, read_folder
from desktop_app.banks.importing import import_draft
from desktop_app.banks.question import Question
from desktop_app.base.clock import Reading
from desktop_app.base.progress import Progress, part, silent
from desktop_app.staff import Actor
from desktop_app.store import Store


def shipped_folders() -> tuple[Traversable, ...]:
    """The folders of the shipped banks, by name."""
    folder = files("desktop_app").joinpath("question_banks")
    found = [item for item in folder.iterdir() if item.is_dir() and item.joinpath("bank.toml").is_file()]
    return tuple(sorted(found, key=lambda item: item.name))


def shipped_banks() -> tuple[TextBank, ...]:
    """The shipped banks as read."""
    return tuple(read_folder(folder) for folder in shipped_folders())


def shipped(code: str) -> tuple[Question, ...]:
    """The questions of one shipped bank, as its text has them. Raises ``UnknownBank``."""
    for text in shipped_banks():
        if text.code == code:
            return tuple(item.question for item in text.draft.questions)
    raise UnknownBank(bank=code)


def ship(store: Store, actor: Actor, reading: Reading, progress: Progress = silent) -> tuple[str, ...]:
    """Build the shipped banks into the store; gives their codes. Raises as ``importing.import_draft``."""
    folders = shipped_folders()
    codes = []
    for number, folder in enumerate(folders):
        text = read_folder(folder)
        import_draft(
            store,
            actor,
            text.draft,
            bank=text.code,
            title=text.title,
            description=text.description,
            shipped=True,
            file=folder.name,
            reading=reading,
            progress=part(progress, number, number + 1, len(folders)),
        )
        codes.append(text.code)
    return tuple(codes)
