"""Texts of ``exams``: plans, exams, sittings, answers, results."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # plans
    "plan_invalid": (
        "方案读不了：“{field}”的值“{value}”不合要求（{reason}）。什么都没有改变。请改正后再导入。",
        (
            "The plan cannot be read: “{field}” cannot be “{value}” ({reason}). Nothing was changed. Mend it and try"
            " again."
        ),
    ),
    "plan_not_toml": (
        "文件不是可读的 TOML 方案（行:列 {value}）。什么都没有改变。请改正该处，或重新导出后再导入。",
        (
            "The file is no plan in TOML that can be read (line:column {value}). Nothing was changed. Mend that place, "
            "or export the plan anew and import that."
        ),
    ),
    "plan_key_unknown": (
        "方案里的“{field}”不是已知的项目。什么都没有改变。请检查拼写或删去它。",
        "No plan has a key “{field}”. Nothing was changed. Check the spelling or take it out.",
    ),
    "unknown_plan": (
        "没有代码为“{plan}”的方案。请在方案列表中查看现有的代码。",
        "There is no plan “{plan}”. The list of plans shows the codes that exist.",
    ),
    "plan_is_shipped": (
        "“{plan}”是随程序提供的样卷方案，不能直接修改或删除。请先复制一份，再改副本。",
        "“{plan}” came with the program and cannot be changed or deleted. Copy it and change the copy.",
    ),
    "plan_code_taken": (
        "已经有代码为“{plan}”的方案。什么都没有改变。请换一个代码。",
        "There is a plan “{plan}” already. Nothing was changed. Choose another code.",
    ),
    "cannot_be_drawn": (
        (
            "方案“{plan}”抽不出试卷：“{section}”需要 {need} 题，只能得到 {have} 题（另有 {others} 个部分不足）。"
            "什么都没有改变。请减少题数、放宽条件，或给题库补题。"
        ),
        (
            "No paper can be drawn from “{plan}”: “{section}” needs {need} questions and can get {have}"
            " (sections short"
            " besides:"
            " {others}). Nothing was changed. Ask for fewer, widen the conditions, or add questions to the bank."
        ),
    ),
    "shortage_bank_unknown": (
        "“{section}”：没有这个题库，或题库里没有题目（需要 {need} 题）。请导入题库，或在方案中改题库代码。",
        (
            "“{section}”: there is no such bank, or it is empty ({need} needed). Import it, or name another"
            " bank in the"
            " plan."
        ),
    ),
    "shortage_too_few": (
        "“{section}”：需要 {need} 题，符合条件的只有 {have} 题。请补题，或放宽主题、题型、难度。",
        "“{section}”: {need} needed, only {have} fit. Add questions, or widen topic, kind or difficulty.",
    ),
    "shortage_not_in_force": (
        "“{section}”：需要 {need} 题，当天依据有效的只有 {have} 题，其余题目的依据尚未施行或已废止。请更新题库。",
        (
            "“{section}”: {need} needed, only {have} rest on rules that are in force on that day. Bring the"
            " bank up to"
            " date."
        ),
    ),
    "shortage_same_stem": (
        (
            "“{section}”：需要 {need} 题，但题干互不相同的只有 {have} 题（一份试卷不出两道题干相同的题）。"
            "请补题或减少题数。"
        ),
        (
            "“{section}”: {need} needed, but only {have} have different stems (no paper holds two questions with the"
            " same stem)."
            " Add questions or ask for fewer."
        ),
    ),
    "shortage_shared_pool": (
        (
            "“{section}”：需要 {need} 题，与“{sharing}”共用题目，一起抽取时只剩 {have} 题。"
            "请补题或减少其中一部分的题数。"
        ),
        (
            "“{section}”: {need} needed, but it shares questions with “{sharing}”, and together only {have} are left"
            " for it."
            " Add questions or ask for fewer in one of them."
        ),
    ),
    # exams
    "unknown_exam": (
        "没有编号为“{exam}”的考试场次。请在场次列表中查看。",
        "There is no exam “{exam}”. Look in the list of exams.",
    ),
    "exam_without_people": (
        "所选的人员或岗位里没有任何考生。什么都没有改变。请先导入花名册，或另选人员、岗位。",
        "Nobody is among the people or posts chosen. Nothing was changed. Import the roster, or choose others.",
    ),
    "search_closed": (
        "有 {count} 份答卷正在作答，考试期间不能检索试题。什么都没有改变。请在考试结束后再试。",
        (
            "Sittings that run here: {count}. Questions are not searched while an exam runs; nothing was changed. Try "
            "again when it has ended."
        ),
    ),
    "still_to_be_sat": (
        (
            "场次 {exam} 还没有结束（最晚开始时间 {until}，或有人正在作答），现在还不知道谁需要补考。没有开考。"
            "请等它结束，或先结束考试（exam close）。"
        ),
        (
            "Exam {exam} is not over (it can be started until {until}, or somebody sits it): who needs"
            " a make-up is not known yet. None was opened. Wait for its end, or close it first (exam close)."
        ),
    ),
    "nobody_may_again": (
        "场次 {exam} 没有可以补考的人：没有缺考、未参加、作废或不合格而还有次数的，或都已在另一场补考中。没有开考。",
        (
            "Nobody of exam {exam} may sit again: nobody was absent, has not sat, was declared void or failed with "
            "attempts left, or they are in another make-up already. None was opened."
        ),
    ),
    "exam_window_empty": (
        "结束时间（{closes_at}）必须晚于开始时间（{opens_at}）和现在。什么都没有改变。请改正时间。",
        (
            "The exam must close ({closes_at}) after it opens ({opens_at}) and after now. Nothing was"
            " changed. Mend the"
            " times."
        ),
    ),
    "exam_closed": (
        "这场考试已经结束。已交的答卷都在。如需再考，请考官另开一场。",
        "This exam is closed. All papers handed in are safe. An examiner can open another one.",
    ),
    "exam_not_open_yet": (
        "这场考试还没有到开始时间（{opens_at}）。请到时再来。",
        "This exam opens later ({opens_at}). Come back then.",
    ),
    "exam_over": (
        "这场考试的入场时间已过（{closes_at}）。如需补考，请联系考官。",
        "The time to start this exam has passed ({closes_at}). Ask an examiner for a make-up exam.",
    ),
    "not_in_exam": (
        "工号 {staff_no} 不在这场考试的名单里。什么都没有改变。请考官把人员加入名单。",
        "{staff_no} is not among the people of this exam. Nothing was changed. An examiner can add them.",
    ),
    "not_admitted": (
        "还没有获准入场。请考官为您放行，或输入开考凭条上的开考代码。",
        "You have not been admitted yet. Ask the examiner to admit you, or enter the code of your start slip.",
    ),
    "slip_wrong": (
        "开考凭条上的代码不对，或已经用过。请核对后重新输入，或请考官放行。",
        (
            "The code of the start slip is wrong or used up. Check it and enter it again, or ask the examiner"
            " to admit"
            " you."
        ),
    ),
    "slip_wrong_again": (
        "开考凭条上的代码又不对。请等 {wait_s} 秒再试，或请考官放行。",
        "The code of the start slip is wrong again. Wait {wait_s} s before the next try, or ask the examiner.",
    ),
    "wrong_seat": (
        "您的机位是“{seat}”，这里是“{here}”。什么都没有改变。请到自己的机位，或请考官准许在此就座。",
        (
            "Your seat is “{seat}”, this is “{here}”. Nothing was changed. Go to your own seat, or ask the examiner to"
            " let you sit here."
        ),
    ),
    "late_invalid": (
        "允许迟到的最晚时间（{until}）已经过去。什么都没有改变。请填写以后的时间。",
        "Nobody can start until {until}, which has passed. Nothing was changed. Choose a time to come.",
    ),
    "exam_begun": (
        "工号 {staff_no} 已经开始这场考试，不能移出名单。什么都没有改变。如不应计入，请作废其答卷。",
        (
            "{staff_no} has begun this exam and stays in it. Nothing was changed. Where the sitting must not count,"
            " declare it void."
        ),
    ),
    "may_not_again": (
        "{name}（工号 {staff_no}）不能参加这场补考：{reason}。没有开设补考。请去掉不能参加的人（共 {refused} 人）。",
        (
            "{name} ({staff_no}) may not sit this make-up: {reason}. It was not opened. Take whoever may"
            " not off the list: {refused} in all."
        ),
    ),
    "reason_is_passed": ("已经合格", "they have passed"),
    "reason_is_busy": ("正在考试，或成绩还在等待评分", "they sit just now, or marks are awaited"),
    "reason_is_no_attempts": ("考试次数已用完", "no attempt is left"),
    "reason_is_can_still_sit": ("原场次还没有结束，还可以参加", "the exam is not over, they can still sit it"),
    "reason_is_make_up_open": ("已在另一场尚未结束的补考中", "they are in another make-up that is open"),
    "reason_is_not_in_exam": ("不在原场次的名单里", "they are not among the people of the exam"),
    "reason_is_waits": ("还在两次考试之间的等待期内", "the plan's days between two attempts are not over by then"),
    # sealed exams
    "sealed_damaged": (
        "“{file}”不是密封考试文件，或者已损坏、不完整。什么都没有改变。请重新从总行取得该文件。",
        (
            "“{file}” is no sealed exam, or it is damaged or cut off. Nothing was changed. Get the file anew from head"
            " office."
        ),
    ),
    "sealed_too_new": (
        "“{file}”由更新版本的程序制作，本版本读不了。什么都没有改变。请先升级本程序。",
        (
            "“{file}” was made by a later version of this program, which this one cannot read. Nothing was changed."
            " Install that version first."
        ),
    ),
    "unknown_sealed": (
        "没有编号为“{sealed}”的密封考试。请在密封考试列表中查看。",
        "There is no sealed exam “{sealed}”. Look in the list of sealed exams.",
    ),
    "sealed_opened": (
        "密封考试“{title}”已经开启（场次 {exam}）。什么都没有改变。请到考试场次中查看。",
        (
            "The sealed exam “{title}” has been opened already (exam {exam}). Nothing was changed. It stands among the"
            " exams."
        ),
    ),
    "sealed_too_early": (
        "密封考试“{title}”到 {opens_at} 才能开启。什么都没有改变。请到时再输入开启码；任何人都不能提前。",
        (
            "The sealed exam “{title}” cannot be opened before {opens_at}. Nothing was changed. Type the code then;"
            " nobody can open it earlier."
        ),
    ),
    "opening_code_mistyped": (
        "开启码输错了（校验位不符）。什么都没有改变。请逐组核对后重新输入。",
        "The opening code is mistyped: its check letters do not fit. Nothing was changed. Compare it group by group.",
    ),
    "wrong_opening_code": (
        "这不是密封考试“{title}”的开启码。什么都没有改变。请向总行核对是哪一场的开启码。",
        (
            "This is not the opening code of the sealed exam “{title}”. Nothing was changed. Ask head office which exam"
            " it is for."
        ),
    ),
    "seats_invalid": (
        "看不懂机位“{text}”。什么都没有改变。请写成 1-30 或 A01-A30，用逗号隔开，每个不超过 20 个字符。",
        (
            "The seats “{text}” cannot be read. Nothing was changed. Write 1-30 or A01-A30, parted by commas, each of"
            " 20 characters at most."
        ),
    ),
    "zone_unknown": (
        "没有叫“{zone}”的时区。什么都没有改变。请写地名，例如 Asia/Shanghai 或 Asia/Urumqi。",
        "There is no time zone “{zone}”. Nothing was changed. Name a place, such as Asia/Shanghai or Asia/Urumqi.",
    ),
    "seat_taken": (
        "机位“{seat}”已经分给工号 {staff_no}。什么都没有改变。请换一个，或先收回。",
        "Seat “{seat}” is {staff_no}'s. Nothing was changed. Choose another, or take it back first.",
    ),
    "too_few_seats": (
        "有 {need} 人要安排机位，只有 {have} 个空机位。什么都没有改变。请增加机位。",
        "There are {need} people to seat and {have} free seats. Nothing was changed. Name more seats.",
    ),
    "no_attempts_left": (
        "这场考试允许考 {attempts} 次，次数已经用完。以前的成绩都在。如需再考，请联系考官。",
        "This exam allows {attempts} attempts and they are used up. Earlier results are safe. Ask an examiner.",
    ),
    "wait_before_retry": (
        "两次考试之间要间隔 {days} 天，最早 {next_on} 可以再考。",
        "There must be {days} days between two attempts. The earliest day is {next_on}.",
    ),
    "reason_missing": (
        "这项操作会留下记录，需要写明原因。什么都没有改变。请填写原因后重试。",
        "This goes on record and needs a reason. Nothing was changed. Write the reason and try again.",
    ),
    "time_given_invalid": (
        "补时的长度不对（{ms} 毫秒）。什么都没有改变。请填写 1 分钟到 24 小时之间的时间。",
        "This time ({ms} ms) cannot be given. Nothing was changed. Give between one minute and 24 hours.",
    ),
    "has_sat": (
        "{staff_no} 已经交卷，也没有剩余的考试次数，补时不再起作用，没有补时。需要重考的，请作废其答卷或安排补考。",
        (
            "{staff_no} has handed in and has no attempt left, so that time would do nothing. Nothing was changed."
            " Declare the sitting void, or open a make-up, where they should sit again."
        ),
    ),
    # sittings
    "unknown_sitting": (
        "没有编号为“{sitting}”的答卷。请在答卷列表中查看。",
        "There is no sitting “{sitting}”. Look in the list of sittings.",
    ),
    "sitting_held": (
        "考试中断次数已超过方案允许的次数，需要考官放行才能继续。已保存的答案都在，等待期间不扣时间。请联系考官。",
        (
            "The sitting was interrupted more often than the plan lets pass and waits for an examiner. Every saved"
            " answer is safe"
            " and waiting costs no time. Ask the examiner."
        ),
    ),
    "sitting_over": (
        "这份答卷已经不能作答（状态：{state}）。以前保存的答案都在。",
        "This sitting is no longer open ({state}). What was saved before is safe.",
    ),
    "sitting_elsewhere": (
        "您在另一场考试（{exam}）中还有未交的答卷。请先完成那一场。",
        "You have an open sitting in another exam ({exam}). Finish that one first.",
    ),
    "sitting_not_held": (
        "答卷 {sitting} 现在不能这样处理（状态：{state}）。什么都没有改变。",
        "This cannot be done to sitting {sitting} now (state: {state}). Nothing was changed.",
    ),
    "sitting_is_void": (
        "答卷 {sitting} 已经作废。什么都没有改变。",
        "Sitting {sitting} is void already. Nothing was changed.",
    ),
    "time_is_up": (
        "时间已到，答卷已自动交卷。到时之前保存的答案都算数，最后这个答案没有计入。",
        "The time was up and the paper was handed in. Every answer saved before counts; this last one does not.",
    ),
    "section_over": (
        "“{section}”部分限时 {minutes} 分钟，时间已用完；已保存的答案都算数，不能再改。请继续作答其余部分。",
        (
            "The {minutes} minutes of “{section}” are used up. What was saved there counts and cannot be changed;"
            " please go on with the rest."
        ),
    ),
    "no_break_left": (
        "没有可用的休息时间（共批准 {minutes} 分钟）。考试继续计时；确需休息请告诉考官。",
        (
            "There is no break left ({minutes} min were granted in all). The exam goes on; if you need one, tell the"
            " examiner."
        ),
    ),
    "no_such_position": (
        "试卷上没有第 {position} 题，一共 {questions} 题。什么都没有保存。",
        "The paper has no question {position}; there are {questions}. Nothing was saved.",
    ),
    "answer_fixed": (
        "第 {position} 题的对话已经往下进行，前 {turns} 句的选择不能再改。已保存的答案不变。",
        (
            "In question {position} the talk has gone on: the first {turns} choices cannot be changed. What was saved"
            " stands."
        ),
    ),
    # answers
    "answer_unfit": (
        "第 {position} 题的答案不合要求，没有保存。",
        "This is no answer to question {position}; it was not saved.",
    ),
    "answer_not_true_or_false": (
        "没有保存：判断题的答案是 true 或 false。",
        "Not saved: the answer to a true-or-false question is true or false.",
    ),
    "answer_not_a_number": (
        "没有保存：这里要填一个数，例如 5 或 5.25。",
        "Not saved: a number is wanted here, for example 5 or 5.25.",
    ),
    "answer_not_text": ("没有保存：这里要填文字。", "Not saved: text is wanted here."),
    "answer_too_long": (
        "没有保存：文字太长，最多 {most} 个字。",
        "Not saved: the text is too long, {most} characters at most.",
    ),
    "answer_not_a_letter": (
        '没有保存：答案是一个选项的字母，例如 "B"。',
        'Not saved: the answer is the letter of one option, for example "B".',
    ),
    "answer_unknown_letter": (
        "没有保存：没有字母为“{letter}”的选项。",
        "Not saved: there is no option “{letter}”.",
    ),
    "answer_not_letters": (
        '没有保存：答案是选项字母的列表，例如 ["A", "C"]。',
        'Not saved: the answer is a list of letters, for example ["A", "C"].',
    ),
    "answer_letter_twice": (
        "没有保存：选项“{letter}”出现了两次。",
        "Not saved: option “{letter}” stands there twice.",
    ),
    "answer_order_incomplete": (
        "没有保存：要把 {need} 项全部排好，现在只有 {have} 项。",
        "Not saved: all {need} items must be put in order, here are {have}.",
    ),
    "answer_not_texts": (
        "没有保存：答案是各空文字的列表。",
        "Not saved: the answer is a list of texts, one for each blank.",
    ),
    "answer_blanks_count": (
        "没有保存：共有 {need} 个空，答案给了 {have} 个。",
        "Not saved: there are {need} blanks, the answer has {have}.",
    ),
    "answer_not_pairs": (
        '没有保存：答案是左右配对，例如 {{"A": 2, "B": 1}}。',
        'Not saved: the answer is pairs, for example {{"A": 2, "B": 1}}.',
    ),
    "answer_unknown_number": (
        "没有保存：右边没有编号为“{number}”的项（左边 {letter}）。",
        "Not saved: there is no right side “{number}” (for {letter}).",
    ),
    "answer_not_parts": (
        "没有保存：答案是各小题答案的列表。",
        "Not saved: the answer is a list, one answer for each part.",
    ),
    "answer_parts_count": (
        "没有保存：现在只有 {most} 个小题，答案给了 {have} 个。",
        "Not saved: there are {most} parts so far, the answer has {have}.",
    ),
    "answer_part_skipped": (
        "没有保存：情景对话要按顺序回答，第 {part} 句还没有答。",
        "Not saved: a talk is answered turn by turn, and turn {part} has no answer.",
    ),
    # results
    "no_result_yet": (
        "答卷 {sitting} 还没有成绩（状态：{state}）。",
        "Sitting {sitting} has no result (state: {state}).",
    ),
    "mark_invalid": (
        (
            "第 {position} 题（小题 {part}）不能给 {points} 分（最多 {most}；{reason}）。所有评分都没有保存。"
            "请改正后重试。"
        ),
        (
            "Question {position} (part {part}) cannot get {points} points (at most {most}; {reason}). No mark was"
            " saved. Mend it"
            " and try again."
        ),
    ),
    "marks_awaited": (
        "答卷 {sitting} 还有 {number} 道题没有评分，不能公布成绩。请先评分。",
        "Sitting {sitting} has {number} answers without a mark and cannot be released. Mark them first.",
    ),
    "answers_already_graded": (
        "第 {row} 行：{staff_no} 的这份答卷已经评过分（{sitting}）。整张表都没有再评。请删去这一行。",
        (
            "Row {row}: this paper of {staff_no} has been graded ({sitting}). None of the table was graded. Take the"
            " row out."
        ),
    ),
    "record_changed": (
        (
            "{staff_no} 的答卷 {sitting} 被人绕过本软件改动过：{touched}（见第 {step} 步）。它不能再评分、公布，"
            "也不能据此发证；其他答卷不受影响。请查明原因，必要时作废并安排补考。"
        ),
        (
            "Sitting {sitting} of {staff_no} was changed by somebody outside this program: {touched} (see step {step})."
            " It can no longer be marked, released or certified; no other is touched. Find out why, and if need be"
            " declare it void and let them sit again."
        ),
    ),
    "touched_is_step": ("作答记录", "the steps"),
    "touched_is_paper": ("试卷", "the paper"),
    "touched_is_plan": ("考试方案", "the plan of the exam"),
    "touched_is_whole": ("整份作答记录", "the record as a whole"),
    "touched_is_end": ("状态或结束时间", "its state or its end"),
    "touched_is_result": ("成绩或评分", "a result or a mark"),
    "touched_is_unreadable": ("内容已无法读取", "what cannot be read any more"),
    "reason_is_missing": ("缺少", "missing"),
    "reason_is_toml": ("不是 TOML 文件", "no TOML file"),
    "reason_is_type": ("类型不对", "of the wrong type"),
    "reason_is_range": ("超出允许范围", "out of range"),
    "reason_is_choice": ("不是可选的值", "not one of the choices"),
    "reason_is_characters": ("太长，或含有不允许的字符", "too long, or with characters that are not allowed"),
    "reason_is_sections_longer_than_plan": ("各大题时间之和超过总时长", "the sections take longer than the plan"),
    "reason_is_empty": ("没有内容", "empty"),
    "reason_is_columns": ("缺少试卷号或工号", "paper number or staff number missing"),
    "reason_is_paper_number": ("看不懂试卷号", "the paper number cannot be read"),
    "reason_is_fingerprint": (
        "试卷编号抄错了，或题库变了，得不到同一张试卷",
        "the number is mistyped, or the bank has changed: no such paper",
    ),
    "reason_is_too_many": ("答案比题目多", "more answers than questions"),
    "reason_is_form": ("格式不对", "not in the form of marks"),
    "reason_is_not_essay": ("不是等待评分的问答题", "no essay that waits for a mark"),
    "reason_is_number": ("不是数字", "not a number"),
}
