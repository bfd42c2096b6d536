"""Duplicating, moving and splitting a line. A refusal comes back on the line's page, with what was typed."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from animateurs.forms import JourForm, PartageForm
from animateurs.models import LigneJournal, SemaineJournal
from animateurs.services import gestes, journal
from animateurs.views.aides import cle_vue, enregistrer, la_sienne, vers_la_semaine, version_vue
from animateurs.views.semaine import page_de_la_ligne
from comptes.acces import exige
from comptes.permissions import Permission as P


@exige(P.SEMAINE_SAISIR)
@require_POST
def ligne_dupliquer(request: HttpRequest, lundi: date, ligne: int) -> HttpResponse:
    """The same activity, on another day too."""
    semaine, trouvee = _modifiable(request, lundi, ligne)
    form = trouvee and JourForm(request.POST, ligne=trouvee, auto_id="dupliquer-%s")
    if form and enregistrer(request, form, gestes.dupliquer_ligne, ligne=trouvee, cle=cle_vue(request)):
        messages.success(request, "Activité dupliquée.")
        return vers_la_semaine(request, lundi)
    return _retour(request, semaine, trouvee, dupliquer=form)


@exige(P.SEMAINE_SAISIR)
@require_POST
def ligne_deplacer(request: HttpRequest, lundi: date, ligne: int) -> HttpResponse:
    """The activity was on another day."""
    semaine, trouvee = _modifiable(request, lundi, ligne)
    form = trouvee and JourForm(request.POST, ligne=trouvee, auto_id="deplacer-%s")
    if form and enregistrer(request, form, gestes.deplacer_ligne, ligne=trouvee, version=version_vue(request)):
        messages.success(request, "Activité déplacée.")
        return vers_la_semaine(request, lundi)
    return _retour(request, semaine, trouvee, deplacer=form)


@exige(P.SEMAINE_SAISIR)
@require_POST
def ligne_partager(request: HttpRequest, lundi: date, ligne: int) -> HttpResponse:
    """One activity becomes two, and the total stays."""
    semaine, trouvee = _modifiable(request, lundi, ligne)
    form = trouvee and PartageForm(request.POST, auto_id="partager-%s")
    partage = {"ligne": trouvee, "cle": cle_vue(request), "version": version_vue(request)}
    if form and enregistrer(request, form, gestes.partager_ligne, **partage):
        messages.success(request, "Activité partagée en deux.")
        return vers_la_semaine(request, lundi)
    return _retour(request, semaine, trouvee, partager=form)


def _modifiable(request: HttpRequest, lundi: date, ligne: int) -> tuple[SemaineJournal, LigneJournal | None]:
    """The week, and its line unless one of them can no longer be changed."""
    semaine = la_sienne(request, lundi)
    trouvee = semaine.lignes.pour_ecran().filter(pk=ligne).first() if semaine.modifiable else None
    if trouvee:
        trouvee.semaine = semaine
    return semaine, trouvee


def _retour(request: HttpRequest, semaine: SemaineJournal, ligne: LigneJournal | None, **geste) -> HttpResponse:
    """On the line's page with what was refused; on the week's when the line is gone or the week handed in."""
    if ligne:
        return page_de_la_ligne(request, semaine, ligne.pk, **geste)
    perdue = str(journal.SemaineModifieeAilleurs())
    messages.error(request, perdue if semaine.modifiable else semaine.refus_de_modifier)
    return vers_la_semaine(request, semaine.lundi)
