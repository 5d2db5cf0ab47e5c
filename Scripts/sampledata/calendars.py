"""Months, years and working days by the calendar."""

from calendar import monthrange
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The same day some months later, clamped to the month's end."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The same day some years later (29 February becomes the 28th)."""
    return add_months(day, years * 12)


def workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day


def month_day(year: int, month: int, day: int) -> date:
    """A working day in that month, near the given day."""
    found = workday(date(year, month, min(day, monthrange(year, month)[1])))
    return found if found.month == month else found - timedelta(days=7)
