"""Initiatives of a conseil: the list, one of them as a story, and what makes it go on."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from comptes.acces import exige, objet_ou_404
from comptes.models import LigneAudit
from comptes.permissions import Permission as P
from conseils.financements import plan_de
from conseils.forms import (
    AvancerForm,
    ConfirmationForm,
    DocumentInitiativeForm,
    EvaluerForm,
    FiltreInitiatives,
    FinancementForm,
    InitiativeForm,
    JalonForm,
    PorteursForm,
)
from conseils.models import ConseilCitoyen, Financement, Initiative, TrancheAge
from conseils.services import financements as services_financements
from conseils.services import initiatives as services
from conseils.tableaux import croiser
from conseils.views.communs import conseil_ou_404, page, remettre, soumettre
from socle.methodes import saisie

PAR_PAGE = 20
SANS_OBJECTIF = "Cette initiative n’est reliée à aucun objectif du contrat de ville : choisissez-en au moins un."


@exige(P.CONSEIL_VOIR)
def initiatives(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    filtre = FiltreInitiatives(request.GET, conseil=conseil)
    trouvees = conseil.initiatives.filtrees(**filtre.choix()).avec_etapes()
    contexte = {
        "filtre": filtre,
        "filtree": any(filtre.choix().values()),
        "aujourd_hui": timezone.localdate(),
        "initiatives": Paginator(trouvees, PAR_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "conseils/initiatives.html", page(request, conseil, "initiatives", **contexte))


@exige(P.CONSEIL_VOIR)
def initiative(request: HttpRequest, numero: int, reference: str) -> HttpResponse:
    """Who carries it, its milestones, its money, what it taught."""
    conseil, initiative = _initiative_ou_404(request, numero, reference, parmi=Initiative.objects.completes())
    porteurs = [(c.tranche_age, c.sexe, c.nombre) for c in initiative.porteurs.all()]
    contexte = {
        "initiative": initiative,
        "plan": plan_de(initiative),
        "porteurs": croiser(TrancheAge, porteurs) if porteurs else None,
        "documents": initiative.documents.lisibles(request.user).select_related("depose_par"),
        "histoire": _histoire(initiative),
    }
    return render(request, "conseils/initiative.html", page(request, conseil, "initiatives", **contexte))


@exige(P.INITIATIVE_MODIFIER)
def initiative_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.INITIATIVE_MODIFIER)
    formulaire = InitiativeForm(request.POST or None, conseil=conseil)
    if proposee := soumettre(formulaire, partial(services.proposer_initiative, conseil=conseil, par=request.user)):
        return _enregistree(request, numero, proposee)
    contexte = {
        "form": formulaire,
        "titre": "Proposer une initiative",
        "retour": reverse("initiatives", args=[numero]),
    }
    return render(request, "conseils/initiative_formulaire.html", page(request, conseil, "initiatives", **contexte))


@exige(P.INITIATIVE_MODIFIER)
def initiative_modifier(request: HttpRequest, numero: int, reference: str) -> HttpResponse:
    conseil, initiative = _modifiable(request, numero, reference)
    formulaire = InitiativeForm(request.POST or None, instance=initiative, conseil=conseil)
    service = partial(services.modifier_initiative, initiative=initiative, par=request.user)
    if modifiee := soumettre(formulaire, service):
        return _enregistree(request, numero, modifiee)
    return _page_du_formulaire(request, initiative, formulaire, titre="Modifier l’initiative")


@exige(P.INITIATIVE_MODIFIER)
def initiative_avancer(request: HttpRequest, numero: int, reference: str) -> HttpResponse:
    _, initiative = _modifiable(request, numero, reference)
    formulaire = AvancerForm(request.POST or None, initiative=initiative)
    service = partial(services.avancer_initiative, initiative=initiative, par=request.user)
    return _formulaire(request, initiative, formulaire, service, titre="Dire où elle en est")


@exige(P.INITIATIVE_MODIFIER)
def initiative_evaluer(request: HttpRequest, numero: int, reference: str) -> HttpResponse:
    _, initiative = _modifiable(request, numero, reference)
    deja = {"resultat": initiative.resultat, "apprentissage": initiative.apprentissage}
    formulaire = EvaluerForm(request.POST or None, initial=deja)
    service = partial(services.evaluer_initiative, initiative=initiative, par=request.user)
    return _formulaire(request, initiative, formulaire, service, titre="Dire ce que cela a appris")


@exige(P.INITIATIVE_MODIFIER)
def initiative_porteurs(request: HttpRequest, numero: int, reference: str) -> HttpResponse:
    conseil, initiative = _modifiable(request, numero, reference)
    formulaire = PorteursForm(request.POST or None, initiative=initiative)
    service = partial(services.compter_porteurs, initiative=initiative, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "Les porteurs sont comptés.")
        return redirect(_adresse(initiative))
    contexte = {"form": formulaire, "initiative": initiative, "retour": _adresse(initiative)}
    return render(request, "conseils/initiative_porteurs.html", page(request, conseil, "initiatives", **contexte))


@exige(P.INITIATIVE_MODIFIER)
def jalon_ajouter(request: HttpRequest, numero: int, reference: str) -> HttpResponse:
    _, initiative = _modifiable(request, numero, reference)
    service = partial(services.poser_jalon, initiative=initiative, par=request.user)
    return _formulaire(request, initiative, JalonForm(request.POST or None), service, titre="Ajouter une étape")


@exige(P.INITIATIVE_MODIFIER)
def jalon_modifier(request: HttpRequest, numero: int, reference: str, pk: int) -> HttpResponse:
    _, initiative = _modifiable(request, numero, reference)
    jalon = _piece(request, initiative.jalons.all(), pk)
    formulaire = JalonForm(request.POST or None, instance=jalon)
    service = partial(services.modifier_jalon, jalon=jalon, par=request.user)
    return _formulaire(request, initiative, formulaire, service, titre="Modifier une étape")


@exige(P.INITIATIVE_MODIFIER)
def jalon_retirer(request: HttpRequest, numero: int, reference: str, pk: int) -> HttpResponse:
    _, initiative = _modifiable(request, numero, reference)
    jalon = _piece(request, initiative.jalons.all(), pk)
    service = partial(services.retirer_jalon, jalon=jalon, par=request.user)
    return _confirmer(request, initiative, service, objet=jalon, titre="Retirer une étape")


@exige(P.INITIATIVE_MODIFIER)
def financement_ajouter(request: HttpRequest, numero: int, reference: str) -> HttpResponse:
    _, initiative = _modifiable(request, numero, reference)
    service = partial(services_financements.ouvrir_financement, initiative=initiative, par=request.user)
    formulaire = FinancementForm(request.POST or None)
    return _formulaire(request, initiative, formulaire, service, titre="Ajouter un financement")


@exige(P.INITIATIVE_MODIFIER)
def financement_modifier(request: HttpRequest, numero: int, reference: str, pk: int) -> HttpResponse:
    _, initiative = _modifiable(request, numero, reference)
    financement = _financement(request, initiative, pk)
    formulaire = FinancementForm(request.POST or None, instance=financement)
    service = partial(services_financements.modifier_financement, financement=financement, par=request.user)
    return _formulaire(request, initiative, formulaire, service, titre="Modifier un financement")


@exige(P.INITIATIVE_MODIFIER)
def financement_retirer(request: HttpRequest, numero: int, reference: str, pk: int) -> HttpResponse:
    _, initiative = _modifiable(request, numero, reference)
    financement = _financement(request, initiative, pk)
    service = partial(services_financements.retirer_financement, financement=financement, par=request.user)
    return _confirmer(request, initiative, service, objet=financement, titre="Retirer un financement")


@exige(P.INITIATIVE_MODIFIER)
def initiative_document_ajouter(request: HttpRequest, numero: int, reference: str) -> HttpResponse:
    _, initiative = _modifiable(request, numero, reference)
    formulaire = DocumentInitiativeForm(request.POST or None, request.FILES or None)
    service = partial(services.joindre_document, initiative=initiative, par=request.user)
    return _formulaire(request, initiative, formulaire, service, titre="Ajouter un document")


@exige(P.CONSEIL_VOIR)
def initiative_document(request: HttpRequest, numero: int, reference: str, pk: int) -> FileResponse:
    _, initiative = _initiative_ou_404(request, numero, reference)
    document = _piece(request, initiative.documents.lisibles(request.user), pk)
    return remettre(document.fichier, slugify(document.titre) or "document")


@exige(P.INITIATIVE_MODIFIER)
def initiative_document_retirer(request: HttpRequest, numero: int, reference: str, pk: int) -> HttpResponse:
    _, initiative = _modifiable(request, numero, reference)
    document = _piece(request, initiative.documents.all(), pk)
    service = partial(services.retirer_document, document=document, par=request.user)
    return _confirmer(request, initiative, service, objet=document, titre="Supprimer un document")


def _initiative_ou_404(
    request: HttpRequest, numero: int, reference: str, *, agir: P | None = None, parmi: QuerySet | None = None
) -> tuple[ConseilCitoyen, Initiative]:
    conseil = conseil_ou_404(request, numero)
    initiatives = Initiative.objects.all() if parmi is None else parmi
    initiatives = initiatives.filter(conseil=conseil).select_related("conseil__arrondissement")
    return conseil, objet_ou_404(initiatives, request.user, voir=P.CONSEIL_VOIR, agir=agir, numero=reference)


def _modifiable(request: HttpRequest, numero: int, reference: str) -> tuple[ConseilCitoyen, Initiative]:
    return _initiative_ou_404(request, numero, reference, agir=P.INITIATIVE_MODIFIER)


def _piece(request: HttpRequest, parmi: QuerySet, pk: int):
    """One thing of an initiative that was itself asked to the door."""
    return objet_ou_404(parmi.select_related("initiative"), request.user, voir=P.CONSEIL_VOIR, pk=pk)


def _financement(request: HttpRequest, initiative: Initiative, pk: int) -> Financement:
    return _piece(request, initiative.financements.all(), pk)


def _histoire(initiative: Initiative) -> list[tuple[LigneAudit, str]]:
    """The states that it went through, each with its name."""
    lignes = LigneAudit.objects.de(initiative).filter(vers__in=Initiative.Etat.values)
    return [(ligne, Initiative.Etat(ligne.vers).label) for ligne in lignes]


def _adresse(initiative: Initiative) -> str:
    return reverse("initiative", args=[initiative.conseil.arrondissement.numero, initiative.numero])


def _enregistree(request: HttpRequest, numero: int, initiative: Initiative) -> HttpResponse:
    """Said, with a warning when nothing ties it to the contract: it does not prevent saving."""
    messages.success(request, f"L’initiative {initiative.numero} est enregistrée.")
    if not initiative.objectifs.exists():
        messages.warning(request, SANS_OBJECTIF)
    return redirect("initiative", numero, initiative.numero)


def _formulaire(
    request: HttpRequest, initiative: Initiative, form: BaseForm, service: Callable, *, titre: str
) -> HttpResponse:
    """One form, one service: what the pages that write an initiative have in common."""
    if soumettre(form, service):
        messages.success(request, "C’est enregistré.")
        return redirect(_adresse(initiative))
    return _page_du_formulaire(request, initiative, form, titre=titre)


def _page_du_formulaire(request: HttpRequest, initiative: Initiative, form: BaseForm, *, titre: str) -> HttpResponse:
    contexte = {"form": form, "initiative": initiative, "titre": titre, "retour": _adresse(initiative)}
    contexte = page(request, initiative.conseil, "initiatives", **contexte)
    return render(request, "conseils/initiative_formulaire.html", contexte)


def _confirmer(request: HttpRequest, initiative: Initiative, service: Callable, *, objet, titre: str) -> HttpResponse:
    """A page that says what will go, and does it when it is confirmed."""
    formulaire = ConfirmationForm(saisie(request))
    if soumettre(formulaire, service):
        messages.success(request, "C’est retiré.")
        return redirect(_adresse(initiative))
    contexte = {
        "form": formulaire,
        "initiative": initiative,
        "objet": objet,
        "titre": titre,
        "retour": _adresse(initiative),
    }
    contexte = page(request, initiative.conseil, "initiatives", **contexte)
    return render(request, "conseils/initiative_confirmer.html", contexte)
