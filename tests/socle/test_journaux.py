"""Logs as one JSON object a line."""

import json
import logging

from socle.journaux import EnJson


def test_une_ligne_json():
    record = logging.LogRecord("reporting", logging.WARNING, "f.py", 1, "bail %s\nperdu", ("é",), None)
    ligne = EnJson().format(record)
    assert "\n" not in ligne
    lue = json.loads(ligne)
    assert (lue["niveau"], lue["source"], lue["message"]) == ("WARNING", "reporting", "bail é\nperdu")
