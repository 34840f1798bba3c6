"""Reading Moodle XML: 10,000 multiple choice questions as Moodle writes them, read, cleaned and checked, against the
public parser that runs here.

Peer: moodle-xml-parser 0.3.1 (PyPI), which knows multichoice and cloze and neither cleans nor checks. The limit is its
speed; processor time, the best of five rounds each.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import peers
from desktop_app.banks.formats import moodle_xml

QUESTIONS = 10_000
_OPTIONS = (("100", "A fixed deposit"), ("0", "A loan"), ("-33.33333", "A guarantee"), ("0", "A letter of credit"))


def question(n: int) -> str:
    """Question number ``n`` with all the elements that Moodle writes."""
    answers = "".join(
        f"""    <answer fraction="{fraction}" format="html">
      <text><![CDATA[<p>{text} of {n} yuan</p>]]></text>
      <feedback format="html">
        <text><![CDATA[<p>See article {n}.</p>]]></text>
      </feedback>
    </answer>
"""
        for fraction, text in _OPTIONS
    )
    said = "".join(
        f'    <{name} format="html">\n      <text>{text}</text>\n    </{name}>\n'
        for name, text in (
            ("correctfeedback", "Your answer is correct."),
            ("partiallycorrectfeedback", "Your answer is partially correct."),
            ("incorrectfeedback", "Your answer is incorrect."),
        )
    )
    return f"""<!-- question: {n}  -->
  <question type="multichoice">
    <name>
      <text>Question {n}</text>
    </name>
    <questiontext format="html">
      <text><![CDATA[<p>Question {n}: which of these is a <b>deposit</b> of a bank?</p>]]></text>
    </questiontext>
    <generalfeedback format="html">
      <text>Deposits are what the bank owes.</text>
    </generalfeedback>
    <defaultgrade>1.0000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <idnumber>n{n}</idnumber>
    <single>true</single>
    <shuffleanswers>true</shuffleanswers>
    <answernumbering>abc</answernumbering>
    <showstandardinstruction>0</showstandardinstruction>
{said}{answers}  </question>
"""


def read(data: bytes) -> int:
    """How many sound questions our reader finds."""
    return len(moodle_xml.read(data).questions)


def main() -> int:
    """Measure, print, and fail where the peer is faster."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "questions.xml"
        body = "\n".join(question(n) for n in range(QUESTIONS))
        path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{body}\n</quiz>\n', encoding="utf-8")
        parser = {"moodle-xml-parser": lambda file: peers.python_parser("moodle-xml-parser", file)}
        return peers.compare(read, parser, path, QUESTIONS)


if __name__ == "__main__":
    sys.exit(main())
