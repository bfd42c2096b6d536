"""Headers that every answer bears, whoever wrote it: a view, an error, a redirection, a static file.

The outermost middleware, because those beneath are left out of what the outer ones answer: a name of host refused
by SecurityMiddleware has none of its headers. A view that set one of them keeps its own.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

INUTILISEES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
POUR_TOUS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{usage}=()" for usage in INUTILISEES),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
SANS_COPIE = "no-store, private"


class Entetes:
    def __init__(self, suite: Callable[[HttpRequest], HttpResponse]) -> None:
        self.suite = suite

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reponse = self.suite(request)
        for nom, valeur in POUR_TOUS.items():
            reponse.headers.setdefault(nom, valeur)
        if reponse.headers.get("Content-Disposition"):
            # A file handed over after a check of rights: no copy stays on the way, nor in a shared browser.
            reponse.headers.setdefault("Cache-Control", SANS_COPIE)
        return reponse
