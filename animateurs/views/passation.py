"""Handing over a conseil, in three steps. Until the last one, what is typed stays in the session alone."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from animateurs.forms import OuvertForm, PassationForm, reponses_initiales
from animateurs.models import Affectation, Passation
from animateurs.passations import figer, inventaire
from animateurs.services.passation import passer_la_main, verifier_dates
from comptes.acces import exige, objet_ou_404
from comptes.models import Compte
from comptes.permissions import Permission as P
from socle.methodes import saisie


@exige(P.EQUIPE_MODIFIER)
def passation_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """First step: the last day, and who takes over or that nobody does yet."""
    affectation = _affectation(request, pk)
    saisi = _saisi(request, pk)
    initial = {"fin": affectation.fin or timezone.localdate()} | saisi.get("dates", {})
    form = PassationForm(request.POST or None, affectation=affectation, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            verifier_dates(affectation=affectation, par=request.user, **form.cleaned_data)
        except ValidationError as refus:
            form.add_error(None, refus)
        else:
            # Another successor, other choices: what was answered is kept to start from, and asked again.
            brouillon = saisi.get("reponses") or saisi.get("brouillon", {})
            request.session[_cle(pk)] = {"dates": _en_texte(form.cleaned_data), "brouillon": brouillon}
            return redirect("passation_ouvert", pk)
    return render(request, "animateurs/passation_dates.html", {"affectation": affectation, "form": form})


@exige(P.EQUIPE_MODIFIER)
def passation_ouvert(request: HttpRequest, pk: int) -> HttpResponse:
    """Second step: what is open, and who takes each kind of it."""
    affectation, saisi = _affectation(request, pk), _saisi(request, pk)
    if "dates" not in saisi:
        return redirect("passation_dates", pk)
    dates = _relire(saisi["dates"])
    form = OuvertForm(
        saisie(request),
        rubriques=inventaire(affectation, dates["fin"], timezone.localdate()),
        sortant=str(affectation.animateur),
        releve=str(dates["successeur"] or ""),
        initial=reponses_initiales(saisi.get("reponses") or saisi.get("brouillon", {})),
    )
    if request.method == "POST" and form.is_valid():
        request.session[_cle(pk)] = saisi | {"reponses": form.reponses}
        return redirect("passation_faire", pk)
    return render(
        request, "animateurs/passation_ouvert.html", {"affectation": affectation, "form": form, "dates": dates}
    )


@exige(P.EQUIPE_MODIFIER)
def passation_faire(request: HttpRequest, pk: int) -> HttpResponse:
    """Last step: read the note as it will be, then do it (POST)."""
    affectation, saisi = _affectation(request, pk), _saisi(request, pk)
    if "reponses" not in saisi:
        return redirect("passation_ouvert", pk)
    dates = _relire(saisi["dates"])
    if request.method == "POST":
        try:
            faite = passer_la_main(affectation=affectation, reponses=saisi["reponses"], par=request.user, **dates)
        except ValidationError as refus:
            messages.error(request, " ".join(refus.messages))
            return redirect("passation_dates" if hasattr(refus, "error_dict") else "passation_ouvert", pk)
        del request.session[_cle(pk)]
        messages.success(request, "La passation est faite. Voici la note, prête à imprimer.")
        return redirect("passation", faite.pk)
    projet = _projet(affectation, dates, saisi["reponses"])
    if projet is None:
        messages.error(request, "Quelque chose s’est ouvert entre-temps : complétez, puis confirmez.")
        return redirect("passation_ouvert", pk)
    return render(request, "animateurs/passation_faire.html", {"affectation": affectation, "note": projet})


@exige(P.MEMBRE_VOIR)
def passation(request: HttpRequest, pk: int) -> HttpResponse:
    """The note, as it was frozen."""
    parmi = Passation.objects.select_related("affectation", "faite_par")
    faite = objet_ou_404(parmi, request.user, voir=P.MEMBRE_VOIR, pk=pk)
    return render(request, "animateurs/passation.html", {"passation": faite, "note": faite.contenu})


def _affectation(request: HttpRequest, pk: int) -> Affectation:
    return objet_ou_404(
        Affectation.objects.pour_ecran(), request.user, voir=P.EQUIPE_VOIR, agir=P.EQUIPE_MODIFIER, pk=pk
    )


def _projet(affectation: Affectation, dates: dict, reponses: dict) -> dict | None:
    """The note as it would be frozen; nothing when something open has no answer yet."""
    rubriques = inventaire(affectation, dates["fin"], timezone.localdate())
    if not {rubrique.code for rubrique in rubriques} <= set(reponses):
        return None
    affectation.fin = dates["fin"]
    suivante = dates["successeur"] and Affectation(animateur=dates["successeur"], debut=dates["premier_jour"])
    return figer(affectation, suivante, rubriques, reponses)


# -- What is typed, between two steps --------------------------------------------------------------


def _cle(pk: int) -> str:
    return f"passation-{pk}"


def _saisi(request: HttpRequest, pk: int) -> dict:
    return request.session.get(_cle(pk), {})


def _en_texte(dates: dict) -> dict:
    """As a session holds it."""
    return {
        "fin": dates["fin"].isoformat(),
        "successeur": dates["successeur"] and dates["successeur"].pk,
        "premier_jour": dates["premier_jour"] and dates["premier_jour"].isoformat(),
    }


def _relire(dates: dict) -> dict:
    return {
        "fin": date.fromisoformat(dates["fin"]),
        "successeur": dates["successeur"] and Compte.objects.get(pk=dates["successeur"]),
        "premier_jour": dates["premier_jour"] and date.fromisoformat(dates["premier_jour"]),
    }
