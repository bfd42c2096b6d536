"""Going to ProConnect and coming back. Links rather than forms: the journey goes through sites that our policy
on forms cannot name, those of each agent's own administration."""

import time
from collections.abc import Callable
from functools import wraps
from secrets import token_urlsafe

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comptes.acces import publique
from comptes.debit import au_plus
from comptes.proconnect.connexion import JETON, compte_de, ouvrir_session
from comptes.proconnect.fournisseur import (
    EchecProConnect,
    adresse_de_connexion,
    adresse_de_deconnexion,
    identifier,
)

DEMANDE, SORTIE = "proconnect_demande", "proconnect_sortie"  # in the session
DUREE = 600  # seconds to sign in over there


def si_configure(vue: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Without ProConnect these pages do not exist; what fails is said on a page, with no session."""

    @wraps(vue)
    def gardee(request: HttpRequest) -> HttpResponse:
        if not settings.PROCONNECT_ACTIF:
            raise Http404
        try:
            return vue(request)
        except EchecProConnect as echec:
            return render(request, "comptes/proconnect_echec.html", {"message": str(echec)}, status=echec.statut)

    return gardee


@au_plus
@publique("on se connecte avant d'être connu")
@never_cache
@require_safe
@si_configure
def depart(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("accueil")
    state, nonce = token_urlsafe(32), token_urlsafe(32)
    adresse = adresse_de_connexion(retour=_ici("proconnect_retour"), state=state, nonce=nonce)
    demande = {"state": state, "nonce": nonce, "suite": _suite(request), "a": time.time()}
    request.session[DEMANDE] = demande
    return redirect(adresse)


@au_plus
@login_not_required  # declared in comptes.checks: the protocol comes back with a GET, which opens a session
@never_cache
@require_safe
@si_configure
def retour(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("accueil")
    demande = _demande(request)
    if "code" not in request.GET:
        raise EchecProConnect("La connexion avec ProConnect a été interrompue : personne n’est connecté. Recommencez.")
    identite = identifier(code=request.GET["code"], retour=_ici("proconnect_retour"), nonce=demande["nonce"])
    return ouvrir_session(request, compte_de(identite), identite, suite=demande["suite"])


@publique("on se déconnecte aussi de ProConnect")
@never_cache
@require_safe
@si_configure
def deconnexion(request: HttpRequest) -> HttpResponse:
    """The session here has ended; that of ProConnect ends by a link, which only the person follows."""
    jeton = request.session.get(JETON)
    if request.user.is_authenticated or not jeton:
        return redirect("account_login")
    state = request.session.setdefault(SORTIE, token_urlsafe(32))
    adresse = adresse_de_deconnexion(id_token=jeton, state=state, retour=_ici("proconnect_deconnecte"))
    return render(request, "comptes/proconnect_deconnexion.html", {"adresse": adresse})


@publique("retour de ProConnect une fois déconnecté")
@never_cache
@require_safe
@si_configure
def deconnecte(request: HttpRequest) -> HttpResponse:
    attendu = request.session.get(SORTIE)
    if attendu and constant_time_compare(attendu, request.GET.get("state", "")):
        del request.session[SORTIE], request.session[JETON]
        messages.success(request, "Vous êtes déconnecté de l’application et de ProConnect.")
    return redirect("account_login")


def _ici(nom: str) -> str:
    """Exactly what was declared to ProConnect; never the ``Host`` of the request, which can be forged."""
    return settings.ADRESSE_SITE + reverse(nom)


def _suite(request: HttpRequest) -> str:
    suite = request.GET.get("next", "")
    return suite if url_has_allowed_host_and_scheme(suite, allowed_hosts=None) else reverse("accueil")


def _demande(request: HttpRequest) -> dict:
    """What this browser asked for, once and lately. Raises ``EchecProConnect``."""
    demande = request.session.pop(DEMANDE, None)
    recente = demande and time.time() - demande["a"] < DUREE
    if not recente or not constant_time_compare(demande["state"], request.GET.get("state", "")):
        raise EchecProConnect(
            "Cette connexion a été commencée ailleurs, ou il y a trop longtemps : personne n’est connecté. "
            "Recommencez."
        )
    return demande
