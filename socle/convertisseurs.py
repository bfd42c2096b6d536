"""Path converters shared by the addresses of several apps."""

from datetime import date


class DateIso:
    """``AAAA-MM-JJ``; a date that does not exist is an address that does not exist."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
