"""What the Import page refuses."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "import_bank_moved_on": (
        "题库“{bank}”在这次导入之后又有改动，撤销会连同那次改动一起退回，因此没有撤销，题库保持现状。如需退回，请到“题库”页操作。",
        (
            "The bank '{bank}' has changed again since this import; undoing it would undo that change as well, "
            "so nothing was undone. Go back on the Question banks page if that is what you want."
        ),
    ),
}
