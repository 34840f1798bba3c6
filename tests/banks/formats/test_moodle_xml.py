"""Moodle XML: the types and their marking, what is lost by name, broken files, and the way out and back."""

from __future__ import annotations

import base64
import re
import time
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings

from desktop_app.banks.formats import moodle_xml
from desktop_app.banks.formats.draft import Draft
from desktop_app.banks.formats.xml_file import XmlEntities
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
from tests.banks.formats.questions import PNG, SOUND, assert_held_or_named

D = Decimal
RIGHT = D(1)


def quiz(*questions: str) -> bytes:
    return ("<?xml version='1.0' encoding='UTF-8'?>\n<quiz>\n" + "\n".join(questions) + "\n</quiz>").encode()


def q(kind: str, body: str = "", stem: str = "Q", form: str = "plain_text") -> str:
    return f'<question type="{kind}"><questiontext format="{form}"><text>{stem}</text></questiontext>{body}</question>'


def cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def a(fraction: str, text: str, more: str = "") -> str:
    return f'<answer fraction="{fraction}" format="plain_text"><text>{text}</text>{more}</answer>'


def read(*questions: str) -> Draft:
    return moodle_xml.read(quiz(*questions))


CASES: list[tuple[str, Question]] = [
    (q("multichoice", a("0", "a") + a("75", "b")), Single(stem="Q", options=(Option("a"), Option("b", D("0.75"))))),
    (
        q("multichoice", "<single>False</single>" + a("33.33333", "a") + a("-50", "b")),
        Multiple(stem="Q", options=(Option("a", D("0.3333333")), Option("b", D("-0.5")))),
    ),
    (
        q("multichoice", "<single>1</single><shuffleanswers>0</shuffleanswers>" + a("100", "a") + a("0", "b")),
        Single(stem="Q", fixed_order=True, options=(Option("a", RIGHT), Option("b"))),
    ),
    (
        q(
            "multichoice",
            a("100", "a", "<feedback><text>&lt;b&gt;f&lt;/b&gt;</text></feedback>") + a("0", "b"),
            form="html",
        ),
        Single(stem="Q", stem_format="html", options=(Option("a", RIGHT, "f"), Option("b"))),
    ),
    (
        q("truefalse", a("0", "true", "<feedback><text>t</text></feedback>") + a("100", "false")),
        TrueFalse(stem="Q", answer=False, feedback_true="t"),
    ),
    (q("truefalse", a("100", "Wahr") + a("0", "Falsch")), TrueFalse(stem="Q", answer=True)),
    (
        q("shortanswer", "<usecase>1</usecase>" + a("100", "Bern") + a("50", "a\\*b")),
        Blank(stem="Q", blanks=(Gap((Accepted("Bern"), Accepted("a*b", D("0.5"))), match_case=True),)),
    ),
    (
        q(
            "numerical",
            a("100", "3.14", "<tolerance>0.005</tolerance>")
            + a("50", "3")
            + "<units><unit><multiplier>1</multiplier><unit_name>元</unit_name></unit></units>",
        ),
        Numeric(stem="Q", unit="元", numbers=(Number(D("3.14"), D("0.005")), Number(D(3), D(0), D("0.5")))),
    ),
    (
        q(
            "matching",
            "".join(
                f'<subquestion format="html"><text>{left}</text><answer><text>{right}</text></answer></subquestion>'
                for left, right in (("&lt;p&gt;a&lt;/p&gt;", "1"), ("b", "2"), ("", "3"))
            ),
        ),
        Match(stem="Q", pairs=(Pair("a", "1"), Pair("b", "2"), Pair("", "3"))),
    ),
    (q("ordering", a("2", "b") + a("1", "a")), Order(stem="Q", options=(Option("a", RIGHT), Option("b", RIGHT)))),
    (q("essay", "<graderinfo><text>model</text></graderinfo>"), Essay(stem="Q", explanation="model")),
    (
        q(
            "essay",
            "<defaultgrade>2.5000000</defaultgrade><idnumber>7</idnumber><tags><tag><text>x</text></tag></tags>",
        ),
        Essay(stem="Q", points=D("2.5"), uid="7", tags=("x",)),
    ),
    (q("essay", stem="<![CDATA[a ]]]]><![CDATA[> b]]>"), Essay(stem="a ]]> b")),
    (q("essay", stem="a\nb", form="moodle_auto_format"), Essay(stem="a\nb")),
    (
        q("essay", stem="<![CDATA[a\n<b>b</b>]]>", form="moodle_auto_format"),
        Essay(stem="a<br><b>b</b>", stem_format="html"),
    ),
    (
        q("cloze", stem="Der {1:SHORTANSWER:=Rhein~%50%Rein} und ___{1:SAC:=Main}.", form="plain_text"),
        Blank(
            stem="Der _____ und ___.",
            points=D(2),
            blanks=(Gap((Accepted("Rhein"), Accepted("Rein", D("0.5")))), Gap((Accepted("Main"),), match_case=True)),
        ),
    ),
    (
        q("cloze", stem="&lt;p&gt;1+1={2:NUMERICAL:=2:0.1~%50%3}&lt;/p&gt;", form="html"),
        Numeric(
            stem="<p>1+1=_____</p>",
            stem_format="html",
            points=D(2),
            numbers=(Number(D(2), D("0.1")), Number(D(3), D(0), D("0.5"))),
        ),
    ),
    (
        q("cloze", stem="{1:MCS:=a#yes~b\\}c} {2:NM:=5}"),
        Scenario(
            stem="（1）_____ （2）_____",
            points=D(3),
            parts=(
                Single(uid="p1", stem="（1）", options=(Option("a", RIGHT, "yes"), Option("b}c"))),
                Numeric(uid="p2", stem="（2）", points=D(2), numbers=(Number(D(5)),)),
            ),
        ),
    ),
    (
        q("multichoice", "<single></single>" + a("100", "a") + a("0", "b")),
        MULTI := Multiple(stem="Q", options=(Option("a", RIGHT), Option("b"))),
    ),
    (q("multichoiceset", a("100", "a") + a("0", "b")), MULTI),
    (
        q("multichoice", a("33,33333", "a") + a("66.66667", "b") + a("-14.28571", "c")),
        Single(
            stem="Q", options=(Option("a", D("0.3333333")), Option("b", D("0.6666667")), Option("c", D("-0.1428571")))
        ),
    ),
    (
        q("numerical", "<answer>4,5<fraction>0.5</fraction><tolerance>-0,1</tolerance></answer>" + a("100", "1e3")),
        Numeric(stem="Q", numbers=(Number(D("4.5"), D("0.1"), D("0.5")), Number(D("1e3")))),
    ),
    (
        q(
            "ddmatch",
            "".join(
                f'<subquestion format="html"><text>{left}</text><answer format="html"><text>&lt;i&gt;{right}'
                "&lt;/i&gt;</text></answer></subquestion>"
                for left, right in (("a", "1"), ("b", "2"))
            ),
        ),
        Match(stem="Q", pairs=(Pair("a", "1"), Pair("b", "2"))),
    ),
    (
        q(
            "gapselect",
            "".join(
                f"<selectoption><text>{word}</text><group>{group}</group></selectoption>"
                for word, group in (("cat", 1), ("mat", 2), ("dog", 1), ("rug", 2))
            ),
            stem="The [[3]] on the [[2]].",
        ),
        Scenario(
            stem="The （1）_____ on the （2）_____.",
            parts=(
                Single(uid="p1", stem="（1）", options=(Option("cat"), Option("dog", RIGHT))),
                Single(uid="p2", stem="（2）", options=(Option("mat", RIGHT), Option("rug"))),
            ),
        ),
    ),
    (
        q(
            "gapselect",
            "<selectoption><text>a</text></selectoption><selectoption><text>b</text></selectoption>"
            "<idnumber>7</idnumber><shuffleanswers>0</shuffleanswers>",
            stem="One [[2]].",
        ),
        Single(uid="7", stem="One _____.", fixed_order=True, options=(Option("a"), Option("b", RIGHT))),
    ),
    (
        q(
            "ddwtos",
            "".join(f"<dragbox><text>{word}</text><group>1</group></dragbox>" for word in ("x", "y", "z")),
            stem="A [[2]] B [[1]]",
        ),
        Match(stem="A （1）_____ B （2）_____", pairs=(Pair("（1）", "y"), Pair("（2）", "x"), Pair("", "z"))),
    ),
    (
        q(
            "ddwtos",
            "".join(f"<dragbox><text>{word}</text><group>1</group><infinite/></dragbox>" for word in ("x", "y")),
            stem="A [[2]] B [[2]]",
        ),
        Scenario(
            stem="A （1）_____ B （2）_____",
            parts=(
                Single(uid="p1", stem="（1）", options=(Option("x"), Option("y", RIGHT))),
                Single(uid="p2", stem="（2）", options=(Option("x"), Option("y", RIGHT))),
            ),
        ),
    ),
    (
        q("cloze", stem="{1:MC:=a &amp;lt; b &amp;amp; c~x&amp;#126;\\~y\\}#f\\#}", form="plain_text"),
        Single(stem="_____", fixed_order=True, options=(Option("a < b & c", RIGHT), Option("x~~y}", feedback="f#"))),
    ),
    (
        q("cloze", stem="Which? {3:MULTIRESPONSE:=a~=b~=c~d} "),
        Multiple(
            stem="Which? _____",
            points=D(3),
            fixed_order=True,
            options=(*(Option(text, D("0.3333333")) for text in "abc"), Option("d", D("-0.3333333"))),
        ),
    ),
    (
        q("cloze", stem="Which? {:MRS:%50%a~%100%b~%-20%c}"),
        Multiple(
            stem="Which? _____",
            options=(Option("a", D("0.3333333")), Option("b", D("0.6666667")), Option("c", D("-0.2"))),
        ),
    ),
    (
        q("cloze", stem="{1:SA:=L&amp;#39;or#f~*} {1:NM:=3,5:0,1}"),
        Scenario(
            stem="（1）_____ （2）_____",
            points=D(2),
            parts=(
                Blank(uid="p1", stem="（1）", blanks=(Gap((Accepted("L'or"),)),)),
                Numeric(uid="p2", stem="（2）", numbers=(Number(D("3.5"), D("0.1")),)),
            ),
        ),
    ),
    (q("essay", stem="a &amp;lt; b", form="moodle_auto_format"), Essay(stem="a < b")),
]


