"""Times of day and dates as people read them."""

from datetime import datetime


def moment(stored: str, now: datetime | None = None) -> str:
    """A stored time (ISO 8601, UTC) at this machine's clock: the hour today, else the day too."""
    try:
        then = datetime.fromisoformat(stored).astimezone()
    except ValueError:
        return stored
    today = now or datetime.now().astimezone()
    clock = f"{then:%H:%M}"
    if then.date() == today.date():
        return clock
    day = f"{then.day} {then:%b}"
    return f"{day}, {clock}" if then.year == today.year else f"{day} {then.year}, {clock}"
