"""No page without an account, nor without a second factor for those whose role requires one."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from comptes.checks import PUBLIQUES_TIERCES

SORTIE_ET_IDENTITE = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
ENROLEMENT = {"account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}


# Typed by the page rather than by somebody.
MUETS = {"csrfmiddlewaretoken", "vu", "version", "cle", "password"}
REDIGE = 20  # characters: a shorter answer is a choice, soon made again


class ConnexionExigee(LoginRequiredMiddleware):
    """Lead to the sign-in page; whoever was writing when the session ended is first given back what was written.

    Nothing of it is kept on the server: nobody is known to have sent it.
    """

    def handle_no_permission(self, request: HttpRequest, vue: Callable) -> HttpResponse:
        ecrits = _ecrits(request)
        if not ecrits:
            return super().handle_no_permission(request, vue)
        connexion = f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
        contexte = {"ecrits": ecrits, "connexion": connexion}
        return render(request, "comptes/session_terminee.html", contexte, status=403)


def _ecrits(request: HttpRequest) -> list[tuple[str, str]]:
    """The texts of a form sent from one of our pages; a program reads the redirection instead."""
    page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if request.method != "POST" or not page or "csrfmiddlewaretoken" not in request.POST:
        return []
    champs = ((nom, valeur) for nom, valeurs in request.POST.lists() if nom not in MUETS for valeur in valeurs)
    return [(nom.replace("_", " ").capitalize(), valeur) for nom, valeur in champs if len(valeur.strip()) >= REDIGE]


class SecondFacteur:
    """Lead to the enrolment whoever must have a second factor and has none; refuse everything else meanwhile.

    The session remembers that a second factor was given (allauth's records): such a page costs no query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, vue: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        if est_publique(request, vue) or not request.user.is_authenticated:
            return None
        if not retenu(request):
            return None
        # A session opened before the enrolment proves nothing: it gives a code, and cannot enrol another device.
        enrole = is_mfa_enabled(request.user)
        if request.resolver_match.url_name in (SORTIE_ET_IDENTITE if enrole else ENROLEMENT):
            return None
        return _conduire(request, _vers_le_code(request) if enrole else reverse("mfa_index"))


def retenu(request: HttpRequest) -> bool:
    """Whether a role requires a second factor that this session has not given."""
    return not a_donne_un_second_facteur(request) and request.user.mfa_obligatoire


def a_donne_un_second_facteur(request: HttpRequest) -> bool:
    return any(preuve["method"] == "mfa" for preuve in get_authentication_records(request, request.user))


def est_publique(request: HttpRequest, vue: Callable) -> bool:
    declaration = getattr(vue, "declaration", None)
    return declaration.publique if declaration else request.resolver_match.url_name in PUBLIQUES_TIERCES


def _vers_le_code(request: HttpRequest) -> str:
    suite = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" and not request.htmx else ""
    return reverse("mfa_reauthenticate") + suite


def _conduire(request: HttpRequest, adresse: str) -> HttpResponse:
    if request.method not in {"GET", "HEAD"}:
        messages.warning(request, "Rien n’a été enregistré : votre rôle exige d’abord une double authentification.")
    return HttpResponseClientRedirect(adresse) if request.htmx else redirect(adresse)
