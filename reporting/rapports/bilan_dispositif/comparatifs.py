"""The conseils side by side: in the order of the arrondissements whatever their figures, never ranked."""

from __future__ import annotations

from reporting import carte, tableau
from reporting.indicateurs import INDICATEURS, Unite
from reporting.rapports.bilan_dispositif import donnees as d
from reporting.rapports.bilan_dispositif.lecture import LectureDuDispositif
from reporting.rapports.communs.masques import masques_de_la_colonne
from territoires.models import Arrondissement

# Chapter, title, indicators. One that the catalogue does not declare is left out, and the annexe says so.
TABLEAUX = (
    ("objectif_1", "Le groupe moteur", ("I01", "I02", "I03", "I04", "I05")),
    ("objectif_1", "Les réunions", ("I06", "I09", "I10", "I35")),
    ("objectif_2", "Participations et ouverture", ("I07", "I08", "I08p", "I11")),
    ("objectif_2", "Habitants éloignés de la participation", ("I31", "I32", "I33")),
    ("mission_1", "Autonomie et compétences", ("I34", "I35", "I17", "I36")),
    ("mission_1", "Formation et co-formation", ("I16a", "I16b", "I16c")),
    ("mission_2", "Place dans les instances", ("I12", "I12r", "I13")),
    ("mission_2", "Avis, interpellations et réponses", ("I14", "I22", "I22r", "I23", "I24", "I39")),
    ("mission_2", "Consultations", ("I20a", "I20b", "I20c")),
    ("mission_3", "Initiatives", ("I15", "I15p", "I27", "I28")),
    ("feuilles", "Réalisation des feuilles de route", ("I25", "I26", "I26h")),
    ("feuilles", "Temps d’animation et journal", ("I30", "I30a", "I30b", "I30c", "I21")),
    ("partenariats", "Visibilité et dynamique partenariale", ("I37", "I38")),
    ("moyens", "Budget propre", ("I29", "I29r")),
)
HISTOGRAMMES = ("I06", "I07", "I34", "I15")
CARTE = "I01"
SANS_UNITE = (Unite.POURCENT, Unite.EUROS)


def comparatifs(lecture: LectureDuDispositif) -> tuple[d.Comparatif, ...]:
    """Every table of which at least one indicator is known."""
    connus = [(chapitre, titre, [c for c in codes if c in INDICATEURS]) for chapitre, titre, codes in TABLEAUX]
    return tuple(_comparatif(lecture, chapitre, titre, codes) for chapitre, titre, codes in connus if codes)


def non_calcules() -> tuple[str, ...]:
    """The indicators that the plan of the bilan expects and that the catalogue does not declare."""
    attendus = {code for _, _, codes in TABLEAUX for code in codes}
    return tuple(sorted(attendus - INDICATEURS.keys()))


def _comparatif(lecture: LectureDuDispositif, chapitre: str, titre: str, codes: list[str]) -> d.Comparatif:
    caches = {code: [masques_de_la_colonne(lecture.table, code, i) for i in (0, 1)] for code in codes}
    return d.Comparatif(
        chapitre=chapitre,
        titre=titre,
        colonnes=tuple(_colonne(code) for code in codes),
        lignes=tuple(
            d.LigneComparee(
                conseil.arrondissement.ordinal,
                tuple(lecture.case(c, conseil.pk, caches=tuple(rang in m for m in caches[c])) for c in codes),
            )
            for rang, conseil in enumerate(lecture.conseils)
        ),
        ensemble=d.LigneComparee("Ensemble", tuple(lecture.case(code) for code in codes)),
    )


def _colonne(code: str) -> d.Colonne:
    indicateur = INDICATEURS[code]
    unite = "" if indicateur.unite in SANS_UNITE else indicateur.unite.value
    return d.Colonne(code, indicateur.titre_court, unite, indicateur.reference)


def histogrammes(lecture: LectureDuDispositif) -> tuple[d.Histogramme, ...]:
    """None of these indicators is about people few enough to be hidden."""
    return tuple(_histogramme(lecture, code) for code in HISTOGRAMMES)


def _histogramme(lecture: LectureDuDispositif, code: str) -> d.Histogramme:
    cases = [lecture.case(code, cle) for cle in lecture.cles]
    return d.Histogramme(
        code=code,
        titre=INDICATEURS[code].libelle,
        decimales=INDICATEURS[code].unite.decimales,
        libelles=tuple(c.arrondissement.ordinal for c in lecture.conseils),
        valeurs=tuple(case.valeur for case in cases),
        avant=tuple(case.avant for case in cases),
    )


def lieux(lecture: LectureDuDispositif) -> tuple[d.Lieu, ...]:
    """The same map as the dashboard's, its links left out."""
    lignes = tableau.colonne(lecture.table, lecture.conseils, CARTE)
    tuiles = carte.tuiles(Arrondissement.objects.all(), lignes, lambda _numero: "")
    return tuple(d.Lieu(t.colonne, t.ligne, t.libelle, t.valeur, t.intensite) for t in tuiles)
