"""The people of a meeting who asked to be contacted: for those who see names, until they are called."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import DemandeContactForm
from conseils.models import DemandeContact, Reunion
from conseils.services import contacts as services
from conseils.views.communs import conseil_ou_404, page, soumettre


@exige(P.MEMBRE_MODIFIER)
def contacts(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    reunion = objet_ou_404(
        Reunion.objects.filter(conseil=conseil), request.user, voir=P.CONSEIL_VOIR, agir=P.MEMBRE_MODIFIER, pk=pk
    )
    formulaire = DemandeContactForm(request.POST or None)
    if soumettre(formulaire, partial(services.noter_demande, reunion=reunion, par=request.user)):
        messages.success(request, "La demande est notée. Elle s’efface une fois traitée, ou après douze mois.")
        return redirect("contacts", numero, pk)
    demandes = DemandeContact.objects.pour(request.user, P.MEMBRE_VOIR).filter(reunion=reunion)
    contexte = {"form": formulaire, "reunion": reunion, "demandes": demandes.en_cours(timezone.localdate())}
    return render(request, "conseils/contacts.html", page(request, conseil, "reunions", **contexte))


@exige(P.MEMBRE_MODIFIER)
@require_POST
def contact_traiter(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    demandes = DemandeContact.objects.filter(reunion__conseil__arrondissement__numero=numero)
    demande = objet_ou_404(
        demandes.select_related("reunion"), request.user, voir=P.MEMBRE_VOIR, agir=P.MEMBRE_MODIFIER, pk=pk
    )
    services.traiter_demande(demande=demande, par=request.user)
    messages.success(request, "La demande est traitée ; le nom et le contact sont effacés.")
    return redirect("contacts", numero, demande.reunion_id)
