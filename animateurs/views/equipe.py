"""The team: who accompanies which conseil, and how the weeks come in."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from animateurs.forms import AffectationForm, ClotureForm
from animateurs.matrice import SITUATIONS, Equipe, Matrice
from animateurs.models import Affectation, Passation
from animateurs.services.equipe import clore_affectation, ouvrir_affectation
from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.exercices import exercice_demande
from conseils.models import ConseilCitoyen
from conseils.views.communs import soumettre


@exige(P.EQUIPE_VOIR)
def equipe(request: HttpRequest) -> HttpResponse:
    """Who is late, what waits to be validated, the weeks of an exercice, and the affectations."""
    membres = Equipe(request.user, timezone.localdate())
    exercice = exercice_demande(request.GET.get("exercice", ""), membres.exercices)
    contexte = {
        "equipe": membres,
        "matrice": Matrice(membres, exercice),
        "situations": list(SITUATIONS.values()),
        "exercice": exercice,
        "passations": Passation.objects.pour(request.user, P.MEMBRE_VOIR).pour_ecran(),
        "modifie": request.user.has_perm(P.EQUIPE_MODIFIER),
    }
    return render(request, "animateurs/equipe.html", contexte)


@exige(P.EQUIPE_MODIFIER)
def affectation_ouvrir(request: HttpRequest) -> HttpResponse:
    """Post a person to a conseil."""
    conseils = ConseilCitoyen.objects.pour(request.user, P.EQUIPE_MODIFIER)
    form = AffectationForm(request.POST or None, conseils=conseils, initial={"conseil": request.GET.get("conseil")})
    if ouverte := soumettre(form, partial(ouvrir_affectation, par=request.user)):
        messages.success(request, f"{ouverte.animateur} accompagne désormais le {ouverte.conseil}.")
        return redirect("equipe")
    return render(request, "animateurs/affectation_ouvrir.html", {"form": form})


@exige(P.EQUIPE_MODIFIER)
def affectation_clore(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a posting its last day."""
    affectation = objet_ou_404(
        Affectation.objects.pour_ecran(), request.user, voir=P.EQUIPE_VOIR, agir=P.EQUIPE_MODIFIER, pk=pk
    )
    form = ClotureForm(request.POST or None, initial={"fin": affectation.fin or timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            clore_affectation(affectation=affectation, par=request.user, **form.cleaned_data)
        except ValidationError as refus:
            form.add_error(None, refus)
        else:
            messages.success(request, f"L’affectation de {affectation.animateur} est close.")
            return redirect("equipe")
    return render(request, "animateurs/affectation_clore.html", {"form": form, "affectation": affectation})
