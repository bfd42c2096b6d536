"""What goes with an avis: its addressees, their receipts, its documents."""

from functools import partial

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import AccuseForm, CourrielForm, DestinataireForm, DocumentAvisForm
from conseils.models import Avis, Destinataire
from conseils.services import avis as services
from conseils.views.avis import acte, avis_ou_404
from conseils.views.communs import agir, page, remettre_document


@exige(P.AVIS_MODIFIER)
def destinataire_ajouter(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, avis = avis_ou_404(request, numero, pk, agir=P.AVIS_MODIFIER)
    return acte(
        request, conseil, avis, DestinataireForm(request.POST or None, avis=avis),
        partial(services.ajouter_destinataire, avis=avis, par=request.user),
        titre="Ajouter un destinataire", fait="Le destinataire est ajouté.",
    )  # fmt: skip


@exige(P.AVIS_MODIFIER)
def destinataire_modifier(request: HttpRequest, numero: int, pk: int, cle: int) -> HttpResponse:
    conseil, avis = avis_ou_404(request, numero, pk, agir=P.AVIS_MODIFIER)
    destinataire = _destinataire(request, avis, cle)
    return acte(
        request, conseil, avis, CourrielForm(request.POST or None, instance=destinataire),
        partial(services.modifier_destinataire, destinataire=destinataire, par=request.user),
        titre="Corriger l’adresse", chapeau=str(destinataire.partenaire), fait="L’adresse est enregistrée.",
    )  # fmt: skip


@exige(P.AVIS_MODIFIER)
def destinataire_retirer(request: HttpRequest, numero: int, pk: int, cle: int) -> HttpResponse:
    conseil, avis = avis_ou_404(request, numero, pk, agir=P.AVIS_MODIFIER)
    destinataire = _destinataire(request, avis, cle)
    retour = reverse("avis", args=[numero, pk])
    if request.method == "POST":
        service = partial(services.retirer_destinataire, destinataire=destinataire, par=request.user)
        return agir(request, service, "Le destinataire est retiré.", retour=retour)
    contexte = {"avis": avis, "destinataire": destinataire, "retour": retour}
    return render(request, "conseils/destinataire_retirer.html", page(request, conseil, "avis", **contexte))


@exige(P.AVIS_MODIFIER)
def accuse_noter(request: HttpRequest, numero: int, pk: int, cle: int) -> HttpResponse:
    """The animateur notes the receipt that came by letter or e-mail."""
    conseil, avis = avis_ou_404(request, numero, pk, agir=P.AVIS_MODIFIER)
    destinataire = _destinataire(request, avis, cle)
    return acte(
        request, conseil, avis, AccuseForm(request.POST or None),
        partial(services.accuser_reception, destinataire=destinataire, par=request.user),
        titre="Noter l’accusé de réception", chapeau=str(destinataire.partenaire),
        fait="L’accusé de réception est noté.",
    )  # fmt: skip


@exige(P.AVIS_REPONDRE)
@require_POST
def accuser(request: HttpRequest, numero: int, pk: int, cle: int) -> HttpResponse:
    """The institution says, from its own account, that it has the avis; once is enough."""
    siens = Destinataire.objects.adresses().filter(avis=pk, avis__conseil__arrondissement__numero=numero)
    destinataire = objet_ou_404(siens, request.user, voir=P.AVIS_REPONDRE, pk=cle)
    retour = reverse("reponse", args=[cle])
    if destinataire.accuse_le:
        messages.info(request, "La réception de cet acte est déjà notée.")
        return redirect(retour)
    service = partial(services.accuser_reception, destinataire=destinataire, par=request.user, le=timezone.localdate())
    return agir(request, service, "Le conseil saura que vous avez reçu cet acte.", retour=retour)


@exige(P.AVIS_MODIFIER)
def avis_document_ajouter(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, avis = avis_ou_404(request, numero, pk, agir=P.AVIS_MODIFIER)
    return acte(
        request, conseil, avis, DocumentAvisForm(request.POST or None, request.FILES or None),
        partial(services.joindre_document, avis=avis, par=request.user),
        titre="Joindre un document", action="Joindre", fait="Le document est joint.",
    )  # fmt: skip


@exige(P.CONSEIL_VOIR)
def avis_document(request: HttpRequest, numero: int, pk: int, cle: int) -> FileResponse:
    _, avis = avis_ou_404(request, numero, pk)
    document = objet_ou_404(avis.documents.lisibles(request.user), request.user, voir=P.CONSEIL_VOIR, pk=cle)
    return remettre_document(document)


@exige(P.AVIS_MODIFIER)
def avis_document_supprimer(request: HttpRequest, numero: int, pk: int, cle: int) -> HttpResponse:
    conseil, avis = avis_ou_404(request, numero, pk, agir=P.AVIS_MODIFIER)
    document = objet_ou_404(avis.documents.all(), request.user, voir=P.CONSEIL_VOIR, pk=cle)
    retour = reverse("avis", args=[numero, pk])
    if request.method == "POST":
        service = partial(services.retirer_document, document=document, par=request.user)
        return agir(request, service, "Le document est supprimé.", retour=retour)
    contexte = {"avis": avis, "document": document, "retour": retour}
    return render(request, "conseils/avis_document_supprimer.html", page(request, conseil, "avis", **contexte))


def _destinataire(request: HttpRequest, avis: Avis, cle: int) -> Destinataire:
    destinataires = avis.destinataires.select_related("partenaire", "avis")
    return objet_ou_404(destinataires, request.user, voir=P.AVIS_MODIFIER, pk=cle)
