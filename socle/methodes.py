"""The methods that the application serves: reading (GET, HEAD) and acting (POST). No other reaches a view.

A class-based view of a library would take a PUT for a POST, and a function of ours would take a DELETE for a GET,
without the guard that keeps a reading page from writing.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict

SERVIES = ("GET", "HEAD", "POST")


class MethodesServies:
    """Answer 405 to the others, whoever asks and whatever the address: nothing is told by the answer."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SERVIES:
            return HttpResponseNotAllowed(SERVIES)
        return self.get_response(request)


def saisie(request: HttpRequest) -> QueryDict | None:
    """What was typed. An empty body is a form to refuse, not a page to show."""
    return request.POST if request.method == "POST" else None
