"""What awaits each account about the life of the conseils: presences, règlements, séances."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.assiduite import suivis
from conseils.models import Membre, Reunion, Seance, TacheRetroplanning, VersionReglement
from reporting.alertes.declaration import PLAFOND, Alerte, rare
from socle.templatetags.typographie import date_fr

PREAVIS = timedelta(days=7)  # a step of a back-planning is told that long before its day


def presences(compte: Compte, jour: date) -> Iterator[Alerte]:
    a_saisir = Reunion.objects.pour(compte, P.REUNION_MODIFIER).presences_a_saisir(jour)
    for reunion in a_saisir.select_related("conseil__arrondissement")[:PLAFOND]:
        numero = reunion.conseil.arrondissement.numero
        yield Alerte(
            f"Présences à saisir : {reunion.intitule}, {reunion.conseil.arrondissement}",
            f"réunion du {date_fr(reunion.date, 'j F')}",
            "Saisir",
            reverse("presences", args=[numero, reunion.pk]),
            pressant=reunion.date < jour - timedelta(days=14),
        )


def absences(compte: Compte, jour: date) -> Iterator[Alerte]:
    """For the animateur alone: no role that reads figures holds his or her permission."""
    membres = Membre.objects.pour(compte, P.MEMBRE_VOIR)
    a_traiter = [suivi for suivi in suivis(membres, jour) if suivi.a_traiter(jour)]
    for suivi in a_traiter[:PLAFOND]:
        yield Alerte(
            f"{suivi.membre} a manqué {len(suivi.serie)} réunions de suite",
            f"depuis le {date_fr(suivi.serie[0], 'j F')}",
            "Suivre",
            reverse("absences_suivre", args=[suivi.membre.conseil.arrondissement.numero, suivi.membre.pk]),
        )


def reglements(institution: str, permission: P) -> Callable[[Compte, date], Iterator[Alerte]]:
    """The règlements adopted that this institution has not verified yet."""

    def source(compte: Compte, jour: date) -> Iterator[Alerte]:
        versions = VersionReglement.objects.pour(compte, permission).a_verifier_par(institution)
        for version in versions.select_related("conseil__arrondissement", "adoptee_en")[:PLAFOND]:
            arrondissement = version.conseil.arrondissement
            yield Alerte(
                f"Un règlement intérieur attend votre vérification : {arrondissement}, {version}",
                f"adopté le {date_fr(version.adoptee_en.date)}",
                "Vérifier",
                reverse(f"version_verifier_{institution}", args=[arrondissement.numero, version.pk]),
            )

    return source


def retroplanning(compte: Compte, jour: date) -> Iterator[Alerte]:
    """The steps of the séances that are late or due within a week."""
    taches = TacheRetroplanning.objects.pour(compte, P.INSTANCE_MODIFIER).a_faire_avant(jour + PREAVIS)
    for tache in taches.select_related("jalon", "seance__type", "seance__arrondissement")[:PLAFOND]:
        yield Alerte(
            f"{tache} : {tache.seance.instance}, séance du {date_fr(tache.seance.date, 'j F')}",
            f"pour le {date_fr(tache.pour_le, 'j F')}",
            "Ouvrir la séance",
            reverse("seance", args=[tache.seance_id]),
            pressant=tache.pour_le < jour,
        )


def _muettes(compte: Compte, jour: date) -> QuerySet[Seance]:
    return Seance.objects.pour(compte, P.INSTANCE_MODIFIER).a_renseigner(jour)


@rare(_muettes)
def seances_muettes(compte: Compte, jour: date) -> Iterator[Alerte]:
    for seance in _muettes(compte, jour).select_related("type", "arrondissement")[:PLAFOND]:
        yield Alerte(
            f"S'est-elle tenue ? {seance.instance}",
            f"séance du {date_fr(seance.date, 'j F')}",
            "Renseigner",
            reverse("seance", args=[seance.pk]),
        )
