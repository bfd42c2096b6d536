"""What some tests count and the run says at its end."""

import pytest

BILANS: pytest.StashKey[list[str]] = pytest.StashKey()
