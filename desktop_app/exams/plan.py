"""The exam plan: sections and quotas, time, marking, pass rule; and its form as a TOML file.

Promises: a plan that was read has every key checked. Must not know the tables of other rooms, or what a paper is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

import tomli_w

from desktop_app.banks.question import Kind
from desktop_app.base.errors import Fact, InputError

E = TypeVar("E", bound=StrEnum)
_LONGEST = 200


class MultipleRule(StrEnum):
    """How a multiple-choice answer earns its points (see ``grading``)."""

    ALL_OR_NOTHING = "all_or_nothing"
    SHARE = "share"
    HALF = "half"
    CREDITS = "credits"


class Outage(StrEnum):
    """What the exam's clock does while the app is dead."""

    STOP = "stop"
    RUN_ON = "run_on"
    STOP_UP_TO = "stop_up_to"


class Admission(StrEnum):
    """How a candidate is let in."""

    PIN = "pin"
    SLIP = "slip"
    EXAMINER = "examiner"


class Abandoned(StrEnum):
    """What becomes of a sitting that nobody came back to."""

    GRADED = "graded"
    VOID = "void"


class Release(StrEnum):
    """When results are shown."""

    AT_ONCE = "at_once"
    BY_EXAMINER = "by_examiner"


class Issue(StrEnum):
    """Who issues certificates."""

    BY_EXAMINER = "by_examiner"
    AUTO = "auto"


class PlanInvalid(InputError):
    """A plan that cannot be read; facts: field (``sections[2].number``), value, reason.

    With the reason ``toml`` (no TOML at all) it goes by a code of its own; value is then ``line:column``, or ``?``.
    """

    code = "plan_invalid"

    def __init__(self, **facts: Fact) -> None:
        super().__init__(**facts)
        if facts.get("reason") == "toml":
            self.code = "plan_not_toml"  # type: ignore[misc]
            self.facts["value"] = facts.get("value") or "?"


