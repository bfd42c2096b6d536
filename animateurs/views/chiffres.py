"""Hours against the feuille de route, for the coordination and for oneself; notes on those figures."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from animateurs.forms import NoteForm
from animateurs.heures import chiffres_annotables, fiches
from animateurs.models import Affectation, Mission, NoteChiffre, Passation
from animateurs.services.suivi import noter_chiffre, peut_retirer, retirer_note
from comptes.acces import exige, objet_ou_404
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import detient
from conseils.exercices import exercice_demande, exercices_connus
from conseils.models import ConseilCitoyen
from conseils.views.communs import soumettre


@exige(P.EQUIPE_VOIR)
def equipe_heures(request: HttpRequest) -> HttpResponse:
    """Hours by mission and by conseil, against the feuilles de route."""
    contexte = _chiffres(request) | {"missions": list(Mission.objects.all())}
    return render(request, "animateurs/equipe_heures.html", contexte)


@exige(P.SEMAINE_SAISIR)
def equipe_moi(request: HttpRequest) -> HttpResponse:
    """The same figures, about oneself."""
    recues = Passation.objects.pour(request.user, P.MEMBRE_VOIR).recues_par(request.user)
    contexte = _chiffres(request) | {"passations": recues}
    return render(request, "animateurs/equipe_moi.html", contexte)


def _chiffres(request: HttpRequest) -> dict:
    """What both pages show."""
    jour = timezone.localdate()
    siennes = Affectation.objects.pour(request.user, P.SEMAINE_VOIR).order_by("debut")
    exercices = exercices_connus(siennes.values_list("debut", flat=True).first(), jour)
    exercice = exercice_demande(request.GET.get("exercice", ""), exercices)
    return {"exercices": exercices, "exercice": exercice, "fiches": fiches(request.user, exercice, jour)}


@exige(P.RAPPORT_DEMANDER)
def note_ajouter(request: HttpRequest, numero: int, exercice: int) -> HttpResponse:
    """Sign a note on a figure of a conseil."""
    parmi = ConseilCitoyen.objects.select_related("arrondissement")
    conseil = objet_ou_404(
        parmi, request.user, voir=P.CONSEIL_VOIR, agir=P.RAPPORT_DEMANDER, arrondissement__numero=numero
    )
    chiffres = chiffres_annotables(list(Mission.objects.all()))
    form = NoteForm(request.POST or None, chiffres=chiffres, initial={"code": request.GET.get("chiffre")})
    retour = _retour(request.user, exercice)
    service = partial(noter_chiffre, conseil=conseil, exercice=exercice, par=request.user)
    if soumettre(form, service):
        messages.success(request, "La note est écrite : elle suit le chiffre jusque dans les documents.")
        return redirect(retour)
    contexte = {"form": form, "conseil": conseil, "exercice": exercice, "retour": retour}
    return render(request, "animateurs/note_ajouter.html", contexte)


@exige(P.RAPPORT_DEMANDER)
def note_retirer(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a note, after a confirmation."""
    parmi = NoteChiffre.objects.select_related("conseil__arrondissement", "auteur")
    note = objet_ou_404(parmi, request.user, voir=P.RAPPORT_DEMANDER, pk=pk)
    retour = _retour(request.user, note.exercice)
    if request.method == "POST":
        try:
            retirer_note(note=note, par=request.user)
        except ValidationError as refus:
            messages.error(request, " ".join(refus.messages))
        else:
            messages.success(request, "La note est retirée.")
        return redirect(retour)
    contexte = {"note": note, "retour": retour, "permis": peut_retirer(note, request.user)}
    return render(request, "animateurs/note_retirer.html", contexte)


def _retour(compte: Compte, exercice: int) -> str:
    """The page of these figures that this account reads."""
    vue = "equipe_heures" if detient(compte, P.EQUIPE_VOIR) else "equipe_moi"
    return reverse(vue, query={"exercice": exercice})
