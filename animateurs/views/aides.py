"""What the week pages share: finding the week, asking a service, telling what came of it."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from animateurs.models import SemaineJournal
from animateurs.services.journal import SemaineModifieeAilleurs, exiger_modifiable
from comptes.permissions import Permission as P
from socle.transitions import TransitionRefusee

Refus = (TransitionRefusee, SemaineModifieeAilleurs)


def siennes(request: HttpRequest, lundi: date) -> list[SemaineJournal]:
    """The account's own weeks of that Monday: one, or several when it accompanies several conseils.

    None, somebody else's, or a date that is not a Monday: 404. ``?conseil=18`` keeps one conseil.
    """
    semaines = SemaineJournal.objects.pour(request.user, P.SEMAINE_SAISIR).filter(lundi=lundi).pour_ecran()
    numero = request.GET.get("conseil", "")
    if numero.isdecimal():
        semaines = semaines.du_conseil(int(numero))
    trouvees = list(semaines.order_by("affectation__conseil__arrondissement__numero"))
    if not trouvees:
        raise Http404
    return trouvees


def la_sienne(request: HttpRequest, lundi: date) -> SemaineJournal:
    """The one week that an act is about; 404 too when the address does not say which conseil."""
    semaines = siennes(request, lundi)
    if len(semaines) > 1:
        raise Http404
    return semaines[0]


def version_vue(request: HttpRequest) -> int:
    """The version of the week that the form showed; one that never was when it says nothing."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() else -1


def conserver(request: HttpRequest) -> str:
    """What the addresses of the week's pages keep: which conseil, for an account that accompanies several."""
    numero = request.GET.get("conseil", "")
    return f"?conseil={numero}" if numero.isdecimal() else ""


def vers_la_semaine(request: HttpRequest, lundi: date, **parametres) -> HttpResponseRedirect:
    """Back to the week, on the same conseil; to its form when it is about to be filled again (``jour``)."""
    numero = request.GET.get("conseil", "")
    conserves = {"conseil": numero} if numero.isdecimal() else {}
    return redirect(
        reverse("semaine", args=[lundi], query=conserves | parametres, fragment="ajouter" if parametres else None)
    )


def tenter(request: HttpRequest, acte: Callable, *, succes: str = "", **arguments) -> bool:
    """Ask a service; tell what was done, or why it was refused."""
    try:
        acte(par=request.user, version=version_vue(request), **arguments)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    except Refus as refus:
        messages.error(request, str(refus))
    else:
        if succes:
            messages.success(request, succes)
        return True
    return False


def saisie(request: HttpRequest) -> QueryDict | None:
    """What was typed. An empty body is a form to refuse, not a page to show."""
    return request.POST if request.method == "POST" else None


def enregistrer(request: HttpRequest, form: Form, dans: SemaineJournal, acte: Callable, **arguments) -> bool:
    """Ask a service to write what the form holds ``dans`` a week.

    A refusal becomes an error of the form, which keeps its content.
    """
    version, valide = version_vue(request), form.is_valid()
    try:
        # Before the fields: a form shown again carries the new version, so this is the time to tell.
        exiger_modifiable(dans, version)
        if valide:
            acte(par=request.user, version=version, **arguments, **form.cleaned_data)
            return True
    except ValidationError as refus:
        form.add_error(None, refus)
    except Refus as refus:
        form.add_error(None, str(refus))
    return False
