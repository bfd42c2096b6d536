"""The pages that anybody may read, and the health check."""

from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comptes.acces import publique
from comptes.accessibilite import dernier_releve, exceptions


@publique("la déclaration d'accessibilité est due à tous")
@require_safe
def accessibilite(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibilite.html", {"releve": dernier_releve(), "exceptions": exceptions()})


@publique("les mentions légales sont dues à tous")
@require_safe
def mentions_legales(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/mentions_legales.html")


@publique("la sonde de l'hébergeur n'a pas de compte")
@never_cache
@require_safe
def sante(request: HttpRequest) -> JsonResponse:
    """Tell whether the application reaches its database, and means to go on answering."""
    if settings.RETRAIT and Path(settings.RETRAIT).exists():
        return JsonResponse({"etat": "va s'arrêter"}, status=503)
    try:
        with connection.cursor() as curseur:
            curseur.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"etat": "base injoignable"}, status=503)
    return JsonResponse({"etat": "ok"})
