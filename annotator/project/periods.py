"""Stretches of time that figures are told by: days, weeks, months or years, whichever says most."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

_MOST = 16


class Period(StrEnum):
    """How long a stretch is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


def stretch(when: str, period: Period) -> str:
    """The name of the stretch a time (ISO 8601) lies in, in order of time; empty when it is no time."""
    try:
        day = date.fromisoformat(when[:10])
    except ValueError:
        return ""
    if period is Period.DAY:
        return day.isoformat()
    if period is Period.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return when[:7] if period is Period.MONTH else when[:4]


def fitting_period(times: Iterable[str]) -> Period:
    """The shortest period that makes no more than sixteen stretches of these times; else a year."""
    known = [when for when in times if when]
    for period in (Period.DAY, Period.WEEK, Period.MONTH):
        if len({stretch(when, period) for when in known} - {""}) <= _MOST:
            return period
    return Period.YEAR
