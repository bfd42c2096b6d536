"""The switch of the public page; the page itself is in ``reporting``, which reads the bilans too."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptes.acces import exige
from comptes.permissions import Permission as P
from conseils.forms import PagePubliqueForm
from conseils.models import PagePublique
from conseils.services.page_publique import regler_page_publique
from conseils.views.communs import conseil_ou_404, ecrire


@exige(P.CONSEIL_MODIFIER)
def page_publique_regler(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.CONSEIL_MODIFIER)
    actuelle = PagePublique.objects.filter(conseil=conseil).first() or PagePublique(conseil=conseil)
    return ecrire(
        request,
        conseil,
        PagePubliqueForm(request.POST or None, instance=actuelle),
        partial(regler_page_publique, conseil=conseil, par=request.user),
        "conseils/page_publique_regler.html",
        onglet="organisation",
        fait="La page publique est réglée.",
        retour=reverse("organisation", args=[numero]),
    )
