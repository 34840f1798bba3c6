"""The steps of a sitting: rows that are only ever added, chained by hash, and what they add up to.

Promises: replaying the steps gives the answers, the flags and the record of interruptions as they were; a step that was
changed, taken out or put in later is found by ``chain_check``. Pure: time comes in as readings. Must not know the
store.

The time of an exam is counted by the boot clock, which no wall clock and no suspend can fool (``base.clock``).
``used_ms`` of a step is the exam time that was used when it was made. While the app runs, time is used as the boot
clock goes. When it has been away, the plan says what the gap is worth (``share_of_gap``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from json.encoder import encode_basestring as _quoted
from typing import Any, Final, NamedTuple, assert_never

from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.exams.plan import ExamPlan, Outage

CLOCK_TOLERANCE_MS: Final = 5_000
"""How far the wall clock may be from where the boot clock says it must be, before that stands on record."""

PULSE_GAP_MS: Final = 10_000
"""A silence between two pulses (one a second) that only a suspended or stopped machine explains."""

LIVE: Final = frozenset({"started", "resumed", "answered", "flagged", "moved", "noted", "placed"})
"""Steps that the running app makes: with them, exam time goes on."""

GAPS: Final = frozenset({"restart", "reboot", "wait"})
"""Interruptions that a sitting is resumed after."""


class Step(NamedTuple):
    """One row of ``step``; ``body`` is JSON text, ``at`` as ``base.clock.as_text``."""

    n: int
    kind: str
    position: int | None
    body: str
    at: str
    boot_ms: int
    boot_id: str
    used_ms: int
    chain: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """The body, read."""
        found: dict[str, Any] = json.loads(self.body)
        return found


class Last(NamedTuple):
    """The newest step of a sitting: its key in the store, and the chain at it."""

    key: int
    chain: str


# json.dumps would build an encoder at each call, and steps are made while a person waits.
_sorted = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def body_text(body: Any) -> str:
    """A body as it is kept and hashed."""
    return _sorted(body)


def link(previous: str, step: Step) -> str:
    """The chain at a step: SHA-256 over the chain before it and the step's canonical JSON."""
    position = "null" if step.position is None else step.position
    # The JSON list of these eight, written out: a third of what the encoder takes.
    text = (
        f"{previous}[{step.n},{_quoted(step.kind)},{position},{_quoted(step.body)},{_quoted(step.at)},"
        f"{step.boot_ms},{_quoted(step.boot_id)},{step.used_ms}]"
    )
    return hashlib.sha256(text.encode()).hexdigest()


def chain_check(start: str, steps: Sequence[Step], seal: str = "") -> int | None:
    """The number of the first step that is not as it was made; None: the chain holds. ``start`` is what the first
    step is chained to (the sitting's id), ``seal`` the chain kept at submission."""
    previous = start
    for expected, step in enumerate(steps, 1):
        if step.n != expected or step.chain != link(previous, step):
            return expected
        previous = step.chain
    if seal and previous != seal:
        return len(steps) + 1
    return None