class PlanKeyUnknown(InputError):
    """A key that no plan has; facts: field."""

    code = "plan_key_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the paper: ``number`` questions at ``points`` each, from ``bank``, narrowed by topic, kind, difficulty.

    ``topic`` names topics anywhere on a question's topic path; ``minutes`` 0 means the plan's time alone.
    """

    title: str
    bank: str
    number: int
    topic: tuple[str, ...] = ()
    difficulty: tuple[int, ...] = ()
    kind: Kind | None = None
    points: Decimal = Decimal(1)
    min_percent: Decimal = Decimal(0)
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamPlan:
    """A plan: what is drawn, for how long, how it is marked, when it is passed, and what follows."""

    code: str
    title: str
    minutes: int
    sections: tuple[Section, ...]
    sample: bool = False
    pass_percent: Decimal = Decimal(60)
    attempts: int = 1
    wait_days: int = 0
    multiple_rule: MultipleRule = MultipleRule.ALL_OR_NOTHING
    shuffle_questions: bool = True
    shuffle_options: bool = True
    outage: Outage = Outage.STOP_UP_TO
    outage_minutes: int = 10
    resumes_alone: int = 1
    abandoned: Abandoned = Abandoned.GRADED
    admission: Admission = Admission.PIN
    release: Release = Release.AT_ONCE
    show_answers: bool = False
    issue: Issue = Issue.BY_EXAMINER
    score_on_certificate: bool = False
    valid_months: int = 24
    required_for: tuple[str, ...] = ()
    template: str = "formal"

    @property
    def max_score(self) -> Decimal:
        """The points of the whole paper."""
        return sum((section.number * section.points for section in self.sections), Decimal(0))


# ---------------------------------------------------------------- as data


def from_data(data: Mapping[str, Any]) -> ExamPlan:
    """Read a plan from a mapping with the keys of the plan file.

    Raises ``PlanKeyUnknown`` for a key that no plan has and ``PlanInvalid`` for a value out of range.
    """
    _known(data, ExamPlan, "")
    raw_sections = data.get("sections")
    if not isinstance(raw_sections, list) or not raw_sections:
        raise PlanInvalid(field="sections", value="", reason="missing")
    sections = tuple(_section(item, f"sections[{n}].") for n, item in enumerate(raw_sections, 1))
    plan = ExamPlan(
        code=_code(data),
        title=_text(data, "title", ""),
        minutes=_integer(data, "minutes", "", None, 1, 1440),
        sections=sections,
        sample=_flag(data, "sample", False),
        pass_percent=_number(data, "pass_percent", "", Decimal(60), Decimal(0), Decimal(100)),
        attempts=_integer(data, "attempts", "", 1, 1, 1000),
        wait_days=_integer(data, "wait_days", "", 0, 0, 3660),
        multiple_rule=_enum(data, "multiple_rule", MultipleRule.ALL_OR_NOTHING),
        shuffle_questions=_flag(data, "shuffle_questions", True),
        shuffle_options=_flag(data, "shuffle_options", True),
        outage=_enum(data, "outage", Outage.STOP_UP_TO),
        outage_minutes=_integer(data, "outage_minutes", "", 10, 0, 1440),
        resumes_alone=_integer(data, "resumes_alone", "", 1, 0, 1000),
        abandoned=_enum(data, "abandoned", Abandoned.GRADED),
        admission=_enum(data, "admission", Admission.PIN),
        release=_enum(data, "release", Release.AT_ONCE),
        show_answers=_flag(data, "show_answers", False),
        issue=_enum(data, "issue", Issue.BY_EXAMINER),
        score_on_certificate=_flag(data, "score_on_certificate", False),
        valid_months=_integer(data, "valid_months", "", 24, 1, 600),
        required_for=_texts(data, "required_for", ""),
        template=_text({"template": "formal"} | dict(data), "template", ""),
    )
    if sum(section.minutes for section in sections) > plan.minutes:
        raise PlanInvalid(field="sections.minutes", value=plan.minutes, reason="sections_longer_than_plan")
    return plan


def to_data(plan: ExamPlan) -> dict[str, Any]:
    """The plan as the mapping that ``from_data`` reads: every key, decimals as strings, whole percents as integers."""
    data = {f.name: _written(f.name, getattr(plan, f.name)) for f in fields(plan) if f.name != "sections"}
    data["sections"] = [
        {
            f.name: _written(f.name, value)
            for f in fields(section)
            if (value := getattr(section, f.name)) not in (None, ()) or f.name in ("title", "bank", "number")
        }
        for section in plan.sections
    ]
    return data


def from_toml(text: str) -> ExamPlan:
    """Read a plan file. Raises as ``from_data``; ``PlanInvalid`` with reason ``toml`` where the text is no TOML."""
    try:
        return from_data(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        # The parser's own words are English; where it stopped is the same in every language.
        place = re.search(r"line (\d+), column (\d+)", str(error))
        raise PlanInvalid(field="", value=":".join(place.groups()) if place else "", reason="toml") from None


def to_toml(plan: ExamPlan) -> str:
    """The plan as a file that ``from_toml`` reads back to an equal plan."""
    return tomli_w.dumps(to_data(plan))


def _written(name: str, value: Any) -> Any:
    """Percents as the plain numbers that people write; every other decimal as a string, which is exact."""
    whole = name in ("pass_percent", "min_percent") and value == value.to_integral_value()
    return int(value) if whole else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return list(value)
    return value


def _section(item: Any, where: str) -> Section:
    if not isinstance(item, Mapping):
        raise PlanInvalid(field=where.rstrip("."), value=str(item)[:40], reason="missing")
    _known(item, Section, where)
    raw_difficulty = item.get("difficulty", [])
    levels = raw_difficulty if isinstance(raw_difficulty, list) else [raw_difficulty]
    if any(isinstance(n, bool) or not isinstance(n, int) or not 1 <= n <= 5 for n in levels):
        raise PlanInvalid(field=f"{where}difficulty", value=str(raw_difficulty)[:40], reason="range")
    return Section(
        title=_text(item, "title", where),
        bank=_text(item, "bank", where),
        number=_integer(item, "number", where, None, 1, 1000),
        topic=_texts(item, "topic", where),
        difficulty=tuple(levels),
        kind=_member(item["kind"], Kind, f"{where}kind") if item.get("kind") else None,
        points=_number(item, "points", where, Decimal(1), Decimal("0.01"), Decimal(1000)),
        min_percent=_number(item, "min_percent", where, Decimal(0), Decimal(0), Decimal(100)),
        minutes=_integer(item, "minutes", where, 0, 0, 1440),
    )


def _known(data: Mapping[str, Any], cls: type, where: str) -> None:
    names = {f.name for f in fields(cls)}
    for key in data:
        if key not in names:
            raise PlanKeyUnknown(field=f"{where}{key}")


def _code(data: Mapping[str, Any]) -> str:
    code = _text(data, "code", "")
    if len(code) > 60 or any(char in code for char in "/\\\n\t"):
        raise PlanInvalid(field="code", value=code[:60], reason="characters")
    return code


def _text(data: Mapping[str, Any], key: str, where: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise PlanInvalid(field=f"{where}{key}", value=str(value or "")[:40], reason="missing")
    if len(value) > _LONGEST or not value.strip().isprintable():
        raise PlanInvalid(field=f"{where}{key}", value=ascii(value)[:40], reason="characters")
    return value.strip()


def _texts(data: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = data.get(key, [])
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or any(not isinstance(item, str) for item in items):
        raise PlanInvalid(field=f"{where}{key}", value=str(value)[:40], reason="type")
    return tuple(items)


def _flag(data: Mapping[str, Any], key: str, default: bool) -> bool:
    value = data.get(key, default)
    if not isinstance(value, bool):
        raise PlanInvalid(field=key, value=str(value)[:40], reason="type")
    return value


def _integer(data: Mapping[str, Any], key: str, where: str, default: int | None, low: int, high: int) -> int:
    value = data.get(key, default)
    if value is None:
        raise PlanInvalid(field=f"{where}{key}", value="", reason="missing")
    if isinstance(value, bool) or not isinstance(value, int):
        raise PlanInvalid(field=f"{where}{key}", value=str(value)[:40], reason="type")
    if not low <= value <= high:
        raise PlanInvalid(field=f"{where}{key}", value=value, reason="range")
    return value


def _number(data: Mapping[str, Any], key: str, where: str, default: Decimal, low: Decimal, high: Decimal) -> Decimal:
    value = data.get(key, default)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise PlanInvalid(field=f"{where}{key}", value=str(value)[:40], reason="type") from None
    if isinstance(value, bool) or not number.is_finite():
        raise PlanInvalid(field=f"{where}{key}", value=str(value)[:40], reason="type")
    if not low <= number <= high:
        raise PlanInvalid(field=f"{where}{key}", value=str(value)[:40], reason="range")
    return number


def _enum(data: Mapping[str, Any], key: str, default: E) -> E:
    return _member(data.get(key, default), type(default), key)


def _member(value: Any, cls: type[E], where: str) -> E:
    try:
        return cls(value)
    except ValueError:
        raise PlanInvalid(field=where, value=str(value)[:40], reason="choice") from None
