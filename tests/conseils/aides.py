"""What the tests of the initiatives and of their money share."""

import re
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError


@contextmanager
def refus(champ, message=""):
    """Refused beside ``champ``, with words that hold ``message``, whatever their no-break spaces."""
    with pytest.raises(ValidationError) as refuse:
        yield
    assert list(refuse.value.message_dict) == [champ]
    assert message in re.sub(r"\s", " ", refuse.value.messages[0])
