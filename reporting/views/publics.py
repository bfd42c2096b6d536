"""What everybody may read of the conseils that want it: no name of anyone, and the same page for all."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from comptes.acces import publique
from comptes.debit import au_plus
from conseils.calendrier import agenda_du_conseil
from conseils.models import Avis, ConseilCitoyen, Reunion
from reporting.models import Rapport

RAISON = "un conseil qui le veut montre à tous ses assemblées, ses avis adoptés et ses bilans, sans aucun nom"
CINQ_MINUTES = 300  # seconds: how long a page that has just been closed may still be read in a cache
AVIS_MONTRES = 20


def ouverte(vue: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public page: read only, kept by caches, and not asked for without end."""

    @wraps(vue)
    def pour_tous(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # A middleware asked who is reading; the page does not tell, so that one copy serves everybody.
        request.session.accessed = False
        return vue(request, *args, **kwargs)

    page = cache_control(public=True, max_age=CINQ_MINUTES)(require_safe(pour_tous))
    # Counting writes, which a page cannot: the limit stands outside of it.
    return au_plus(publique(RAISON)(page))


@ouverte
def public(request: HttpRequest) -> HttpResponse:
    return _page("public/index.html", conseils=ConseilCitoyen.objects.publics())


@ouverte
def public_conseil(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = _conseil_ou_404(numero)
    return _page(
        "public/conseil.html",
        conseil=conseil,
        contact=conseil.page_publique.contact,
        assemblees=Reunion.objects.filter(conseil=conseil).publiques().a_venir(timezone.localdate()),
        avis_adoptes=Avis.objects.filter(conseil=conseil).publics()[:AVIS_MONTRES],
        bilans=Rapport.objects.bilans_publics(conseil),
        adresse_agenda=settings.ADRESSE_SITE + reverse("public_agenda", args=[numero]),
    )


@ouverte
def public_agenda(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = _conseil_ou_404(numero)
    reunions = Reunion.objects.filter(conseil=conseil).publiques().pour_l_agenda(timezone.localdate())
    page = settings.ADRESSE_SITE + reverse("public_conseil", args=[numero])
    agenda = agenda_du_conseil(conseil, reunions.select_related("conseil__arrondissement"), page)
    return HttpResponse(agenda, content_type="text/calendar; charset=utf-8")


@ouverte
def public_bilan(request: HttpRequest, numero: int, bilan: str) -> FileResponse:
    document = get_object_or_404(Rapport.objects.bilans_publics(_conseil_ou_404(numero)), numero=bilan)
    nom = f"{document.numero}.pdf"
    return FileResponse(document.fichier.open(), as_attachment=True, filename=nom, content_type="application/pdf")


def _conseil_ou_404(numero: int) -> ConseilCitoyen:
    """A page that is closed and one that never was look the same."""
    return get_object_or_404(ConseilCitoyen.objects.publics(), arrondissement__numero=numero)


def _page(gabarit: str, **contexte) -> HttpResponse:
    """Drawn without the request: neither session nor token, hence no cookie, and nothing of who is reading."""
    return HttpResponse(render_to_string(gabarit, {"demo": settings.DEMO, **contexte}))
