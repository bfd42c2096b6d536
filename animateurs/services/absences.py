"""Absences: recorded once for a person, written on each of his or her postings.

Two absences of the same nature that overlap become one; of two natures, the second is refused in words.
"""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from animateurs.calendrier import jours_ouvres
from animateurs.models import Absence, Affectation, LigneJournal
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from socle.services.ecriture import enregistrer, refuser
from socle.templatetags.typographie import date_fr

DUREE_MAX = timedelta(days=366)


@transaction.atomic
def enregistrer_absence(*, animateur: Compte, nature: str, debut: date, fin: date, par: Compte) -> Absence:
    """Record an absence on every posting that it touches. Raises ``ValidationError``."""
    _prendre(animateur, par)
    return _poser(animateur, nature, debut, fin, acte="absence.enregistrer", par=par)


@transaction.atomic
def corriger_absence(*, absence: Absence, nature: str, debut: date, fin: date, par: Compte) -> Absence:
    """Change the nature or the dates. Raises ``ValidationError``; the absence is then as it was."""
    animateur = absence.affectation.animateur
    _prendre(animateur, par)
    Absence.objects.jumelles(absence).delete()
    return _poser(animateur, nature, debut, fin, acte="absence.corriger", par=par)


@transaction.atomic
def annuler_absence(*, absence: Absence, par: Compte) -> None:
    """Erase it: nothing of an absence that did not take place is kept but the act."""
    _prendre(absence.affectation.animateur, par)
    tracer(acte="absence.annuler", objet=absence, par=par)
    Absence.objects.jumelles(absence).delete()


def etendre_les_absences(affectation: Affectation) -> None:
    """A new posting is covered by the absences that the person has already recorded."""
    absences = Absence.objects.de_la_personne(affectation.animateur_id).exclude(affectation=affectation)
    portees = absences.chevauchant(affectation.debut, affectation.fin or date.max)
    cles = set(portees.order_by().values_list("nature", "debut", "fin"))
    _ecrire([affectation], sorted(cles, key=lambda cle: cle[1]))


def _prendre(animateur: Compte, par: Compte) -> None:
    """One writer at a time on a person's absences, if ``par`` may record them."""
    postes = Affectation.objects.filter(animateur=animateur)
    if not postes.pour(par, P.ABSENCE_SAISIR).exists():
        raise PermissionDenied
    list(postes.select_for_update(of=("self",)))


def _poser(animateur: Compte, nature: str, debut: date, fin: date, *, acte: str, par: Compte) -> Absence:
    _exiger_des_jours(debut, fin)
    debut, fin = _fondre(animateur, nature, debut, fin)
    postes = list(Affectation.objects.filter(animateur=animateur).chevauchant(debut, fin))
    if not postes:
        refuser("debut", "Aucune affectation ne court à ces dates : il n'y a rien à couvrir.")
    _exiger_sans_activite(postes, debut, fin)
    absence, *_ = _ecrire(postes, [(nature, debut, fin)])
    # Neither the nature nor the dates: the trail outlives them.
    tracer(acte=acte, objet=absence, par=par, affectations=len(postes))
    return absence


def _ecrire(postes: list[Affectation], absences: list[tuple[str, date, date]]) -> list[Absence]:
    lignes = [Absence(affectation=p, nature=n, debut=du, fin=au) for p in postes for n, du, au in absences]
    for ligne in lignes:
        enregistrer(ligne)
    return lignes


def _exiger_des_jours(debut: date, fin: date) -> None:
    if fin < debut:
        refuser("fin", "Le dernier jour ne peut pas précéder le premier.")
    if fin - debut > DUREE_MAX:
        refuser("fin", "Une absence s'enregistre pour un an au plus : vérifiez l'année, ou divisez-la.")
    if not jours_ouvres(debut, fin):
        refuser("debut", "Ces jours sont fériés ou de week-end : ce n'est pas une absence, rien n'est à enregistrer.")


def _fondre(animateur: Compte, nature: str, debut: date, fin: date) -> tuple[date, date]:
    """The dates once the overlapping absences of the same nature are swallowed; another nature is refused."""
    autres = Absence.objects.de_la_personne(animateur).chevauchant(debut, fin)
    if genante := autres.exclude(nature=nature).first():
        refuser(
            "debut",
            f"Une autre absence ({genante.get_nature_display()}) est déjà enregistrée du {date_fr(genante.debut)} "
            f"au {date_fr(genante.fin)} : corrigez-la d'abord, ou choisissez d'autres dates.",
        )
    bornes = [(debut, fin), *autres.values_list("debut", "fin")]
    autres.delete()
    return min(du for du, _ in bornes), max(au for _, au in bornes)


def _exiger_sans_activite(postes: list[Affectation], debut: date, fin: date) -> None:
    """A day is worked or not: what was logged is never hidden by an absence."""
    semaines = LigneJournal.objects.filter(
        semaine__affectation__in=postes, semaine__lundi__gt=debut - timedelta(days=7), semaine__lundi__lte=fin
    )
    jours = sorted({ligne.date_du_jour for ligne in semaines.select_related("semaine")})
    saisis = [jour for jour in jours if debut <= jour <= fin]
    if saisis:
        refuser(
            "debut",
            f"Le journal comporte des activités le {date_fr(saisis[0])}"
            + (f" et {len(saisis) - 1} autre(s) jour(s)" if len(saisis) > 1 else "")
            + " : retirez-les d'abord, ou choisissez d'autres dates. Une semaine déjà transmise se fait renvoyer "
            "par la coordination.",
        )
