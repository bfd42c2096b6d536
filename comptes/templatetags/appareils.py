"""The device of a session in words: ``{{ session.user_agent|appareil }}`` gives « Firefox sur Windows »."""

from django import template

register = template.Library()

# As their makers write them today; what a robot adds in front of a name tells nobody anything.
NOMS = {
    "Mac OS X": "macOS",
    "Mobile Safari": "Safari",
    "Chrome Mobile": "Chrome",
    "Firefox Mobile": "Firefox",
    "Edge Mobile": "Edge",
}


@register.filter
def appareil(signature):
    """Return the browser and the system that sent the header ``signature``, or say that neither is known."""
    # Used on one page only, and its thousands of patterns take a third of a second to load.
    from ua_parser import parse_os, parse_user_agent  # noqa: PLC0415

    lus = (parse_user_agent(signature), parse_os(signature))
    noms = [NOMS.get(lu.family, lu.family) for lu in lus if lu]
    return " sur ".join(noms) or "Appareil inconnu"
