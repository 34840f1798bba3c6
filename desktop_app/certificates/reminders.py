"""Reminder sheets (到期提醒单): what runs out, a sheet a unit, to be handed out. Must not know how a table is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from desktop_app.certificates.records import Certificate
from desktop_app.exams.printed.list_pages import listings_pdf
from desktop_app.exams.printed.lists import Listing
from desktop_app.exams.printed.texts import Language, text


def reminders(certificates: Sequence[Certificate], on: date, language: Language = "zh") -> tuple[Listing, ...]:
    """A list a unit, units by name, the soonest first."""
    units: dict[str, list[Certificate]] = {}
    for one in sorted(certificates, key=lambda one: (one.facts.unit, one.facts.valid_until, one.facts.staff_no)):
        units.setdefault(one.facts.unit, []).append(one)
    return tuple(_of_unit(unit, ones, on, language) for unit, ones in units.items())


def _of_unit(unit: str, ones: Sequence[Certificate], on: date, language: Language) -> Listing:
    codes = ("staff_no", "name", "exam", "certificate", "until", "days_left", "signature")
    return Listing(
        title=text("reminder", language),
        about=tuple(line for line in (unit, on.isoformat(), text("reminder_how", language)) if line),
        headings=tuple(text(code, language) for code in codes),
        rows=tuple(
            (
                one.facts.staff_no,
                one.facts.holder,
                one.facts.title,
                one.serial,
                one.facts.valid_until.isoformat(),
                str((one.facts.valid_until - on).days),
                "",
            )
            for one in ones
        ),
        widths=(0.1, 0.13, 0.2, 0.22, 0.12, 0.09, 0.14),
        tall=24.0,
    )


def reminders_pdf(
    certificates: Sequence[Certificate], on: date, branch: str, at: datetime, language: Language = "zh"
) -> bytes:
    """The sheets as one PDF. There must be a certificate at least."""
    return listings_pdf(reminders(certificates, on, language), branch, at, language)
