"""QTI 1.2 in the shapes that Canvas, Blackboard and older systems give it, each read by what its rule says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop_app.banks.formats import qti12
from desktop_app.banks.formats.draft import Draft
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
from tests.banks.formats.test_qti12 import equal, feedback, file, item, lid, text, told, typed, when, zipped

D = Decimal
R = D(1)


def read(*items: str) -> Draft:
    return qti12.read(file(*items).encode())


def only(xml: str) -> Question:
    draft = read(xml)
    assert not draft.findings, draft.findings
    (one,) = draft.questions
    return one.question


def lost(xml: str) -> set[str]:
    return {str(one.facts.get("feature")) for one in read(xml).warnings if one.code == "feature_left_out"}


# ---------------------------------------------------------------- Canvas


def bounds(low: str, high: str, first: str = "vargte") -> str:
    return f'<{first} respident="r">{low}</{first}><varlte respident="r">{high}</varlte>'


@pytest.mark.parametrize(
    ("test", "numbers"),
    [
        (f"<or>{equal('4.0')}<and>{bounds('4.0', '4.0')}</and></or>", (Number(D(4)),)),
        (f"<or>{equal('3.14')}<and>{bounds('3.135', '3.145', 'vargt')}</and></or>", (Number(D("3.14"), D("0.005")),)),
        (bounds("6.0", "8.0"), (Number(D(7), D(1)),)),
        # Blackboard writes the number beside its bounds, with nothing around them.
        (bounds("9.5", "10.5") + equal("10.0"), (Number(D(10), D("0.5")),)),
    ],
)
def test_numbers(test: str, numbers: tuple[Number, ...]) -> None:
    question = only(item("numerical_question", text("Q") + typed(), when(test)))
    assert isinstance(question, Numeric)
    assert question.numbers == numbers


def test_a_wider_interval_that_earns_less_stays() -> None:
    rules = when(bounds("4.5", "5.5")) + when(bounds("3", "7"), "50")
    question = only(item("numerical_question", text("Q") + typed(), rules))
    assert isinstance(question, Numeric)
    assert question.numbers == (Number(D(5), D("0.5")), Number(D(5), D(2), D("0.5")))


def listed(name: str, *texts: str) -> str:
    labels = "".join(f'<response_label ident="{name}{n}">{text(one)}</response_label>' for n, one in enumerate(texts))
    return f'<response_lid ident="response_{name}">{text(name)}<render_choice>{labels}</render_choice></response_lid>'


def test_blanks_whose_answers_canvas_lists() -> None:
    stem = text("&lt;p&gt;Roses are [one], violets are [two].&lt;/p&gt;", "text/html")
    rules = when(equal("one0", "response_one"), "50", "Add") + when(equal("two0", "response_two"), "50", "Add")
    body = stem + listed("one", "red", "Red", "crimson") + listed("two", "blue")
    assert only(item("fill_in_multiple_blanks_question", body, rules)) == Blank(
        uid="i",
        stem="<p>Roses are _____, violets are _____.</p>",
        stem_format="html",
        points=D(2),
        blanks=(Gap((Accepted("red"), Accepted("crimson"))), Gap((Accepted("blue"),))),
    )


def test_feedback_that_the_model_has_no_place_for_is_named() -> None:
    rules = (
        when("<other/>", "", more=told("general_fb"), goes_on="Yes")
        + when(f"<and>{equal('a')}{equal('c')}<not>{equal('b')}</not></and>", more=told("correct_fb"))
        + when("<other/>", "", more=told("general_incorrect_fb"))
    )
    more = "".join(feedback(name, name) for name in ("general_fb", "correct_fb", "general_incorrect_fb"))
    xml = item("multiple_answers_question", text("Q") + lid("Multiple"), rules, more)
    question = only(xml)
    assert isinstance(question, Multiple)
    assert question.explanation == "general_fb"
    assert [option.credit for option in question.options] == [1, 0, 1]
    assert lost(xml) == {"itemfeedback"}


def test_a_calculated_question_is_named() -> None:
    xml = item(
        "calculated_question", text("5 + [x]") + typed(), more="<itemproc_extension><calculated/></itemproc_extension>"
    )
    assert [(one.code, one.facts["name"]) for one in read(xml).findings] == [
        ("entry_kind_unknown", "calculated_question")
    ]


def test_a_canvas_export_with_a_quiz_and_a_bank() -> None:
    quiz = file(item("multiple_choice_question", text("Q1") + lid(), when(equal("a")), ident="one"))
    bank = file(item("essay_question", text("Q2") + typed(), ident="two")).replace("assessment", "objectbank")
    members: dict[str, str | bytes] = {
        "imsmanifest.xml": '<manifest><resources><resource href="g1/assessment_qti.xml" type="imsqti_xmlv1p2"/>'
        '<resource href="g1/assessment_meta.xml"/></resources></manifest>',
        "g1/assessment_qti.xml": quiz.replace(">2<", ">0<"),
        "g1/assessment_meta.xml": '<quiz xmlns="http://canvas.instructure.com/xsd/cccv1p0"><title>T</title></quiz>',
        "non_cc_assessments/g1.xml.qti": quiz,
        "non_cc_assessments/g2.xml.qti": bank,
        "course_settings/canvas_export.txt": "x",
        "web_resources/a.png": PNG,
    }
    draft = qti12.read(zipped(**members))
    assert [(one.question.uid, one.question.points) for one in draft.questions] == [("one", D(2)), ("two", D(2))]
    assert [one.code for one in draft.skipped] == ["package_repeat"]
    assert not draft.findings


# ---------------------------------------------------------------- Blackboard


def formatted(said: str) -> str:
    return (
        f'<material><mat_extension><mat_formattedtext type="HTML">{said}</mat_formattedtext></mat_extension></material>'
    )


ASKED = (
    '<flow class="QUESTION_BLOCK"><flow class="FORMATTED_TEXT_BLOCK">'
    f"{formatted('&lt;p&gt;It &lt;b&gt;is&lt;/b&gt;?&lt;/p&gt;')}</flow></flow>"
)


def blackboard(kind: str, body: str, rules: str, more: str = "", asked: str = ASKED) -> str:
    return (
        f"<item><itemmetadata><bbmd_questiontype>{kind}</bbmd_questiontype><qmd_absolutescore_max>10.0"
        f"</qmd_absolutescore_max><qmd_weighting>0</qmd_weighting></itemmetadata><presentation>"
        f'<flow class="Block">{asked}'
        f'<flow class="RESPONSE_BLOCK">{body}</flow></flow></presentation><resprocessing scoremodel="SumOfScores">'
        '<outcomes><decvar varname="SCORE" vartype="Decimal" defaultval="0.0" minvalue="0.0" maxvalue="10.0"/>'
        "</outcomes>"
        f"{rules}</resprocessing>{more}</item>"
    )


def options(cardinality: str = "Single", texts: str = "ABC", ident: str = "response") -> str:
    labels = "".join(
        f'<flow_label class="Block"><response_label ident="k{one}" shuffle="Yes">'
        f'<flow_mat class="FORMATTED_TEXT_BLOCK">'
        f"{formatted(one)}</flow_mat></response_label></flow_label>"
        for one in texts
    )
    return (
        f'<response_lid ident="{ident}" rcardinality="{cardinality}"><render_choice shuffle="No">{labels}'
        "</render_choice></response_lid>"
    )


def right(test: str, score: str = "SCORE.max") -> str:
    return (
        f'<respcondition title="correct"><conditionvar>{test}</conditionvar><setvar variablename="SCORE" action="Set">'
        f'{score}</setvar><displayfeedback linkrefid="correct" feedbacktype="Response"/></respcondition>'
        '<respcondition title="incorrect"><conditionvar><other/></conditionvar>'
        '<setvar variablename="SCORE" action="Set">0.0</setvar>'
        '<displayfeedback linkrefid="incorrect" feedbacktype="Response"/></respcondition>'
    )


def said(name: str, words: str, solution: bool = False) -> str:
    inner = f'<flow_mat class="Block"><flow_mat class="FORMATTED_TEXT_BLOCK">{formatted(words)}</flow_mat></flow_mat>'
    if solution:
        inner = f'<solution view="All" feedbackstyle="Complete"><solutionmaterial>{inner}</solutionmaterial></solution>'
    return f'<itemfeedback ident="{name}" view="All">{inner}</itemfeedback>'


STEM = {"stem": "<p>It <b>is</b>?</p>", "stem_format": "html", "points": D(10)}


def test_blackboard_choice_with_feedback_of_options() -> None:
    more = said("correct", "good") + said("incorrect", "bad") + said("kB", "not B", solution=True)
    question = only(blackboard("Multiple Choice", options(), right(equal("kA", "response")), more))
    assert question == Single(
        **STEM,  # type: ignore[arg-type]
        fixed_order=True,
        options=(Option("A", R, "good"), Option("B", feedback="bad\nnot B"), Option("C", feedback="bad")),
    )


def test_blackboard_kinds() -> None:
    key = (
        "<and>" + equal("kA", "response") + f"<not>{equal('kB', 'response')}</not>" + equal("kC", "response") + "</and>"
    )
    order = "<and>" + "".join(equal(one, "response") for one in ("kC", "kA", "kB")) + "</and>"
    text_field = '<response_str ident="response" rcardinality="Single"><render_fib fibtype="String"/></response_str>'
    twice = "".join(
        f'<respcondition title="x"><conditionvar>{equal(one, "response")}</conditionvar></respcondition>'
        for one in ("Bern", "Berne")
    )
    cases: list[tuple[str, Question]] = [
        (
            blackboard("Multiple Answer", options("Multiple"), right(key)),
            Multiple(**STEM, fixed_order=True, options=(Option("A", R), Option("B"), Option("C", R))),  # type: ignore[arg-type]
        ),
        (
            blackboard("Ordering", options("Ordered"), right(order)),
            Order(**STEM, options=(Option("C", R), Option("A", R), Option("B", R))),  # type: ignore[arg-type]
        ),
        (
            blackboard(
                "True/False",
                options(texts="TF").replace(">T<", ">true<").replace(">F<", ">false<"),
                right(equal("kF", "response")),
            ),
            TrueFalse(**STEM, answer=False),  # type: ignore[arg-type]
        ),
        (
            blackboard("Fill in the Blank", text_field, twice),
            Blank(**STEM, blanks=(Gap((Accepted("Bern"), Accepted("Berne"))),)),  # type: ignore[arg-type]
        ),
        (
            blackboard("Essay", text_field, "", said("solution", "model", solution=True)),
            Essay(**STEM, explanation="model"),  # type: ignore[arg-type]
        ),
    ]
    for xml, question in cases:
        assert only(xml) == question


def test_a_jumbled_sentence_is_a_case_of_lists() -> None:
    body = options(texts="cm", ident="x") + options(texts="cm", ident="y")
    asked = f'<flow class="QUESTION_BLOCK">{formatted("The [x] sat on [y].")}</flow>'
    xml = blackboard("Jumbled Sentence", body, right(f"<and>{equal('kc', 'x')}{equal('km', 'y')}</and>"), asked=asked)
    question = only(xml)
    assert isinstance(question, Scenario)
    assert question.stem == "The （1）_____ sat on （2）_____."
    assert [[o.credit for o in part.options] for part in question.parts if isinstance(part, Single)] == [[1, 0], [0, 1]]
    assert lost(xml) == {"scoring of the parts together"}


def test_blanks_that_count_only_together_are_named() -> None:
    test = f"<and><or>{equal('r', 'x')}{equal('R2', 'x')}</or>{equal('b', 'y')}</and>"
    xml = blackboard("Fill in the Blank Plus", typed("x") + typed("y"), right(test))
    question = only(xml)
    assert isinstance(question, Blank)
    assert question.blanks == (Gap((Accepted("r"), Accepted("R2"))), Gap((Accepted("b"),)))
    assert lost(xml) == {"scoring of the parts together"}


def test_a_pool_titled_otherwise_is_known_by_what_it_holds() -> None:
    pool = file(blackboard("Multiple Choice", options(), right(equal("kA", "response"))))
    members: dict[str, str | bytes] = {
        "imsmanifest.xml": '<manifest><resources><resource title="QTI 2.1" type="assessment/x-bb-qti-pool" '
        'file="res00001.dat"/></resources></manifest>',
        "res00001.dat": pool,
        "res00002.dat": "<COURSE/>",
        ".bb-package-info": "x",
    }
    data = zipped(**members)
    assert qti12.sniff(data, "x.zip")
    assert len(qti12.read(data).questions) == 1


# ---------------------------------------------------------------- older systems


def asi(presentation: str, rules: str, declared: str = '<decvar varname="SCORE" defaultval="0"/>') -> str:
    return (
        f'<item ident="i"><presentation><flow>{presentation}</flow></presentation><resprocessing><outcomes>{declared}'
        f"</outcomes>{rules}</resprocessing></item>"
    )


def test_points_are_added_and_taken_away() -> None:
    rules = "".join(
        when(equal(key), "1", action, goes_on="Yes") for key, action in (("a", "Add"), ("c", "Add"), ("b", "Subtract"))
    )
    body = text("Q") + lid("Multiple").replace('ident="c"', 'ident="c" rshuffle="No"')
    declared = '<decvar varname="SCORE" vartype="Integer" defaultval="0" minvalue="0" maxvalue="2" cutvalue="1"/>'
    assert only(asi(body, rules, declared)) == Multiple(
        uid="i",
        stem="Q",
        points=D(2),
        options=(Option("a", D("0.5")), Option("b", D("-0.5")), Option("c", D("0.5"), fixed=True)),
    )


def test_a_denied_choice_and_a_score_of_another_name() -> None:
    declared = (
        '<decvar varname="que_score" vartype="Decimal" defaultval="0"/><decvar varname="hints" vartype="Integer"/>'
    )
    rules = (
        f"<respcondition><conditionvar><not><or>{equal('a')}{equal('b')}</or></not></conditionvar>"
        '<setvar varname="que_score" action="Set">4</setvar></respcondition>'
        f"<respcondition><conditionvar>{equal('b')}</conditionvar>"
        '<setvar varname="que_score" action="Set">-1</setvar><setvar varname="hints">9</setvar></respcondition>'
    )
    question = only(asi(text("Q") + lid(), rules, declared))
    assert question == Single(
        uid="i", stem="Q", points=D(4), options=(Option("a"), Option("b", D("-0.25")), Option("c", R))
    )


FIELDS = (
    '<response_str ident="F" rcardinality="Ordered"><render_fib fibtype="String"><response_label ident="A"/>'
    '<material><mattext>of our discontent, made</mattext></material><response_label ident="B"/></render_fib>'
    "</response_str>"
)


def test_several_fields_of_one_response() -> None:
    rules = "".join(
        f'<respcondition continue="Yes"><conditionvar><varequal respident="F" index="{n}">{key}</varequal>'
        '</conditionvar><setvar action="Add">1</setvar></respcondition>'
        for n, key in ((1, "Winter"), (2, "glorious"), (2, "bright"))
    )
    question = only(asi(text("Now is the") + FIELDS, rules))
    assert question == Blank(
        uid="i",
        stem="Now is the\n_____\nof our discontent, made\n_____",
        points=D(2),
        blanks=(Gap((Accepted("Winter"),)), Gap((Accepted("glorious"), Accepted("bright")))),
    )


@pytest.mark.parametrize(
    ("body", "rules", "name"),
    [
        (FIELDS, when(equal("Winter", "F")), "render_fib with several fields and no index"),
        ('<response_xy ident="r"><render_hotspot/></response_xy>', "", "render_hotspot"),
        ('<response_grp ident="r"><render_extension/></response_grp>', "", "response_grp"),
        (lid().replace("render_choice", "render_slider"), when(equal("a")), "render_slider"),
    ],
)
def test_what_is_answered_otherwise_is_named(body: str, rules: str, name: str) -> None:
    (finding,) = read(asi(text("Q") + body, rules)).findings
    assert (finding.code, finding.facts) == ("entry_kind_unknown", {"name": name})


def test_the_encoding_and_document_type_of_old_files() -> None:
    xml = file(asi(text("Zürich?") + lid(), when(equal("a")))).removeprefix('<?xml version="1.0"?>')
    old = f'<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2.dtd">{xml}'
    (one,) = qti12.read(old.encode("latin-1")).questions
    assert one.question.stem == "Zürich?"


def test_pairs_of_distractors() -> None:
    body = text("Q") + "".join(lid(ident=f"r{n}", left=text(f"L{n}")) for n in (1, 2, 3))
    third = "33.33"
    rules = "".join(when(equal(key, f"r{n}"), third, "Add", goes_on="Yes") for n, key in ((1, "a"), (2, "a"), (3, "c")))
    xml = item("matching_question", body, rules)
    question = only(xml)
    assert isinstance(question, Match)
    assert question.pairs == (Pair("L1", "a"), Pair("L2", "a"), Pair("L3", "c"), Pair("", "b"))
    assert not lost(xml)
