"""What the Import page refuses, and what it says of entries that were changed there."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "going_back_note": (
        (
            "已经抽出的试卷保留原来的题目，成绩不变；以后抽题按退回后的题库。没有正在进行的考试使用这个题库。"
            "退回的内容保留着，可以在“题库”页的版本列表中重新采用。"
        ),
        (
            "Papers that were drawn keep their questions, and results stay as they are; from now on questions are "
            "drawn from the bank as it then stands. No exam that is open draws from it. What is taken back is kept: it "
            "can be taken up again from the list of revisions on the Question banks page."
        ),
    ),
    "going_back_note_open": (
        (
            "使用这个题库的考试正在进行：{exams}（{sitting} 人正在作答）。已经开始的人保留原来的试卷和题目，不受影响；"
            "此后开始的人按退回后的题库抽题。成绩不变。退回的内容保留着，可以在“题库”页的版本列表中重新采用。"
        ),
        (
            "Exams that are open draw from this bank: {exams} ({sitting} sitting now). Whoever has begun keeps paper "
            "and questions; whoever begins later draws from the bank as it then stands. Results stay as they are. What "
            "is taken back is kept: it can be taken up again from the list of revisions on the Question banks page."
        ),
    ),
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
