"""Exports: what may be taken away, in which format, and the long ones being made."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from comptes.acces import confirmer_identite, exige
from comptes.permissions import Permission as P
from comptes.porte import detient
from conseils.views.communs import agir
from reporting.exports import ouvertes
from reporting.exports.declaration import Jeu, lisible
from reporting.exports.filtres import FiltreExport, en_clair
from reporting.exports.formats import FORMATS
from reporting.exports.listes import JEUX
from reporting.models import Export
from reporting.periodes import exercices_proposes
from reporting.services import exports as services
from reporting.services.exports import Fichier
from socle.exercice import exercice_courant
from socle.transitions import TransitionRefusee


@exige(P.CONSEIL_VOIR)
def exports(request: HttpRequest) -> HttpResponse:
    """Every list that this account may export, by theme, and its jobs."""
    contexte = {
        "themes": _par_theme(request),
        "formats": FORMATS.values(),
        "ouvertes": ouvertes.JEUX_OUVERTS if detient(request.user, P.RAPPORT_PUBLIER) else None,
        **_travaux(request),
    }
    return render(request, "reporting/exports/exports.html", contexte)


@exige(P.CONSEIL_VOIR)
def export(request: HttpRequest, code: str) -> HttpResponse:
    """One list: what it holds, the filters, the formats; then the file, or the job that makes it."""
    jeu = _jeu_ou_404(request, code)
    filtre = FiltreExport(request.GET, jeu=jeu, compte=request.user, exercices=_exercices())
    if request.method == "POST" and request.POST.get("forme") in FORMATS:
        if jeu.personnelles:
            confirmer_identite(request)
        return _produire(request, jeu, filtre)
    filtres = filtre.filtres()
    lignes = jeu.compter(request.user, filtres)
    contexte = {
        "jeu": jeu,
        "filtre": filtre,
        "applique": en_clair(jeu, filtres),
        "lignes": lignes,
        "differe": lignes > settings.EXPORT_SEUIL,
        "formats": FORMATS.values(),
    }
    return render(request, "reporting/exports/export.html", contexte)


@exige(P.CONSEIL_VOIR)
def exports_avancement(request: HttpRequest) -> HttpResponse:
    """The jobs alone, asked for every other second; the whole page once none is under way."""
    contexte = _travaux(request)
    if not contexte["en_cours"]:
        return HttpResponseClientRefresh() if request.htmx else redirect("exports")
    return render(request, "reporting/exports/_travaux.html", contexte)


@exige(P.CONSEIL_VOIR)
@require_POST
def export_fichier(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a finished job. A POST, since handing it over is written in the audit trail."""
    export = get_object_or_404(Export.objects.de(request.user), pk=pk)
    if export.liste in JEUX and JEUX[export.liste].personnelles:
        confirmer_identite(request)
    try:
        return _remettre(services.remettre(export=export, par=request.user))
    except TransitionRefusee as refus:
        messages.error(request, str(refus))
        return redirect("exports")


@exige(P.CONSEIL_VOIR)
@require_POST
def export_relancer(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a failed job again."""
    export = get_object_or_404(Export.objects.de(request.user), pk=pk)
    service = partial(services.relancer, export=export, par=request.user)
    return agir(request, service, "L’export est relancé.", retour=reverse("exports"))


@exige(P.RAPPORT_PUBLIER)
@require_POST
def donnees_ouvertes(request: HttpRequest) -> HttpResponse:
    """The open data as one archive: what the command writes in a folder."""
    return _remettre(services.exporter_donnees_ouvertes(par=request.user))


def _produire(request: HttpRequest, jeu: Jeu, filtre: FiltreExport) -> HttpResponse:
    forme = FORMATS[request.POST["forme"]]
    try:
        produit = services.exporter(jeu=jeu, forme=forme, filtres=filtre.filtres(), par=request.user)
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
        return redirect("exports")
    if isinstance(produit, Fichier):
        return _remettre(produit)
    messages.success(request, "L’export est demandé. Vous pouvez quitter cette page : il vous attendra ici.")
    return redirect("exports")


def _remettre(fichier: Fichier) -> FileResponse:
    entetes = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return FileResponse(
        fichier.flux, as_attachment=True, filename=fichier.nom, content_type=fichier.forme.mime, headers=entetes
    )


def _jeu_ou_404(request: HttpRequest, code: str) -> Jeu:
    """A list that the account may not export does not exist for it."""
    jeu = JEUX.get(code)
    if jeu is None or not lisible(jeu, request.user):
        raise Http404
    return jeu


def _par_theme(request: HttpRequest) -> dict[str, list[Jeu]]:
    themes: dict[str, list[Jeu]] = {}
    for jeu in JEUX.values():
        if lisible(jeu, request.user):
            themes.setdefault(jeu.theme, []).append(jeu)
    return themes


def _travaux(request: HttpRequest) -> dict:
    siens = [(export, JEUX.get(export.liste)) for export in Export.objects.de(request.user)]
    return {
        "travaux": siens,
        "en_cours": any(export.a_faire for export, _ in siens),
        "conservation": settings.EXPORT_CONSERVATION.days,
    }


def _exercices() -> list[int]:
    return exercices_proposes(exercice_courant(timezone.localdate()))
