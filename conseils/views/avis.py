"""The council's word: its list, one avis and its circle, and the acts from draft to withdrawal."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from comptes.porte import detient
from conseils.chronologie import chronologie
from conseils.exercices import exercices_connus
from conseils.forms import AdopterForm, AvisForm, DivergenceForm, FiltreAvis, RetirerForm
from conseils.models import Avis, ConseilCitoyen, Destinataire, Expression, Reunion, Suite
from conseils.querysets.avis import AvisQuerySet
from conseils.services import avis as services
from conseils.services.delais import echeance_de
from conseils.views.communs import agir, conseil_ou_404, page, soumettre

PAR_PAGE = 20


@exige(P.CONSEIL_VOIR)
def avis_du_conseil(request: HttpRequest, numero: int) -> HttpResponse:
    aujourd_hui = timezone.localdate()
    conseil = conseil_ou_404(request, numero)
    lisibles = Avis.objects.lisibles(request.user).filter(conseil=conseil)
    exercices = exercices_connus(lisibles.premiere_adoption(), aujourd_hui)
    filtre = FiltreAvis(request.GET, avis=lisibles, exercices=exercices)
    trouves = lisibles.filtres(**filtre.choix(), jour=aujourd_hui)
    lignes = trouves.recents().avec_reponses(aujourd_hui).select_related("adopte_en")
    lignes = lignes.prefetch_related("destinataires__partenaire")
    contexte = {
        "filtre": filtre,
        "par_etat": _compter(trouves),
        "liste": Paginator(lignes, PAR_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "conseils/avis_liste.html", page(request, conseil, "avis", **contexte))


@exige(P.CONSEIL_VOIR)
def avis(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    aujourd_hui = timezone.localdate()
    conseil, avis = avis_ou_404(request, numero, pk, parmi=Avis.objects.avec_chronologie())
    contexte = {
        "avis": avis,
        "chronologie": chronologie(avis, aujourd_hui),
        "voir_instances": detient(request.user, P.INSTANCE_VOIR),
        "actes": Avis.MACHINE.actes_possibles(avis.etat),
        "sien": _sien(request, avis),
        "suites": Suite.objects.filter(reponse__destinataire__avis=avis).avec_lecture(),
        "divergences": avis.divergences.all(),
        "documents": avis.documents.lisibles(request.user),
        "expressions": Expression.objects.pour(request.user, P.DIAGNOSTIC_TENIR).filter(avis=avis),
        "assemblee": Reunion.Type.ASSEMBLEE,
        "en_preparation": avis.etat in services.EN_PREPARATION,
    }
    return render(request, "conseils/avis.html", page(request, conseil, "avis", **contexte))


@exige(P.AVIS_MODIFIER)
def avis_rediger(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.AVIS_MODIFIER)
    formulaire = AvisForm(request.POST or None, conseil=conseil)
    if brouillon := soumettre(formulaire, partial(services.rediger_avis, conseil=conseil, par=request.user)):
        messages.success(request, "Le brouillon est enregistré ; seule l’équipe le voit.")
        return redirect("avis", numero, brouillon.pk)
    contexte = {"form": formulaire, "titre": "Rédiger un acte", "retour": reverse("avis_du_conseil", args=[numero])}
    return render(request, "conseils/avis_formulaire.html", page(request, conseil, "avis", **contexte))


@exige(P.AVIS_MODIFIER)
def avis_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, avis = avis_ou_404(request, numero, pk, agir=P.AVIS_MODIFIER)
    return acte(
        request, conseil, avis, AvisForm(request.POST or None, instance=avis, conseil=conseil),
        partial(services.modifier_avis, avis=avis, par=request.user),
        titre="Modifier le brouillon", fait="Le brouillon est enregistré.",
    )  # fmt: skip


@exige(P.AVIS_MODIFIER)
def avis_supprimer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, avis = avis_ou_404(request, numero, pk, agir=P.AVIS_MODIFIER)
    if request.method == "POST":
        service = partial(services.supprimer_brouillon, avis=avis, par=request.user)
        return agir(request, service, "Le brouillon est supprimé.", retour=reverse("avis_du_conseil", args=[numero]))
    contexte = {"avis": avis, "retour": reverse("avis", args=[numero, pk])}
    return render(request, "conseils/avis_supprimer.html", page(request, conseil, "avis", **contexte))


@exige(P.AVIS_MODIFIER)
def avis_adopter(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, avis = avis_ou_404(request, numero, pk, agir=P.AVIS_MODIFIER)
    return acte(
        request, conseil, avis, AdopterForm(request.POST or None, conseil=conseil),
        partial(services.adopter_avis, avis=avis, par=request.user),
        titre="Enregistrer l’adoption", action="Enregistrer l’adoption",
        fait="L’acte est adopté et a son numéro. Son texte ne change plus.",
    )  # fmt: skip


@exige(P.AVIS_MODIFIER)
def divergence_ajouter(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, avis = avis_ou_404(request, numero, pk, agir=P.AVIS_MODIFIER)
    return acte(
        request, conseil, avis, DivergenceForm(request.POST or None),
        partial(services.ajouter_divergence, avis=avis, par=request.user),
        titre="Ajouter une opinion divergente", chapeau="Elle reste jointe à l’acte et ne s’efface plus.",
        fait="L’opinion divergente est jointe à l’acte.",
    )  # fmt: skip


@exige(P.AVIS_MODIFIER)
def avis_transmettre(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, avis = avis_ou_404(request, numero, pk, agir=P.AVIS_MODIFIER)
    retour = reverse("avis", args=[numero, pk])
    if request.method == "POST":
        service = partial(services.transmettre_avis, avis=avis, par=request.user)
        return agir(request, service, "L’acte est transmis à ses destinataires.", retour=retour)
    aujourd_hui = timezone.localdate()
    destinataires = avis.destinataires.select_related("partenaire")
    horloges = [(d, echeance_de(avis.type, d.partenaire, aujourd_hui)) for d in destinataires]
    contexte = {"avis": avis, "horloges": horloges, "aujourd_hui": aujourd_hui, "retour": retour}
    return render(request, "conseils/avis_transmettre.html", page(request, conseil, "avis", **contexte))


@exige(P.AVIS_MODIFIER)
def avis_retirer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, avis = avis_ou_404(request, numero, pk, agir=P.AVIS_MODIFIER)
    return acte(
        request, conseil, avis, RetirerForm(request.POST or None),
        partial(services.retirer_avis, avis=avis, par=request.user),
        titre="Retirer l’acte", chapeau="Il reste lisible, avec ce motif, et n’attend plus de réponse.",
        action="Retirer cet acte", fait="L’acte est retiré.",
    )  # fmt: skip


def avis_ou_404(
    request: HttpRequest, numero: int, pk: int, *, agir: P | None = None, parmi: AvisQuerySet | None = None
) -> tuple[ConseilCitoyen, Avis]:
    """An avis and its conseil. A draft is absent for whoever may not write it."""
    conseil = conseil_ou_404(request, numero)
    tous = Avis.objects.select_related("adopte_en") if parmi is None else parmi
    lisibles = tous.filter(pk__in=Avis.objects.lisibles(request.user).filter(conseil=conseil).values("pk"))
    return conseil, objet_ou_404(lisibles, request.user, voir=P.CONSEIL_VOIR, agir=agir, pk=pk)


def acte(
    request: HttpRequest, conseil: ConseilCitoyen, avis: Avis, form: BaseForm, service: Callable, *,
    fait: str, **contexte: str,
) -> HttpResponse:  # fmt: skip
    """One form, one service, back to the avis: what the acts have in common. ``contexte``: titre, chapeau, action."""
    retour = reverse("avis", args=[conseil.arrondissement.numero, avis.pk])
    if rendu := soumettre(form, service):
        messages.success(request, fait)
        _rappeler_l_assemblee(request, rendu)
        return redirect(retour)
    contexte |= {"form": form, "avis": avis, "retour": retour}
    return render(request, "conseils/avis_formulaire.html", page(request, conseil, "avis", **contexte))


def _rappeler_l_assemblee(request: HttpRequest, rendu: object) -> None:
    """An adoption elsewhere than in an open assembly is kept, and said."""
    adopte = isinstance(rendu, Avis) and rendu.etat == Avis.Etat.ADOPTE
    if adopte and rendu.adopte_en.type != Reunion.Type.ASSEMBLEE:
        messages.warning(
            request, "Les décisions se prennent en assemblée ouverte : faites confirmer cet acte par la prochaine."
        )


def _compter(trouves: AvisQuerySet) -> list[tuple[str, str, int]]:
    """Each state that occurs, in the order of the life of an avis."""
    nombres = trouves.compter_par_etat()
    return [(etat.value, etat.label, nombres[etat]) for etat in Avis.Etat if etat in nombres]


def _sien(request: HttpRequest, avis: Avis) -> Destinataire | None:
    """The line of the reader's own institution, when the avis is addressed to it."""
    return Destinataire.objects.adresses().pour(request.user, P.AVIS_REPONDRE).filter(avis=avis).first()
