"""The switch of the public page; the page itself is in ``reporting``, which reads the bilans too."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from comptes.acces import exige
from comptes.permissions import Permission as P
from conseils.forms import PagePubliqueForm
from conseils.models import PagePublique
from conseils.services.page_publique import regler_page_publique
from conseils.views.communs import conseil_ou_404, page, soumettre


@exige(P.CONSEIL_MODIFIER)
def page_publique_regler(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.CONSEIL_MODIFIER)
    actuelle = PagePublique.objects.filter(conseil=conseil).first() or PagePublique(conseil=conseil)
    formulaire = PagePubliqueForm(request.POST or None, instance=actuelle)
    retour = reverse("organisation", args=[numero])
    if soumettre(formulaire, partial(regler_page_publique, conseil=conseil, par=request.user)):
        messages.success(request, "La page publique est réglée.")
        return redirect(retour)
    contexte = {"form": formulaire, "retour": retour}
    return render(request, "conseils/page_publique_regler.html", page(request, conseil, "organisation", **contexte))
