"""What the Import page refuses, and what it says of entries that were changed there."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "bank_revision_unknown": (
        "题库“{bank}”没有可退回到的第 {revision} 版，没有改变任何内容。请刷新版本列表后再选。",
        "Revision {revision} of '{bank}' is none to go back to. Nothing has changed; choose from the list again.",
    ),
    "bank_nothing_to_take_up": (
        "题库“{bank}”没有被退回的版本可以重新采用，没有改变任何内容。",
        "No later revision of '{bank}' was taken back, so none can be taken up again. Nothing has changed.",
    ),
    "entry_mended": (
        "已在预览中改正，按改正后的内容导入。",
        "Mended in the preview; it is imported as mended.",
    ),
    "entry_left_out": (
        "已在预览中选择不导入，没有写入题库。",
        "Left out in the preview; it was not imported.",
    ),
    "import_bank_moved_on": (
        "题库“{bank}”在这次导入之后又有改动，撤销会连同那次改动一起退回，因此没有撤销，题库保持现状。如需退回，请到“题库”页操作。",
        (
            "The bank '{bank}' has changed again since this import; undoing it would undo that change as well, "
            "so nothing was undone. Go back on the Question banks page if that is what you want."
        ),
    ),
}
