"""Sentences for what the reader of question lists (Word, plain text) reports."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "text_passed_over": (
        (
            "有 {count} 段文字不像试题（既没有选项也没有答案），已略过；从此处开始：“{text}”。位置：{places}。"
            "如果其中有试题，请补上答案后再导入。"
        ),
        (
            "{count} passages look like no question (no options and no answer) and were passed over; the first is "
            "“{text}”. Places: {places}. If there are questions among them, add their answers and import again."
        ),
    ),
    "list_blank_count": (
        "题干有 {blanks} 个空，答案“{text}”分不成这么多份，此题未读入。请用“|”隔开各空的答案。",
        (
            "The stem has {blanks} blanks, but the answer “{text}” does not part into as many, so the question "
            "was not read. Part the answers of the blanks by “|”."
        ),
    ),
    "list_keys_differ": (
        "此题有两处答案，互相不同（“{one}”和“{other}”），未读入。请核对后只留一处正确的答案。",
        (
            "Two places give this question different answers (“{one}” and “{other}”), so it was not read. Check them "
            "and leave the right one."
        ),
    ),
    "list_options_order": (
        "选项字母不连续或有重复（{letters}），无法确定各选项，此题未读入。请把选项改为 A、B、C、D 依次排列。",
        (
            "The letters of the options do not count on from A, or one comes twice ({letters}), so the question was "
            "not read. Letter the options A, B, C, D in turn."
        ),
    ),
    "list_joined": (
        "答案后面又有选项，可能是两道题连在一起、后一道缺少题号，都未读入。请在每道题前写上题号后再导入。",
        (
            "Options follow the answer: two questions seem to have run together because the second has no number. "
            "Neither was read. Number each question and import again."
        ),
    ),
    "list_kind_unsupported": (
        "无法从文字中读出这种题型（{kind}），此题未读入。请在题库中录入，或用表格（.xlsx）导入。",
        (
            "This kind of question ({kind}) cannot be read from running text, so it was not read. Type it into the "
            "bank or bring it in by a workbook (.xlsx)."
        ),
    ),
    "list_image_with_key": (
        "答案或解析中的图片“{image}”没有读入，以免答题时泄露答案；此题其余内容已读入。",
        (
            "The image “{image}” in the answer or explanation was left out, for it could give the answer away; the "
            "rest of the question was read."
        ),
    ),
    "list_key_by_look": (
        "有 {count} 道题没有写明答案，答案取自标红、加粗、下划线、突出显示或打勾的选项（从此处开始）。请抽查几道。",
        (
            "{count} questions, from here on, do not state their answer; it was taken from the option in red, in "
            "bold, underlined, highlighted or ticked. Check a few of them."
        ),
    ),
    "list_key_unused": (
        "答案部分有 {count} 个答案找不到对应的题目（题号 {numbers}），没有使用。请核对题号。",
        (
            "{count} answers of the key belong to no question that was found (numbers {numbers}) and were not used. "
            "Compare the numbers."
        ),
    ),
    "word_hidden_text": (
        "文件中有 {count} 处隐藏文字，没有读取。如有需要，请在 Word 中取消隐藏后再导入。",
        (
            "The file has hidden text in {count} places, which was not read. If it is needed, unhide it in Word and "
            "import again."
        ),
    ),
    "word_embedded_left_out": (
        "文件中嵌入了 {count} 个其他文档，其内容没有读取。请把内容粘贴到正文后再导入。",
        (
            "{count} other documents are embedded in the file; what they hold was not read. Paste it into the text "
            "and import again."
        ),
    ),
    "word_encrypted": (
        "Word 文件设有密码，无法读取。什么都没有改变。请用 Word 或 WPS 打开，去掉密码后另存再导入。",
        (
            "The Word file is protected by a password and cannot be read. Nothing has changed. Open it in Word or "
            "WPS, remove the password, save it and import that."
        ),
    ),
    "word_legacy": (
        "这不是 .docx 文件，而是另一种格式（{found}），无法读取。请用 Word 或 WPS 打开，另存为 .docx 后再导入。",
        (
            "This is no .docx file but one of another format ({found}), which cannot be read. Open it in Word or "
            "WPS, save it as .docx and import that."
        ),
    ),
    "word_unreadable": (
        "Word 文件已损坏，无法读取。什么都没有改变。请用 Word 或 WPS 打开并重新保存后再试。",
        (
            "The Word file is damaged and cannot be read. Nothing has changed. Open it in Word or WPS, save it "
            "again and try once more."
        ),
    ),
}