@dataclass(frozen=True, slots=True)
class Interruption:
    """Something that stands on record.

    ``kind`` is ``restart`` (the app was away), ``reboot`` (the machine too), ``wait`` (released, not yet gone on),
    ``abandoned`` (nobody came back to it since ``at``; ``note`` is ``graded`` or ``void``), ``suspend``, ``not_saved``
    (nothing could be written; ``note`` is the condition's code), ``clock_set_back``, ``clock_set_forward``, ``held``,
    ``released``, ``time_given``, ``extra_time`` (by a percentage, for what somebody needs), ``break`` (granted, with
    the clock stopped), ``away`` (the exam's window was left), ``ended`` (by an examiner). ``note`` is the examiner's
    reason, or how the clock was kept: ``stopped``, ``ran_on``, ``partly``.
    """

    kind: str
    at: str
    seconds: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is within the question on the screen, to come back to it: how far it is scrolled (0 to 1000 of its
    length), how far into a text the caret stands (-1: in none), and by question what was typed that is no answer yet.
    """

    scroll: int = 0
    caret: int = -1
    drafts: Mapping[int, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Replayed:
    """What steps add up to. ``spent``: question → exam time (ms) used while it was on the screen; ``break_since``: the
    break that lasts."""

    answers: dict[int, Any] = field(default_factory=dict)
    flags: set[int] = field(default_factory=set)
    position: int = 1
    interruptions: list[Interruption] = field(default_factory=list)
    away: int = 0
    releases: int = 0
    stopped_ms: int = 0
    released_last: bool = False
    allowed_ms: int = 0
    extra_percent: int = 0
    spent: dict[int, int] = field(default_factory=dict)
    break_allowed_ms: int = 0
    break_used_ms: int = 0
    break_since: Known | None = None
    place: Place = field(default_factory=Place)


def replay(steps: Iterable[Step]) -> Replayed:
    """Add the steps up."""
    sum_ = Replayed()
    for step in steps:
        data = step.data
        _spend(sum_, step)
        sum_.released_last = step.kind == "released" or (sum_.released_last and step.kind not in LIVE)
        match step.kind:
            case "started":
                sum_.allowed_ms = data["allowed_ms"]
                sum_.extra_percent = data.get("extra_percent", 0)
                sum_.break_allowed_ms = data.get("break_ms", 0)
                _extra_time(sum_, step)
            case "answered":
                _answer(sum_, step.position or 1, data["answer"])
            case "flagged":
                (sum_.flags.add if data["flag"] else sum_.flags.discard)(step.position or 0)
            case "moved":
                sum_.position = step.position or 1
                sum_.place = Place(drafts=sum_.place.drafts)
            case "placed":
                sum_.place = place_of(data)
            case "interrupted":
                sum_.interruptions.append(Interruption(data["kind"], data["since"], data["seconds"], data["clock"]))
                sum_.stopped_ms += data["stopped_ms"]
                sum_.away += data["kind"] != "wait"
            case "noted":
                _note(sum_, step, data)
            case "held" | "submitted" | "void":
                _stopped(sum_, step, data)
            case "released":
                sum_.releases += 1
                sum_.interruptions.append(Interruption("released", step.at, 0.0, data["note"]))
            case "break_begun":
                sum_.break_since = known_of(step)
            case "break_ended":
                _back(sum_, step, data["ms"])
            case "time_given":
                sum_.interruptions.append(Interruption("time_given", step.at, data["ms"] / 1000, data["why"]))
            case _:
                pass
    return sum_


def _extra_time(sum_: Replayed, step: Step) -> None:
    """More time that the person needs stands on record with the share."""
    percent = sum_.extra_percent
    if percent:
        more_ms = sum_.allowed_ms * percent // (100 + percent)
        sum_.interruptions.append(Interruption("extra_time", step.at, more_ms / 1000, f"+{percent} %"))


def place_of(data: dict[str, Any]) -> Place:
    """The place in the body of a step."""
    drafts = {int(position): draft for position, draft in data.get("drafts", {}).items()}
    return Place(data.get("scroll", 0), data.get("caret", -1), drafts)


def place_data(place: Place) -> dict[str, Any]:
    """A place as the body of a step: what is usual is left out."""
    data: dict[str, Any] = {"scroll": place.scroll} if place.scroll else {}
    if place.caret >= 0:
        data["caret"] = place.caret
    if place.drafts:
        data["drafts"] = {str(position): draft for position, draft in place.drafts.items()}
    return data


def _answer(sum_: Replayed, position: int, answer: Any) -> None:
    """An answer was saved, and stands in place of what was none yet; None takes it back."""
    if answer is None:
        sum_.answers.pop(position, None)
    else:
        sum_.answers[position] = answer
    sum_.position = position
    if position in sum_.place.drafts:
        rest = {key: draft for key, draft in sum_.place.drafts.items() if key != position}
        sum_.place = replace(sum_.place, drafts=rest)


def _spend(sum_: Replayed, step: Step) -> None:
    """The exam time since the step before went to the question that was on the screen."""
    passed = step.used_ms - sum(sum_.spent.values())
    if passed > 0:
        sum_.spent[sum_.position] = sum_.spent.get(sum_.position, 0) + passed


def _stopped(sum_: Replayed, step: Step, data: dict[str, Any]) -> None:
    """Held for the examiner, or over: an examiner who ended it said why. A break that still lasted ends with it."""
    if step.kind != "held" and sum_.break_since is not None:
        _back(sum_, step, _rested(sum_, sum_.break_since, step))
    if step.kind == "held":
        sum_.interruptions.append(Interruption("held", step.at, 0.0))
    elif step.kind == "submitted" and data.get("why"):
        sum_.interruptions.append(Interruption("ended", step.at, 0.0, data["why"]))


def _note(sum_: Replayed, step: Step, data: dict[str, Any]) -> None:
    """Something the app noticed. An absence is told several times while it lasts, each time from its beginning."""
    noted = Interruption(data["kind"], data.get("since", step.at), data["seconds"], data.get("note", ""))
    told = (n for n, one in enumerate(sum_.interruptions) if (one.kind, one.at) == ("away", noted.at))
    place = next(told, None) if noted.kind == "away" else None
    if place is None:
        sum_.interruptions.append(noted)
    else:
        sum_.interruptions[place] = noted


def _rested(sum_: Replayed, since: Known, step: Step) -> int:
    """How many ms a break had lasted when the sitting ended: the whole of it where exam time had run again since."""
    rest = max(0, sum_.break_allowed_ms - sum_.break_used_ms)
    if step.used_ms > since.used_ms:
        return rest
    return min(rest, max(0, _ms(from_text(step.at) - since.at)))


def _back(sum_: Replayed, step: Step, ms: int) -> None:
    """A break has ended, after so many ms."""
    since = step.at if sum_.break_since is None else as_text(sum_.break_since.at)
    sum_.break_since = None
    sum_.break_used_ms += ms
    sum_.interruptions.append(Interruption("break", since, ms / 1000))


# ---------------------------------------------------------------- time


class Known(NamedTuple):
    """The last instant at which a sitting is known to have run: believed wall clock, boot clock, exam time used."""

    at: datetime
    boot_ms: int
    boot_id: str
    used_ms: int

    def used(self, reading: Reading) -> int:
        """The exam time used now, if the app has run ever since (the same boot)."""
        return self.used_ms + max(0, reading.boot_ms - self.boot_ms)

    def believed(self, reading: Reading) -> datetime:
        """The wall clock now as the boot clock has it."""
        return self.at + timedelta(milliseconds=max(0, reading.boot_ms - self.boot_ms))

    def skew_ms(self, reading: Reading) -> int:
        """How far the wall clock is ahead of where the boot clock has it (behind: negative)."""
        return _ms(reading.at - self.believed(reading))


def known_of(step: Step) -> Known:
    """What a step says of the time."""
    return Known(from_text(step.at), step.boot_ms, step.boot_id, step.used_ms)


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between what is known and now. ``measured_by`` is ``boot`` or ``wall`` (after a reboot, when only the
    wall clock goes on); ``skew_ms`` is how far the wall clock is off, as far as that can be told; ``at`` is to be
    believed.
    """

    ms: int
    at: datetime
    measured_by: str
    skew_ms: int


