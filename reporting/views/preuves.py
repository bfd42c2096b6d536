"""Proving and explaining: is this file one of ours, and what differs between two documents."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from comptes.acces import exige, objet_ou_404, tout_compte
from comptes.permissions import Permission as P
from reporting.forms import ComparaisonForm, VerificationForm
from reporting.models import Rapport
from reporting.rapports.comparaison import chiffres
from reporting.rapports.comparaison import comparer as comparer_donnees
from reporting.rapports.edition import relire


@tout_compte("chacun peut s’assurer qu’un fichier reçu est bien celui qui a été publié")
def verifier(request: HttpRequest) -> HttpResponse:
    """Whether a file, or a fingerprint, is that of a published document that this account may read."""
    envoye = request.method == "POST"
    formulaire = VerificationForm(request.POST, request.FILES) if envoye else VerificationForm()
    contexte = {"form": formulaire, "cherche": ""}
    if envoye and formulaire.is_valid():
        contexte["cherche"] = formulaire.cleaned_data["empreinte"]
        lisibles = Rapport.objects.pour(request.user, P.RAPPORT_VOIR).avec_remplacant()
        trouve = lisibles.filter(sha256=contexte["cherche"], etat__in=Rapport.ACHEVES)
        contexte["rapport"] = trouve.select_related("conseil__arrondissement").defer("donnees", "html").first()
    return render(request, "reporting/rapports/verifier.html", contexte)


@exige(P.RAPPORT_VOIR)
def comparer(request: HttpRequest) -> HttpResponse:
    """Two documents of one kind side by side, figure by figure, then record by record."""
    formulaire = ComparaisonForm(request.GET or None)
    if not formulaire.is_valid():
        return render(request, "reporting/rapports/comparer.html", {"form": formulaire})
    a, b = (_lisible(request, formulaire.cleaned_data[cle]) for cle in ("a", "b"))
    if refus := _incomparables(a, b):
        messages.error(request, refus)
        return redirect("rapport", a.numero)
    donnees = relire(a), relire(b)
    contexte = {
        "a": a,
        "b": b,
        "documents": (a, b),
        "chiffres": chiffres(*donnees),
        "differences": comparer_donnees(*donnees),
    }
    return render(request, "reporting/rapports/comparaison.html", contexte)


def _incomparables(a: Rapport, b: Rapport) -> str:
    """Why these two are not compared; the conseils are never set against each other."""
    if (a.sorte, a.conseil_id) != (b.sorte, b.conseil_id):
        return f"{a.numero} et {b.numero} ne portent pas sur la même chose : comparez deux exercices ou deux versions."
    if not (a.telechargeable and b.telechargeable):
        return "L’un des deux documents n’est pas encore produit : attendez-le pour comparer."
    return ""


def _lisible(request: HttpRequest, numero: str) -> Rapport:
    rapports = Rapport.objects.select_related("conseil__arrondissement").defer("html")
    return objet_ou_404(rapports, request.user, voir=P.RAPPORT_VOIR, numero=numero)
