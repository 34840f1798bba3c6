"""The changes that a person made to drafts before anything is written: one after the other, undone one by one, and made
again when the same file is read again. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app.banks.draft_editing import Unsound
from desktop_app.banks.formats.draft import Draft
from desktop_app.ui.examiner.import_work import ReadFile

Edit = Callable[[Draft], Draft]
"""A change of a draft; may raise ``Unsound``."""
Step = Mapping[Path, Edit]
"""One change as a person sees it, in one file or in several."""


@dataclass(slots=True)
class Changes:
    """The steps so far, and the files as they were before each."""

    _steps: list[Step] = field(default_factory=list)
    _before: list[tuple[ReadFile, ...]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self._steps)

    def keep(self, step: Step, before: Sequence[ReadFile]) -> None:
        """Remember a step that was made."""
        self._steps.append(step)
        self._before.append(tuple(before))

    def undo(self) -> tuple[ReadFile, ...]:
        """Forget the last step; gives the files as they were before it."""
        self._steps.pop()
        return self._before.pop()

    def forget(self) -> None:
        """Forget them all."""
        self._steps.clear()
        self._before.clear()

    def made_again(self, files: Sequence[ReadFile], known: Sequence[ReadFile]) -> tuple[ReadFile, ...]:
        """The files, read again, with every step made again; steps in a file whose bytes are no longer those of
        ``known`` are forgotten."""
        same = {file.path for file in files for old in known if old.path == file.path and old.data == file.data}
        steps = [{path: edit for path, edit in step.items() if path in same} for step in self._steps]
        self.forget()
        now = tuple(files)
        for step in filter(None, steps):
            try:
                after = applied(now, step)
            except Unsound:
                continue  # what was mended then reads as something else now
            if after != now:
                self.keep(step, now)
                now = after
        return now


def applied(files: Sequence[ReadFile], step: Step) -> tuple[ReadFile, ...]:
    """The files with the step made; a file that changed has no account until it is counted again.

    Raises ``Unsound``.
    """
    made = []
    for file in files:
        draft = step[file.path](file.draft) if file.path in step and file.failure is None else file.draft
        made.append(file if draft is file.draft else replace(file, draft=draft, account=None))
    return tuple(made)
