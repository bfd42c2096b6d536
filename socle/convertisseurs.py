"""Path converters shared by the addresses of several apps."""

from datetime import date


class DateIso:
    """``AAAA-MM-JJ``, from 1900 to 2999; a date that does not exist is an address that does not exist."""

    regex = r"(?:19|2\d)\d{2}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
