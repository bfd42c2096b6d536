"""The calendar of instances, one séance, its agenda and its steps."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from comptes.acces import exige, objet_ou_404
from comptes.models import LigneAudit
from comptes.permissions import Permission as P
from conseils.forms import BilanContratForm, PointSeanceForm, SeanceForm, StatuerSeanceForm
from conseils.instances import calendrier, controles, controles_de, dossier_de, exercice_demande, exercices_des_seances
from conseils.models import Avis, BilanContrat, DecisionInstance, PointSeance, Seance
from conseils.querysets.instances import SeanceQuerySet
from conseils.services import instances as services
from conseils.sieges import parts
from conseils.views.communs import agir, soumettre

PAR_PAGE = 20


@exige(P.INSTANCE_VOIR)
def instances(request: HttpRequest) -> HttpResponse:
    """What was held against the yearly minimum, the order of the séances, the séances themselves."""
    jour = timezone.localdate()
    visibles = Seance.objects.pour(request.user, P.INSTANCE_VOIR)
    exercices = exercices_des_seances(*visibles.bornes(), jour)
    exercice = exercice_demande(request.GET.get("exercice", ""), exercices, jour)
    seances = visibles.pendant(exercice).select_related("type", "arrondissement")
    contexte = {
        "exercices": exercices,
        "exercice": exercice,
        "calendrier": calendrier(request.user, exercice, jour),
        "controles": controles(exercice, request.user),
        "bilan": BilanContrat.objects.filter(exercice=exercice.debut.year).first(),
        "modifier": request.user.has_perm(P.INSTANCE_MODIFIER),
        "a_renseigner": seances.a_renseigner(jour),
        "a_venir": seances.a_venir(jour),
        "passees": Paginator(_passees(seances), PAR_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "conseils/instances/instances.html", contexte)


def _passees(seances: SeanceQuerySet) -> SeanceQuerySet:
    return seances.exclude(statut=Seance.Statut.PREVUE).order_by("-date", "-pk")


@exige(P.INSTANCE_VOIR)
def seance(request: HttpRequest, pk: int) -> HttpResponse:
    seance = seance_ou_404(request, pk)
    decisions = DecisionInstance.objects.select_related("responsable")
    contexte = {
        "seance": seance,
        "modifier": request.user.has_perm(P.INSTANCE_MODIFIER, seance),
        "points": seance.points.inscrits().avec_avis(),
        "avis_lisibles": Avis.objects.lisibles(request.user).portes_en(seance),
        "decisions": decisions.filter(seance=seance),
        "suites": decisions.suites_pour(seance).select_related("seance", "responsable"),
        "taches": seance.taches.select_related("jalon", "faite_par"),
        "parts": parts(seance, request.user),
        "controles": controles_de(seance, request.user),
        "dossier": dossier_de(seance, request.user),
        "annulation": LigneAudit.objects.de(seance).filter(acte="seance_annuler").last(),
        "commencee": seance.date <= timezone.localdate(),
    }
    return render(request, "conseils/instances/seance.html", contexte)


@exige(P.INSTANCE_MODIFIER)
def seance_ajouter(request: HttpRequest) -> HttpResponse:
    formulaire = SeanceForm(request.POST or None)
    if seance := soumettre(formulaire, partial(services.programmer_seance, par=request.user)):
        messages.success(request, "La séance est programmée, avec son rétroplanning.")
        return redirect("seance", seance.pk)
    contexte = {"form": formulaire, "titre": "Programmer une séance", "retour": reverse("instances")}
    return render(request, "conseils/instances/formulaire.html", contexte)


@exige(P.INSTANCE_MODIFIER)
def seance_modifier(request: HttpRequest, pk: int) -> HttpResponse:
    seance = seance_ou_404(request, pk, agir=P.INSTANCE_MODIFIER)
    formulaire = SeanceForm(request.POST or None, instance=seance)
    if soumettre(formulaire, partial(services.modifier_seance, seance=seance, par=request.user)):
        messages.success(request, _fait(seance))
        return redirect("seance", pk)
    return formulaire_de_seance(request, seance, formulaire, "Modifier la séance")


def _fait(seance: Seance) -> str:
    passees = seance.taches.a_faire_avant(timezone.localdate()).count()
    suite = f" {passees} échéance{'s' if passees > 1 else ''} du rétroplanning à tenir sans attendre."
    return "La séance est enregistrée." + (suite if passees else "")


@exige(P.INSTANCE_MODIFIER)
def seance_statuer(request: HttpRequest, pk: int) -> HttpResponse:
    seance = seance_ou_404(request, pk, agir=P.INSTANCE_MODIFIER)
    formulaire = StatuerSeanceForm(request.POST or None, machine=Seance.MACHINE, etat=seance.statut)
    if soumettre(formulaire, partial(services.statuer_seance, seance=seance, par=request.user)):
        messages.success(request, "C’est enregistré.")
        return redirect("seance", pk)
    return formulaire_de_seance(request, seance, formulaire, "Ce qu’est devenue la séance")


@exige(P.INSTANCE_MODIFIER)
def bilan_dater(request: HttpRequest, annee: int) -> HttpResponse:
    """Note when the bilan that the instances of this exercice examine was validated."""
    bilan = BilanContrat.objects.filter(exercice=annee).first()
    formulaire = BilanContratForm(request.POST or None, initial={"valide_le": bilan and bilan.valide_le})
    retour = f"{reverse('instances')}?exercice={annee}"
    if soumettre(formulaire, partial(services.dater_bilan, exercice=annee, par=request.user)):
        messages.success(request, "La validation du bilan est enregistrée.")
        return redirect(retour)
    contexte = {"form": formulaire, "titre": f"Bilan annuel examiné en {annee}", "retour": retour}
    return render(request, "conseils/instances/formulaire.html", contexte)


@exige(P.INSTANCE_MODIFIER)
def seance_point_ajouter(request: HttpRequest, pk: int) -> HttpResponse:
    seance = seance_ou_404(request, pk, agir=P.INSTANCE_MODIFIER)
    formulaire = PointSeanceForm(request.POST or None)
    if soumettre(formulaire, partial(services.ajouter_point, seance=seance, par=request.user)):
        messages.success(request, "Le point est à l’ordre du jour.")
        return redirect("seance", pk)
    return formulaire_de_seance(request, seance, formulaire, "Ajouter un point à l’ordre du jour")


@exige(P.INSTANCE_MODIFIER)
def seance_point_modifier(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    point = _point_ou_404(request, pk, point)
    formulaire = PointSeanceForm(request.POST or None, instance=point)
    if soumettre(formulaire, partial(services.modifier_point, point=point, par=request.user)):
        messages.success(request, "Le point est enregistré.")
        return redirect("seance", pk)
    return formulaire_de_seance(request, point.seance, formulaire, "Modifier un point de l’ordre du jour")


@exige(P.INSTANCE_MODIFIER)
@require_POST
def seance_point_deplacer(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    point = _point_ou_404(request, pk, point)
    sens = "monter" if request.POST.get("sens") == "monter" else "descendre"
    service = partial(services.deplacer_point, point=point, par=request.user, sens=sens)
    return agir(request, service, "L’ordre est changé.", retour=reverse("seance", args=[pk]))


@exige(P.INSTANCE_MODIFIER)
@require_POST
def seance_point_retirer(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    point = _point_ou_404(request, pk, point)
    service = partial(services.retirer_point, point=point, par=request.user)
    return agir(request, service, f"« {point} » n’est plus à l’ordre du jour.", retour=reverse("seance", args=[pk]))


@exige(P.INSTANCE_MODIFIER)
@require_POST
def tache_cocher(request: HttpRequest, pk: int, tache: int) -> HttpResponse:
    seance = seance_ou_404(request, pk, agir=P.INSTANCE_MODIFIER)
    tache = objet_ou_404(seance.taches.select_related("jalon"), request.user, voir=P.INSTANCE_VOIR, pk=tache)
    faite = request.POST.get("faite") == "oui"
    service = partial(services.cocher_tache, tache=tache, par=request.user, faite=faite)
    fait = f"« {tache} » est {'fait' if faite else 'de nouveau à faire'}."
    return agir(request, service, fait, retour=reverse("seance", args=[pk]))


def seance_ou_404(request: HttpRequest, pk: int, *, agir: P | None = None) -> Seance:
    """A séance: 404 when it cannot be seen, 403 when it cannot be acted on."""
    seances = Seance.objects.select_related("type", "arrondissement")
    return objet_ou_404(seances, request.user, voir=P.INSTANCE_VOIR, agir=agir, pk=pk)


def formulaire_de_seance(request: HttpRequest, seance: Seance, formulaire: BaseForm, titre: str) -> HttpResponse:
    """A page with one form, under a séance."""
    contexte = {"form": formulaire, "seance": seance, "titre": titre, "retour": reverse("seance", args=[seance.pk])}
    return render(request, "conseils/instances/formulaire.html", contexte)


def _point_ou_404(request: HttpRequest, pk: int, point: int) -> PointSeance:
    seance = seance_ou_404(request, pk, agir=P.INSTANCE_MODIFIER)
    points = seance.points.select_related("seance__type", "seance__arrondissement")
    return objet_ou_404(points, request.user, voir=P.INSTANCE_VOIR, pk=point)