@pytest.mark.parametrize(("xml", "question"), CASES)
def test_each_type(xml: str, question: Question) -> None:
    draft = read(xml)
    assert not draft.findings
    assert [one.question for one in draft.questions] == [question]


def test_categories_are_topics() -> None:
    category = '<question type="category"><category><text>$course$/top/A/B</text></category></question>'
    assert [one.question.topic for one in read(q("essay"), category, q("essay")).questions] == [(), ("A", "B")]


@pytest.mark.parametrize("kind", ["stack", "coderunner", "gapfill", "calculated", "ddmarker", "random", ""])
def test_unknown_types_are_named(kind: str) -> None:
    (finding,) = read(q(kind)).findings
    assert (finding.code, finding.facts) == ("entry_kind_unknown", {"name": kind or "?"})


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (q("multichoice", a("100", "only")), "options_too_few"),
        (q("multichoice", a("0", "a") + a("0", "b")), "answer_missing"),
        (q("multichoice", a("much", "a") + a("0", "b")), "number_unreadable"),
        (q("truefalse", a("0", "true") + a("0", "false")), "answer_missing"),
        (q("numerical", a("100", "ten")), "number_unreadable"),
        (q("shortanswer", a("0", "x")), "answer_missing"),
        (q("cloze"), "cloze_without_gap"),
        (q("cloze", stem="{1:MC}"), "blank_without_answer"),
        (q("cloze", stem="{1:MC:%50%a~b}"), "blank_without_full_answer"),
        (q("cloze", stem="{1:SA:=a"), "cloze_gap_open"),
        (q("cloze", stem="{1:WHAT:=a}"), "entry_kind_unknown"),
        (q("essay", stem=""), "stem_missing"),
        (q("essay", "<defaultgrade>0</defaultgrade>"), "points_not_positive"),
        ("<question type=essay><questiontext><text>Q</text></questiontext></question>", "xml_entry_broken"),
        ("<question type='essay'><questiontext><text>Q</questiontext></question>", "xml_entry_broken"),
    ],
)
def test_a_broken_question_leaves_its_neighbours(xml: str, code: str) -> None:
    draft = read(q("essay", stem="before"), xml, q("essay", stem="after"))
    assert [(finding.code, finding.where.startswith("question[2], line 4")) for finding in draft.findings] == [
        (code, True)
    ]
    assert [one.question.stem for one in draft.questions] == ["before", "after"]


