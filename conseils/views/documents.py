"""Documents of a meeting: attach, hand over, delete. The file is never served by its address."""

from functools import partial

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import DocumentForm
from conseils.pieces import SORTES
from conseils.services import documents as services
from conseils.views.communs import agir, page, reunion_ou_404, soumettre


@exige(P.REUNION_MODIFIER)
def document_ajouter(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    retour = reverse("reunion", args=[numero, pk])
    formulaire = DocumentForm(request.POST or None, request.FILES or None)
    if soumettre(formulaire, partial(services.deposer_document, reunion=reunion, par=request.user)):
        messages.success(request, "Le document est déposé.")
        return redirect(retour)
    contexte = {"form": formulaire, "reunion": reunion, "retour": retour}
    return render(request, "conseils/document_ajouter.html", page(request, conseil, "reunions", **contexte))


@exige(P.CONSEIL_VOIR)
def document(request: HttpRequest, numero: int, pk: int, document: int) -> HttpResponse:
    _, reunion = reunion_ou_404(request, numero, pk)
    document = objet_ou_404(reunion.documents.lisibles(request.user), request.user, voir=P.CONSEIL_VOIR, pk=document)
    return FileResponse(
        document.fichier.open(),
        as_attachment=True,
        filename=f"{slugify(document.titre) or 'document'}.{document.sorte}",
        content_type=SORTES[document.sorte],
    )


@exige(P.REUNION_MODIFIER)
def document_supprimer(request: HttpRequest, numero: int, pk: int, document: int) -> HttpResponse:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    document = objet_ou_404(reunion.documents.all(), request.user, voir=P.CONSEIL_VOIR, pk=document)
    retour = reverse("reunion", args=[numero, pk])
    if request.method == "POST":
        service = partial(services.supprimer_document, document=document, par=request.user)
        return agir(request, service, "Le document est supprimé.", retour=retour)
    contexte = {"document": document, "reunion": reunion, "retour": retour}
    return render(request, "conseils/document_supprimer.html", page(request, conseil, "reunions", **contexte))
