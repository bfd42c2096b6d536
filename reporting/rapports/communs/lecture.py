"""What the parts of a document are read from, whether it is about one conseil or about all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from animateurs.models import Convention, Mission
from reporting.indicateurs import Table
from reporting.rapports.communs.chiffres import case, chiffre
from reporting.rapports.communs.donnees import Cadre, Case, Chiffre, Decompte, TempsParMission
from reporting.rapports.communs.libelles import majuscule
from socle.exercice import exercice_courant
from socle.periode import Periode
from socle.templatetags.typographie import date_fr

MINUTES_PAR_JOUR = 7 * 60


@dataclass(frozen=True)
class Lecture:
    """The figures of an exercice and of the one before. ``compare``: there is a year before."""

    jour: date
    exercice: int
    periodes: tuple[Periode, Periode]
    compare: bool
    table: Table

    @property
    def en_cours(self) -> bool:
        return self.exercice == exercice_courant(self.jour)

    def nombre(self, cle: str, **tri) -> int:
        return self.table.mesure(cle, **tri)

    def avant(self, cle: str, **tri) -> int | None:
        return self.table.mesure(cle, periode=1, **tri) if self.compare else None

    def decompte(self, libelle: str, cle: str, **tri) -> Decompte:
        return Decompte(majuscule(libelle), self.nombre(cle, **tri), self.avant(cle, **tri))

    def decomptes(self, cle: str, choix: type) -> tuple[Decompte, ...]:
        """One count per choice, leaving out what never happened."""
        lignes = [self.decompte(c.label, cle, details=(c.value,)) for c in choix]
        return tuple(ligne for ligne in lignes if ligne.nombre or ligne.avant)

    def case(self, code: str, conseil: int | None = None, *, caches: tuple[bool, bool] = (False, False)) -> Case:
        return case(self.table, code, compare=self.compare, conseil=conseil, caches=caches)

    def chiffre(self, code: str) -> Chiffre:
        return chiffre(self.table, code, compare=self.compare)


def cadre(lecture: Lecture, convention: Convention | None) -> Cadre:
    """Under which convention, for whom, about which days."""
    periode, avant = lecture.periodes
    comparaison = f"{avant.libelle} au {date_fr(avant.fin, 'j F')}" if lecture.en_cours else avant.libelle
    return Cadre(
        convention=convention.intitule if convention else "",
        commanditaires=tuple(p.nom for p in convention.commanditaires.all()) if convention else (),
        partenaire=convention.partenaire.nom if convention else "",
        fictif=bool(convention and convention.fictive),
        exercice=periode.libelle.removeprefix("exercice "),
        debut=periode.debut,
        arrete_au=periode.fin,
        en_cours=lecture.en_cours,
        comparaison=comparaison if lecture.compare else "",
    )


def temps_par_mission(lecture: Lecture) -> tuple[TempsParMission, ...]:
    """Days of seven hours on each mission, and its share of the whole."""
    total = lecture.nombre("minutes")
    return tuple(_temps(lecture, mission, total) for mission in Mission.objects.all())


def _temps(lecture: Lecture, mission: Mission, total: int) -> TempsParMission:
    minutes, avant = (lire("minutes", details=(mission.code,)) for lire in (lecture.nombre, lecture.avant))
    return TempsParMission(
        libelle=mission.libelle,
        intitule=mission.intitule,
        jours=_en_jours(minutes),
        avant=None if avant is None else _en_jours(avant),
        part=round(Decimal(100 * minutes) / total, 2) if total else None,
    )


def _en_jours(minutes: int) -> Decimal:
    return round(Decimal(minutes) / MINUTES_PAR_JOUR, 2)