def test_what_is_lost_is_named() -> None:
    draft = read(
        '<question type="shortanswer"><name><text>N</text></name><questiontext format="html"><text>Q &lt;a href="x"&gt;'
        'y&lt;/a&gt;</text><file name="a.mp3" encoding="base64">AAAA</file></questiontext><penalty>0.3</penalty>'
        "<hidden>1</hidden><hint><text>h</text></hint><correctfeedback><text>Well</text></correctfeedback>"
        + a("100", "x", "<feedback><text>f</text></feedback>")
        + a("0", "*")
        + "</question>"
    )
    assert [(w.code, w.facts.get("feature") or w.facts.get("names")) for w in draft.warnings] == [
        ("feature_left_out", "hint"),
        ("feature_left_out", "hidden"),
        ("feature_left_out", "feedback of a short answer"),
        ("feature_left_out", "file a.mp3"),
        ("formatting_left_out", "link"),
        ("feature_left_out_often", "name"),
        ("feature_left_out_often", "penalty"),
        ("feature_left_out_often", "correctfeedback"),
    ]


def picture(name: str) -> str:
    return f'<file name="{name}" path="/" encoding="base64">{base64.b64encode(PNG).decode()}</file>'


def test_images_come_along() -> None:
    stem = '&lt;img src="@@PLUGINFILE@@/a%20b.png" alt="x"&gt; &lt;img src="http://x/y.png"&gt;'
    option = '&lt;img src="@@PLUGINFILE@@/c.png"&gt; c'
    draft = read(
        f'<question type="multichoice"><questiontext format="html"><text>{stem}</text>{picture("a b.png")}'
        f'</questiontext><answer fraction="100"><text>{option}</text>{picture("c.png")}'
        f"<feedback><text>{option}</text></feedback></answer>{a('0', 'd')}<image>old.png</image>"
        f"<image_base64>{base64.b64encode(PNG + b'x').decode()}</image_base64></question>"
    )
    (question,) = (one.question for one in draft.questions)
    assert isinstance(question, Single)
    assert question.stem == '<img src="a_b.png" alt="x"> <img src="old.png">'
    assert question.options[0] == Option("![](c.png) c", RIGHT, "![](c.png) c")
    assert dict(question.images) == {"a_b.png": PNG, "c.png": PNG, "old.png": PNG + b"x"}
    assert [w.code for w in draft.warnings] == ["image_left_out"]


