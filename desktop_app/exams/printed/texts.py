"""What a printed exam says besides its questions, in both languages: (中文, English). Must not know how it looks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from desktop_app.banks.question import Kind
from desktop_app.base.errors import Fact
from desktop_app.exams.plan import MultipleRule

Language = Literal["zh", "en"]

_TEXTS: Mapping[str, tuple[str, str]] = {
    "paper": ("试卷", "Paper"),
    "sheet": ("答题卡", "Answer sheet"),
    "key": ("参考答案及评分标准", "Key"),
    "number": ("试卷编号", "Paper number"),
    "minutes": ("考试时间：{minutes} 分钟", "Time: {minutes} min"),
    "points": ("满分：{points} 分", "Points: {points}"),
    "pass": ("及格：{points} 分", "Pass: {points}"),
    "cut_off": (
        "法规截止日期：{on}。本卷只考查当日有效的规定。",
        "Regulations as of {on}: only rules in force on that day are asked.",
    ),
    "region": ("地区", "Region"),
    "unit": ("单位", "Unit"),
    "name": ("姓名", "Name"),
    "staff_no": ("工号", "Staff no."),
    "seal": ("密封线内不要答题", "Write no answer left of this line"),
    "notes": ("注意事项", "Notes"),
    "note_1": (
        "请先填写地区、单位、姓名和工号；除此之外，不要在试卷上写能表明身份的文字。",
        "Fill in region, unit, name and staff number first, and write nothing else that tells who you are.",
    ),
    "note_2": (
        "答案写在答题卡上，写在试卷上无效；答题卡上的试卷编号须与本卷一致。",
        "Answers go on the answer sheet; its paper number must be that of this paper.",
    ),
    "note_2_paper": ("请用黑色签字笔在题后作答，字迹清楚。", "Answer after each question, in black ink."),
    "note_3": (
        "本卷共 {questions} 题，满分 {points} 分，考试时间 {minutes} 分钟。",
        "{questions} questions, {points} points, {minutes} minutes.",
    ),
    "note_4": (
        "交卷时，试卷、答题卡和草稿纸一并交回，不得带出考场。",
        "Paper, answer sheet and scratch paper are all handed in; none leaves the room.",
    ),
    "part": ("题号", "Part"),
    "kind": ("题型", "Kind"),
    "worth": ("题数×分值", "Number × points"),
    "earned": ("得分", "Score"),
    "marker": ("评卷人", "Marked by"),
    "total": ("总分", "Total"),
    "section": (
        "{numeral}、{title}（共 {number} 题，每题 {points} 分，共 {total} 分）",
        "{numeral}. {title} ({number} questions, {points} each, {total} points)",
    ),
    "do_single": ("每题只有一个选项最符合题意。", "One option is right."),
    "do_multiple_all_or_nothing": (
        "每题有一个或一个以上的选项符合题意；多选、少选、错选均不得分。",
        "One or more options are right; an answer that is not exactly right earns nothing.",
    ),
    "do_multiple_share": (
        "每题有一个或一个以上的选项符合题意；少选按选对的选项得部分分，错选不得分。",
        "One or more options are right; each right one earns its share, a wrong one makes it nothing.",
    ),
    "do_multiple_half": (
        "每题有一个或一个以上的选项符合题意；少选得一半分，错选不得分。",
        "One or more options are right; too few earn half, a wrong one makes it nothing.",
    ),
    "do_multiple_credits": (
        "每题有一个或一个以上的选项符合题意；各选项分别计分，错选扣分，扣至零分为止。",
        "One or more options are right; options count by their credits, never below nothing.",
    ),
    "do_true_false": (
        "判断下列说法是否正确，正确的画“√”，错误的画“×”。",
        "√ where the statement is right, × where it is wrong.",
    ),
    "do_blank": ("在空格处填写正确的内容。", "Fill in the gaps."),
    "do_numeric": ("计算并填写结果，注意单位。", "Work out the number; mind the unit."),
    "do_order": ("把各项的字母按正确的先后顺序写出。", "Write the letters in the right order."),
    "do_match": ("为左边每一项选出右边对应的编号。", "For each item on the left give the number on the right."),
    "do_scenario": ("阅读材料，回答各小题。", "Read the case and answer its parts."),
    "do_essay": ("要点完整，条理清楚。", "Be complete and clear."),
    "tag_single": ("[单选]", "[one]"),
    "tag_multiple": ("[多选]", "[several]"),
    "tag_true_false": ("[判断]", "[true/false]"),
    "tag_blank": ("[填空]", "[gaps]"),
    "tag_numeric": ("[计算]", "[number]"),
    "tag_order": ("[排序]", "[order]"),
    "tag_match": ("[匹配]", "[match]"),
    "tag_scenario": ("[案例]", "[case]"),
    "tag_essay": ("[论述]", "[essay]"),
    "part_points": ("（{points} 分）", "({points})"),
    "branching": (
        "从 {number} 开始作答，按所选选项后的提示转到下一小题；没有转到的小题不要作答。",
        "Begin with {number} and go where the option that you choose sends you; leave the other parts out.",
    ),
    "go_to": ("→ 转 {number}", "→ go to {number}"),
    "go_end": ("→ 本题结束", "→ the end"),
    "answer": ("答：", "Answer:"),
    "unit_is": ("（单位：{unit}）", "(in {unit})"),
    "order_answer": ("顺序：", "Order:"),
    "page": ("第 {page} 页 共 {pages} 页", "Page {page} of {pages}"),
    "end": ("（试卷到此结束）", "(End of the paper)"),
    "fill_how": (
        "填涂：用 2B 铅笔或黑色签字笔涂满方框，如 {filled} ；修改时擦净或划掉重涂。文字用黑色签字笔写在横线上。",
        "Fill the box, as {filled}; to change, rub out or cross out. Write words on the lines, in black ink.",
    ),
    "true": ("√", "√"),
    "false": ("×", "×"),
    "confidential": ("机密★启用前", "CONFIDENTIAL"),
    "right_answer": ("答案", "Answer"),
    "worth_points": ("分值", "Points"),
    "why": ("解析与依据", "Explanation and source"),
    "rests_on": ("依据：", "Source: "),
    "overview": ("客观题答案速查", "Answers at a glance"),
    "essay_by_marks": ("按要点给分", "By marks"),
    "archive": ("答卷存档", "The sat paper"),
    "post": ("岗位", "Post"),
    "exam": ("考试场次", "Exam"),
    "room": ("考场", "Room"),
    "seat": ("机位", "Seat"),
    "attempt": ("第几次", "Attempt"),
    "began": ("开始", "Began"),
    "ended": ("结束", "Ended"),
    "used": ("用时", "Time used"),
    "used_of": ("{used} 分钟，共 {allowed} 分钟", "{used} of {allowed} min"),
    "score": ("成绩", "Score"),
    "passed": ("合格", "Passed"),
    "failed": ("不合格", "Not passed"),
    "awaited": ("待评分", "Marks awaited"),
    "by_section": ("各部分成绩", "By section"),
    "on_record": ("过程记录", "On record"),
    "nothing_on_record": ("无中断，无补时。", "No interruption, no time given."),
    "gradings": ("评分记录", "Gradings"),
    "grading": ("第 {version} 次，{at}：{score} 分。{reason}", "No. {version}, {at}: {score}. {reason}"),
    "reason_submitted": ("交卷时评分", "graded at submitting"),
    "reason_marked": ("阅卷评分", "marked"),
    "chain_ok": ("封存完好：每一步记录都与封存时相同。", "Sealed, and every step is as it was sealed."),
    "touched": ("记录被改动", "changed by hand"),
    "chain_step": ("第 {n} 步记录被改动过，请调查。", "Step {n} was changed from outside: look into it."),
    "chain_paper": ("试卷被改动过，请调查。", "The paper was changed from outside: look into it."),
    "chain_plan": ("考试方案被改动过，请调查。", "The plan of the exam was changed from outside: look into it."),
    "chain_whole": ("整份记录被改动过，与封存时不符，请调查。", "The record does not fit its seal: look into it."),
    "chain_end": ("状态或结束时间被改动过，请调查。", "State or end was changed from outside: look into it."),
    "chain_result": ("成绩或评分被改动过，请调查。", "A result or a mark was changed from outside: look into it."),
    "given": ("考生答案：", "Answered: "),
    "given_none": ("（未作答）", "(no answer)"),
    "right": ("　标准答案：", "　Right: "),
    "got": ("　得分：{points} / {max}", "　Points: {points} / {max}"),
    "mark_note": ("评语：{note}", "Remark: {note}"),
    "path": ("所走的对话：", "The path taken:"),
    "signed_candidate": ("考生签字", "Candidate"),
    "signed_examiner": ("考官签字", "Examiner"),
    "signed_on": ("日期", "Date"),
    "score_list": ("成绩册", "Score sheet"),
    "attendance": ("签到表", "Attendance"),
    "not_sat": ("未考名单", "Who has not sat"),
    "transcript": ("个人成绩单", "Transcript"),
    "labels": ("座位签", "Seat labels"),
    "reminder": ("证书到期提醒", "Certificates that run out"),
    "reminder_how": (
        "下列证书即将到期，请在到期前参加考试或办理续发。",
        "These certificates run out soon: sit the exam again, or have them renewed, before that day.",
    ),
    "days_left": ("剩余天数", "Days left"),
    "row": ("序号", "No."),
    "result": ("结果", "Result"),
    "note": ("备注", "Note"),
    "signature": ("签名", "Signature"),
    "arrived": ("到场", "Arrived"),
    "absent": ("缺考", "Absent"),
    "certificate": ("证书编号", "Certificate"),
    "until": ("有效期至", "Valid until"),
    "people": ("共 {n} 人", "{n} people"),
    "everybody_sat": ("没有未考的人。", "Everybody has sat."),
    "answers": ("纸质答卷", "Answers"),
    "answers_how": (
        (
            "每张答卷一行，姓名可不填。选择：A、ACD；判断：√ ×；填空：各空以 | 分开；计算：数字；排序：CAB；"
            "匹配：A2 B1；案例：各小题各占一列，没有转到的小题留空；问答：抄录全文，之后在评卷页评分。"
        ),
        (
            "A row a sheet; the name may be left out. Letters: A, ACD. True or false: √ ×. Gaps parted by |."
            " Order: CAB. Match: A2 B1. A case: a column a part, those not reached left empty. Essays: the whole"
            " text; marks follow."
        ),
    ),
}
_NUMERALS = "一二三四五六七八九十"


def text(code: str, language: Language, facts: Mapping[str, Fact] | None = None) -> str:
    """The text of a code with its facts filled in."""
    found = _TEXTS[code][0 if language == "zh" else 1]
    return found.format_map(facts) if facts else found


def numeral(n: int, language: Language) -> str:
    """A section's number: 一, 二, … 十一; I, II, … in English as plain figures."""
    if language == "en" or n > 99:
        return str(n)
    if n <= 10:
        return _NUMERALS[n - 1]
    tens, ones = divmod(n, 10)
    return f"{'' if tens == 1 else _NUMERALS[tens - 1]}十{_NUMERALS[ones - 1] if ones else ''}"


def plain(points: Decimal) -> str:
    """Points without needless zeros."""
    return format(points.normalize(), "f") if points else "0"


def instruction(kind: Kind, rule: MultipleRule) -> str:
    """The code of what is to be done in a section of one kind."""
    return f"do_multiple_{rule.value}" if kind is Kind.MULTIPLE else f"do_{kind.value}"


__all__ = ["Language", "instruction", "numeral", "plain", "text"]
