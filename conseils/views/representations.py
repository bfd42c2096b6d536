"""The part of a conseil in a séance: who sits there, who came, what was said and told back."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import CompteRenduForm, DesignerForm
from conseils.models import ConseilCitoyen, Representation, Seance
from conseils.services import representations as services
from conseils.views.communs import agir, conseil_ou_404, soumettre
from conseils.views.instances import formulaire_de_seance, seance_ou_404


@exige(P.REPRESENTATION_SAISIR)
def representant_designer(request: HttpRequest, pk: int, numero: int) -> HttpResponse:
    seance, conseil = _siege_possible_ou_404(request, pk, numero)
    membres = conseil.membres.pour(request.user, P.MEMBRE_VOIR).en_mandat_le(seance.date)
    formulaire = DesignerForm(request.POST or None, membres=membres)
    if soumettre(formulaire, partial(services.designer, seance=seance, conseil=conseil, par=request.user)):
        messages.success(request, "Le représentant est désigné.")
        return redirect("seance", pk)
    return formulaire_de_seance(request, seance, formulaire, f"Désigner un représentant du {conseil.arrondissement}")


@exige(P.REPRESENTATION_SAISIR)
@require_POST
def representant_retirer(request: HttpRequest, pk: int, numero: int, siege: int) -> HttpResponse:
    seance, conseil = _siege_possible_ou_404(request, pk, numero)
    sieges = Representation.objects.filter(delegation__seance=seance, delegation__conseil=conseil)
    siege = objet_ou_404(sieges.select_related("delegation"), request.user, voir=P.REPRESENTATION_SAISIR, pk=siege)
    service = partial(services.retirer, representation=siege, par=request.user)
    return agir(request, service, "Ce siège est libre.", retour=reverse("seance", args=[pk]))


@exige(P.REPRESENTATION_SAISIR)
def seance_compte_rendu(request: HttpRequest, pk: int, numero: int) -> HttpResponse:
    seance, conseil = _siege_possible_ou_404(request, pk, numero)
    delegation = seance.delegations.filter(conseil=conseil).first()
    formulaire = CompteRenduForm(
        request.POST or None, instance=delegation, seance=seance, reunions=conseil.reunions.all()
    )
    if soumettre(formulaire, partial(services.rendre_compte, seance=seance, conseil=conseil, par=request.user)):
        messages.success(request, "Le compte rendu est enregistré.")
        return redirect("seance", pk)
    return formulaire_de_seance(request, seance, formulaire, f"Compte rendu du conseil du {conseil.arrondissement}")


def _siege_possible_ou_404(request: HttpRequest, pk: int, numero: int) -> tuple[Seance, ConseilCitoyen]:
    """A séance and a conseil that has a seat there; 404 when there is none, as for a séance that does not exist."""
    seance = seance_ou_404(request, pk)
    conseil = conseil_ou_404(request, numero, agir=P.REPRESENTATION_SAISIR)
    if not Seance.objects.ouvertes_a(conseil).filter(pk=pk).exists():
        raise Http404
    return seance, conseil
