"""QTI 1.2 as Canvas, Blackboard and Common Cartridge write it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.banks.formats import qti2, qti12
from desktop_app.banks.question import (
    Accepted,
    Blank,
    Essay,
    Gap,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Order,
    Pair,
    Question,
    Scenario,
    Single,
    TrueFalse,
)
from tests.banks.formats.questions import PNG

D = Decimal
RIGHT = D(1)


def field(label: str, entry: str) -> str:
    return f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"


def item(kind: str, presentation: str, rule: str = "", more: str = "", points: str = "2", ident: str = "i") -> str:
    metadata = field("question_type", kind) + (field("points_possible", points) if points else "")
    return (
        f'<item ident="{ident}"><itemmetadata><qtimetadata>{metadata}</qtimetadata></itemmetadata>'
        f"<presentation>{presentation}</presentation><resprocessing><outcomes>"
        '<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'
        f"{rule}</resprocessing>{more}</item>"
    )


def file(*items: str) -> str:
    return (
        '<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
        f'<assessment ident="a" title="T"><section ident="root">{"".join(items)}</section></assessment>'
        "</questestinterop>"
    )


def text(said: str, kind: str = "text/plain") -> str:
    return f'<material><mattext texttype="{kind}">{said}</mattext></material>'


def lid(cardinality: str = "Single", ident: str = "r", labels: Sequence[str] = "abc", left: str = "") -> str:
    options = "".join(f'<response_label ident="{key}">{text(key)}</response_label>' for key in labels)
    return (
        f'<response_lid ident="{ident}" rcardinality="{cardinality}">{left}'
        f"<render_choice>{options}</render_choice></response_lid>"
    )


def typed(ident: str = "r") -> str:
    return f'<response_str ident="{ident}" rcardinality="Single"><render_fib/></response_str>'


def equal(key: str, ident: str = "r") -> str:
    return f'<varequal respident="{ident}">{key}</varequal>'


def when(test: str, score: str = "100", action: str = "Set", more: str = "", goes_on: str = "No") -> str:
    value = f'<setvar action="{action}" varname="SCORE">{score}</setvar>' if score else ""
    return f'<respcondition continue="{goes_on}"><conditionvar>{test}</conditionvar>{value}{more}</respcondition>'


def told(name: str) -> str:
    return f'<displayfeedback feedbacktype="Response" linkrefid="{name}"/>'


def feedback(name: str, said: str) -> str:
    return f'<itemfeedback ident="{name}"><flow_mat>{text(said)}</flow_mat></itemfeedback>'


def abc(*worth: str) -> tuple[Option, ...]:
    return tuple(Option(key, D(credit)) for key, credit in zip("abc", worth, strict=True))


common: dict[str, Any] = {"uid": "i", "stem": "Q", "points": D(2)}
CASES: list[tuple[str, Question]] = [
    (
        item("multiple_choice_question", text("Q") + lid(), when(equal("b"))),
        Single(**common, options=abc("0", "1", "0")),
    ),
    (
        item("multiple_choice_question", text("Q") + lid(), when(equal("b")) + when(equal("a"), "50")),
        Single(**common, options=abc("0.5", "1", "0")),
    ),
    (
        item(
            "true_false_question",
            text("Q") + lid(labels="tf").replace(">t<", ">True<").replace(">f<", ">False<"),
            when(equal("f")),
        ),
        TrueFalse(**common, answer=False),
    ),
    (
        item(
            "multiple_answers_question",
            text("Q") + lid("Multiple"),
            when(f"<and>{equal('a')}{equal('c')}<not>{equal('b')}</not></and>"),
        ),
        Multiple(**common, options=abc("1", "0", "1")),
    ),
    (
        item(
            "multiple_answers_question",
            text("Q") + lid("Multiple"),
            when(equal("a"), "50", "Add", goes_on="Yes")
            + when(equal("c"), "50", "Add", goes_on="Yes")
            + when(equal("b"), "25", "Subtract", goes_on="Yes"),
        ),
        Multiple(**common, options=abc("0.5", "-0.25", "0.5")),
    ),
    (
        item(
            "short_answer_question",
            text("Q") + typed(),
            when(f"<or>{equal('Bern')}{equal('Berne')}</or>"),
        ),
        Blank(**common, blanks=(Gap((Accepted("Bern"), Accepted("Berne"))),)),
    ),
    (
        item("short_answer_question", text("Q") + typed(), when('<varequal respident="r" case="Yes">Bern</varequal>')),
        Blank(**common, blanks=(Gap((Accepted("Bern"),), match_case=True),)),
    ),
    (
        item(
            "fill_in_multiple_blanks_question",
            text("Red is [x], blue is [y].") + typed("response_x") + typed("response_y"),
            when(equal("r", "response_x"), "50", "Add").replace('continue="No"', 'continue="Yes"')
            + when(equal("b", "response_y"), "50", "Add"),
        ),
        Blank(
            uid="i",
            stem="Red is _____, blue is _____.",
            points=D(2),
            blanks=(Gap((Accepted("r"),)), Gap((Accepted("b"),))),
        ),
    ),
    (
        item(
            "numerical_question",
            text("Q") + typed(),
            when(
                f'<or>{equal("5")}<and><vargte respident="r">4.9</vargte><varlte respident="r">5.1</varlte></and></or>'
            ),
        ),
        Numeric(**common, numbers=(Number(D(5), D("0.1")),)),
    ),
    (
        item(
            "matching_question",
            text("Q") + "".join(lid(ident=f"r{n}", left=text(f"L{n}")) for n in (1, 2)),
            when(equal("c", "r1"), "50", "Add", goes_on="Yes") + when(equal("a", "r2"), "50", "Add"),
        ),
        Match(**common, pairs=(Pair("L1", "c"), Pair("L2", "a"), Pair("", "b"))),
    ),
    (
        item(
            "multiple_dropdowns_question",
            text("One is [x].") + lid(ident="response_x", left=text("x")) + lid(ident="response_y", left=text("y")),
            when(equal("c", "response_x"), "50", "Add", goes_on="Yes") + when(equal("a", "response_y"), "50", "Add"),
        ),
        Scenario(
            uid="i",
            stem="One is （1）_____.",
            points=D(2),
            parts=(
                Single(uid="p1", stem="（1）", options=abc("0", "0", "1")),
                Single(uid="p2", stem="（2）", options=abc("1", "0", "0")),
            ),
        ),
    ),
    (
        item("essay_question", text("&lt;p&gt;Q&lt;/p&gt;", "text/html") + typed()),
        Essay(uid="i", stem="<p>Q</p>", stem_format="html", points=D(2)),
    ),
    (
        item("cc.multiple_choice.v0p1", text("Q") + lid(), when(equal("a")), points=""),
        Single(uid="i", stem="Q", options=abc("1", "0", "0")),
    ),
    (
        item("Ordering", text("Q") + lid("Ordered"), when(f"<and>{equal('b')}{equal('c')}{equal('a')}</and>")),
        Order(**common, options=tuple(Option(key, RIGHT) for key in "bca")),
    ),
]


@pytest.mark.parametrize(("xml", "question"), CASES)
def test_each_type(xml: str, question: Question) -> None:
    data = file(xml).encode()
    assert qti12.sniff(data, "x")
    draft = qti12.read(data)
    assert not draft.findings, draft.findings
    assert [one.question for one in draft.questions] == [question]


def test_feedback() -> None:
    rule = (
        when("<other/>", "", more=told("general"), goes_on="Yes")
        + when(equal("a"), "", more=told("a_fb"), goes_on="Yes")
        + when(equal("b"), "100", more=told("well"))
    )
    more = feedback("general", "G") + feedback("a_fb", "not a") + feedback("well", "yes")
    draft = qti12.read(file(item("multiple_choice_question", text("Q") + lid(), rule, more)).encode())
    (question,) = (one.question for one in draft.questions)
    assert isinstance(question, Single)
    assert [option.feedback for option in question.options] == ["not a", "yes", ""]
    assert question.explanation == "G"


BLACKBOARD = """<item title="t"><itemmetadata><bbmd_questiontype>Matching</bbmd_questiontype>
<qmd_absolutescore_max>4.0</qmd_absolutescore_max></itemmetadata><presentation><flow class="Block">
<flow class="QUESTION_BLOCK"><flow class="FORMATTED_TEXT_BLOCK"><material><mat_extension>
<mat_formattedtext type="HTML">&lt;p&gt;Match&lt;/p&gt;</mat_formattedtext></mat_extension></material></flow></flow>
<flow class="RESPONSE_BLOCK">
<flow class="Block"><flow class="FORMATTED_TEXT_BLOCK"><material><mat_extension>
<mat_formattedtext type="HTML">&lt;p&gt;L1&lt;/p&gt;</mat_formattedtext></mat_extension></material></flow>
<response_lid ident="r1" rcardinality="Single"><render_choice>
<flow_label><response_label ident="x1"/><response_label ident="x2"/></flow_label></render_choice></response_lid></flow>
<flow class="Block"><flow class="FORMATTED_TEXT_BLOCK"><material><mat_extension><mat_formattedtext type="HTML">L2
</mat_formattedtext></mat_extension></material></flow><response_lid ident="r2" rcardinality="Single"><render_choice>
<flow_label><response_label ident="y1"/><response_label ident="y2"/></flow_label></render_choice></response_lid></flow>
</flow><flow class="RIGHT_MATCH_BLOCK"><flow class="Block"><material><mat_extension><mat_formattedtext type="HTML">R1
</mat_formattedtext></mat_extension></material></flow><flow class="Block"><material><mat_extension>
<mat_formattedtext type="HTML">R2</mat_formattedtext></mat_extension></material></flow></flow></flow></presentation>
<resprocessing><outcomes><decvar varname="SCORE" maxvalue="4.0"/></outcomes>
<respcondition><conditionvar><varequal respident="r1">x2</varequal></conditionvar></respcondition>
<respcondition><conditionvar><varequal respident="r2">y1</varequal></conditionvar></respcondition>
</resprocessing></item>"""


def test_blackboard_keeps_right_sides_apart() -> None:
    draft = qti12.read(file(BLACKBOARD).encode())
    assert [one.question for one in draft.questions] == [
        Match(stem="<p>Match</p>", stem_format="html", points=D(4), pairs=(Pair("L1", "R2"), Pair("L2", "R1")))
    ]


def test_a_score_called_its_maximum() -> None:
    xml = item("Multiple Choice", text("Q") + lid(), when(equal("a"), "SCORE.max"), points="").replace(
        '<decvar maxvalue="100" minvalue="0"', '<decvar maxvalue="5"'
    )
    (one,) = qti12.read(file(xml).encode()).questions
    assert one.question == Single(uid="i", stem="Q", points=D(5), options=abc("1", "0", "0"))


@pytest.mark.parametrize("kind", ["file_upload_question", "calculated_question", "Hot Spot", "categorization_question"])
def test_other_types_are_named(kind: str) -> None:
    (finding,) = qti12.read(file(item(kind, text("Q") + typed())).encode()).findings
    assert (finding.code, finding.facts) == ("entry_kind_unknown", {"name": kind})


def test_a_text_alone_is_skipped_and_a_key_missing_named() -> None:
    draft = qti12.read(
        file(
            item("text_only_question", text("read")), item("multiple_choice_question", text("Q") + lid(), ident="j")
        ).encode()
    )
    assert [(one.where, one.code) for one in draft.skipped] == [("item item[1]", "entry_no_question")]
    assert [(one.where, one.code) for one in draft.findings] == [("item item[2]", "answer_missing")]


def test_a_malformed_item_leaves_its_neighbours() -> None:
    good = [item("essay_question", text(f"Q{n}") + typed(), ident=f"i{n}") for n in range(3)]
    xml = file(good[0], good[1].replace("</presentation>", ""), good[2])
    draft = qti12.read(xml.encode())
    assert [one.question.stem for one in draft.questions] == ["Q0", "Q2"]
    assert [one.code for one in draft.findings] == ["xml_entry_broken"]


def zipped(**members: str | bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    return target.getvalue()


def test_one_quiz_that_a_package_stores_three_times_is_read_once() -> None:
    image = text('&lt;p&gt;Q &lt;img src="$IMS-CC-FILEBASE$/My%20Files/a.png"&gt;&lt;/p&gt;', "text/html")
    full = item("multiple_choice_question", image + lid(), when(equal("a")))
    poor = item("cc.multiple_choice.v0p1", image + lid(), when(equal("a")), points="", ident="other")
    members: dict[str, str | bytes] = {
        "imsmanifest.xml": '<manifest><resources><resource href="q/assessment_qti.xml"/></resources></manifest>',
        "q/assessment_qti.xml": file(poor),
        "q/copy.xml": file(full, "<!-- differs -->"),
        "non_cc_assessments/q.xml.qti": file(full),
        "web_resources/My Files/a.png": PNG,
    }
    data = zipped(**members)
    assert qti12.sniff(data, "x.imscc")
    assert not qti2.sniff(data, "x.imscc")
    draft = qti12.read(data)
    (one,) = draft.questions
    assert one.question.points == 2
    assert dict(one.question.images) == {"a.png": PNG}
    assert [skip.code for skip in draft.skipped] == ["package_repeat", "package_repeat"]
