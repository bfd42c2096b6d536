"""What the bilan of the dispositif holds: plain frozen values, kept with the document and printed by its template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reporting.rapports.communs.donnees import (
    BudgetPropre,
    Cadre,
    Case,
    Chiffre,
    Decompte,
    DemandesDuneSource,
    TableauSexue,
    TempsParMission,
    graphique_des_sexes,
    graphique_du_temps,
)
from reporting.rapports.recits import Recit
from reporting.rapports.sections import DISPOSITIF
from socle.graphiques import Donnees, Serie, Tuile

CHAPITRES = DISPOSITIF | {
    "annexe_a": "Annexe A. Données sexuées",
    "annexe_b": "Annexe B. Rubriques du décret et points de comparaison",
    "annexe_c": "Annexe C. Méthode, données manquantes et définitions",
}


DE_PARIS = ("I11", "I40", "I41", "I41r", "I42", "I43", "I43s", "I43d")


@dataclass(frozen=True)
class Colonne:
    """The indicator that a column prints."""

    code: str
    titre: str
    unite: str
    reference: str


@dataclass(frozen=True)
class LigneComparee:
    """The figures of one conseil, or of all."""

    libelle: str
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Comparatif:
    """The conseils side by side, in the order of the arrondissements whatever their figures, then all of them."""

    chapitre: str
    titre: str
    colonnes: tuple[Colonne, ...]
    lignes: tuple[LigneComparee, ...]
    ensemble: LigneComparee


@dataclass(frozen=True)
class Histogramme:
    """One indicator of each conseil, this year and the year before."""

    code: str
    titre: str
    decimales: int
    libelles: tuple[str, ...]
    valeurs: tuple[Decimal | None, ...]
    avant: tuple[Decimal | None, ...]

    @property
    def donnees(self) -> Donnees:
        series = [Serie("Cet exercice", self.valeurs)]
        if any(v is not None for v in self.avant):
            series.append(Serie("Exercice précédent", self.avant))
        return Donnees(self.libelles, series, decimales=self.decimales)


@dataclass(frozen=True)
class Lieu:
    """One tile of the map."""

    colonne: int
    ligne: int
    libelle: str
    valeur: str
    intensite: int | None


@dataclass(frozen=True)
class Dispositif:
    """What the convention says. ``annee`` of ``duree``: which of its exercices this one is."""

    annee: int
    duree: int
    debut: date
    fin: date
    operateur: str
    arrondissements: tuple[int, ...]
    objectifs: tuple[str, ...]
    missions: tuple[str, ...]
    postes_animateurs: int
    postes_coordination: int

    @property
    def derniere_annee(self) -> bool:
        return self.annee == self.duree

    @property
    def annee_suivante(self) -> int:
        return self.annee + 1


@dataclass(frozen=True)
class Poste:
    """A posting, told by its function and never by a name; ``fin``: none while it lasts."""

    fonction: str
    debut: date
    fin: date | None


@dataclass(frozen=True)
class Vacance:
    """Working days of the period without anybody posted."""

    libelle: str
    jours: int


@dataclass(frozen=True)
class FormationDeLEquipe:
    """A training of the team."""

    date: date
    intitule: str
    organisme: str
    heures: int
    participants: int
    apports: str


@dataclass(frozen=True)
class Equipe:
    """Who holds the posts. ``absences`` and ``jours_absents``: none where they could point at somebody."""

    animateurs: int
    coordination: int
    postes: tuple[Poste, ...]
    vacances: tuple[Vacance, ...]
    absences: int | None
    jours_absents: int | None
    formations: tuple[FormationDeLEquipe, ...]


@dataclass(frozen=True)
class FicheConseil:
    """The context of one conseil: without it, its figures cannot be read beside the others'."""

    arrondissement: int
    statut: str
    qpv: int
    qva: int
    population: Decimal | None
    reglement: str
    portage: str
    structure: str
    feuille: str
    moyens: tuple[str, ...]
    acteurs: int
    interlocuteurs: int

    @property
    def libelle(self) -> str:
        """As in the other tables and on the charts."""
        return "1er" if self.arrondissement == 1 else f"{self.arrondissement}e"


@dataclass(frozen=True)
class Perimetre:
    """All the quartiers, each counted once: some belong to several conseils."""

    qpv: int
    qva: int
    population: Decimal | None
    annees: tuple[int, ...]


@dataclass(frozen=True)
class CalendrierDunLieu:
    """The séances held in one arrondissement, or of the instances of all Paris: a line for each instance."""

    libelle: str
    seances: tuple[str, ...]


