"""Parts D, I and J: the priorities and their progress, the quartiers, what inhabitants say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone

from conseils.models import ConseilCitoyen, PrioriteTerritoire, Reunion
from reporting.confidentialite import NON_COMMUNIQUE, masquer_ligne
from reporting.indicateurs import INDICATEURS
from reporting.querysets.copil import consultations_ouvertes, priorites_suivies
from reporting.rapports.communs.chiffres import chiffre
from reporting.rapports.communs.libelles import majuscule
from reporting.rapports.communs.tableaux import LigneDeChiffres, TableauDeChiffres
from reporting.rapports.dossier_copil import donnees as d
from reporting.rapports.dossier_copil.lecture import Lecture
from socle.templatetags.typographie import nombre
from territoires.models import MesureQuartier, Quartier

REUNIONS = (Reunion.Type.DEBAT_ANNUEL, Reunion.Type.PRESENTATION_BILAN)
CONSULTATIONS = ("I20a", "I20b", "I20c")


def priorites(lecture: Lecture) -> tuple[d.PrioriteSuivie, ...]:
    """In the order of the contract; those that several arrondissements share, and that stand alike, are told once."""
    lues: dict[d.PrioriteSuivie, list[str]] = {}
    for priorite in priorites_suivies(lecture.cles, lecture.arrete_au):
        lieu = str(priorite.projet.conseil.arrondissement)
        lues.setdefault(_priorite(priorite, lecture), []).append(lieu)
    return tuple(replace(suivie, lieux=tuple(lieux)) for suivie, lieux in lues.items())


def _priorite(priorite: PrioriteTerritoire, lecture: Lecture) -> d.PrioriteSuivie:
    """With the last progress written by the exercice of the figures, and not yet with its arrondissements."""
    connus = (a for a in priorite.avancements.all() if a.exercice <= lecture.exercice)
    dernier = max(connus, key=lambda a: a.exercice, default=None)
    return d.PrioriteSuivie(
        lieux=(),
        element=str(priorite.element or ""),
        intitule=priorite.intitule,
        exercice=dernier and dernier.exercice,
        avancement=majuscule(dernier.get_avancement_display()) if dernier else "",
        commentaire=dernier.commentaire if dernier else "",
    )


def quartiers(lus: Iterable[Quartier], lecture: Lecture) -> tuple[d.QuartierSuivi, ...]:
    return tuple(_quartier(quartier, lecture) for quartier in lus)


def sources_quartiers(lus: Iterable[Quartier]) -> tuple[str, ...]:
    return tuple(sorted({mesure.source for quartier in lus for mesure in quartier.mesures.all()}))


def _quartier(quartier: Quartier, lecture: Lecture) -> d.QuartierSuivi:
    indicateurs = MesureQuartier.Indicateur
    connus = {i: _releves(quartier, i, lecture) for i in indicateurs}
    populations = connus[indicateurs.POPULATION]
    return d.QuartierSuivi(
        nom=quartier.nom,
        code=quartier.code,
        lieux=", ".join(str(a) for a in sorted(quartier.arrondissements.all(), key=lambda a: a.numero)),
        population_avant=populations[0] if len(populations) > 1 else None,
        population=_dernier(populations),
        revenu=_dernier(connus[indicateurs.REVENU_MEDIAN]),
        pauvrete=_dernier(connus[indicateurs.PAUVRETE]),
        moins_de_25=_dernier(connus[indicateurs.MOINS_25]),
    )


def _releves(quartier: Quartier, indicateur: str, lecture: Lecture) -> list[d.Releve]:
    mesures = (m for m in quartier.mesures.all() if m.indicateur == indicateur and m.annee <= lecture.arrete_au.year)
    return [d.Releve(m.valeur, m.annee) for m in sorted(mesures, key=lambda m: m.annee)]


def _dernier(releves: list[d.Releve]) -> d.Releve | None:
    return releves[-1] if releves else None


def evaluation(lecture: Lecture) -> d.Evaluation:
    colonnes = (*(majuscule(t.label) for t in REUNIONS), *(INDICATEURS[code].titre_court for code in CONSULTATIONS))
    # The total of the answers stands in the annexes: one hidden alone would be found again.
    caches = masquer_ligne([lecture.annee.mesure("reponses_consultation", pk) for pk in lecture.cles])
    lignes = tuple(_ligne(lecture, conseil, cacher=rang in caches) for rang, conseil in enumerate(lecture.conseils))
    ouvertes = consultations_ouvertes(lecture.cles, lecture.periodes[0])
    return d.Evaluation(
        TableauDeChiffres("Débats, présentations du bilan et consultations", colonnes, lignes),
        tuple(_consultation(c) for c in ouvertes),
    )


def _ligne(lecture: Lecture, conseil: ConseilCitoyen, *, cacher: bool) -> LigneDeChiffres:
    reunions = (lecture.annee.mesure("reunions", conseil.pk, details=(t.value,)) for t in REUNIONS)
    lus = (chiffre(lecture.annee, code, compare=False, conseil=conseil.pk).texte for code in CONSULTATIONS)
    reponses, *issues = lus
    dites = NON_COMMUNIQUE if cacher else reponses
    return LigneDeChiffres(conseil.nom, (*map(nombre, reunions), dites, *issues))


def _consultation(consultation) -> d.ConsultationOuverte:
    du, au = (timezone.localdate(m) for m in (consultation.ouverture, consultation.cloture))
    return d.ConsultationOuverte(consultation.titre, consultation.organisateur, du, au)