def test_entities_are_refused() -> None:
    laughs = b'<!DOCTYPE quiz [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><quiz><question type="essay"/></quiz>'
    outside = b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'
    for data in (laughs, outside, laughs.decode().encode("utf-16"), outside.decode().encode("utf-16-be")):
        with pytest.raises(XmlEntities):
            moodle_xml.read(data)


def test_entities_of_html_are_understood() -> None:
    draft = read(q("essay", stem="a&nbsp;b&unknown;"))
    assert draft.questions[0].question.stem == "a\xa0b&unknown;"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_encodings(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><quiz>{q("essay", stem="存款保险")}</quiz>'
    assert moodle_xml.read(xml.encode(encoding)).questions[0].question.stem == "存款保险"
    assert moodle_xml.sniff(xml.encode(encoding), "x")


def test_a_wrong_declared_encoding_is_no_end() -> None:
    xml = '<?xml version="1.0" encoding="UTF-8"?><quiz>' + q("essay", stem="存款保险条例") + "</quiz>"
    assert moodle_xml.read(xml.encode("gb18030")).questions[0].question.stem == "存款保险条例"


def test_a_cut_file_gives_what_is_whole() -> None:
    data = quiz(*(q("essay", stem=f"s{n}") for n in range(5)))
    draft = moodle_xml.read(data[: data.rfind(b"s4") + 1])
    assert [one.question.stem for one in draft.questions] == ["s0", "s1", "s2", "s3"]
    assert [finding.code for finding in draft.findings] == ["xml_entry_broken"]
    assert [(one.where, one.code) for one in draft.warnings] == [("question[5]", "xml_cut")]
    between = moodle_xml.read(data[: data.rfind(b"<question ")])
    assert [one.question.stem for one in between.questions] == ["s0", "s1", "s2", "s3"]
    assert [(one.where, one.code) for one in between.warnings] == [("question[4]", "xml_cut")]


def test_a_large_file_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.banks.formats.xml_file._STREAM_FROM", 10)
    data = quiz(*(q("essay", stem=f"s{n}") for n in range(5)), "<question type=x></question>", q("essay", stem="s6"))
    draft = moodle_xml.read(data)
    assert [one.question.stem for one in draft.questions] == ["s0", "s1", "s2", "s3", "s4", "s6"]
    assert len(draft.findings) == 1


def test_nothing_in_the_file_is_said() -> None:
    assert [w.code for w in moodle_xml.read(b"<quiz></quiz>").warnings] == ["no_entries"]


def test_pictures_and_formulas_are_written_as_html_and_taken_back() -> None:
    question = Single(
        stem=r"What is \(a<b\)?",
        images={"a.png": PNG, "b_1.png": PNG + b"b"},
        explanation='Look: ![A & "B"](b_1.png)\nso',
        options=(
            Option("![<flag>](a.png) one", RIGHT, r"as $x^2 < 3$"),
            Option("no ![x](c.png) & ![y", feedback="plain"),
        ),
    )
    written = moodle_xml.write([question])
    assert not written.reduced
    assert not written.left_out
    (back,) = moodle_xml.read(written.data).questions
    assert back.question == question
    text = written.data.decode()
    assert '<questiontext format="html" own="plain"><text>What is \\(a&amp;lt;b\\)?</text><file name="a.png"' in text
    assert '&lt;img src="@@PLUGINFILE@@/a.png" alt="&amp;lt;flag&amp;gt;"&gt; one</text><file name="a.png"' in text
    assert '<answer fraction="0" format="plain_text"><text>no ![x](c.png) &amp; ![y</text>' in text


TALK = Scenario(
    uid="t",
    stem="<p>A client asks</p>",
    stem_format="html",
    topic=("Talks",),
    points=D(3),
    explanation="so",
    tags=("x",),
    parts=(
        Single(uid="p1", stem="First", options=(Option("a", RIGHT, next="p3"), Option("b", next="p2"), Option("c"))),
        Blank(uid="p2", stem="__ and __", points=D(4), blanks=(Gap((Accepted("a"),)), Gap((Accepted("b"),)))),
        Order(uid="p3", stem="Third", options=(Option("a", RIGHT), Option("b", RIGHT))),
    ),
)


def test_a_case_is_a_description_and_its_parts() -> None:
    written = moodle_xml.write([TALK, Essay(stem="After", topic=("Talks",))])
    assert not written.reduced
    draft = moodle_xml.read(written.data)
    assert [one.question for one in draft.questions] == [TALK, Essay(stem="After", topic=("Talks",))]
    text = written.data.decode()
    assert [line for line in text.splitlines() if line.startswith("<question type")] == [
        '<question type="category"><category><text>$course$/top/Talks/A client asks</text></category></question>',
        '<question type="description" case="3">',
        '<question type="multichoice" part="p1">',
        '<question type="cloze" part="p2">',
        '<question type="ordering" part="p3">',
        '<question type="category"><category><text>$course$/top/Talks</text></category></question>',
        '<question type="essay">',
    ]
    assert "{2:SHORTANSWER:=a}" in text


def test_a_case_with_a_broken_part_is_named_and_its_neighbours_stay() -> None:
    head = q("description").replace("<question", '<question case="2"', 1)
    draft = read(head, q("essay"), q("numerical", a("100", "ten")), q("essay", stem="after"))
    assert [(one.where, one.code, one.facts["part"]) for one in draft.findings] == [
        ("question[3], line 5", "number_unreadable", 2)
    ]
    assert [one.question.stem for one in draft.questions] == ["after"]
    assert [one.code for one in read(head, q("essay")).findings] == ["case_incomplete"]
    assert [one.code for one in read(head.replace("2", "x", 1), q("essay")).skipped] == ["entry_no_question"]


def test_fractions_are_those_that_moodle_accepts() -> None:
    written = moodle_xml.write(
        [
            Multiple(stem="Q", options=(*(Option(t, D("0.3333333")) for t in "abc"), Option("d", D("-0.31")))),
            Single(stem="S", options=(Option("a", D("0.8")), Option("b", D("0.15")))),
            Numeric(stem="T", numbers=(Number(D(1), D(0), D("0.5")),)),
            Multiple(stem="R", options=(*(Option(t, RIGHT) for t in "ab"), Option("d"))),
        ]
    )
    assert re.findall(r'fraction="([^"]*)"( credit="[^"]*")?', written.data.decode()) == [
        *[("33.33333", "")] * 3, ("-30", ' credit="-0.31"'), ("100", ' credit="0.8"'), ("20", ' credit="0.15"'),
        ("100", ' credit="0.5"'), *[("50", ' credit="1"')] * 2, ("0", ""),
    ]  # fmt: skip
    assert [(one.where, one.facts["feature"]) for one in written.reduced] == [
        (f"questions[{n}]", "credit") for n in (1, 2, 3)
    ]


def test_a_declared_encoding_that_is_not_true() -> None:
    xml = '<?xml version="1.0" encoding="ISO-8859-1"?><quiz>' + q("essay", stem="存款 für") + "</quiz>"
    assert moodle_xml.read(xml.encode()).questions[0].question.stem == "存款 für"
    latin = '<?xml version="1.0" encoding="ISO-8859-1"?><quiz>' + q("essay", stem="für") + "</quiz>"
    assert moodle_xml.read(latin.encode("latin-1")).questions[0].question.stem == "für"


def test_more_that_is_lost_is_named() -> None:
    category = '<question type="category"><category><text>A</text></category><info><text>about</text></info></question>'
    units = "".join(
        f"<unit><multiplier>{n}</multiplier><unit_name>{u}</unit_name></unit>" for n, u in ((1, "m"), (100, "cm"))
    )
    draft = read(
        category,
        q("numerical", a("100", "1") + f"<units>{units}</units><unitgradingtype>1</unitgradingtype>"),
        q("essay", "<attachments>1</attachments><hint><hintcontent><text>h</text></hintcontent></hint>"),
    )
    assert [(one.where, one.facts["feature"]) for one in draft.warnings] == [
        ("question[1], line 4", "units: cm"),
        ("question[1], line 4", "unitpenalty"),
        ("question[2], line 5", "hint"),
        ("question[2], line 5", "attachments"),
        ("A", "category info"),
    ]


@pytest.mark.parametrize(
    "xml",
    [
        "<![CDATA[" * 20_000,
        "<!--" * 50_000 + "<!DOCTYPE quiz [<!ENTITY a 'b'>]>",
        "<?" * 100_000 + "<!DOCTYPE quiz [<!ENTITY a 'b'>]>",
        f"<quiz>{q('cloze', stem='_' * 200_000 + '{1:SA:=a}')}&nbsp;</quiz>",
        f"<quiz>{q('cloze', stem='{1:SA:=' + 'a~' * 100_000)}</quiz>",
        f"<quiz>{q('ddwtos', stem='[[1' * 70_000)}</quiz>",
        f"<quiz>{q('essay', stem=cdata('&' * 400_000), form='html')}</quiz>",
        f"<quiz>{q('essay', stem=cdata('<pre>' * 50_000), form='html')}</quiz>",
    ],
)
def test_hostile_text_takes_no_more_than_its_length(xml: str) -> None:
    begun = time.process_time()
    assert not moodle_xml.read(xml.encode()).questions
    assert time.process_time() - begun < 2


@settings(max_examples=120, deadline=None)
@given(SOUND)
@example(TALK)
@example(Multiple(stem="Q", options=(Option("a", RIGHT), Option("b", RIGHT), Option("c", RIGHT), Option("d"))))
@example(Blank(stem="a __ b ____", points=D(2), blanks=(Gap((Accepted("}x#~"),)), Gap((Accepted("=y\\"),), True))))
@example(Blank(stem="no blanks", blanks=(Gap((Accepted("x"),)), Gap((Accepted("y"),)))))
def test_out_and_back(question: Question) -> None:
    written = moodle_xml.write([question])
    assert_held_or_named(question, written, moodle_xml.read(written.data))


_TYPES = {
    "category", "description", "multichoice", "truefalse", "shortanswer", "numerical", "matching", "ordering", "essay",
    "cloze",
}  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(SOUND)
def test_moodle_would_take_what_we_write(question: Question) -> None:
    root = ET.fromstring(moodle_xml.write([question]).data)
    assert root.tag == "quiz"
    for one in root:
        kind = one.get("type")
        assert kind in _TYPES
        if kind == "category":
            assert (one.findtext("category/text") or "").startswith("$course$/top")
            continue
        assert one.findtext("name/text")
        assert one.findtext("questiontext/text")
        fractions = [float(answer.get("fraction") or 0) for answer in one.iterfind("answer")]
        right = [fraction for fraction in fractions if fraction > 0]
        if kind in {"shortanswer", "numerical"} or (kind == "multichoice" and one.findtext("single") == "true"):
            assert max(right) == 100
        if kind == "truefalse":
            assert [answer.findtext("text") for answer in one.iterfind("answer")] == ["true", "false"]
            assert sorted(fractions) == [0, 100]
        for holder in one.iter():
            text, names = holder.findtext("text") or "", {file.get("name") for file in holder.iterfind("file")}
            addressed = re.findall(r"@@PLUGINFILE@@/([^\")]*)", text)
            assert {unquote(address) for address in addressed} <= names


def test_every_sample_is_read(samples: Path) -> None:
    files = list((samples / "moodle_xml").glob("*.xml"))
    assert files
    for path in files:
        draft = moodle_xml.read(path.read_bytes())
        assert draft.read, path.name
        assert bool(draft.findings) == (path.name == "broken_cloze_questions.xml"), path.name
        assert moodle_xml.sniff(path.read_bytes(), path.name)
