"""Texts of ``staff``: people, examiners, PINs, and what the roster's reader finds."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # people
    "unknown_person": (
        "没有工号为 {staff_no} 的人员。什么都没有改变。请检查工号，或先导入花名册。",
        "Nobody has the staff number {staff_no}. Nothing has changed. Check it, or import the roster first.",
    ),
    "last_examiner": (
        "{staff_no} 是最后一位考官，去掉后就没有人能管理考试了。没有任何改动。请先增加另一位考官。",
        (
            "{staff_no} is the last examiner; without them nobody could run this branch's exams. Nothing has changed. "
            "Add another examiner first."
        ),
    ),
    "not_allowed": (
        "您的身份不能执行此操作（需要：{role}）。什么都没有改变。请由有权限的人登录后进行。",
        "Your role does not allow this (needed: {role}). Nothing has changed. Somebody with that role must do it.",
    ),
    "not_this_examiner": (
        "这是另一位考官的口令。窗口仍由 {name}（{staff_no}）锁定，未保存的内容都在。请 {name} 解锁，或退出登录后换人。",
        (
            "This is another examiner's passphrase. The window stays locked by {name} ({staff_no}), with what is not "
            "saved. They unlock it, or are signed out first."
        ),
    ),
    "person_invalid": (
        "“{fact}”的内容不能使用（{value}）。什么都没有改变。请更正。",
        "The {fact} cannot be used as it is ({value}). Nothing has changed. Please correct it.",
    ),
    "need_out_of_bounds": (
        "{fact}须在 {least} 到 {most} 之间。什么都没有改变。请更正。",
        "The {fact} must be from {least} to {most}. Nothing has changed. Please correct it.",
    ),
    "field_name": ("姓名", "name"),
    "field_extra_percent": ("加时百分比", "extra time in percent"),
    "field_text_percent": ("字号百分比", "size of text in percent"),
    "field_break_minutes": ("休息分钟数", "minutes of breaks"),
    "has_left": (
        "工号 {staff_no} 已离职，不能登录。其记录保留。如有误，请考官恢复。",
        ("{staff_no} has left the branch and cannot sign in. Their records are kept. An examiner can bring them back."),
    ),
    # examiners
    "staff_number_taken": (
        "工号 {staff_no} 已属于另一人或已是考官。什么都没有改变。请核对工号和姓名。",
        (
            "The number {staff_no} belongs to somebody else, or to an examiner already. Nothing has changed. Check "
            "number and name."
        ),
    ),
    "no_examiner_here": (
        "数据库不是用考官口令打开的，此操作需要考官。什么都没有改变。请用考官口令打开。",
        (
            "The store was not opened with an examiner's passphrase, and this needs an examiner. Nothing has "
            "changed. Open it with one."
        ),
    ),
    # PINs
    "wrong_pin": (
        "PIN 不正确。未作任何改动。请再试一次；若已遗忘，请考官重置。",
        "The PIN is wrong. Nothing has changed. Try again; if it is forgotten, an examiner can reset it.",
    ),
    "wrong_pin_again": (
        "PIN 又不正确。未作任何改动。请等 {wait_s} 秒再试；若已遗忘，请考官重置。",
        (
            "The PIN is wrong again. Nothing has changed. Wait {wait_s} s before the next try; if it is forgotten, an "
            "examiner can reset it."
        ),
    ),
    "passphrase_unfit": (
        "这个口令不能使用。什么都没有改变。请另设一个。",
        "This passphrase cannot be used. Nothing has changed. Choose another.",
    ),
    "pin_wait": (
        "PIN 或开考代码输错次数过多，请等待 {wait_s} 秒。已保存的内容完好。着急时可请考官重置 PIN。",
        (
            "Too many wrong PINs or codes: wait {wait_s} s. What was saved is safe. If it cannot wait, an examiner can"
            " reset the PIN."
        ),
    ),
    "only_one_exam": (
        "凭开考凭条进入的，只能参加那一场考试（{exam}）。什么都没有改变。其他内容请用 PIN 登录查看。",
        (
            "Whoever came in by a start slip is here for that exam alone ({exam}). Nothing was changed. Everything else"
            " is open to you by your PIN."
        ),
    ),
    "own_sitting": (
        "这是您自己（工号 {staff_no}）的答卷或补时，不能由本人处理。什么都没有改变。请另一位考官处理。",
        (
            "This is your own ({staff_no}): nobody marks, releases or changes what they sat themselves. Nothing was"
            " changed. Ask another examiner."
        ),
    ),
    "examiner_sits": (
        (
            "工号 {staff_no} 是考官，看得到题目和答案，不能参加考试。什么都没有改变。"
            "请另一位考官先取消其考官身份，考完再恢复。"
        ),
        (
            "{staff_no} is an examiner, who sees questions and keys, and sits no exam as long. Nothing was changed."
            " Another examiner can take the role away for that time."
        ),
    ),
    "pin_not_set": (
        "工号 {staff_no} 尚未设置 PIN。请由考官准入并设置。",
        "{staff_no} has no PIN yet. An examiner admits them and lets them set one.",
    ),
    "pin_too_simple": (
        "PIN 须为 {shortest} 至 {longest} 位数字，且不能全部相同或连续（如 0000、1234）。未作改动，请另设一个。",
        (
            "A PIN takes {shortest} to {longest} digits, not all the same and no run (0000, 1234). Nothing has "
            "changed. Choose another."
        ),
    ),
    # the roster
    "roster_no_headings": (
        "没有找到含“工号”和“姓名”的标题行。什么都没有导入。请在表格首行写上：工号、姓名、岗位、机构。",
        (
            "No row of headings with 工号 (number) and 姓名 (name) was found. Nothing was imported. Put 工号, 姓名, "
            "岗位, 机构 into the first row."
        ),
    ),
    "roster_identity_column": (
        "“{heading}”列含身份证号，不会读取，也不会保存。无须处理。",
        "The column {heading} holds identity numbers; it is neither read nor kept. Nothing needs to be done.",
    ),
    "roster_unknown_column": (
        "“{heading}”列不认识，未导入。如需要，请改用：工号、姓名、岗位、机构、手机。",
        (
            "The column {heading} is not known and was not imported. If it is needed, name it 工号, 姓名, 岗位, 机构 "
            "or 手机."
        ),
    ),
    "roster_repeated_column": (
        "“{heading}”列重复，只用第一列。请删去多余的列。",
        "The column {heading} stands twice; only the first is used. Remove the other.",
    ),
    "roster_hidden_sheet": (
        "工作表“{sheet}”是隐藏的，未读取。如需要，请取消隐藏后再导入。",
        "The sheet {sheet} is hidden and was not read. Unhide it and import again if it is needed.",
    ),
    "roster_sheet_without_headings": (
        "工作表“{sheet}”没有“工号、姓名”这一行标题，未读取。如果其中有人员名单，请补上标题行后再导入。",
        (
            "The sheet {sheet} has no row of headings with 工号 and 姓名 and was not read. If people stand in it, add "
            "the headings and import again."
        ),
    ),
    "roster_no_number": (
        "此行没有工号，未导入。请补上工号。",
        "This row has no staff number and was not imported. Add one.",
    ),
    "roster_total": ("这一行是合计，不是人员，已略过。", "This row is a total, not a person; it was left out."),
    "roster_no_name": (
        "工号 {staff_no} 没有姓名，未导入。请补上姓名。",
        "{staff_no} has no name and was not imported. Add one.",
    ),
    "roster_number_mangled": (
        "工号 {value} 是被表格改成科学计数法的数字，原号已丢失，未导入。请把该列设为文本，重新输入工号。",
        (
            "The number {value} was turned into scientific notation by the spreadsheet; the real one is lost and the "
            "row was not imported. Make the column text and type the number again."
        ),
    ),
    "roster_identity_as_number": (
        "工号一栏里像是身份证号，未导入，也未保存。请改填工号。",
        (
            "The staff number looks like an identity number; the row was neither imported nor kept. Use the staff "
            "number."
        ),
    ),
    "roster_number_invalid": (
        "工号 {value} 含有不能使用的字符或过长，未导入。请更正。",
        (
            "The staff number {value} is too long or holds characters that cannot be used; the row was not imported. "
            "Correct it."
        ),
    ),
    "roster_name_invalid": (
        "工号 {staff_no} 的姓名过长或含有不能使用的字符，未导入。请更正。",
        (
            "The name of {staff_no} is too long or holds characters that cannot be used; the row was not imported. "
            "Correct it."
        ),
    ),
    "roster_zeros_lost": (
        (
            "工号 {value} 比同列其他工号短（{length} 位），前面的 0 可能丢失。已按 {value} 导入；如有误，请把该列设为"
            "文本并更正。"
        ),
        (
            "The number {value} is shorter than the others in its column ({length} digits): leading zeros may be "
            "lost. It was imported as {value}; if that is wrong, make the column text and correct it."
        ),
    ),
    "roster_field_cut": (
        "“{field}”过长，只保留前 {limit} 个字符。请核对。",
        "The field {field} is too long; its first {limit} characters are kept. Check it.",
    ),
    "roster_repeated": (
        "工号 {staff_no} 在 {first} 已出现，此行跳过。",
        "{staff_no} stands at {first} already; this row was skipped.",
    ),
    "roster_contradiction": (
        "工号 {staff_no} 在 {first} 已出现，但内容不同；此行未导入，以第一行为准。请核对哪一行正确。",
        (
            "{staff_no} stands at {first} already with other content; this row was not imported, the first one "
            "holds. Find out which is right."
        ),
    ),
    "roster_renamed": (
        "工号 {staff_no} 的姓名与原记录不同，已按文件更新。若是另一人，请核对工号。",
        (
            "The name of {staff_no} differs from the one on record and was updated. If it is another person, check "
            "the number."
        ),
    ),
    "roster_returned": (
        "工号 {staff_no} 曾标记为离职，又出现在花名册中；仍为离职状态。如已回来，请在人员页恢复。",
        (
            "{staff_no} is marked as having left, yet stands in the roster; the mark stays. Bring them back on the "
            "staff page if they have returned."
        ),
    ),
    "roster_same_name": (
        "姓名相同的人有 {count} 位，按工号区分。请确认不是同一人。",
        "{count} people have this same name and are kept apart by their numbers. Make sure that they are not one.",
    ),
    # personal data
    "removal_reason_missing": (
        "删除 {staff_no} 的个人信息必须写明原因。什么都没有改变。",
        "Taking out the data of {staff_no} needs a reason. Nothing has changed.",
    ),
    "removal_still_here": (
        "{staff_no} 没有登记离职，或仍是考官，个人信息不能删除。什么都没有改变。请先登记离职，或先取消考官身份。",
        (
            "{staff_no} is not noted as having left, or is an examiner: their data stays. Nothing has changed. Note "
            "that they have left, or take the examiner's role away first."
        ),
    ),
    "removal_still_sitting": (
        "{staff_no} 还有一份答卷没有结束（{sitting}），个人信息没有删除。请先在考试场次页结束或作废那份答卷。",
        (
            "A sitting of {staff_no} has not ended ({sitting}); their data was not taken out. End that sitting, or "
            "declare it void, on the exams page first."
        ),
    ),
    "removal_years_invalid": (
        "保存年限须为 0 至 {most} 年，不能是 {years}。什么都没有改变。",
        "Data is kept for 0 to {most} years, not {years}. Nothing has changed.",
    ),
}
