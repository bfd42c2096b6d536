"""What a bilan holds: plain frozen values, kept with the document and printed by its template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from reporting.rapports.bilan_conseil.donnees_parole import Parole
from reporting.rapports.communs.donnees import (
    Cadre,
    Chiffre,
    Decompte,
    PartSexuee,
    TableauSexue,
    TempsParMission,
    graphique_des_sexes,
    graphique_du_temps,
)
from reporting.rapports.recits import Recit
from socle.graphiques import Donnees, Plan, Serie


@dataclass(frozen=True)
class ReunionsDunType:
    """How many meetings of a kind, and how many came in all."""

    libelle: str
    reunions: int
    reunions_avant: int | None
    membres: int
    autres: int


@dataclass(frozen=True)
class Mois:
    """Meetings held in a month; ``None`` when it had not begun."""

    debut: date
    reunions: int | None
    avant: int | None


@dataclass(frozen=True)
class QuartierDuPerimetre:
    """A quartier with the last figures published about it."""

    code: str
    nom: str
    categorie: str
    population: Decimal | None
    population_annee: int | None
    revenu: Decimal | None
    revenu_annee: int | None
    perimetres: str


@dataclass(frozen=True)
class ReunionTenue:
    """One line of the list of meetings; counts are ``None`` when the attendance was not entered."""

    date: date
    type: str
    intitule: str
    lieu: str
    membres: int | None
    autres: int | None


@dataclass(frozen=True)
class FormationSuivie:
    """One line of the list of trainings; ``personnes`` is ``None`` when nobody has been entered."""

    date: date
    nature: str
    intitule: str
    organisme: str
    publics: str
    minutes: int
    personnes: int | None


@dataclass(frozen=True)
class NiveauAutonomie:
    """One criterion of the last half-year evaluated, with the level of the half-year before, if any."""

    libelle: str
    niveau: int
    avant: int | None
    sens: str
    preuve: str


@dataclass(frozen=True)
class Conseil:
    """Who the conseil is."""

    arrondissement: int
    nom: str
    statut: str
    installe_le: date | None
    portage: str
    structure_porteuse: str
    presentation: str
    # Documents published before these were known are still read.
    arrete: str = ""
    portage_depuis: date | None = None
    reglement: str = ""
    reglement_faits: tuple[str, ...] = ()
    moyens: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoteSurUnChiffre:
    """What must be known to read a figure, as it was signed."""

    chiffre: str
    texte: str
    auteur: str
    le: date


@dataclass(frozen=True)
class CarteDuPerimetre:
    """The map of the perimeter. ``numerotee``: its places bear the numbers of the table of quartiers."""

    plan: Plan
    titre: str
    description: str
    numerotee: bool


@dataclass(frozen=True)
class Bilan:
    """Everything that the document prints."""

    cadre: Cadre
    conseil: Conseil
    chiffres: tuple[Chiffre, ...]
    definitions: tuple[Chiffre, ...]
    attentions: tuple[str, ...]
    quartiers: tuple[QuartierDuPerimetre, ...]
    sources_quartiers: tuple[str, ...]
    composition: tuple[Decompte, ...]
    origines: tuple[Decompte, ...]
    entrees: tuple[Decompte, ...]
    sorties: tuple[Decompte, ...]
    reunions_par_type: tuple[ReunionsDunType, ...]
    reunions_par_echelle: tuple[Decompte, ...]
    reunions_particulieres: tuple[Decompte, ...]
    mois: tuple[Mois, ...]
    missions: tuple[TempsParMission, ...]
    semaines: tuple[Decompte, ...]
    tableaux_sexues: tuple[TableauSexue, ...]
    eloignes: TableauSexue
    definition_eloigne: str
    reunions: tuple[ReunionTenue, ...]
    manques: tuple[str, ...]
    # With a default: documents frozen before the application knew trainings read back without them.
    formations: tuple[FormationSuivie, ...] = ()
    formations_par_organisme: tuple[Decompte, ...] = ()
    formes: TableauSexue | None = None
    semestre_evalue: str = ""
    autonomie: tuple[NiveauAutonomie, ...] = ()
    premieres: TableauSexue | None = None
    retours: tuple[PartSexuee, ...] = ()
    # ``None``: frozen before the application knew the council's word.
    parole: Parole | None = None
    actes_par_type: tuple[Decompte, ...] = ()
    initiatives_par_route: tuple[Decompte, ...] = ()
    notes: tuple[NoteSurUnChiffre, ...] = ()
    recits: tuple[Recit, ...] = ()
    carte: CarteDuPerimetre | None = None

    @property
    def par_code(self) -> dict[str, Chiffre]:
        """For templates: ``bilan.par_code.I01``."""
        return {c.code: c for c in self.definitions}

    @property
    def avec_renouvellement(self) -> bool:
        return any(q.perimetres for q in self.quartiers)

    @property
    def description_mois(self) -> str:
        """What the columns show, in words."""
        connus = [m.reunions for m in self.mois if m.reunions]
        if not connus:
            return "Aucune réunion tenue."
        return f"De zéro à {max(connus)} réunions par mois ; le tableau qui suit donne les nombres."

    @property
    def graphique_mois(self) -> Donnees:
        series = [Serie("Cet exercice", [m.reunions for m in self.mois])]
        if any(m.avant is not None for m in self.mois):
            series.append(Serie("Exercice précédent", [m.avant for m in self.mois]))
        return Donnees([date_format(m.debut, "N") for m in self.mois], series)

    @property
    def graphique_sexes(self) -> Donnees | None:
        return graphique_des_sexes(self.tableaux_sexues)

    @property
    def graphique_missions(self) -> Donnees:
        return graphique_du_temps(self.missions)
