"""Meetings: to come, to complete, past by exercice; one meeting; its attendance."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from comptes.acces import exige
from comptes.models import LigneAudit
from comptes.permissions import Permission as P
from conseils.assistance import assistance
from conseils.definitions import definition_eloigne
from conseils.exercices import exercice_demande, exercices_connus
from conseils.forms import AnnulerReunionForm, PresencesForm, ReunionForm
from conseils.models import AgendaPartage, Membre, Reunion
from conseils.ordre_du_jour import derouler
from conseils.services import reunions as services
from conseils.services.emargement import figer_feuille
from conseils.services.presences import enregistrer_presences
from conseils.views.communs import conseil_ou_404, page, reunion_ou_404, soumettre

PAR_PAGE = 20


@exige(P.CONSEIL_VOIR)
def reunions(request: HttpRequest, numero: int) -> HttpResponse:
    aujourd_hui = timezone.localdate()
    conseil = conseil_ou_404(request, numero)
    exercices = exercices_connus(conseil.reunions.premiere_date(), aujourd_hui)
    exercice = exercice_demande(request.GET.get("exercice", ""), exercices)
    passees = conseil.reunions.passees_ou_annulees(aujourd_hui).pendant(exercice).avec_participants()
    contexte = {
        "exercices": exercices,
        "exercice": exercice,
        "a_venir": conseil.reunions.a_venir(aujourd_hui).select_related("quartier"),
        "a_saisir": Reunion.objects.pour(request.user, P.REUNION_MODIFIER)
        .filter(conseil=conseil)
        .presences_a_saisir(aujourd_hui),
        "agenda": AgendaPartage.objects.pour(request.user, P.REUNION_MODIFIER).filter(conseil=conseil).first(),
        "site": settings.ADRESSE_SITE,
        "passees": Paginator(passees, PAR_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "conseils/reunions.html", page(request, conseil, "reunions", **contexte))


@exige(P.CONSEIL_VOIR)
def reunion(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, reunion = reunion_ou_404(request, numero, pk)
    contexte = {
        "reunion": reunion,
        "assistance": assistance(reunion),
        "pv": reunion.proces_verbaux.lisibles(request.user).first(),
        "decisions": reunion.decisions.all(),
        "avis_adoptes": reunion.avis.lisibles(request.user),
        "documents": reunion.documents.lisibles(request.user).select_related("depose_par"),
        "deroule": derouler(reunion, reunion.points.all()),
        "presents": Membre.objects.pour(request.user, P.MEMBRE_VOIR).presents_a(reunion),
        "annulation": LigneAudit.objects.de(reunion).filter(acte="reunion_annulee").last(),
        "eloigne": definition_eloigne(),
        "canaux": reunion.canaux.all(),
        "commencee": reunion.date <= timezone.localdate(),
    }
    return render(request, "conseils/reunion.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
def reunion_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.REUNION_MODIFIER)
    formulaire = ReunionForm(request.POST or None, conseil=conseil)
    if reunion := soumettre(formulaire, partial(services.programmer_reunion, conseil=conseil, par=request.user)):
        messages.success(request, "La réunion est enregistrée.")
        return redirect("reunion", numero, reunion.pk)
    contexte = {"form": formulaire, "retour": reverse("reunions", args=[numero])}
    return render(request, "conseils/reunion_ajouter.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
def reunion_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    retour = reverse("reunion", args=[numero, pk])
    formulaire = ReunionForm(request.POST or None, instance=reunion, conseil=conseil)
    if soumettre(formulaire, partial(services.modifier_reunion, reunion=reunion, par=request.user)):
        messages.success(request, "La réunion est enregistrée.")
        return redirect(retour)
    contexte = {"form": formulaire, "reunion": reunion, "retour": retour}
    return render(request, "conseils/reunion_modifier.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
def reunion_annuler(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    retour = reverse("reunion", args=[numero, pk])
    formulaire = AnnulerReunionForm(request.POST or None)
    if soumettre(formulaire, partial(services.annuler_reunion, reunion=reunion, par=request.user)):
        messages.success(request, "La réunion est annulée.")
        return redirect(retour)
    contexte = {"form": formulaire, "reunion": reunion, "retour": retour}
    return render(request, "conseils/reunion_annuler.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
def presences(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    formulaire = PresencesForm(request.POST or None, reunion=reunion)
    if request.method == "POST" and formulaire.a_lire:
        figer_feuille(reunion=reunion, par=request.user)
        formulaire = formulaire.avec_la_ligne_lue()
    elif soumettre(formulaire, partial(enregistrer_presences, reunion=reunion, par=request.user)):
        messages.success(request, "Les présences sont enregistrées ; la réunion est tenue.")
        return redirect("reunion", numero, pk)
    contexte = {
        "form": formulaire,
        "reunion": reunion,
        "eloigne": definition_eloigne(),
        "commencee": reunion.date <= timezone.localdate(),
    }
    return render(request, "conseils/presences.html", page(request, conseil, "reunions", **contexte))
