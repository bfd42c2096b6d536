"""Writing the séances of instances: the calendar, the agenda, the steps that lead to each of them."""

from datetime import date, timedelta

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.instances import TENUES_COMME_REUNIONS
from conseils.models import BilanContrat, PointSeance, Seance, TacheRetroplanning
from conseils.services.ecriture import refuser_trop_loin
from socle.services.ecriture import echanger_les_rangs, enregistrer, refuser, remplacer, verrouiller
from territoires.models import TypeInstance

# The contract was signed in March 2015.
PREMIER_JOUR = date(2015, 1, 1)


@transaction.atomic
def programmer_seance(*, type: TypeInstance, par: Compte, **champs) -> Seance:  # noqa: A002  the field's name
    """Plan a séance, with the steps that lead to it. Raises ``ValidationError``."""
    seance = Seance(type=type, echelle=type.echelle, **champs)
    _verifier(seance)
    enregistrer(seance)
    TacheRetroplanning.objects.bulk_create(
        TacheRetroplanning(seance=seance, jalon=jalon, pour_le=seance.date + timedelta(days=jalon.jours))
        for jalon in type.jalons.all()
    )
    tracer(acte="seance_programmee", objet=seance, par=par, vers=seance.statut, date=seance.date)
    return seance


@transaction.atomic
def modifier_seance(*, seance: Seance, par: Compte, **champs) -> Seance:
    """Change a séance; its steps follow its date, unless they are done. Raises ``ValidationError``."""
    seance = verrouiller(seance)
    changes = remplacer(seance, champs)
    _verifier(seance)
    enregistrer(seance)
    if "date" in changes:
        _redater(seance)
    tracer(acte="seance_modifiee", objet=seance, par=par, champs=changes)
    return seance


@transaction.atomic
def statuer_seance(*, seance: Seance, par: Compte, acte: str, motif: str = "") -> Seance:
    """Tell that it was held, cancelled or planned again. Raises ``ValidationError``, or ``TransitionRefusee``."""
    seance = verrouiller(seance)
    if Seance.MACHINE.motif_manque(acte, motif):
        refuser("motif", "Indiquez pourquoi : ceux qui attendaient cette séance le liront.")
    avant, seance.statut = seance.statut, Seance.MACHINE.appliquer(seance.statut, acte, motif)
    _verifier_statut(seance)
    enregistrer(seance)
    tracer(acte=f"seance_{acte}", objet=seance, par=par, de=avant, vers=seance.statut, motif=motif.strip())
    return seance


def _verifier(seance: Seance) -> None:
    if seance.type.historique or seance.type.code in TENUES_COMME_REUNIONS:
        refuser("type", "Cette instance ne se tient pas ici : c'est une réunion d'un conseil, ou elle n'existe plus.")
    locale = seance.echelle == TypeInstance.Echelle.ARRONDISSEMENT
    if locale and seance.arrondissement is None:
        refuser("arrondissement", "Indiquez l'arrondissement : cette instance est à son échelle.")
    if not locale and seance.arrondissement is not None:
        refuser("arrondissement", "Laissez vide : cette instance est à l'échelle de Paris ou du pays.")
    _verifier_date(seance)


def _verifier_date(seance: Seance) -> None:
    if seance.date < PREMIER_JOUR:
        refuser("date", "Aucune instance du contrat n'a pu se tenir avant 2015 : vérifiez l'année.")
    refuser_trop_loin("date", seance.date, ans=2)
    if seance.statut == Seance.Statut.TENUE and seance.date > timezone.localdate():
        refuser("date", "Cette date est à venir : la séance est notée tenue.")


def _verifier_statut(seance: Seance) -> None:
    if seance.statut == Seance.Statut.TENUE and seance.date > timezone.localdate():
        refuser("acte", "Cette séance est à venir : elle ne peut pas être déjà tenue.")
    if seance.statut == Seance.Statut.PREVUE and seance.decisions.exists():
        refuser("acte", "Des décisions de cette séance sont enregistrées : elle a bien été tenue.")


