"""Question lists laid out as Chinese examiners do, and what each holds, in a short notation."""

from __future__ import annotations

from desktop_app.banks.formats.draft import Draft
from desktop_app.banks.question import Blank, Essay, Multiple, Order, Question, Scenario, Single, TrueFalse

O2 = "A. 甲\nB. 乙\n"


def told(question: Question) -> str:
    """``S Q | 甲 乙*``: kind, stem, and the options with the right ones starred, the truth, the blanks, the answer."""
    match question:
        case Single() | Multiple() | Order():
            letter = {"single": "S", "multiple": "M", "order": "O"}[question.kind]
            body = " ".join(option.text + "*" * (option.credit > 0) for option in question.options)
        case TrueFalse():
            letter, body = "T", "√" if question.answer else "×"
        case Blank():
            letter, body = "B", " / ".join(";".join(one.text for one in gap.accept) for gap in question.blanks)
        case Essay():
            letter, body = "E", question.explanation
        case Scenario():
            letter, body = "C", " & ".join(told(part) for part in question.parts)
        case _:
            letter, body = question.kind, ""
    return f"{letter} {question.stem} | {body}"


def summary(draft: Draft) -> list[str]:
    """The questions of a draft, and its rejections by code, in their order of kinds."""
    return [*(told(one.question) for one in draft.questions), *(f"! {finding.code}" for finding in draft.findings)]


