"""Counters for the monitoring of the host."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comptes.acces import publique
from reporting.metriques import compteurs


@publique("la supervision n'a pas de compte, elle présente un jeton")
@never_cache
@require_safe
def metriques(request: HttpRequest) -> HttpResponse:
    """One counter a line. Without the token, the page does not exist."""
    attendu = f"Bearer {settings.METRIQUES_JETON}"
    if not settings.METRIQUES_JETON or not constant_time_compare(request.headers.get("Authorization", ""), attendu):
        raise Http404
    texte = "".join(f"{nom} {nombre}\n" for nom, nombre in compteurs(timezone.now()).items())
    return HttpResponse(texte, content_type="text/plain; charset=utf-8")
