"""What the week pages share: finding the week, asking a service, telling what came of it."""

import time
from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from animateurs.garde import avertissement, reperer
from animateurs.models import LigneJournal, SemaineJournal
from animateurs.services.journal import SemaineModifieeAilleurs, compter_alerte
from comptes.permissions import Permission as P
from socle.entiers import entier
from socle.transitions import TransitionRefusee

PAUSE = 300  # seconds: beyond, the person was doing something else
Refus = (TransitionRefusee, SemaineModifieeAilleurs)


def siennes(request: HttpRequest, lundi: date) -> list[SemaineJournal]:
    """The account's own weeks of that Monday: one, or several when it accompanies several conseils, or none.

    ``?conseil=18`` keeps one conseil.
    """
    semaines = SemaineJournal.objects.pour(request.user, P.SEMAINE_SAISIR)
    numero = entier(request.GET.get("conseil", ""))
    if numero is not None:
        semaines = semaines.du_conseil(numero)
    # Without the absence that lists need: one week reads its own, where it is drawn.
    return semaines.avec_affectation().order_by("affectation__conseil__arrondissement__numero").du_lundi(lundi)


def la_sienne(request: HttpRequest, lundi: date) -> SemaineJournal:
    """The one week that an act is about; 404 when it is somebody else's, or the address does not say which conseil."""
    semaines = siennes(request, lundi)
    if len(semaines) != 1:
        raise Http404
    return semaines[0]


def version_vue(request: HttpRequest) -> int:
    """The version of the week that the form showed; one that never was when it says nothing."""
    version = entier(request.POST.get("version", ""))
    return -1 if version is None else version


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


def duree_vue(request: HttpRequest) -> int:
    """Seconds from the drawing of the form to its sending; a page left open is not work."""
    ouverte = entier(request.POST.get("ouverte", ""))
    ecoulees = 0 if ouverte is None else int(time.time()) - ouverte
    return max(0, min(ecoulees, PAUSE))


def cle_vue(request: HttpRequest) -> UUID | None:
    """The name that the page gave to this act of adding."""
    try:
        return UUID(request.POST.get("cle", ""))
    except ValueError:
        return None


def tenter(request: HttpRequest, acte: Callable, *, succes: str = "", **arguments) -> bool:
    """Ask a service to change the week as the page showed it."""
    return essayer(request, acte, succes=succes, version=version_vue(request), **arguments)


def essayer(request: HttpRequest, acte: Callable, *, succes: str = "", **arguments) -> bool:
    """Ask a service; tell what was done, or why it was refused."""
    try:
        acte(par=request.user, **arguments)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    except Refus as refus:
        messages.error(request, str(refus))
    else:
        if succes:
            messages.success(request, succes)
        return True
    return False


def enregistrer(request: HttpRequest, form: Form, acte: Callable, *, refus: str = "", **arguments) -> bool:
    """Ask a service to write what the form holds; a refusal becomes an error of the form, which keeps its content.

    ``refus``: what was already found wrong, told together with the errors of the fields.
    """
    valide = form.is_valid()
    if refus:
        form.add_error(None, refus)
    if refus or not valide:
        return False
    try:
        ligne = acte(par=request.user, secondes=duree_vue(request), **arguments, **form.cleaned_data)
    except ValidationError as erreurs:
        _placer(form, erreurs)
    except Refus as erreur:
        form.add_error(None, str(erreur))
    else:
        prevenir(request, form, ligne)
        return True
    return False


def _placer(form: Form, erreurs: ValidationError) -> None:
    """Beside their fields those that the form shows, in its summary the others."""
    par_champ = erreurs.message_dict if hasattr(erreurs, "error_dict") else {NON_FIELD_ERRORS: erreurs.messages}
    for champ, messages_du_champ in par_champ.items():
        form.add_error(champ if champ in form.fields else None, messages_du_champ)


def prevenir(request: HttpRequest, form: Form, ligne: LigneJournal) -> None:
    """Say gently that the note just written may speak of somebody; count it, keep nothing of it."""
    textes = [getattr(ligne, champ) for champ in ("precision", "note") if champ in form.changed_data]
    sortes = reperer("\n".join(textes), request.user)
    if sortes:
        compter_alerte(semaine=ligne.semaine, par=request.user)
        messages.warning(request, avertissement(sortes))
