"""Sentences for what the readers and writers of question files report."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "unseen_signs_taken_out": (
        "看不见的控制字符已去掉（它们会让文字倒着显示，或使答案永远对不上）。请看一眼这道题。",
        "Unseen signs were taken out: they turn text around or keep an answer from matching. Look at the question.",
    ),
    "entry_no_question": (
        "这一条是“{name}”，不是试题，已跳过；其余试题不受影响。",
        "This entry is a “{name}” and no question; it was passed over, and the others are not affected.",
    ),
    "entry_kind_unknown": (
        "题型“{name}”在本系统中没有对应的题型，此题未读入。请改成单选、多选、判断、填空等题型后再导入。",
        (
            "There is no kind of question here for the type “{name}”, so it was not read. Change it to a single "
            "choice, multiple choice, blank or another of our kinds and import again."
        ),
    ),
    "no_entries": (
        "文件里没有找到试题。请确认选对了文件和格式。",
        "No questions were found in the file. Check that this is the right file and format.",
    ),
    "feature_left_out": (
        "已读入此题，但“{feature}”无法保存。",
        "The question was read, but its “{feature}” cannot be kept.",
    ),
    "feature_left_out_often": (
        "有 {count} 道题的“{feature}”无法保存（从此处开始）；试题本身均已读入。",
        "The “{feature}” of {count} questions, from here on, cannot be kept; the questions themselves were read.",
    ),
    "formatting_left_out": (
        "此题文字中的这些内容无法保留：{names}；文字本身完整。",
        "Of this question's texts, this cannot be kept: {names}. The words themselves are complete.",
    ),
    "image_left_out": (
        (
            "图片“{image}”没有随文件提供，或不是可显示的图片（PNG、JPEG、GIF、BMP、WebP），此题读入时不含这张图。"
            "请补上图片后重新导入。"
        ),
        (
            "The image “{image}” did not come with the file or is no picture that can be shown (PNG, JPEG, GIF, "
            "BMP, WebP); the question was read without it. Add the image and import again."
        ),
    ),
    "image_moved": (
        "选项或反馈中有 {count} 张图片，现显示在题干下方，选项里写着图号。",
        "{count} images of options or feedback now stand below the stem; the texts name them by number.",
    ),
    "id_repeated": (
        "编号“{id}”在文件中已出现过，此题改用自动编号。",
        "The id “{id}” is already used in the file; this question gets an id of its own.",
    ),
    "number_unreadable": (
        "“{text}”不是数字，此题未读入。请改成数字后再导入。",
        "“{text}” is no number, so the question was not read. Correct it and import again.",
    ),
    "text_encoding_guessed": (
        "文件不是 UTF-8 编码，已按 {encoding} 读取。请检查文字是否正确；如有乱码，请另存为 UTF-8 后再导入。",
        (
            "The file is not in UTF-8; it was read as {encoding}. Check the text; if it is garbled, save the "
            "file as UTF-8 and import again."
        ),
    ),
    "kind_not_in_format": (
        "{format} 没有这种题型（{kind}），此题未写入文件；题库中的试题不受影响。",
        "{format} has no such kind of question ({kind}), so it was not written; the bank itself is unchanged.",
    ),
    "feature_not_in_format": (
        "{format} 无法保存“{feature}”，文件中的此题不含这一项；题库中的试题不受影响。",
        "{format} has no place for “{feature}”: the question was written without it; the bank itself is unchanged.",
    ),
    "gift_brace_missing": (
        "缺少“{brace}”，无法找到答案，此题未读入。答案要写在一对花括号中，题目中间不能有空行。",
        (
            "A “{brace}” is missing, so the answers cannot be found and the question was not read. Answers stand "
            "between two braces, without a blank line in the question."
        ),
    ),
    "gift_brace_within": (
        "答案中又有一个“{{”，此题未读入。答案里的花括号要写成 \\{{ 和 \\}}。",
        (
            "There is another “{{” within the answers, so the question was not read. Write braces in an answer "
            "as \\{{ and \\}}."
        ),
    ),
    "gift_brace_again": (
        "答案之后还有花括号。按 GIFT 的规则只有第一对算作答案，其余留在题干中。请检查此题。",
        (
            "There are braces after the answers. By the rules of GIFT only the first pair counts; the rest "
            "stands in the stem. Check the question."
        ),
    ),
    "gift_weight": (
        "“%{weight}%”不是百分比，此题未读入。",
        "“%{weight}%” is no percentage, so the question was not read.",
    ),
    "gift_true_and_false": (
        "答案同时写了“对”和“错”，此题未读入。请只留一个。",
        "The answer says both true and false, so the question was not read. Leave one of them.",
    ),
    "gift_pair": (
        "匹配题的“{text}”没有写 ->，此题未读入。",
        "“{text}” of a matching question has no ->, so the question was not read.",
    ),
    "xml_entities": (
        "文件自定义了 XML 实体，可能占满内存或读取本机文件，已拒绝读取。什么都没有改变。请去掉 <!ENTITY …> 后再试。",
        (
            "The file defines XML entities of its own, which can fill the memory or read other files; it was "
            "refused and nothing has changed. Remove <!ENTITY …> and try again."
        ),
    ),
    "xml_unreadable": (
        "XML 在第 {line} 行有错误，文件无法读取。什么都没有改变。请更正该行或重新导出文件。",
        (
            "The XML is broken at line {line}, so the file cannot be read. Nothing has changed. Correct that "
            "line or export the file again."
        ),
    ),
    "xml_entry_broken": (
        "此题的 XML 在第 {line} 行附近有错误，未读入；其余试题不受影响。",
        "The XML of this question is broken near line {line}, so it was not read; the others are not affected.",
    ),
    "cloze_without_gap": (
        "完形（cloze）题里没有找到空，此题未读入。空要写成 {{1:SHORTANSWER:=答案}}。",
        "No gap was found in this cloze question, so it was not read. A gap is written as {{1:SHORTANSWER:=answer}}.",
    ),
    "cloze_gap_open": (
        "完形（cloze）题里有一个空没有以“}}”结束，此题未读入。",
        "A gap of this cloze question does not end in “}}”, so the question was not read.",
    ),
    "xml_cut": (
        "文件在这道题之后中断（没有 </quiz>），之后的题目可能缺失；已读出的题目不受影响。请重新导出或下载该文件。",
        (
            "The file breaks off after this question (there is no </quiz>), so questions may be missing; those that "
            "were read are whole. Export or download the file again."
        ),
    ),
    "blank_without_full_answer": (
        "第 {blank} 个空没有得满分的答案，Moodle 也不接受这样的题，此题未读入。请在正确答案前写“=”。",
        (
            "No answer of blank {blank} earns all of its marks; Moodle does not take such a question either, so it was "
            "not read. Write “=” before the right answer."
        ),
    ),
    "answers_too_many": (
        "此题有 {count} 个答案，最多 {most} 个，未读入；可能是文件里的“~”或“=”没有写成“\\~”“\\=”。请更正后再导入。",
        (
            "The question has {count} answers, more than {most}, so it was not read; perhaps a “~” or “=” of its text "
            "is not written as “\\~” or “\\=”. Correct it and import again."
        ),
    ),
    "text_too_long": (
        "题干有 {length} 个字符，最多 {most} 个，此题未读入；可能是文件里缺少了分隔。请拆分后再导入。",
        (
            "The stem has {length} characters, more than {most}, so the question was not read; perhaps something that "
            "parts questions is missing in the file. Split it and import again."
        ),
    ),
    "case_incomplete": (
        "案例应有 {parts} 道小题，文件里只读到 {read} 道，整个案例未读入。请补全后再导入。",
        (
            "The case should have {parts} parts, but only {read} were found in the file, so none of it was read. Add "
            "the missing ones and import again."
        ),
    ),
    "option_letters_repeat": (
        "选项字母“{letter}”出现了两次，此题未读入；可能是上一题缺少答案行。请更正后再导入。",
        (
            "The option letter “{letter}” comes twice, so the question was not read; perhaps the question before lacks "
            "its line with the answer. Correct it and import again."
        ),
    ),
    "package_refused": (
        "压缩包不安全（{why}：{member}），已拒绝读取，什么都没有解压。请重新导出该压缩包。",
        "The package is not safe ({why}: {member}); it was refused and nothing was unpacked. Export it again.",
    ),
    "package_unreadable": (
        "压缩包已损坏、不完整或设有密码（{member}），无法读取。什么都没有改变。请重新导出。",
        (
            "The package is damaged, cut or locked by a password ({member}) and cannot be read. Nothing has "
            "changed. Export it again."
        ),
    ),
    "package_member_broken": (
        "压缩包中的这个文件已损坏，未读入；其余文件不受影响。",
        "This file of the package is damaged and was not read; the others are not affected.",
    ),
    "package_file_missing": (
        "清单里有文件“{file}”，压缩包里却没有；其余试题已读入。",
        "The manifest names the file “{file}”, which the package does not hold; the other questions were read.",
    ),
    "package_repeat": (
        "此文件与“{first}”内容相同，已跳过。",
        "This file is the same as “{first}” and was passed over.",
    ),
}