@dataclass(frozen=True)
class Affirmation:
    """One of the three claims: what supports it, and what these figures do not prove."""

    ancre: str
    enonce: str
    preuves: tuple[Chiffre, ...]
    absentes: tuple[str, ...]
    limites: tuple[str, ...]

    @property
    def titre(self) -> str:
        return CHAPITRES[self.ancre]


@dataclass(frozen=True)
class InstitutionInterpellee:
    """Acts sent to an institution, and those of them that it answered."""

    nom: str
    adresses: int
    repondus: int


@dataclass(frozen=True)
class Corrective:
    """What is done about a lesson. ``precision``: the effect seen, or why it was given up."""

    lecon: str
    intitule: str
    echeance: date
    etat: str
    ouverte: bool
    precision: str


@dataclass(frozen=True)
class LeconTiree:
    """Something learned in the exercice, and what is done about it."""

    constat: str
    origine: str
    actions: tuple[Corrective, ...]


@dataclass(frozen=True)
class Amelioration:
    """Lessons of the year, and what became of those before."""

    lecons: tuple[LeconTiree, ...]
    passees: tuple[Corrective, ...]
    revue_le: date | None

    @property
    def ouvertes(self) -> tuple[Corrective, ...]:
        """What the next exercice inherits."""
        nouvelles = [a for lecon in self.lecons for a in lecon.actions]
        return tuple(a for a in (*self.passees, *nouvelles) if a.ouverte)


@dataclass(frozen=True)
class Parole:
    """What the conseils told the institutions, in counts."""

    actes_par_type: tuple[Decompte, ...]
    institutions: tuple[InstitutionInterpellee, ...]
    initiatives_par_route: tuple[Decompte, ...]
    demandes: tuple[DemandesDuneSource, ...]
    budget: BudgetPropre | None


@dataclass(frozen=True)
class BilanDispositif:
    """Everything that the document prints. ``vide``: nothing was recorded in the exercice."""

    cadre: Cadre
    dispositif: Dispositif | None
    vide: bool
    chiffres: tuple[Chiffre, ...]
    definitions: tuple[Chiffre, ...]
    equipe: Equipe
    outils: tuple[Decompte, ...]
    conseils: tuple[FicheConseil, ...]
    perimetre: Perimetre
    comparatifs: tuple[Comparatif, ...]
    histogrammes: tuple[Histogramme, ...]
    carte: tuple[Lieu, ...]
    calendrier: tuple[CalendrierDunLieu, ...]
    missions: tuple[TempsParMission, ...]
    affirmations: tuple[Affirmation, ...]
    parole: Parole
    amelioration: Amelioration
    definition_eloigne: str
    eloignes: TableauSexue
    tableaux_sexues: tuple[TableauSexue, ...]
    sexes_par_conseil: tuple[TableauSexue, ...]
    non_calcules: tuple[str, ...]
    manques: tuple[str, ...]
    recits: tuple[Recit, ...] = ()

    @property
    def titres(self) -> dict[str, str]:
        """Anchor and title of each chapter, for the contents and for the headings."""
        return CHAPITRES

    @property
    def par_code(self) -> dict[str, Chiffre]:
        return {c.code: c for c in self.definitions}

    @property
    def contexte(self) -> tuple[Chiffre, ...]:
        """What belongs to all of Paris and to no conseil, where it is known."""
        connus = (self.par_code.get(code) for code in DE_PARIS)
        return tuple(c for c in connus if c and c.valeur is not None and (c.unite != "€" or c.valeur or c.avant))

    @property
    def par_chapitre(self) -> dict[str, list[Comparatif]]:
        """For templates: ``bilan.par_chapitre.moyens``."""
        return {ancre: [c for c in self.comparatifs if c.chapitre == ancre] for ancre in CHAPITRES}

    @property
    def par_histogramme(self) -> dict[str, Histogramme]:
        return {h.code: h for h in self.histogrammes}

    @property
    def tuiles(self) -> list[Tuile]:
        return [Tuile(**vars(lieu)) for lieu in self.carte]

    @property
    def graphique_sexes(self) -> Donnees | None:
        return graphique_des_sexes(self.tableaux_sexues)

    @property
    def graphique_missions(self) -> Donnees:
        return graphique_du_temps(self.missions)

    @property
    def conseils_aides(self) -> tuple[FicheConseil, ...]:
        """Those to which something is lent."""
        return tuple(c for c in self.conseils if c.moyens)
