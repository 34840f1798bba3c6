"""A branch as scripts meet it: commands and sittings are processes, and all that is known is what they say."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.app import init
from desktop_app.banks.importing import import_file
from desktop_app.base.clock import system_clock
from desktop_app.exams.exam import open_exam
from desktop_app.exams.plan import from_toml
from desktop_app.exams.plans import save_plan
from desktop_app.staff import examiner_of_slot, import_roster
from desktop_app.store import CHEAP, Store
from desktop_app.tables.reading import read_sheets

CAMPAIGN = bool(os.environ.get("BRANCH_EXAM_CAMPAIGN"))
PASSPHRASE = "eleven green bottles"
EXAMINER = "钟离明德"
PEOPLE = {"T001": "欧阳若兰", "T002": "司马相如", "T003": "诸葛静怡", "T004": "上官婉清", "T005": "慕容雪晴"}
PLAN = """
code = "{code}"
title = "存款业务知识"
minutes = 1440
attempts = 1000
resumes_alone = 1000
outage = "{outage}"
pass_percent = 0
issue = "{issue}"
[[sections]]
title = "全部"
bank = "mine"
{section}
"""
_ALL, _SINGLES = "number = 30", 'number = 5\nkind = "single"'
PLANS = {
    "STOP": {"outage": "stop", "issue": "by_examiner", "section": _ALL},
    "RUN": {"outage": "run_on", "issue": "by_examiner", "section": _ALL},
    "AUTO": {"outage": "stop", "issue": "auto", "section": _SINGLES},
    "HAND": {"outage": "stop", "issue": "by_examiner", "section": _SINGLES},
}
"""Two by what the clock does while the app is dead, two whose papers wait for no marks."""
_PATIENCE_S = 60.0
_LONGEST_S = 200.0
"""Reading a file may take two minutes before it is given up."""


def question_list() -> list[dict[str, Any]]:
    """Forty questions in the canonical form, of the kinds whose answers are letters, words, numbers or texts."""
    made: list[dict[str, Any]] = []
    for n in range(40):
        kind = ("single", "single", "multiple", "true_false", "blank", "numeric", "order", "essay")[n % 8]
        one: dict[str, Any] = {"uid": f"Q{n}", "kind": kind, "stem": f"柜员办理第{n}号业务时首先应当核对哪一项证件信息"}
        texts = [f"{name}{n}号业务凭证" for name in ("甲类", "乙类", "丙类", "丁类")]
        if kind in {"single", "multiple", "order"}:
            right = {"single": 1, "multiple": 2, "order": 4}[kind]
            one["options"] = [{"text": text, "credit": "1" if i < right else "0"} for i, text in enumerate(texts)]
        elif kind == "true_false":
            one["options"] = [{"text": "正确", "credit": "1"}, {"text": "错误", "credit": "0"}]
        elif kind == "blank":
            one["stem"] += "：____"
            one["blanks"] = [{"accept": [{"text": f"居民身份证第{n}联"}], "match_case": False}]
        elif kind == "numeric":
            one["numbers"] = [{"value": str(n), "tolerance": "0", "credit": "1"}]
        made.append(one)
    return made


def answer_to(question: Mapping[str, Any], n: int) -> Any:
    """An answer of the question's kind, another one for another ``n``."""
    letters = [option["letter"] for option in question.get("options", ())]
    match question["kind"]:
        case "single":
            return letters[n % 4]
        case "multiple":
            return sorted({letters[n % 4], letters[(n // 4) % 4]})
        case "order":
            return letters[n % 4 :] + letters[: n % 4]
        case "true_false":
            return n % 2 == 0
        case "blank":
            return [f"第{n}次填写的证件名称"]
        case "numeric":
            return str(n)
        case _:
            return f"第{n}次作答：先核对身份，再受理业务。"


def environment(passphrase: str | None = PASSPHRASE, **more: str) -> dict[str, str]:
    """What a command finds in its environment: this passphrase, no other of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BRANCH_EXAM", "COV"))}
    given = {} if passphrase is None else {"BRANCH_EXAM_PASSPHRASE": passphrase}
    return {**kept, **given, **more}


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)


@dataclass
class Branch:
    """Runs commands on one folder. ``via`` is a script to run in place of ``python -m desktop_app``."""

    folder: Path
    passphrase: str | None = PASSPHRASE
    via: Sequence[str] = ("-m", "desktop_app")
    settings: dict[str, str] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    sitters: list[Sitter] = field(default_factory=list)

    def command(self, *arguments: str) -> list[str]:
        """The whole command, for whoever starts it."""
        return [sys.executable, *self.via, "--data-dir", str(self.folder), "--lang", "zh", *arguments]

    def run(self, *arguments: str) -> Said:
        """Run a command with ``--json``, to its end."""
        done = subprocess.run(
            self.command("--json", *arguments),
            env=environment(self.passphrase, **self.settings),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=_LONGEST_S,
            check=False,
        )
        self.heard.append(done.stderr)
        return Said(done.returncode, done.stdout, done.stderr)

    def done(self, *arguments: str) -> Any:
        """The JSON of a command that must succeed without a word."""
        said = self.run(*arguments)
        assert (said.status, said.err) == (0, ""), said
        return said.value

    def refused(self, *arguments: str) -> str:
        """The one clear sentence of a command that must be refused."""
        said = self.run(*arguments)
        assert said.status == 1, said
        assert said.value in ({}, []), said
        lines = said.err.splitlines()
        assert len(lines) == 1, said
        sentence = lines[0]
        assert sentence.endswith("。"), said
        assert 10 < len(sentence) < 600, said
        assert "?" not in sentence, said  # a fact that nobody gave
        assert "Error" not in sentence, said
        return sentence

    def sit(self, plan: str = "STOP", staff_no: str = "T001") -> Sitter:
        """A process that sits, at its first line."""
        return Sitter(self.command("sit", "--plan", plan, "--staff-no", staff_no), self)

    def close(self) -> None:
        """Nobody sits any more, however the test has ended."""
        for sitter in self.sitters:
            sitter.kill()


class Sitter:
    """A process that sits. Every wait has an end."""

    def __init__(self, command: Sequence[str], branch: Branch) -> None:
        self._branch = branch
        branch.sitters.append(self)
        began = time.monotonic()
        self.process = subprocess.Popen(
            command,
            env=environment(branch.passphrase, **branch.settings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._heard = b""
        self._lines: list[bytes] = []
        try:
            self.paper: dict[str, Any] = self.hear()
        except BaseException:
            self.kill()
            raise
        self.at = time.monotonic()
        self.took_s = self.at - began

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The paper as it was shown at the start."""
        found: list[dict[str, Any]] = self.paper["questions"]
        return found

    @property
    def answers(self) -> dict[int, Any]:
        """The answers that the first line says are saved."""
        return {one["position"]: one["answer"] for one in self.questions if one["answer"] is not None}

    def _more(self, wait_s: float) -> bool:
        """Take up what has been said; False at its end."""
        assert self.process.stdout
        ready, _, _ = select.select([self.process.stdout], [], [], wait_s)
        assert ready, "nothing said"
        data = os.read(self.process.stdout.fileno(), 1 << 20)
        *whole, self._heard = (self._heard + data).split(b"\n")
        self._lines += whole
        return bool(data)

    def hear(self) -> Any:
        """The next line."""
        while not self._lines:
            if not self._more(_PATIENCE_S):
                raise AssertionError(f"ended without a word: {self.process.stderr and self.process.stderr.read()!r}")
        return json.loads(self._lines.pop(0))

    def rest(self) -> Iterator[Any]:
        """The lines until the process ends; one that was cut off does not count."""
        while self._more(_PATIENCE_S):
            pass
        while self._lines:
            yield json.loads(self._lines.pop(0))

    def put(self, value: Any) -> None:
        """Say something."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")
        self.process.stdin.flush()

    def say(self, value: Any) -> Any:
        """Say something and hear what comes back."""
        self.put(value)
        return self.hear()

    def submit(self) -> Any:
        """Submit as a script does that has said all it has to say: the result."""
        self.put({"submit": True})
        assert self.process.stdin
        self.process.stdin.close()
        return self.hear()

    def saves(self, n: int) -> None:
        """One more answer is saved: the exam goes on."""
        one = self.questions[n % len(self.questions)]
        told = self.say({"position": one["position"], "answer": answer_to(one, n)})
        assert told.get("saved") == one["position"], told

    def kill(self) -> float:
        """Pull the plug; gives the instant."""
        at = time.monotonic()
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)
        self.end()
        return at

    def kill_after(self, delay_s: float) -> threading.Timer:
        """Pull the plug in a while, whatever happens at that instant. ``join`` it before ``rest``."""
        timer = threading.Timer(delay_s, os.kill, (self.process.pid, signal.SIGKILL))
        timer.start()
        return timer

    def end(self) -> tuple[int, str]:
        """No more input: (exit status, what was said on standard error)."""
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()
        said = b""
        if self.process.stderr and not self.process.stderr.closed:
            said = self.process.stderr.read()
            self.process.stderr.close()
            self._branch.heard.append(said.decode())
        return self.process.wait(_PATIENCE_S), said.decode()


def make_branch(folder: Path, name: str = "城东支行") -> Branch:
    """A branch with five people, forty questions and four open exams (``PLANS``). Made in this process: only its keys
    are cheaper than a real one's."""
    questions = folder.parent / "questions.json"
    questions.write_text(json.dumps({"questions": question_list()}, ensure_ascii=False), encoding="utf-8")
    roster = "\n".join(["工号,姓名,岗位,机构", *(f"{no},{who},综合柜员,{name}营业部" for no, who in PEOPLE.items())])
    store, _ = init(folder, name, "E001", EXAMINER, PASSPHRASE, empty=True, kdf=CHEAP)
    reading = system_clock()
    actor = examiner_of_slot(store)
    import_roster(store, actor, read_sheets(roster.encode(), "roster.csv"), reading)
    report = import_file(store, actor, questions, bank="mine", reading=reading)
    assert report.imported == 40, report
    for code, what in PLANS.items():
        save_plan(store, actor, from_toml(PLAN.format(code=code, **what)), reading)
        open_exam(store, actor, code, reading=reading)
    store.close()
    questions.unlink()
    return Branch(folder)


def content(branch: Branch, without: Sequence[str] = ("step", "pulse", "sitting", "sqlite_stat1")) -> dict[str, Any]:
    """Every row of every table, those of running sittings aside."""
    store = Store.open(branch.folder, passphrase=PASSPHRASE)
    try:
        db = store.read
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names if name not in without}
    finally:
        store.close()
