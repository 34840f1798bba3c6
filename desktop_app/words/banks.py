"""Texts of ``banks``: what is wrong with a question, what a file's reader found, importing and exporting."""

from __future__ import annotations

_QUESTIONS: dict[str, tuple[str, str]] = {
    "question_invalid": (
        "题目内容不合规范（字段 {field}，值 {value}），未导入。请改正后再导入。",
        (
            "The question is not well-formed (field {field}, value {value}) and was not imported. Mend it and import "
            "again."
        ),
    ),
    "stem_missing": (
        "没有题干，未导入。请补上题干。",
        "There is no stem; the question was not imported. Add one.",
    ),
    "points_not_positive": (
        "分值必须大于零（现在是 {points}），未导入。",
        "The points must be more than zero (they are {points}); the question was not imported.",
    ),
    "options_too_few": (
        "至少要有两个选项（现在有 {have} 个），未导入。请补齐选项。",
        "There must be two options or more (there are {have}); the question was not imported. Add the missing ones.",
    ),
    "option_empty": (
        "有选项没有文字，未导入。请补上或删除该选项。",
        "An option has no text; the question was not imported. Fill it in or take it away.",
    ),
    "answer_missing": (
        "没有答案，未导入。请补上答案。",
        "There is no answer; the question was not imported. Add one.",
    ),
    "credit_out_of_range": (
        "选项的得分比例只能在 -1 到 1 之间，未导入。",
        "The credit of an option must lie between -1 and 1; the question was not imported.",
    ),
    "blank_without_answer": (
        "第 {blank} 个空没有答案，未导入。请补上。",
        "Blank {blank} has no answer; the question was not imported. Add one.",
    ),
    "tolerance_negative": (
        "允许的误差不能为负数，未导入。",
        "The tolerance must not be negative; the question was not imported.",
    ),
    "pairs_too_few": (
        "匹配题至少要有两对，未导入。",
        "There must be two pairs or more to match; the question was not imported.",
    ),
    "pair_incomplete": (
        "有一对缺少右侧内容，未导入。",
        "A pair has no right side; the question was not imported.",
    ),
    "parts_missing": (
        "案例没有小题，未导入。",
        "The scenario has no parts; it was not imported.",
    ),
    "part_is_scenario": (
        "第 {part} 小题本身又是案例，不支持，未导入。",
        "Part {part} is a scenario itself, which cannot be; the question was not imported.",
    ),
    "next_unknown": (
        "第 {part} 小题指向不存在的小题（{next}），未导入。",
        "Part {part} leads to a part that does not exist ({next}); the question was not imported.",
    ),
    "next_goes_back": (
        "第 {part} 小题指向前面的小题（{next}），对话会循环，未导入。",
        (
            "Part {part} leads back to an earlier part ({next}), so that the talk could go in circles; the question "
            "was not imported."
        ),
    ),
}
_WORKBOOKS: dict[str, tuple[str, str]] = {
    "headings_missing": (
        (
            "工作表没有表头，无法知道各列是什么，此行未导入。请说明各列的含义，或在第一行加上表头（题型、题干、选项A、"
            "答案 …）。"
        ),
        (
            "The sheet has no headings, so nobody knows what its columns are; the row was not imported. Say what each "
            "column is, or add a row of headings (题型, 题干, 选项A, 答案 …)."
        ),
    ),
    "stem_heading_missing": (
        "没有找到题干所在的列，此行未导入。请说明哪一列是题干。",
        "No column of stems was found; the row was not imported. Say which column holds the stem.",
    ),
    "heading_unknown": (
        "不认识表头“{heading}”，这一列没有读取，其他列不受影响。如有需要，请说明这一列是什么。",
        (
            "The heading '{heading}' is not known; its column was passed over, the others were read. Say what it is if "
            "it matters."
        ),
    ),
    "heading_repeated": (
        "表头“{heading}”与前面的列含义相同，前面的列为空时才使用这一列。",
        "The heading '{heading}' means the same as an earlier column's; it is used where that one is empty.",
    ),
    "heading_empty": (
        "这一列没有表头却有内容（如“{value}”），没有读取，其他列不受影响。如有需要，请说明这一列是什么。",
        (
            "This column has no heading but holds something ('{value}', say); it was passed over, the others were "
            "read. Say what it is if it matters."
        ),
    ),
    "headings_again": (
        "此行又是表头，以下各行按这一行的表头读取。",
        "This row is a row of headings again; the rows below it were read by these.",
    ),
    "sheet_hidden": (
        "这是隐藏的工作表（{rows} 行），已照常读取。若不需要，请选择要读取的工作表后再导入。",
        (
            "This sheet is hidden in the workbook ({rows} rows); it was read like the others. If it should not be, "
            "choose the sheets to read."
        ),
    ),
    "options_left_out": (
        "这种题型没有选项，选项“{value}”等没有读取，题目已导入，请核对题型。",
        (
            "A question of this kind has no options: '{value}' and such were left out. It was imported, but check its "
            "kind."
        ),
    ),
    "blanks_taken_apart": (
        "题干有 {in_stem} 个空，答案按相同个数拆开，已导入，请核对。空与空之间最好用 | 分隔。",
        (
            "The stem has {in_stem} blanks, so the answer was taken apart into as many; it was imported, but check it. "
            "Better separate blanks by |"
        ),
    ),
    "date_from_number": (
        "日期写作数字 {value}，按 Excel 的日期读作 {day}，请核对。",
        "The date is the number {value}; it was read as Excel's {day}. Check it.",
    ),
    "rows_above_headings": (
        "表头上方有 {rows} 行文字（如标题），不作为题目读取。",
        "There are {rows} rows above the headings (a title, say); they were not read as questions.",
    ),
    "row_not_a_question": (
        "此行只有“{text}”，是分隔标题，不作为题目读取。",
        "The row holds nothing but '{text}': a divider, not a question.",
    ),
    "sheet_passed_over": (
        "此工作表没有表头，看起来是说明或字典（{rows} 行），没有读取。",
        "This sheet has no headings and looks like notes or a dictionary ({rows} rows); it was passed over.",
    ),
    "ids_restart": (
        "“编号”在各部分重新从 1 开始，按题目顺序号处理，不作为题目的唯一编号。",
        "The numbers under 编号 begin again at 1, so they were taken for positions and not for identities.",
    ),
    "mapping_remembered": (
        "表头与以前导入的文件相同，已沿用当时的说明。",
        "The headings are those of an earlier file; what was said of it then holds for this one.",
    ),
    "kind_unknown": (
        "不认识题型“{value}”，未导入。请改为单选题、多选题、判断题、填空题、简答题等。",
        (
            "The kind '{value}' is not known; the question was not imported. Use 单选题, 多选题, 判断题, 填空题, 简答题"
            " …"
        ),
    ),
    "kind_untold": (
        "没有说明题型，也无法从内容判断，未导入。请加上题型。",
        "Nothing tells the kind of this question; it was not imported. Add the kind.",
    ),
    "kind_code_unknown": (
        "题型写作代码“{value}”，各系统含义不同，未导入。请说明此代码代表哪种题型。",
        (
            "The kind is the code '{value}', which means something else in every system; the question was not "
            "imported. Say which kind it stands for."
        ),
    ),
    "true_code_unknown": (
        "判断题答案写作“{value}”，有的题库 1 为正确，有的 0 为正确，未导入。请说明“{value}”代表正确还是错误。",
        (
            "The answer is '{value}': in some banks 1 means true, in others 0. The question was not imported. Say what "
            "'{value}' means."
        ),
    ),
    "kind_not_in_workbook": (
        "案例题要有“所属案例”一列把案例和各小题连在一起，本表没有这一列，未导入。请参照导入模板填写。",
        (
            "A scenario needs a column 所属案例 that holds the case and its parts together; this sheet has none, and "
            "it was not imported. See the template."
        ),
    ),
    "column_unreadable": (
        "“{heading}”这一格（{value}）读不懂，没有采用，题目的其他内容已导入。请参照导入模板核对。",
        (
            "What stands under {heading} ({value}) cannot be read and was left out; the rest of the question came in. "
            "See the template."
        ),
    ),
    "case_without_name": (
        "案例题没有填写“所属案例”，无法知道哪些小题属于它，未导入。请在案例行和各小题行填写同一个名称。",
        (
            "The case has no name under 所属案例, so its parts cannot be told; it was not imported. Give the case and "
            "its parts the same name."
        ),
    ),
    "case_repeated": (
        "名为“{case}”的案例在本表中已有一个，这一个未导入。请换一个名称。",
        "There is a case named {case} on this sheet already; this one was not imported. Give it another name.",
    ),
    "case_unknown": (
        "本表中没有名为“{case}”的案例，这道小题未导入。请改正“所属案例”，或补上案例行。",
        (
            "There is no case named {case} on this sheet; its part was not imported. Mend the name under 所属案例, or "
            "add a row for the case."
        ),
    ),
    "case_not_here": (
        "填写了“所属案例”（{case}），但本表没有案例行，因此作为单独的题目处理。",
        "The row names a case ({case}), but there is no row for a case on this sheet: it is a question of its own.",
    ),
    "next_unreadable": (
        "“选项去向”（{value}）的项数多于选项数，未导入。请按选项顺序填写，用分号隔开。",
        (
            "There are more ways under 选项去向 ({value}) than options; the question was not imported. Write one for "
            "each option, divided by semicolons."
        ),
    ),
    "example_row": (
        "这是模板中的示例（题干以【示例】开头），没有导入。如果是您自己的题目，请删去【示例】后再导入。",
        (
            "An example of the template (its stem begins with 【示例】); it was not imported. If it is a question of "
            "yours, take 【示例】 away and import it again."
        ),
    ),
    "options_missing": (
        "答案是选项字母，但没有选项，未导入。请补上选项。",
        "The answer is a letter, but there are no options; the question was not imported. Add them.",
    ),
    "options_json_unreadable": (
        "选项单元格不是可读的 JSON，未导入。",
        "The cell with the options is no JSON that can be read; the question was not imported.",
    ),
    "answer_unreadable": (
        "看不懂答案“{value}”，未导入。请填写选项字母，或与某个选项完全相同的文字；判断题填写正确或错误。",
        (
            "The answer '{value}' cannot be understood; the question was not imported. Give letters of options or the "
            "very text of one; for true or false give 正确 or 错误."
        ),
    ),
    "answer_beyond_options": (
        "答案“{value}”超出了选项范围，未导入。请核对答案和选项。",
        (
            "The answer '{value}' names an option that is not there; the question was not imported. Compare answer and "
            "options."
        ),
    ),
    "answer_option_empty": (
        "答案“{value}”指向空白的选项，未导入。请核对答案和选项。",
        "The answer '{value}' points at an empty option; the question was not imported. Compare answer and options.",
    ),
    "single_with_several_answers": (
        "单选题却有几个答案（{value}），未导入。请改为多选题，或只留一个答案。",
        (
            "A single-choice question has several answers ({value}); it was not imported. Make it multiple choice or "
            "keep one answer."
        ),
    ),
    "multiple_with_one_answer": (
        "多选题只有一个答案（{value}），已导入，请核对。",
        "A multiple-choice question has one answer ({value}); it was imported, but check it.",
    ),
    "key_not_a_number": (
        "答案“{value}”不是数字，未导入。",
        "The answer '{value}' is no number; the question was not imported.",
    ),
    "order_incomplete": (
        "排序题的答案“{value}”没有包含全部选项，未导入。",
        "The answer '{value}' does not put all options in order; the question was not imported.",
    ),
    "pair_unreadable": (
        "“{value}”不是一对（应写作 左 ⇒ 右），未导入。",
        "'{value}' is no pair (write: left ⇒ right); the question was not imported.",
    ),
    "credits_unreadable": (
        "选项得分“{value}”无法读取或与选项数不符，未导入。",
        "The credits '{value}' cannot be read or are not as many as the options; the question was not imported.",
    ),
    "option_gap": (
        "选项中间有空白，后面的选项已前移，答案已随之调整，请核对。",
        "There is an empty option among the others; those behind it moved up, and so did the answer. Check it.",
    ),
    "option_repeated": (
        "有两个选项文字相同，已照原样导入，请核对。",
        "Two options have the same text; they were imported as they are. Check them.",
    ),
    "blank_count_differs": (
        (
            "题干中有 {in_stem} 个空，答案有 {in_answer} 个，已导入，请核对。空与空之间用 | 分隔，同一空的不同写法用 ; "
            "分隔。"
        ),
        (
            "The stem has {in_stem} blanks and the answer {in_answer}; it was imported, but check it. Separate blanks "
            "by | and alternatives by ;"
        ),
    ),
    "points_unreadable": (
        "看不懂分值“{value}”，按 1 分处理。",
        "The points '{value}' cannot be read; the question counts 1 point.",
    ),
    "difficulty_unreadable": (
        "看不懂难度“{value}”，按未填写处理。请用 1 到 5，或易、中、难。",
        "The difficulty '{value}' cannot be read and was left out. Use 1 to 5, or 易, 中, 难.",
    ),
    "date_unreadable": (
        "看不懂日期“{value}”，按未填写处理。请写作 2026-01-31。",
        "The date '{value}' cannot be read and was left out. Write it as 2026-01-31.",
    ),
}
_FILES: dict[str, tuple[str, str]] = {
    "format_unknown": (
        (
            "无法识别文件“{name}”的格式。什么都没有改变。可以读取 Excel 或 WPS 表格、Word（.docx）、纯文本、"
            "GIFT、Aiken、Moodle XML、QTI 和本系统导出的 .json。命令行中可用 --format 指明格式：{known}。"
        ),
        (
            "The format of '{name}' is not recognised. Nothing has changed. What can be read: workbooks, Word (.docx), "
            "plain text, GIFT, Aiken, Moodle XML, QTI, and the .json that this program exports. On the command line "
            "--format names it: {known}."
        ),
    ),
    "json_unreadable": (
        "文件不是有效的 JSON（第 {line} 行第 {column} 列）。什么都没有改变。请重新导出后再导入。",
        (
            "The file is no valid JSON (line {line}, column {column}). Nothing has changed. Export it anew and import "
            "that."
        ),
    ),
    "json_not_canonical": (
        "这个 JSON 文件里没有题目列表（questions）。什么都没有改变。",
        "This JSON file holds no list of questions. Nothing has changed.",
    ),
    "toml_unreadable": (
        "文本题库“{file}”无法读取（{reason}）。什么都没有改变。",
        "The text bank '{file}' cannot be read ({reason}). Nothing has changed.",
    ),
    "import_file_missing": (
        "找不到文件：{path}。什么都没有改变。请检查路径。",
        "There is no such file: {path}. Nothing has changed. Check the path.",
    ),
    "import_file_unreadable": (
        "无法读取文件：{path}（{reason}）。什么都没有改变。",
        "The file cannot be read: {path} ({reason}). Nothing has changed.",
    ),
    "import_file_too_large": (
        "文件有 {megabytes} MB，太大了：{path}。什么都没有改变。请拆分后再导入。",
        "The file is too large ({megabytes} MB): {path}. Nothing has changed. Split it and import the pieces.",
    ),
    "export_format_unknown": (
        "不支持导出为“{suffix}”。什么都没有写入。可以导出为：{known}。",
        "Nothing can be exported as '{suffix}'. Nothing was written. What can be written: {known}.",
    ),
    "export_would_change": (
        "这道题写入该格式（{format}）后再读出会变成另一道题，因此没有写入。请改用 .json 导出。",
        "Written in this format ({format}) the question would come back as another one, so it was left out. Use .json.",
    ),
    "export_file_not_written": (
        "无法写入文件：{path}（{reason}）。原有文件没有改变。请换一个位置。",
        "The file cannot be written: {path} ({reason}). What was there is as it was. Choose another place.",
    ),
}
_BANKS: dict[str, tuple[str, str]] = {
    "repeat_in_file": (
        "与 {first} 的题目完全相同，已跳过。",
        "This is the same question as at {first}; it was skipped.",
    ),
    "uid_repeated": (
        "编号 {uid} 在 {first} 已经用过，内容不同，此题未导入。请改正编号。",
        "The identity {uid} was used at {first} for another question; this one was not imported. Mend the identity.",
    ),
    "repeat_differs": (
        "题干和选项与 {first} 相同，但答案或其他内容不同，无法判断哪个正确，此题未导入，保留前一题。请核对。",
        (
            "Stem and options are those at {first}, but the answer or something else differs. Nobody can tell which is "
            "right: the first was kept, this one was not imported. Compare them."
        ),
    ),
    "stem_repeated": (
        "题干与 {first} 相同，选项不同，两题都已导入。一份试卷不会同时出现题干相同的题。",
        "The stem is that at {first}, with other options; both were imported. No paper will hold both.",
    ),
    "content_repeated": (
        "与 {first} 的题完全相同，只是编号不同，两题都已导入。如果是重复录入，请删去其中一题。",
        (
            "This question is the one at {first} under another ID; both were imported. If it was entered twice by "
            "mistake, delete one of them."
        ),
    ),
    "unknown_bank": (
        "没有题库“{bank}”。请查看题库列表。",
        "There is no bank '{bank}'. See the list of banks.",
    ),
    "unknown_question": (
        "没有这道题（{question}）。",
        "There is no such question ({question}).",
    ),
    "bank_busy": (
        "另一个窗口或命令正在导入题库“{bank}”。这次什么都没有改变。请等它完成后再试。",
        (
            "Another window or command is importing into the bank '{bank}'. Nothing has changed here. Wait until it is "
            "done and try again."
        ),
    ),
    "bank_code_invalid": (
        "题库代码“{bank}”不可用：须为 1 到 60 个字符，不含斜杠和换行。什么都没有改变。",
        (
            "The bank's code '{bank}' cannot be used: it must have 1 to 60 characters, without slashes or line breaks. "
            "Nothing has changed."
        ),
    ),
    "bank_nothing_to_go_back_from": (
        "题库“{bank}”没有可以退回的版本。什么都没有改变。",
        "The bank '{bank}' has no revision to go back from. Nothing has changed.",
    ),
}
TEXTS: dict[str, tuple[str, str]] = {**_QUESTIONS, **_WORKBOOKS, **_FILES, **_BANKS}