LAYOUTS: dict[str, tuple[str, list[str]]] = {
    # headings
    "heading with points and a long direction": (
        "一、单项选择题（本大题共20小题，每小题1分，共20分。在每小题列出的四个备选项中只有一个是符合题目要求的，请将其"
        "代码填写在题后的括号内。"
        "错选、多选或未选均无分。）\n1. Q（  ）\n" + O2 + "答案：B",
        ["S Q（  ） | 甲 乙*"],
    ),
    "kinds by sections, key beside": (
        "一、单选题（每题2分，共40分）\n1、Q\n"
        + O2
        + "答案：A\n二、多选题（每题3分）\n1、R\n"
        + O2
        + "答案：AB\n三、判断题\n1、甲。（√）\n2、乙。（×）\n四、填空题\n1、最高____万元。\n答案：50\n"
        + "五、简答题\n1、何为存款保险？\n答：见条例。",
        [
            "S Q | 甲* 乙",
            "M R | 甲* 乙*",
            "T 甲。 | √",
            "T 乙。 | ×",
            "B 最高____万元。 | 50",
            "E 何为存款保险？ | 见条例。",
        ],
    ),
    "第一部分 headings": (
        "第一部分 单选题\n1. Q\n" + O2 + "答案：A\n第二部分 判断题\n1. 甲。答案：错",
        ["S Q | 甲* 乙", "T 甲。 | ×"],
    ),
    "heading in brackets": ("【多选题】\n1. Q\n" + O2 + "答案：AB", ["M Q | 甲* 乙*"]),
    "heading with count": (
        "单选题（共2题，共4分）\n1. Q\n" + O2 + "答案：A\n2. R\n" + O2 + "答案：B",
        ["S Q | 甲* 乙", "S R | 甲 乙*"],
    ),
    "a stem that begins with its kind": (
        "1. 单选题：下列正确的是（ ）\n" + O2 + "答案：A\n2. 判断题：甲。\n答案：对",
        ["S 下列正确的是（ ） | 甲* 乙", "T 甲。 | √"],
    ),
    "kind marks of several shapes": (
        "1. [单选题] Q\n"
        + O2
        + "答案：A\n2. 【多选】R\n"
        + O2
        + "答案：AB\n3. (判断) 甲。\n答案：错误\n4. Q4（单选题，2分）\n"
        + O2
        + "答案：B",
        ["S Q | 甲* 乙", "M R | 甲* 乙*", "T 甲。 | ×", "S Q4 | 甲 乙*"],
    ),
    "no kind anywhere, the key decides": (
        "1. Q\n" + O2 + "答案：A\n2. R\n" + O2 + "答案：AB",
        ["S Q | 甲* 乙", "M R | 甲* 乙*"],
    ),
    # numbers
    "numbers glued to a year": (
        "1.2015年起施行的是（ ）\n" + O2 + "答案：A\n2.2016年起的是\n" + O2 + "答案：B",
        ["S 2015年起施行的是（ ） | 甲* 乙", "S 2016年起的是 | 甲 乙*"],
    ),
    "a number and a space": ("1 Q\n" + O2 + "答案：A\n2 R\n" + O2 + "答案：B", ["S Q | 甲* 乙", "S R | 甲 乙*"]),
    "full-width numbers": ("１．Q\nＡ．甲　Ｂ．乙\n答案：Ｂ", ["S Q | 甲 乙*"]),
    "numbers out of turn": (
        "15. Q\n" + O2 + "答案：A\n87. R\n" + O2 + "答案：B\n20. S\n" + O2 + "答案：A",
        ["S Q | 甲* 乙", "S R | 甲 乙*", "S S | 甲* 乙"],
    ),
    "one number twice": ("1. Q\n" + O2 + "答案：A\n1. R\n" + O2 + "答案：B", ["S Q | 甲* 乙", "S R | 甲 乙*"]),
    "a missing number": (
        "1. Q\n" + O2 + "答案：A\n无号的R\n" + O2 + "答案：B\n3. S\n" + O2 + "答案：A",
        ["S Q | 甲* 乙", "S 无号的R | 甲 乙*", "S S | 甲* 乙"],
    ),
    "numbers with 第 and 题": (
        "第1题 Q\n" + O2 + "答案：A\n第2题：R\n" + O2 + "答案：B",
        ["S Q | 甲* 乙", "S R | 甲 乙*"],
    ),
    "a stem of several lines with points": (
        "1. 下列属于义务的是\n1.识别\n2.报告\nA. 全部\nB. 其一\n答案：A\n2. R\n" + O2 + "答案：B",
        ["S 下列属于义务的是\n1.识别\n2.报告 | 全部* 其一", "S R | 甲 乙*"],
    ),
    "statements with circled numbers": ("1. 正确的有\n①甲 ②乙\nA. ①\nB. ①②\n答案：B", ["S 正确的有\n①甲 ②乙 | ① ①②*"]),
    # options
    "four on one line": ("1. Q\nA. 甲 B. 乙 C. 丙 D. 丁\n答案：C", ["S Q | 甲 乙 丙* 丁"]),
    "two lines of two": ("1. Q\nA. 甲    B. 乙\nC. 丙    D. 丁\n答案：C", ["S Q | 甲 乙 丙* 丁"]),
    "three lines, the last holds two": ("1. Q\nA. 甲\nB. 乙\nC. 丙 D. 丁\n答案：D", ["S Q | 甲 乙 丙 丁*"]),
    "no space between": ("1. Q\nA.甲B.乙C.丙D.丁\n答案：C", ["S Q | 甲 乙 丙* 丁"]),
    "tabs": ("1. Q\nA、甲\tB、乙\tC、丙\tD、丁\n答案：BC", ["M Q | 甲 乙* 丙* 丁"]),
    "behind the stem": ("1. Q（ ）A. 甲 B. 乙 C. 丙\n答案：C", ["S Q（ ） | 甲 乙 丙*"]),
    "lower case": ("1. Q\na. 甲\nb. 乙\n答案：b", ["S Q | 甲 乙*"]),
    "in brackets": ("1. Q\n（A）甲（B）乙（C）丙\n答案：（C）", ["S Q | 甲 乙 丙*"]),
    "letters without a sign": ("1. Q\nA 甲\nB 乙\nC 丙\n答案：C", ["S Q | 甲 乙 丙*"]),
    "letters right before the text": ("1. Q\nA甲类\nB乙类\nC丙类\n答案：C", ["S Q | 甲类 乙类 丙类*"]),
    "semicolons between": ("1. Q\nA. 甲；B. 乙；C. 丙。\n答案：B", ["S Q | 甲 乙* 丙。"]),
    "letters within an option": (
        "1. Q\nA. 甲\nB. 乙\nC. 以上A、B都对\nD. 维生素E、钙\n答案：C",
        ["S Q | 甲 乙 以上A、B都对* 维生素E、钙"],
    ),
    "five and six options": ("1. Q\nA.甲\nB.乙\nC.丙\nD.丁\nE.戊\nF.己\n答案：AEF", ["M Q | 甲* 乙 丙 丁 戊* 己*"]),
    "a letter twice": (
        "1. Q\nA. 甲\nB. 乙\nC. 丙\nC. 丁\n答案：A\n2. R\n" + O2 + "答案：B",
        ["S R | 甲 乙*", "! list_options_order"],
    ),
    "a letter left out": (
        "1. Q\nA. 甲\nC. 丙\nD. 丁\n答案：A\n2. R\n" + O2 + "答案：B",
        ["S R | 甲 乙*", "! list_options_order"],
    ),
    "options of two lines": ("1. Q\nA. 甲\n续行\nB. 乙\n答案：A", ["S Q | 甲\n续行* 乙"]),
    "a page mark between": (
        "1. Q\nA. 甲\nB. 乙\n第 2 页 共 5 页\n2. R\n" + O2 + "答案：B\n参考答案\n1.A",
        ["S Q | 甲* 乙", "S R | 甲 乙*"],
    ),
    # keys beside
    "key in brackets with spaces": ("1. 最高为（ D ）。\nA.甲\nB.乙\nC.丙\nD.丁", ["S 最高为（  ）。 | 甲 乙 丙 丁*"]),
    "several letters in brackets": (
        "1. 下列属于（ ABD ）的是\nA.甲\nB.乙\nC.丙\nD.丁",
        ["M 下列属于（  ）的是 | 甲* 乙* 丙 丁*"],
    ),
    "letters with commas in brackets": (
        "1. 包括（A、B、D）。\nA.甲\nB.乙\nC.丙\nD.丁",
        ["M 包括（  ）。 | 甲* 乙* 丙 丁*"],
    ),
    "key behind the stem": ("1. 下列正确的是（  ） B\n" + O2, ["S 下列正确的是（  ） | 甲 乙*"]),
    "key on a drawn line": ("1. 下列正确的是__B__。\n" + O2, ["S 下列正确的是____。 | 甲 乙*"]),
    "three spellings in one file": (
        "1. Q\n"
        + O2
        + "答案：A\n2. R\n"
        + O2
        + "【答案】B\n3. S\n"
        + O2
        + "正确答案 A\n4. T\n"
        + O2
        + "标准答案:  B\n5. U\n"
        + O2
        + "答 案：A",
        ["S Q | 甲* 乙", "S R | 甲 乙*", "S S | 甲* 乙", "S T | 甲 乙*", "S U | 甲* 乙"],
    ),
    "key and reason on one line": (
        "1. Q\n"
        + O2
        + "答案：A 解析：因为甲。\n2. R\n"
        + O2
        + "【答案】B【解析】因为乙。\n第二段。\n3. S\n"
        + O2
        + "答案：A",
        ["S Q | 甲* 乙", "S R | 甲 乙*", "S S | 甲* 乙"],
    ),
    "a reason without a mark": ("1. Q\n" + O2 + "答案：B。因为条例第五条有规定。", ["S Q | 甲 乙*"]),
    "the key before the options": ("1. Q\n答案：B\n" + O2, ["S Q | 甲 乙*"]),
    "a key alone below": ("1. Q\n" + O2 + "B\n2. R\n" + O2 + "A", ["S Q | 甲 乙*", "S R | 甲* 乙"]),
    "the option's own text": ("1. Q\nA. 二十万元\nB. 五十万元\n答案：五十万元", ["S Q | 二十万元 五十万元*"]),
    "letter and text": ("1. Q\nA. 二十万元\nB. 五十万元\n答案：B. 五十万元", ["S Q | 二十万元 五十万元*"]),
    "my answer beside the right one": ("1. Q\n" + O2 + "我的答案：B 正确答案：A", ["S Q | 甲* 乙"]),
    "the right option ticked": (
        "1. Q\nA. 甲\nB. 乙 √\n2. R\nA. 甲（正确答案）\nB. 乙",
        ["S Q | 甲 乙*", "S R | 甲* 乙"],
    ),
    "two keys that differ": (
        "1. 下列正确的是（ A ）。\n" + O2 + "答案：B\n2. R\n" + O2 + "答案：B",
        ["S R | 甲 乙*", "! list_keys_differ"],
    ),
    "single choice with two letters": (
        "一、单选题\n1. Q\n" + O2 + "答案：AB\n2. R\n" + O2 + "答案：B",
        ["S R | 甲 乙*", "! single_with_several_answers"],
    ),
    "options are missing": ("1. Q\n答案：B\n2. R\n" + O2 + "答案：B", ["S R | 甲 乙*", "! options_missing"]),
    "no key": ("一、单选题\n1. Q\n" + O2 + "2. R\n" + O2 + "答案：B", ["S R | 甲 乙*", "! answer_missing"]),
    # truth
    "truth signs": (
        "一、判断题\n1. 甲。（√）\n2. 乙（×）。\n3. 丙。(对)\n4. （错）丁。\n5. 戊。 √\n6. 己。( T )\n7. 庚。正确\n",
        ["T 甲。 | √", "T 乙。 | ×", "T 丙。 | √", "T 丁。 | ×", "T 戊。 | √", "T 己。 | √", "T 庚。 | √"],
    ),
    "truth by key lines": (
        "一、判断题\n1. 甲。（ ）\n答案：√\n2. 乙。\n正确答案：错误\n3. 丙。\n答案：×。应为50万元。",
        ["T 甲。 | √", "T 乙。 | ×", "T 丙。 | ×"],
    ),
    "truth as options": (
        "1. 甲。\nA. 正确\nB. 错误\n答案：B\n2. 乙。\nA. 对 B. 错\n答案：对",
        ["T 甲。 | ×", "T 乙。 | √"],
    ),
    # blanks
    "blanks of all shapes": (
        (
            "一、填空题\n1. 自____年____月起。\n答案：2015；5\n2. 简称（  ）。\n答案：人行\n3. 甲____，乙____。\n"
            "答案：①50万元 ②3年\n4. 甲（ ）乙（ ）。\n答案：50、3\n"
        ),
        [
            "B 自____年____月起。 | 2015 / 5",
            "B 简称（  ）。 | 人行",
            "B 甲____，乙____。 | 50万元 / 3年",
            "B 甲（ ）乙（ ）。 | 50 / 3",
        ],
    ),
    "alternatives of a blank": ("填空题\n1. 简称___。\n答案：人行;央行", ["B 简称___。 | 人行;央行"]),
    "a blank without a heading": ("1. 最高偿付限额为（  ）万元。\n答案：50", ["B 最高偿付限额为（  ）万元。 | 50"]),
    # essays
    "numbered model answers": (
        "五、简答题（每题10分）\n1. 三项义务？\n答：1.识别\n2.报告\n3.保存\n2. 什么是存款保险？\n答：见条例。",
        ["E 三项义务？ | 1.识别\n2.报告\n3.保存", "E 什么是存款保险？ | 见条例。"],
    ),
    "two points, then the second question": (
        "简答题\n1、Q？\n答案：\n1、甲\n2、乙\n2、R？\n答案：\n1、丙\n2、丁",
        ["E Q？ | 1、甲\n2、乙", "E R？ | 1、丙\n2、丁"],
    ),
    "points below Chinese headings": (
        "简答题\n1. Q？\n答：\n一、总体要求\n1. 甲\n2. 乙\n二、步骤\n1. 丙\n2. 丁\n2. R？\n答：略",
        ["E Q？ | 一、总体要求\n1. 甲\n2. 乙\n二、步骤\n1. 丙\n2. 丁", "E R？ | 略"],
    ),
    "an essay with parts answered together": (
        "案例分析题\n1. 客户甲来办理业务。\n（1）应核对什么？\n（2）应报告什么？\n答：（1）身份。（2）交易。",
        ["E 客户甲来办理业务。\n（1）应核对什么？\n（2）应报告什么？ | （1）身份。（2）交易。"],
    ),
    # cases
    "a case with its questions": (
        "案例分析题\n案例一：客户甲来办理业务。\n（1）应核对\n"
        + O2
        + "答案：A\n（2）应报告\n"
        + O2
        + "答案：AB\n案例二：客户乙。\n（1）甲。（√）\n（2）乙。（×）",
        [
            "C 案例一：客户甲来办理业务。 | S 应核对 | 甲* 乙 & M 应报告 | 甲* 乙*",
            "C 案例二：客户乙。 | T 甲。 | √ & T 乙。 | ×",
        ],
    ),
    "material and numbered questions": (
        "材料：某行开户。\n1. Q\n" + O2 + "答案：A\n2. R\n" + O2 + "答案：B",
        ["C 材料：某行开户。 | S Q | 甲* 乙 & S R | 甲 乙*"],
    ),
    "a numbered case with parts": (
        "五、案例题\n1. 某客户开户。\n（1）Q\n"
        + O2
        + "答案：A\n（2）R\n"
        + O2
        + "答案：B\n2. 某客户销户。\n（1）S\n"
        + O2
        + "答案：A",
        ["C 某客户开户。 | S Q | 甲* 乙 & S R | 甲 乙*", "C 某客户销户。 | S S | 甲* 乙"],
    ),
    # keys at the end
    "ranges": (
        "1. Q\n" + O2 + "2. R\n" + O2 + "3. S\n" + O2 + "\n参考答案\n1-3 ABB",
        ["S Q | 甲* 乙", "S R | 甲 乙*", "S S | 甲 乙*"],
    ),
    "ranges without a title": ("1. Q\n" + O2 + "2. R\n" + O2 + "1-2：AB", ["S Q | 甲* 乙", "S R | 甲 乙*"]),
    "sections with their ordinals": (
        "一、单选题\n1. Q\n" + O2 + "2. R\n" + O2 + "二、判断题\n1. 甲。\n2. 乙。\n参考答案\n一、1.A 2.B\n二、1.√ 2.×",
        ["S Q | 甲* 乙", "S R | 甲 乙*", "T 甲。 | √", "T 乙。 | ×"],
    ),
    "sections with a heading and the key on one line": (
        "一、单选题\n1. Q\n" + O2 + "二、多选题\n1. R\n" + O2 + "答案：\n一、单选题：1.A\n二、多选题：1.AB",
        ["S Q | 甲* 乙", "M R | 甲* 乙*"],
    ),
    "a key below each section": (
        "一、单选题\n1. Q\n" + O2 + "2. R\n" + O2 + "答案：1-2 AB\n二、判断题\n1. 甲。\n2. 乙。\n答案：1.√ 2.×",
        ["S Q | 甲* 乙", "S R | 甲 乙*", "T 甲。 | √", "T 乙。 | ×"],
    ),
    "numbers that go on through sections": (
        "一、单选题\n1. Q\n" + O2 + "二、多选题\n2. R\n" + O2 + "三、判断题\n3. 甲。\n参考答案\n1.A 2.AB 3.√",
        ["S Q | 甲* 乙", "M R | 甲* 乙*", "T 甲。 | √"],
    ),
    "a key with reasons": (
        "1. Q\n" + O2 + "2. R\n" + O2 + "答案与解析\n1.【答案】A\n【解析】因为甲。\n2. B 解析：因为乙。",
        ["S Q | 甲* 乙", "S R | 甲 乙*"],
    ),
    "blanks and essays in the key": (
        (
            "一、填空题\n1. 最高____万元。\n2. 共____年____月。\n二、简答题\n1. 何为甲？\n"
            "2. 何为乙？\n参考答案\n一、填空题\n1. 50\n2. 3；6\n二、简答题\n1. 甲是甲。\n（1）细则\n2. 乙是乙。"
        ),
        [
            "B 最高____万元。 | 50",
            "B 共____年____月。 | 3 / 6",
            "E 何为甲？ | 甲是甲。\n（1）细则",
            "E 何为乙？ | 乙是乙。",
        ],
    ),
    "two papers, each with its key": (
        "试卷一\n一、单选题\n1. Q\n" + O2 + "参考答案\n1.A\n试卷二\n一、单选题\n1. R\n" + O2 + "参考答案\n1.B",
        ["S Q | 甲* 乙", "S R | 甲 乙*"],
    ),
    # several in one
    "running on with keys": ("1. 甲。（√）2. 乙。（×）3. 丙。（√）", ["T 甲。 | √", "T 乙。 | ×", "T 丙。 | √"]),
    "running on with options": ("1. Q A. 甲 B. 乙 2. R A. 甲 B. 乙\n答案：1.A 2.B", ["S Q | 甲* 乙", "S R | 甲 乙*"]),
    "unnumbered, parted by blank lines": (
        "Q\n" + O2 + "答案：A\n\nR\n" + O2 + "答案：B",
        ["S Q | 甲* 乙", "S R | 甲 乙*"],
    ),
    "a chapter between": (
        "第一章 存款\n1. Q\n" + O2 + "答案：A\n第二章 贷款\n1. R\n" + O2 + "答案：B",
        ["S Q | 甲* 乙", "S R | 甲 乙*"],
    ),
    "an order": ("排序题\n1. 顺序是\nA. 甲\nB. 乙\nC. 丙\n答案：BCA", ["O 顺序是 | 乙 丙 甲"]),
    "Markdown with bold and boxes": (
        "## 一、单选题\n\n**1.** Q（  ）\n\n- A. 甲\n- **B. 乙**\n- C. 丙\n\n2. R\n\n- [ ] 甲\n- [x] 乙\n- [ ] 丙\n",
        ["S Q（  ） | 甲 乙* 丙", "S R | 甲 乙* 丙"],
    ),
    "a Markdown table": (
        (
            "# 题库\n\n| 题型 | 题干 | A | B | 答案 |\n|---|---|---|---|---|\n| 单选题 | Q | 甲 | 乙 | B |\n"
            "\n1. S\nA. 甲\nB. 乙\n答案：A"
        ),
        ["S Q | 甲 乙*", "S S | 甲* 乙"],
    ),
    "answers folded in Markdown": (
        (
            "1. Q\n\nA. 甲\n\nB. 乙\n\n<details>\n<summary>答案</summary>\n\nB\n\n</details>\n\n2. R\n\n"
            "A. 甲\n\nB. 乙\n\n> 答案：A\n"
        ),
        ["S Q | 甲 乙*", "S R | 甲* 乙"],
    ),
    "Markdown escapes and formulas": (
        "1. 最高为\\_\\_\\_\\_万元。\n   答案：50\n2. 值 $x_{1}$ 与 $a**b$ 对。（√）",
        ["B 最高为____万元。 | 50", "T 值 $x_{1}$ 与 $a**b$ 对。 | √"],
    ),
    "marks of a question bank site": (
        "1、[单选] Q\nA、甲\nB、乙\n答案：B\n难度：3\n知识点：存款\n解析：无\n2、[判断] 甲\n答案：正确\n难度：中\n",
        ["S Q | 甲 乙*", "T 甲 | √"],
    ),
    "export of a learning platform": (
        "1. (单选题)Q\nA. 甲\nB. 乙\n我的答案: A:甲;正确答案: B:乙;\n0分\n",
        ["S Q | 甲 乙*"],
    ),
    "circles and boxes before options": (
        "1. Q [单选题] *\n○甲\n○乙(正确答案)\n2. R [多选题] *\n□甲(正确答案)\n□乙(正确答案)\n□丙\n",
        ["S Q | 甲 乙*", "M R | 甲* 乙* 丙"],
    ),
    "full-width brackets and blanks": (
        "1．Q（\u3000Ｂ\u3000）\nＡ．甲\u3000\u3000\u3000Ｂ．乙\n２．R（Ａ）\nＡ．甲\nＢ．乙",
        ["S Q（  ） | 甲 乙*", "S R（  ） | 甲* 乙"],
    ),
    "A and B for true and false": (
        "判断题（A正确 B错误）\n1. 甲。\n答案：A\n2. 乙。（B）",
        ["T 甲。 | √", "T 乙。 | ×"],
    ),
    "headings of two words": (
        "单选\n1、Q\nA. 甲\nB. 乙\n答案A\n多选\n1、R\nA. 甲\nB. 乙\n答案AB\n判断\n1、甲\n答案 对",
        ["S Q | 甲* 乙", "M R | 甲* 乙*", "T 甲 | √"],
    ),
    "numbered points in an explanation": (
        "1. Q\nA. 甲\nB. 乙\n答案：A\n解析：\n1. 甲对。\n2. 乙错。\n2. R\nA. 甲\nB. 乙\n答案：B",
        ["S Q | 甲* 乙", "S R | 甲 乙*"],
    ),
    "letters in an explanation": (
        "1. Q\nA. 甲\nB. 乙\n答案：A\n解析：A项正确。\nB. 项错误，因为如此。\n2. R\nA. 甲\nB. 乙\n答案：B",
        ["S Q | 甲* 乙", "S R | 甲 乙*"],
    ),
    "terms and essays in the key": (
        (
            "一、名词解释\n1. 存款保险\n2. 反洗钱\n二、论述题\n1. 论甲。\n参考答案：\n一、名词解释\n"
            "1. 存款保险：是一种制度。\n2. 反洗钱：是另一种。\n二、论述题\n1. 答：\n（1）甲\n（2）乙"
        ),
        ["E 存款保险 | 存款保险：是一种制度。", "E 反洗钱 | 反洗钱：是另一种。", "E 论甲。 | （1）甲\n（2）乙"],
    ),
    "source, points, difficulty and topic": (
        "1. Q\nA. 甲\nB. 乙\n答案：B\n出处：《存款保险条例》第五条\n分值：2分\n难度：易\n考点：存款>限额",
        ["S Q | 甲 乙*"],
    ),
    "points beside the stem": (
        "1. Q（2分）\nA. 甲\nB. 乙\n答案：B\n2.（3分）R\nA. 甲\nB. 乙\n答案：A",
        ["S Q | 甲 乙*", "S R | 甲* 乙"],
    ),
    "a space before the stop": (
        "1 . Q\nA. 甲\nB. 乙\n答案：B\n2 . R\nA. 甲\nB. 乙\n答案：A",
        ["S Q | 甲 乙*", "S R | 甲* 乙"],
    ),
    "numbers on lines of their own": (
        "1.\nQ\nA. 甲\nB. 乙\n答案：B\n2.\nR\nA. 甲\nB. 乙\n答案：A",
        ["S Q | 甲 乙*", "S R | 甲* 乙"],
    ),
    "the answer below its mark": (
        "1. Q\nA. 甲\nB. 乙\n答案：\nB\n2. R\nA. 甲\nB. 乙\n答案：\nA\n解析：\n因为",
        ["S Q | 甲 乙*", "S R | 甲* 乙"],
    ),
    "two brackets, one choice": (
        "1. 甲（ ）乙（ ）。\nA. 一 二\nB. 三 四\n答案：A",
        ["S 甲（ ）乙（ ）。 | 一 二* 三 四"],
    ),
    "companies named A and B": (
        "1. 若A公司与B公司合并，则（ ）。\nA. 甲\nB. 乙\n答案：A",
        ["S 若A公司与B公司合并，则（ ）。 | 甲* 乙"],
    ),
    "letters in the stem and the key in brackets": (
        "1. 甲银行A、B、C三类账户中，可以（C）。\nA. 甲\nB. 乙\nC. 丙",
        ["S 甲银行A、B、C三类账户中，可以（  ）。 | 甲 乙 丙*"],
    ),
    "times and ratios": (
        "1. 09:30至11:30是\nA. 甲\nB. 乙\n答案：A\n2. 比例为1:3\nA. 甲\nB. 乙\n答案：B",
        ["S 09:30至11:30是 | 甲* 乙", "S 比例为1:3 | 甲 乙*"],
    ),
    "sections in chapters": (
        (
            "第一章 总则\n一、单选题\n1. Q\nA. 甲\nB. 乙\n答案：A\n第二章 分则\n一、单选题\n1. R\nA. 甲\n"
            "B. 乙\n答案：B\n二、判断题\n1. 甲（√）"
        ),
        ["S Q | 甲* 乙", "S R | 甲 乙*", "T 甲 | √"],
    ),
    "chapters in the key": (
        (
            "第一章\n一、单选题\n1. Q\nA. 甲\nB. 乙\n二、判断题\n1. 甲\n第二章\n一、单选题\n1. R\nA. 甲\n"
            "B. 乙\n参考答案\n第一章\n一、单选题\n1.A\n二、判断题\n1.√\n第二章\n一、单选题\n1.B"
        ),
        ["S Q | 甲* 乙", "T 甲 | √", "S R | 甲 乙*"],
    ),
    "the key before the options of a line": (
        "1. Q 【答案】B\nA. 甲\nB. 乙\n2. R 答案：A\nA. 甲\nB. 乙\n",
        ["S Q | 甲 乙*", "S R | 甲* 乙"],
    ),
    "truth signs within": (
        "判断题\n1. 甲（√）可以。\n2. 银行(×)应当。",
        ["T 甲可以。 | √", "T 银行应当。 | ×"],
    ),
    "unnumbered statements": (
        "判断题\n甲。（√）\n乙。（×）\n丙。（√）",
        ["T 甲。 | √", "T 乙。 | ×", "T 丙。 | √"],
    ),
    "unnumbered blanks": (
        "填空题\n甲____。\n答案：一\n乙____。\n答案：二",
        ["B 甲____。 | 一", "B 乙____。 | 二"],
    ),
    "unnumbered essays": (
        "简答题\n甲是什么？\n答：甲。\n\n乙是什么？\n答：乙。",
        ["E 甲是什么？ | 甲。", "E 乙是什么？ | 乙。"],
    ),
    "indented options on one line": (
        "1. Q\n    A．甲   B．乙   C．丙   D．丁\n    答案：C",
        ["S Q | 甲 乙 丙* 丁"],
    ),
    "key in lower case and English": (
        "1. Q\nA. 甲\nB. 乙\n答案：b\n2. R\nA. 甲\nB. 乙\nAnswer: A",
        ["S Q | 甲 乙*", "S R | 甲* 乙"],
    ),
    "选项A": (
        "1. Q\n选项A：甲\n选项B：乙\n正确选项：B",
        ["S Q | 甲 乙*"],
    ),
    "all on one line": (
        "1. Q：A、甲；B、乙；C、丙。答案：C",
        ["S Q： | 甲 乙 丙。*"],
    ),
    "long numbers": (
        "1001. Q\nA. 甲\nB. 乙\n答案：A\n1002. R\nA. 甲\nB. 乙\n答案：B",
        ["S Q | 甲* 乙", "S R | 甲 乙*"],
    ),
    "题型 and 题干 as marks": (
        "题型：单选题\n题干：Q\nA. 甲\nB. 乙\n答案：B\n\n题型：判断题\n题干：甲。\n答案：错",
        ["S Q | 甲 乙*", "T 甲。 | ×"],
    ),
    "a match": (
        "匹配题\n1. 连线\n甲—1\n乙—2\n答案：甲1乙2",
        ["! list_kind_unsupported"],
    ),
    "numbers that begin anew": (
        "1. Q\nA. 甲\nB. 乙\n2. R\nA. 甲\nB. 乙\n1. S\nA. 甲\nB. 乙\n参考答案\n1.A 2.B\n1.B",
        ["S Q | 甲* 乙", "S R | 甲 乙*", "S S | 甲 乙*"],
    ),
    "the key in brackets": (
        "1. Q\nA. 甲\nB. 乙\n（答案：B）\n2. R（答案：A）\nA. 甲\nB. 乙\n",
        ["S Q | 甲 乙*", "S R | 甲* 乙"],
    ),
    "the explanation before the key": (
        "1. Q\nA. 甲\nB. 乙\n解析：因为。\n答案：B",
        ["S Q | 甲 乙*"],
    ),
    "an explanation and no key": (
        "1. Q\nA. 甲\nB. 乙\n解析：故选B。",
        ["! answer_missing"],
    ),
    "letters in a model answer": (
        "简答题\n1. Q？\n答：要点如下：A. 甲；B. 乙；C. 丙。\n2. R？\n答：略",
        ["E Q？ | 要点如下：A. 甲；B. 乙；C. 丙。", "E R？ | 略"],
    ),
    "a shared stem for two questions": (
        (
            "阅读以下材料，回答1-2题。\n某行开户。\n1. Q\nA. 甲\nB. 乙\n答案：A\n2. R\nA. 甲\nB. 乙\n"
            "答案：B\n3. S\nA. 甲\nB. 乙\n答案：B"
        ),
        ["C 阅读以下材料，回答1-2题。\n某行开户。 | S Q | 甲* 乙 & S R | 甲 乙*", "S S | 甲 乙*"],
    ),
    "points in a model answer": (
        "简答题\n1. Q？（10分）\n答：甲（5分）；乙（5分）。",
        ["E Q？ | 甲（5分）；乙（5分）。"],
    ),
    "a calculation": (
        "计算题\n1. 某客户存入10000元，年利率2.25%，求利息。\n解：10000×2.25%=225元。\n答：225元。",
        ["E 某客户存入10000元，年利率2.25%，求利息。 | 10000×2.25%=225元。\n225元。"],
    ),
    "a range with commas": (
        "1. Q\nA. 甲\nB. 乙\n2. R\nA. 甲\nB. 乙\n3. S\nA. 甲\nB. 乙\n答案:1-3:A、B、A",
        ["S Q | 甲* 乙", "S R | 甲 乙*", "S S | 甲* 乙"],
    ),
    "a key with bracketed numbers": (
        "1. Q\nA. 甲\nB. 乙\n2. R\nA. 甲\nB. 乙\n参考答案\n（1）A （2）B",
        ["S Q | 甲* 乙", "S R | 甲 乙*"],
    ),
    "a key with spaces": (
        "1. Q\nA. 甲\nB. 乙\n2. R\nA. 甲\nB. 乙\n参考答案\n1 A\n2 B",
        ["S Q | 甲* 乙", "S R | 甲 乙*"],
    ),
    "truth signs in a range": (
        "判断题\n1. 甲\n2. 乙\n3. 丙\n参考答案\n1-3 √√×",
        ["T 甲 | √", "T 乙 | √", "T 丙 | ×"],
    ),
    "truth words in a key": (
        "判断题\n1. 甲\n2. 乙\n参考答案\n1.对 2.错",
        ["T 甲 | √", "T 乙 | ×"],
    ),
    "long truth words in a key": (
        "判断题\n1. 甲\n2. 乙\n答案：1.正确；2.错误",
        ["T 甲 | √", "T 乙 | ×"],
    ),
}
