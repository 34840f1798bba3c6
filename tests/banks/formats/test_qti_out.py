"""The QTI 2.1 package that we write: as the standard has it, marked by hand as we mark, and the same question back."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from desktop_app.banks.formats import qti2
from desktop_app.banks.formats.qti2_text import lines, xhtml
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
    Source,
    TrueFalse,
)
from tests.banks.formats.questions import PNG, SOUND, assert_held_or_named
from tests.banks.formats.test_qti import zipped
from tests.banks.formats.test_qti_samples import disagreements, has_essay

D = Decimal
ABC = (Option("a", D(1), "well"), Option("b", D("0.5")), Option("c", D("-0.5"), fixed=True))
PART = (Option("a", D("0.5")), Option("b", D("0.5")), Option("c", D(-1)))
SAID = tuple(Option(t, D(1), "said") for t in "cab")
FIVES = (Number(D(5), D("0.5")), Number(D(5), D(2), D("0.5")))
GAPS = tuple(Gap((Accepted(t), Accepted(t * 2, D("0.5")))) for t in "xyz")
FOUR = (Pair("a", "1"), Pair("b", "2"))
EVERY: list[Question] = [
    Single(uid="single", stem="Q", points=D(3), options=ABC, topic=("法规", "现金"), tags=("x",), difficulty=5),
    Single(uid="one", stem="Q", options=(Option("a", D(1)), Option("b"))),
    Multiple(uid="all", stem="Q", options=(Option("a", D(1)), Option("b", D(1)), Option("c"))),
    Multiple(uid="shares", stem="Q", points=D(2), options=PART),
    Multiple(uid="much", stem="Q", options=(Option("a", D(1)), Option("b", D("0.5")), Option("c", D("-0.5")))),
    TrueFalse(uid="truth", stem=r"\(\sqrt{2}>2\)", answer=False, feedback_true="no", explanation="why"),
    TrueFalse(uid="plain", stem="Q", answer=True, reserved=True, source=Source("办法", "央行", "1号", "第三条")),
    Blank(uid="gap", stem="x ____ y", blanks=(Gap((Accepted("York"), Accepted("york", D("0.5"))), match_case=True),)),
    Blank(uid="gaps", stem="a __ b __ c __", blanks=GAPS),
    Numeric(uid="numeric", stem="Q", points=D(2), numbers=FIVES, unit="元"),
    Order(uid="order", stem="Q", options=tuple(Option(t, D(1)) for t in "cab")),
    Order(uid="order2", stem="Q", points=D(2), options=SAID),
    Match(uid="match", stem="Q", points=D(2), pairs=(Pair("a", "1"), Pair("b", "2"), Pair("c", "1"), Pair("", "3"))),
    Match(uid="quarters", stem="Q", pairs=tuple(Pair(t, t * 2) for t in "abcd")),
    Single(
        uid="pictures",
        stem=r"Which \(x^2\)? ![none](c.png) $5 and $6",
        options=(Option("![a](a.png) this", D(1), "said ![b](b.png)"), Option(r"$\frac{1}{2}$ < 1")),
        images={"a.png": PNG, "b.png": PNG + b"\0"},
    ),
    Essay(uid="essay", stem="<p>Q <u>u</u></p>", stem_format="html", explanation="model", points=D(20)),
    Scenario(
        uid="case",
        stem='<p>Case <img src="a.png"></p><table><tbody><tr><td>1</td></tr></tbody></table>',
        stem_format="html",
        images={"a.png": PNG, "b.png": PNG + b"\0"},
        points=D(10),
        parts=(
            Single(uid="p1", stem="One", options=ABC, explanation="so"),
            Numeric(uid="p2", stem="Two", points=D(2), numbers=(Number(D(7)),), unit="万元"),
            Blank(uid="p3", stem="Three ___", blanks=(Gap((Accepted("x"),)),)),
            Match(uid="p4", stem="Four", points=D(3), pairs=FOUR, images={"a.png": PNG + b"1"}),
            Multiple(uid="p5", stem="Five", options=(Option("a", D(1)), Option("b", D(1)), Option("c"))),
        ),
    ),
]  # fmt: skip


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def test_every_kind_comes_back_the_same() -> None:
    written = qti2.write(EVERY, {"title": "题库"})
    assert written.questions == len(EVERY)
    assert (written.left_out, written.reduced) == ((), ())
    draft = qti2.read(written.data)
    assert [one.question for one in draft.questions] == EVERY
    assert not draft.findings
    assert not draft.skipped
    assert not draft.warnings


@settings(max_examples=50, deadline=None)
@given(SOUND)
def test_out_and_back_within_a_case(question: Question) -> None:
    whole = (
        Scenario(stem="Case", parts=(replace(question, uid="p1"),)) if not isinstance(question, Scenario) else question
    )
    written = qti2.write([whole])
    assert_held_or_named(whole, written, qti2.read(written.data))


@pytest.mark.parametrize("question", EVERY, ids=lambda one: one.uid)
def test_the_items_mark_themselves_as_we_do(question: Question) -> None:
    if has_essay(question):
        return
    item = etree.fromstring(members(qti2.write([question]).data)[f"items/{question.uid}.xml"])
    assert not disagreements(question, item)


WORDS = st.text(alphabet="abcdeXYZ中文 1", min_size=1, max_size=6).map(str.strip).filter(bool)


@st.composite
def answered(draw: st.DrawFn) -> Question:
    """Questions whose texts are told apart by QTI as by us."""
    points = draw(st.sampled_from([D(1), D(2), D("0.5"), D(3), D("2.5")]))
    credit = st.sampled_from([D(0), D(1), D("0.5"), D("-0.5"), D("0.25"), D("0.3333333"), D(-1)])
    texts = draw(st.lists(WORDS, min_size=3, max_size=5, unique_by=lambda text: "".join(text.lower().split())))
    worth = [D(1), *(draw(credit) for _ in texts[1:])]
    options = tuple(Option(text, one) for text, one in zip(texts, worth, strict=True))
    kind = draw(st.sampled_from(["single", "multiple", "exact", "blank", "numeric", "match", "order"]))
    if kind in {"single", "multiple"}:
        return (Single if kind == "single" else Multiple)(uid="u", stem="Q", points=points, options=options)
    if kind == "exact":
        exact = tuple(replace(one, credit=D(int(one.credit > 0))) for one in options)
        return Multiple(uid="u", stem="Q", points=points, options=exact)
    if kind == "blank":
        accept = tuple(Accepted(text, max(one, D("0.1"))) for text, one in zip(texts, worth, strict=True))
        gaps = tuple(Gap(accept, draw(st.booleans())) for _ in range(draw(st.integers(1, 2))))
        return Blank(uid="u", stem="Q", points=points, blanks=gaps)
    if kind == "numeric":
        spread = st.decimals(0, 5, places=2)
        numbers = tuple(Number(draw(st.decimals(-20, 20, places=2)), draw(spread), abs(one)) for one in worth)
        return Numeric(uid="u", stem="Q", points=points, numbers=numbers)
    if kind == "match":
        return Match(
            uid="u", stem="Q", points=points, pairs=tuple(Pair(t, t[::-1] + str(n)) for n, t in enumerate(texts))
        )
    return Order(uid="u", stem="Q", points=points, options=tuple(Option(text, D(1)) for text in texts))


@settings(max_examples=50, deadline=None)
@given(answered())
def test_any_item_marks_itself_as_we_do(question: Question) -> None:
    item = etree.fromstring(members(qti2.write([question]).data)["items/u.xml"])
    assert not disagreements(question, item)


@settings(max_examples=40, deadline=None)
@given(answered())
def test_another_system_sees_the_same_key(question: Question) -> None:
    """Without the manifest and our sign: what the standard alone says, read by our own reader."""
    data = members(qti2.write([question]).data)["items/u.xml"].replace(b'toolName="Branch Exam"', b"")
    (one,) = qti2.read(data).questions
    assert type(one.question) is type(question) or isinstance(question, Single)
    assert not disagreements(one.question, etree.fromstring(data))


def test_an_item_that_was_changed_elsewhere_says_what_is_true() -> None:
    held: dict[str, str | bytes] = {**members(qti2.write([EVERY[1]]).data)}
    item = members(qti2.write([EVERY[1]]).data)["items/one.xml"].replace(b"<value>C1</value>", b"<value>C2</value>")
    item = item.replace(b'mapKey="C1" mappedValue="1"', b'mapKey="C1" mappedValue="0"')
    item = item.replace(b'mapKey="C2" mappedValue="0"', b'mapKey="C2" mappedValue="1"')
    assert item != held["items/one.xml"]
    (one,) = qti2.read(zipped(**{**held, "items/one.xml": item})).questions
    assert isinstance(one.question, Single)
    assert [option.credit for option in one.question.options] == [0, 1]


def test_what_we_keep_is_believed_for_that_item_alone() -> None:
    held = members(qti2.write([EVERY[0]]).data)
    manifest = held["imsmanifest.xml"].decode()
    for wrong in ("{", "[]", "{}", '{"kind":"single"}', '{"kind":"single","images":{"a":"b"}}', "[" * 9000):
        changed = re.sub(r"(<question [^>]*>).*(</question>)", lambda m: m[1] + wrong + m[2], manifest, flags=re.S)  # noqa: B023
        whole: dict[str, str | bytes] = {**held, "imsmanifest.xml": changed}
        draft = qti2.read(zipped(**whole))
        (one,) = draft.questions
        assert isinstance(one.question, Single)
        assert one.question.options == ABC
        assert one.question.topic == ("法规", "现金")


def test_lone_items_come_back_in_what_qti_holds() -> None:
    held = members(qti2.write(EVERY).data)
    for question in EVERY:
        draft = qti2.read(held[f"items/{question.uid}.xml"])
        (one,) = draft.questions
        assert one.question.uid == question.uid
        assert type(one.question) is type(question)
        if question.uid not in {"much", "order2", "pictures"}:
            for name in ("options", "blanks", "pairs"):
                assert getattr(one.question, name, None) == getattr(question, name, None), question.uid


# ---------------------------------------------------------------- as the standard has it

SEQUENCE = ("responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback")
REQUIRED = {
    "assessmentItem": {"identifier", "title", "adaptive", "timeDependent"},
    "responseDeclaration": {"identifier", "cardinality"},
    "outcomeDeclaration": {"identifier", "cardinality"},
    "choiceInteraction": {"responseIdentifier", "shuffle", "maxChoices"},
    "orderInteraction": {"responseIdentifier", "shuffle"},
    "matchInteraction": {"responseIdentifier", "shuffle", "maxAssociations"},
    "textEntryInteraction": {"responseIdentifier"},
    "extendedTextInteraction": {"responseIdentifier"},
    "simpleChoice": {"identifier"},
    "simpleAssociableChoice": {"identifier", "matchMax"},
    "mapping": {"defaultValue"},
    "mapEntry": {"mapKey", "mappedValue"},
    "feedbackInline": {"outcomeIdentifier", "identifier", "showHide"},
    "modalFeedback": {"outcomeIdentifier", "identifier", "showHide"},
    "rubricBlock": {"view"},
    "equal": {"toleranceMode"},
    "baseValue": {"baseType"},
    "img": {"src", "alt"},
    "assessmentItemRef": {"identifier", "href"},
    "assessmentSection": {"identifier", "title", "visible"},
    "testPart": {"identifier", "navigationMode", "submissionMode"},
    "assessmentTest": {"identifier", "title"},
}
INLINE = {"br", "b", "i", "em", "strong", "sub", "sup", "span", "code", "img", "math", "feedbackInline"}
BLOCK = {
    "p", "div", "ul", "ol", "pre", "table", "blockquote", "hr", "h3", "h4", "h5", "rubricBlock", "choiceInteraction",
    "orderInteraction", "matchInteraction", "extendedTextInteraction",
}  # fmt: skip
FLOW = INLINE | BLOCK | {"textEntryInteraction"}
CHILDREN = {
    "itemBody": BLOCK,
    "div": FLOW,
    "li": FLOW,
    "td": FLOW,
    "th": FLOW,
    "simpleChoice": INLINE,
    "simpleAssociableChoice": INLINE,
    "modalFeedback": INLINE,
    "feedbackInline": INLINE,
    "rubricBlock": {"div"},
    "p": INLINE | {"textEntryInteraction"},
    "blockquote": BLOCK,
    "table": {"caption", "thead", "tbody"},
    "tbody": {"tr"},
    "thead": {"tr"},
    "tr": {"td", "th"},
    "ul": {"li"},
    "ol": {"li"},
    "pre": INLINE - {"img", "sub", "sup"},
    "choiceInteraction": {"simpleChoice"},
    "orderInteraction": {"simpleChoice"},
    "matchInteraction": {"simpleMatchSet"},
    "simpleMatchSet": {"simpleAssociableChoice"},
    "responseDeclaration": {"correctResponse", "mapping"},
    "outcomeDeclaration": {"defaultValue"},
    "mapping": {"mapEntry"},
}
NAME = re.compile(r"[A-Za-z_][\w.-]*")


def faults(item: bytes) -> Iterator[str]:
    """What is not as QTI 2.1 has it."""
    root = etree.fromstring(item)
    order = [SEQUENCE.index(local(one)) for one in root]
    if order != sorted(order):
        yield "order of the elements"
    responses: set[str | None] = set()
    outcomes: set[str | None] = {"completionStatus"}
    named: set[str | None] = set()
    for one in root:
        if local(one) in {"responseDeclaration", "outcomeDeclaration"}:
            (responses if local(one) == "responseDeclaration" else outcomes).add(one.get("identifier"))
    for one in root.iter():
        name = local(one)
        if "MathML" in str(one.tag):
            continue
        yield from (f"{name} without {key}" for key in REQUIRED.get(name, set()) - set(one.attrib))
        allowed = CHILDREN.get(name)
        if allowed is not None:
            yield from (f"{local(child)} in {name}" for child in one if local(child) not in allowed)
        if name in {"itemBody", "blockquote", "table", "tbody", "tr", "ul", "ol"}:
            texts = [one.text, *(child.tail for child in one)]
            yield from (f"text in {name}" for text in texts if text and text.strip())
        for key in ("identifier", "responseIdentifier", "outcomeIdentifier"):
            value = one.get(key)
            if value is not None and not NAME.fullmatch(value):
                yield f"{name} {key} {value}"
        if "responseIdentifier" in one.attrib:
            named.add(one.get("responseIdentifier"))
        if name in {"variable", "setOutcomeValue"} and one.get("identifier") not in responses | outcomes:
            yield f"{name} of {one.get('identifier')}"
    if named != responses:
        yield f"responses {responses} and interactions {named}"


@settings(max_examples=50, deadline=None)
@given(SOUND)
def test_items_are_as_the_standard_has_them(question: Question) -> None:
    held = members(qti2.write([question]).data)
    for name, data in held.items():
        if name.startswith("items/") and name.endswith(".xml"):
            assert not list(faults(data)), data.decode()


@pytest.mark.parametrize("question", EVERY, ids=lambda one: one.uid)
def test_each_kind_is_as_the_standard_has_it(question: Question) -> None:
    assert not list(faults(members(qti2.write([question]).data)[f"items/{question.uid}.xml"]))


def test_the_manifest_names_every_file_once() -> None:
    held = members(qti2.write(EVERY, {"title": "A & B"}).data)
    root = etree.fromstring(held["imsmanifest.xml"])
    resources = root.findall(".//{*}resource")
    files = [one.get("href") or "" for one in root.iterfind(".//{*}file")]
    assert sorted(files) == sorted(set(held) - {"imsmanifest.xml"})
    assert [one.get("type") for one in resources] == ["imsqti_test_xmlv2p1"] + ["imsqti_item_xmlv2p1"] * len(EVERY)
    identifiers = [one.get("identifier") or "" for one in resources]
    assert len(set(identifiers)) == len(identifiers)
    assert all(NAME.fullmatch(one) for one in identifiers)
    needs = [one.get("identifierref") for one in root.iterfind(".//{*}dependency")]
    assert needs == identifiers[1:]
    assert [local(one) for one in root] == ["metadata", "organizations", "resources"]
    for resource in resources:
        assert resource.get("href") == resource.findall("{*}file")[0].get("href")
    test = etree.fromstring(held["test.xml"])
    assert [one.get("href") for one in test.iterfind(".//{*}assessmentItemRef")] == [
        one.get("href") for one in resources[1:]
    ]


def test_standard_templates_where_they_say_the_same() -> None:
    held = members(qti2.write(EVERY).data)
    used = {
        question.uid: (found.group(1).decode() if found else "")
        for question in EVERY
        for found in [re.search(rb'rptemplates/(\w+)"', held[f"items/{question.uid}.xml"])]
    }
    assert used == {
        "single": "", "one": "map_response", "all": "match_correct", "shares": "map_response", "much": "map_response",
        "truth": "", "plain": "match_correct", "gap": "map_response", "gaps": "", "numeric": "",
        "order": "match_correct", "order2": "", "match": "", "quarters": "map_response", "pictures": "",
        "essay": "", "case": "",
    }  # fmt: skip


def test_two_of_one_name_are_two_items() -> None:
    twins = [replace(EVERY[1], uid=uid) for uid in ("A", "a", "manifest", "q3", "", "unnamed-5", "a/b", "../x", "x\0y")]
    written = qti2.write(twins)
    assert len([name for name in members(written.data) if name.startswith("items/")]) == len(twins)
    assert [one.question for one in qti2.read(written.data).questions] == twins


def test_a_branch_is_named() -> None:
    options = (Option("a", D(1), next="p2"), Option("b"))
    case = Scenario(stem="S", parts=(Single(uid="p1", stem="1", options=options), Essay(uid="p2", stem="2")))
    written = qti2.write([case])
    assert [finding.facts["feature"] for finding in written.reduced] == ["next"]
    assert [one.question for one in qti2.read(written.data).questions] == [case]


def test_formulas_are_mathml_with_their_latex() -> None:
    made = lines(r"so \(\frac{1}{2}\) & \(\broken{\) end")
    assert "<mfrac>" in made
    assert r'<annotation encoding="application/x-tex">\frac{1}{2}</annotation>' in made
    assert r"&amp; \(\broken{\) end" in made
    etree.fromstring(f"<div>{made}</div>")


def test_a_formula_comes_back_as_its_author_wrote_it() -> None:
    """From the item alone, by the annotation; MathML alone would give another spelling."""
    question = Single(
        uid="f", stem=r"Is \(\dfrac ab\) it?", options=(Option(r"\(a\over b\)", D(1)), Option("no & <b>"))
    )
    item = members(qti2.write([question]).data)["items/f.xml"]
    assert b"<mfrac>" in item
    for data in (item, item.replace(b'toolName="Branch Exam"', b"")):
        (one,) = qti2.read(data).questions
        assert isinstance(one.question, Single)
        assert one.question.stem.splitlines()[0] == r"Is \(\dfrac ab\) it?"
        assert [option.text for option in one.question.options] == [r"\(a\over b\)", "no & <b>"]


def test_html_becomes_what_qti_allows() -> None:
    made = xhtml(
        '<ol start="2"><li>a<u>b</u></li></ol><blockquote>c</blockquote><img src="x">'
        "<table><tr><td>1</td></tr></table>",
        {"x": "i/x"},
    )
    assert made == (
        '<ol><li>a<span class="u">b</span></li></ol><blockquote><div>c</div></blockquote><img src="i/x" alt=""/>'
        "<table><tbody><tr><td>1</td></tr></tbody></table>"
    )


def test_the_same_questions_give_the_same_bytes() -> None:
    assert qti2.write(EVERY).data == qti2.write(EVERY).data
    held = members(qti2.write(EVERY).data)
    kept = etree.fromstring(held["imsmanifest.xml"]).findall(".//{urn:branch-exam:question:1}question")
    assert [one.get("item") for one in kept] == [
        hashlib.sha256(held[f"items/{question.uid}.xml"]).hexdigest() for question in EVERY
    ]
    assert [json.loads(one.text or "")["uid"] for one in kept] == [question.uid for question in EVERY]
