"""The team and its tools. Nobody is named: a posting is a function, an absence is a number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from animateurs.calendrier import jours_ouvres
from animateurs.models import Affectation, FormationEquipe
from conseils.models import ConseilCitoyen
from reporting.confidentialite import SEUIL
from reporting.querysets import bilan_dispositif as lectures
from reporting.rapports.bilan_dispositif import donnees as d
from reporting.rapports.bilan_dispositif.lecture import LectureDuDispositif
from reporting.rapports.communs.donnees import Decompte
from reporting.rapports.communs.libelles import majuscule
from socle.periode import Periode

TRAITEES = ("retenue", "faite", "écartée")


def equipe(lecture: LectureDuDispositif) -> d.Equipe:
    periode = lecture.periodes[0]
    affectations = lectures.affectations_de_la_periode(lecture.cles, periode)
    personnes = {a.animateur_id for a in affectations}
    absences = lectures.absences_de_la_periode(lecture.cles, periode)
    # The absences of a few people would be those of somebody.
    assez = len(personnes) >= SEUIL
    return d.Equipe(
        animateurs=len({a.animateur_id for a in affectations if _tenue_le(a, periode.fin)}),
        coordination=lectures.coordinations_tenues(periode),
        postes=tuple(_poste(a) for a in affectations),
        vacances=tuple(_vacances(lecture.conseils, affectations, periode)),
        absences=len(absences) if assez else None,
        jours_absents=sum(_jours(debut, fin, periode) for _, debut, fin in absences) if assez else None,
        formations=tuple(_formation(f) for f in lectures.formations_de_l_equipe(periode)),
    )


def _tenue_le(affectation: Affectation, jour: date) -> bool:
    return affectation.debut <= jour and (affectation.fin is None or affectation.fin >= jour)


def _poste(affectation: Affectation) -> d.Poste:
    fonction = f"Animation du conseil citoyen du {affectation.conseil.arrondissement.ordinal}"
    return d.Poste(fonction, affectation.debut, affectation.fin)


def _vacances(
    conseils: tuple[ConseilCitoyen, ...], affectations: list[Affectation], periode: Periode
) -> Iterator[d.Vacance]:
    """The conseils that spent working days without anybody."""
    for conseil in conseils:
        siennes = [a for a in affectations if a.conseil_id == conseil.pk]
        fin = min(periode.fin, conseil.date_cloture or periode.fin)
        vides = [j for j in jours_ouvres(periode.debut, fin) if not any(_tenue_le(a, j) for a in siennes)]
        if vides:
            yield d.Vacance(conseil.arrondissement.ordinal, len(vides))


def _jours(debut: date, fin: date, periode: Periode) -> int:
    return len(jours_ouvres(max(debut, periode.debut), min(fin, periode.fin)))


def _formation(formation: FormationEquipe) -> d.FormationDeLEquipe:
    return d.FormationDeLEquipe(
        date=formation.debut,
        intitule=formation.intitule,
        organisme=formation.organisme,
        heures=formation.heures,
        participants=formation.suivie_par,
        apports=formation.apports,
    )


def outils(lecture: LectureDuDispositif) -> tuple[Decompte, ...]:
    """What the tool was given and gave back: weeks, documents, suggestions and what became of them."""
    periode, avant = lecture.periodes
    documents, suggestions = (
        [lire(p) for p in (periode, avant)] for lire in (lectures.documents_publies, lectures.suggestions_recues)
    )
    return (
        lecture.decompte("semaines de journal dues", "semaines_dues"),
        lecture.decompte("semaines de journal transmises", "semaines_transmises"),
        _decompte(lecture, "documents publiés", documents),
        _decompte(lecture, "suggestions reçues sur l’outil", [sum(s.values()) for s in suggestions]),
        *(_decompte(lecture, f"dont {etat}s", [s[etat] for s in suggestions]) for etat in TRAITEES),
    )


def _decompte(lecture: LectureDuDispositif, libelle: str, nombres: list[int]) -> Decompte:
    return Decompte(majuscule(libelle), nombres[0], nombres[1] if lecture.compare else None)
