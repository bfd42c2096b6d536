"""The budget propre: all the conseils side by side, the envelope to share, one conseil and its expenses."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from comptes.acces import exige, objet_ou_404
from comptes.models import LigneAudit
from comptes.permissions import Permission as P
from conseils.definitions import LOI
from conseils.exercices import exercice_demande
from conseils.forms import AnnulerDepenseForm, CorrigerDepenseForm, DepenseForm, RepartitionForm
from conseils.models import ConseilCitoyen, Depense, Enveloppe, PartBudget
from conseils.services import budget as services
from conseils.views.communs import conseil_ou_404, page, remettre, soumettre
from socle.exercice import exercice_courant, periode_de_l_exercice
from socle.periode import Periode


@exige(P.BUDGET_VOIR)
def budget_propre(request: HttpRequest) -> HttpResponse:
    exercices = _exercices()
    exercice = _exercice_demande(request, exercices)
    annee = exercice.debut.year
    conseils = ConseilCitoyen.objects.pour(request.user, P.BUDGET_VOIR).select_related("arrondissement")
    parts = PartBudget.objects.pour(request.user, P.BUDGET_VOIR).filter(enveloppe__exercice=annee)
    par_conseil = {part.conseil_id: part for part in parts.avec_depense()}
    contexte = {
        "exercices": exercices,
        "exercice": exercice,
        "enveloppe": Enveloppe.objects.avec_repartition().filter(exercice=annee).first(),
        "lignes": [(conseil, par_conseil.get(conseil.pk)) for conseil in conseils],
        "totaux": parts.totaux(),
        "suivant": _annee_courante() + 1,
        "repartit": P.BUDGET_REPARTIR in request.user.permissions_en_cours,
    }
    return render(request, "conseils/budget_propre.html", contexte)


@exige(P.BUDGET_REPARTIR)
def budget_repartir(request: HttpRequest, annee: int) -> HttpResponse:
    if not LOI.year <= annee <= _annee_courante() + 1:
        raise Http404
    enveloppe = Enveloppe.objects.filter(exercice=annee).first() or Enveloppe(exercice=annee)
    conseils = ConseilCitoyen.objects.pour(request.user, P.BUDGET_REPARTIR).select_related("arrondissement")
    formulaire = RepartitionForm(request.POST or None, enveloppe=enveloppe, conseils=conseils)
    retour = f"{reverse('budget_propre')}?exercice={annee}"
    service = partial(services.repartir, exercice=annee, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "Le partage de l’enveloppe est enregistré.")
        return redirect(retour)
    contexte = {"form": formulaire, "exercice": periode_de_l_exercice(annee), "retour": retour}
    return render(request, "conseils/budget_repartir.html", contexte)


@exige(P.BUDGET_VOIR)
def moyens(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.BUDGET_VOIR)
    exercices = _exercices()
    exercice = _exercice_demande(request, exercices)
    parts = conseil.parts_budget.filter(enveloppe__exercice=exercice.debut.year)
    part = parts.avec_depense().select_related("enveloppe").first()
    depenses = part.depenses.select_related("initiative") if part else Depense.objects.none()
    contexte = {
        "exercices": exercices,
        "exercice": exercice,
        "part": part,
        "depenses": depenses,
        "postes": [(Depense.Poste(poste).label, total) for poste, total in depenses.par_poste()],
        "prets": conseil.moyens.en_cours_le(timezone.localdate()),
    }
    return render(request, "conseils/moyens.html", page(request, conseil, "moyens", **contexte))


@exige(P.DEPENSE_SAISIR)
def depense_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.DEPENSE_SAISIR)
    formulaire = DepenseForm(request.POST or None, request.FILES or None, conseil=conseil)
    service = partial(services.saisir_depense, conseil=conseil, par=request.user)
    return _formulaire(request, conseil, formulaire, service, titre="Saisir une dépense")


@exige(P.DEPENSE_SAISIR)
def depense_corriger(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, depense = _depense_ou_404(request, numero, pk)
    formulaire = CorrigerDepenseForm(request.POST or None, request.FILES or None, instance=depense, conseil=conseil)
    service = partial(services.corriger_depense, depense=depense, par=request.user)
    histoire = LigneAudit.objects.de(depense)
    return _formulaire(
        request, conseil, formulaire, service, titre="Corriger une dépense", depense=depense, histoire=histoire
    )


@exige(P.DEPENSE_SAISIR)
def depense_annuler(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, depense = _depense_ou_404(request, numero, pk)
    formulaire = AnnulerDepenseForm(request.POST or None)
    service = partial(services.annuler_depense, depense=depense, par=request.user)
    return _formulaire(request, conseil, formulaire, service, titre="Annuler une dépense", depense=depense)


@exige(P.DEPENSE_SAISIR)
def depense_justificatif(request: HttpRequest, numero: int, pk: int) -> FileResponse:
    _, depense = _depense_ou_404(request, numero, pk)
    if not depense.justificatif:
        raise Http404
    return remettre(depense.justificatif, f"justificatif-{depense.date:%Y-%m-%d}-{depense.pk}")


def _depense_ou_404(request: HttpRequest, numero: int, pk: int) -> tuple[ConseilCitoyen, Depense]:
    conseil = conseil_ou_404(request, numero)
    depenses = Depense.objects.filter(part__conseil=conseil).select_related("part__enveloppe")
    return conseil, objet_ou_404(depenses, request.user, voir=P.BUDGET_VOIR, agir=P.DEPENSE_SAISIR, pk=pk)


def _formulaire(
    request: HttpRequest, conseil: ConseilCitoyen, form: BaseForm, service: Callable, *, titre: str, **contexte
) -> HttpResponse:
    """One form, one service; then the page of the exercice on which the expense counts."""
    if depense := soumettre(form, service):
        messages.success(request, "C’est enregistré.")
        return redirect(_adresse(conseil, depense.part.enveloppe.exercice))
    depense = contexte.get("depense")
    annee = depense.part.enveloppe.exercice if depense else _annee_courante()
    contexte |= {"form": form, "titre": titre, "retour": _adresse(conseil, annee)}
    return render(request, "conseils/depense_formulaire.html", page(request, conseil, "moyens", **contexte))


def _adresse(conseil: ConseilCitoyen, annee: int) -> str:
    return f"{reverse('moyens', args=[conseil.arrondissement.numero])}?exercice={annee}"


def _annee_courante() -> int:
    return exercice_courant(timezone.localdate())


def _exercices() -> list[Periode]:
    """Those that have an envelope, and the current one."""
    annees = {_annee_courante(), *Enveloppe.objects.values_list("exercice", flat=True)}
    return [periode_de_l_exercice(annee) for annee in sorted(annees, reverse=True)]


def _exercice_demande(request: HttpRequest, exercices: list[Periode]) -> Periode:
    return exercice_demande(request.GET.get("exercice", str(_annee_courante())), exercices)