def _redater(seance: Seance) -> None:
    """A step already done keeps its date: it was done for the day then planned."""
    taches = list(seance.taches.a_faire().select_related("jalon"))
    for tache in taches:
        tache.pour_le = seance.date + timedelta(days=tache.jalon.jours)
    TacheRetroplanning.objects.bulk_update(taches, ["pour_le"])


@transaction.atomic
def cocher_tache(*, tache: TacheRetroplanning, par: Compte, faite: bool) -> TacheRetroplanning:
    """Tick a step, or untick it."""
    tache = verrouiller(tache)
    tache.faite_le, tache.faite_par = (timezone.localdate(), par) if faite else (None, None)
    if not faite:
        tache.pour_le = tache.seance.date + timedelta(days=tache.jalon.jours)
    enregistrer(tache)
    tracer(acte="jalon_coche" if faite else "jalon_decoche", objet=tache.seance, par=par, jalon=tache.jalon.code)
    return tache


@transaction.atomic
def ajouter_point(*, seance: Seance, par: Compte, **champs) -> PointSeance:
    """Put a point at the end of the agenda. Raises ``ValidationError``."""
    seance = _ouvrir(seance)
    point = PointSeance(seance=seance, rang=seance.points.prochain_rang(), **champs)
    enregistrer(point)
    tracer(acte="point_inscrit", objet=seance, par=par, point=point.pk, origine=point.origine)
    return point


@transaction.atomic
def modifier_point(*, point: PointSeance, par: Compte, **champs) -> PointSeance:
    """Change a point where it is. Raises ``ValidationError``."""
    seance = _ouvrir(point.seance)
    point = verrouiller(point)
    changes = remplacer(point, champs)
    enregistrer(point)
    tracer(acte="point_modifie", objet=seance, par=par, point=point.pk, champs=changes)
    return point


@transaction.atomic
def deplacer_point(*, point: PointSeance, par: Compte, sens: str) -> None:
    """Exchange a point with its neighbour; nothing to do at either end. Raises ``ValidationError``."""
    seance = _ouvrir(point.seance)
    point = verrouiller(point)
    voisin = seance.points.inscrits().voisin(point.rang, sens)
    if voisin is None:
        return
    echanger_les_rangs(point, voisin)
    tracer(acte="point_deplace", objet=seance, par=par, point=point.pk, rang=point.rang)


@transaction.atomic
def retirer_point(*, point: PointSeance, par: Compte) -> None:
    """Take a point off the agenda, for good: the machine does not put back its own. Raises ``ValidationError``."""
    seance = _ouvrir(point.seance)
    tracer(acte="point_retire", objet=seance, par=par, point=point.pk, origine=point.origine)
    if point.origine == PointSeance.Origine.LIBRE:
        point.delete()
        return
    point.ecarte = True
    point.save(update_fields=["ecarte"])


def _ouvrir(seance: Seance) -> Seance:
    """Lock the séance: two people who build its agenda at once take turns, and so does the machine."""
    seance = verrouiller(seance)
    if seance.statut == Seance.Statut.ANNULEE:
        refuser(NON_FIELD_ERRORS, "Cette séance est annulée : reprogrammez-la pour changer son ordre du jour.")
    return seance


@transaction.atomic
def dater_bilan(*, exercice: int, par: Compte, valide_le: date | None) -> None:
    """Note when the bilan examined in this exercice was validated, or that it is not. Raises ``ValidationError``."""
    if valide_le and valide_le > timezone.localdate():
        refuser("valide_le", "Cette date est à venir : le bilan n'est pas encore validé.")
    bilan = BilanContrat.objects.select_for_update().filter(exercice=exercice).first()
    bilan = bilan or BilanContrat(exercice=exercice)
    if valide_le is None:
        _oublier_bilan(bilan, par)
        return
    bilan.valide_le = valide_le
    enregistrer(bilan)
    tracer(acte="bilan_date", objet=bilan, par=par, exercice=exercice, valide_le=valide_le)


def _oublier_bilan(bilan: BilanContrat, par: Compte) -> None:
    if bilan.pk:
        tracer(acte="bilan_oublie", objet=bilan, par=par, exercice=bilan.exercice)
        bilan.delete()