def gap(known: Known, reading: Reading) -> Gap:
    """Measure the gap. A wall clock that is earlier than what is known is not believed: the gap then counts as
    nothing.
    """
    if reading.boot_id == known.boot_id and reading.boot_ms >= known.boot_ms:
        return Gap(reading.boot_ms - known.boot_ms, known.believed(reading), "boot", known.skew_ms(reading))
    passed = _ms(reading.at - known.at)
    if passed < 0:
        return Gap(0, known.at, "wall", passed)
    return Gap(passed, reading.at, "wall", 0)


def after_break(sum_: Replayed, before: Known, reading: Reading) -> tuple[Known, int]:
    """Where a gap begins for a sitting that was left in a break, and how many ms of the break that is; a gap only
    begins when the break could last no longer."""
    if sum_.break_since is None:
        return before, 0
    rest = max(0, sum_.break_allowed_ms - sum_.break_used_ms)
    if before.used_ms > sum_.break_since.used_ms:
        return before, rest
    lasted = before.boot_ms - sum_.break_since.boot_ms
    more = min(gap(before, reading).ms, max(0, rest - lasted))
    known = Known(before.at + timedelta(milliseconds=more), before.boot_ms + more, before.boot_id, before.used_ms)
    return known, lasted + more


def share_of_gap(plan: ExamPlan, gap_ms: int, stopped_before_ms: int) -> tuple[int, int]:
    """(stopped, ran on): how much of a gap the exam's clock stood still, and how much it ran, by the plan."""
    match plan.outage:
        case Outage.STOP:
            return gap_ms, 0
        case Outage.RUN_ON:
            return 0, gap_ms
        case Outage.STOP_UP_TO:
            stopped = min(gap_ms, max(0, plan.outage_minutes * 60_000 - stopped_before_ms))
            return stopped, gap_ms - stopped
        case _:  # pragma: no cover
            assert_never(plan.outage)


def clock_note(skew_ms: int) -> dict[str, Any] | None:
    """What to put on record about a wall clock that is off; None where it is not."""
    if abs(skew_ms) <= CLOCK_TOLERANCE_MS:
        return None
    return {
        "kind": "clock_set_back" if skew_ms < 0 else "clock_set_forward",
        "seconds": abs(skew_ms) / 1000,
    }


def how_kept(stopped_ms: int, ran_ms: int) -> str:
    """A word for how the exam's clock was kept over a gap."""
    return "stopped" if not ran_ms else "ran_on" if not stopped_ms else "partly"


def _ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)
