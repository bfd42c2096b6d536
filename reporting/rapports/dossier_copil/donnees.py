"""What a dossier holds, part by part: plain frozen values, kept with the document and printed by its template.

No name of a citizen and no count of the few who sit for a conseil: it says whether seats are named, not for whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reporting.rapports.communs.donnees import Acte, Chiffre, DemandesDuneSource, TableauSexue, graphique_des_sexes
from reporting.rapports.communs.tableaux import TableauDeChiffres
from reporting.rapports.dossier_copil.donnees_importees import Importees
from reporting.rapports.recits import Recit
from socle.graphiques import Donnees


@dataclass(frozen=True)
class Cadre:
    """Which séance, what it follows, on which days its figures stand.

    ``paris``: the comité of the contract; otherwise that of one projet de territoire. ``depuis``: the first day of
    what is new. ``precedente``: the day of the last séance held, ``None`` for the first one.
    """

    paris: bool
    conseil: str
    instance: str
    le: date
    exercice: str
    depuis: date
    precedente: date | None
    arrete_au: date
    comparaison: str
    convention: str
    commanditaires: tuple[str, ...]
    partenaire: str
    fictif: bool


@dataclass(frozen=True)
class ConseilInvite:
    nom: str
    designe: bool


@dataclass(frozen=True)
class Etape:
    """A step before the séance. ``faite_le``: ``None`` as long as nobody ticked it."""

    intitule: str
    pour_le: date
    faite_le: date | None


@dataclass(frozen=True)
class Convocation:
    """Part A."""

    date: date
    heure: str
    lieu: str
    invitants: str
    composition: str
    role: str
    signataires: tuple[str, ...]
    conseils: tuple[ConseilInvite, ...]
    etapes: tuple[Etape, ...]

    @property
    def designes(self) -> list[str]:
        return [conseil.nom for conseil in self.conseils if conseil.designe]

    @property
    def non_designes(self) -> list[str]:
        return [conseil.nom for conseil in self.conseils if not conseil.designe]


@dataclass(frozen=True)
class PointInscrit:
    intitule: str
    note: str


@dataclass(frozen=True)
class OrdreDuJour:
    """Part B. ``rubriques``: what the contract wants the comité to look at, whatever is on the agenda."""

    rubriques: tuple[str, ...]
    points: tuple[PointInscrit, ...]


@dataclass(frozen=True)
class DecisionSuivie:
    """Part C: one decision, as it stood on the day of the figures."""

    decidee_le: date
    texte: str
    responsable: str
    echeance: date | None
    etat: str
    en_retard: bool
    motif: str


@dataclass(frozen=True)
class PrioriteSuivie:
    """Part D. ``exercice``: that of the last progress written, ``None`` if there is none.

    ``lieux``: the arrondissements that share this priority and its progress.
    """

    lieux: tuple[str, ...]
    element: str
    intitule: str
    exercice: int | None
    avancement: str
    commentaire: str


@dataclass(frozen=True)
class ReponseDue:
    """An answer that an institution still owes. ``echeance``: ``None`` without a delay."""

    lieu: str
    acte: str
    institution: str
    transmis_le: date
    echeance: date | None
    en_retard: bool


@dataclass(frozen=True)
class Parole:
    """Part F. ``par_conseil``: one line each, for Paris; ``actes``: one by one, for one conseil.

    ``sans_etat``: numbers of the acts that nobody can say where they stand.
    """

    chiffres: tuple[Chiffre, ...]
    par_conseil: TableauDeChiffres | None
    actes: tuple[Acte, ...]
    reponses_dues: tuple[ReponseDue, ...]
    sans_etat: tuple[str, ...]


@dataclass(frozen=True)
class Participation:
    """Part G. ``par_conseil``: shares, for Paris; counts are in the sexed tables.

    ``sans_ventilation``: the counts of people of whom nobody's sex is known.
    """

    chiffres: tuple[Chiffre, ...]
    par_conseil: TableauDeChiffres | None
    tableaux: tuple[TableauSexue, ...]
    sans_ventilation: tuple[str, ...]

    @property
    def graphique_sexes(self) -> Donnees | None:
        return graphique_des_sexes(self.tableaux)


@dataclass(frozen=True)
class ActionEnUneLigne:
    intitule: str
    repond_a: str
    echeance: str
    etat: str


@dataclass(frozen=True)
class FeuilleEnUnePage:
    """The last revision validated of a feuille de route."""

    exercice: int
    revision: int
    validee_le: date
    actions: tuple[ActionEnUneLigne, ...]


@dataclass(frozen=True)
class AffirmationEnBref:
    """One of the three claims of the dispositif, with the figures that support it."""

    enonce: str
    preuves: tuple[Chiffre, ...]


@dataclass(frozen=True)
class DispositifEnUnePage:
    """The bilan of the dispositif, told to the comité. What is planned: ``None`` outside any convention."""

    animateurs: int
    animateurs_prevus: int | None
    coordination: int
    coordination_prevue: int | None
    affirmations: tuple[AffirmationEnBref, ...]

    @property
    def chiffres(self) -> tuple[Chiffre, ...]:
        return tuple(preuve for affirmation in self.affirmations for preuve in affirmation.preuves)


@dataclass(frozen=True)
class Animation:
    """Part H. ``par_conseil`` and ``dispositif`` for Paris, ``feuille`` for one conseil."""

    chiffres: tuple[Chiffre, ...]
    par_conseil: TableauDeChiffres | None
    feuille: FeuilleEnUnePage | None
    dispositif: DispositifEnUnePage | None


@dataclass(frozen=True)
class Releve:
    """A figure published about a quartier, and its year."""

    valeur: Decimal
    annee: int


@dataclass(frozen=True)
class QuartierSuivi:
    """Part I: the first and the last population known, then the last of the other figures."""

    nom: str
    code: str
    lieux: str
    population_avant: Releve | None
    population: Releve | None
    revenu: Releve | None
    pauvrete: Releve | None
    moins_de_25: Releve | None


@dataclass(frozen=True)
class ConsultationOuverte:
    titre: str
    organisateur: str
    du: date
    au: date


@dataclass(frozen=True)
class Evaluation:
    """Part J."""

    tableau: TableauDeChiffres
    consultations: tuple[ConsultationOuverte, ...]


@dataclass(frozen=True)
class Proposition:
    """Part K: what the comité may decide about some matters, and between what it may choose."""

    titre: str
    motif: str
    objets: tuple[str, ...]
    options: tuple[str, ...]


@dataclass(frozen=True)
class SeanceDuCalendrier:
    date: date
    instance: str
    statut: str


@dataclass(frozen=True)
class Sigle:
    sigle: str
    sens: str


@dataclass(frozen=True)
class Controle:
    """A check made before publishing. ``resultat``: ``tenu``, ``en_defaut``, ``inverifiable`` or ``sans_objet``."""

    regle: str
    resultat: str
    phrase: str

    @property
    def libelle(self) -> str:
        return {
            "tenu": "Tenu",
            "en_defaut": "En défaut",
            "inverifiable": "Invérifiable",
            "sans_objet": "Sans objet",
        }[self.resultat]


@dataclass(frozen=True)
class Dossier:
    """Everything that the document prints."""

    cadre: Cadre
    controles: tuple[Controle, ...]
    convocation: Convocation
    ordre_du_jour: OrdreDuJour
    decisions: tuple[DecisionSuivie, ...]
    bilan_valide_le: date | None
    priorites: tuple[PrioriteSuivie, ...]
    financements: tuple[DemandesDuneSource, ...]
    importees: Importees
    parole: Parole
    participation: Participation
    animation: Animation
    quartiers: tuple[QuartierSuivi, ...]
    sources_quartiers: tuple[str, ...]
    evaluation: Evaluation
    propositions: tuple[Proposition, ...]
    tableaux_sexues: tuple[TableauSexue, ...]
    calendrier: tuple[SeanceDuCalendrier, ...]
    frequences: TableauDeChiffres
    sigles: tuple[Sigle, ...]
    recits: tuple[Recit, ...] = ()

    @property
    def definitions(self) -> tuple[Chiffre, ...]:
        """The indicators printed, each once, in the order of their codes."""
        chiffres = (
            *self.parole.chiffres,
            *self.participation.chiffres,
            *self.animation.chiffres,
            *(self.animation.dispositif.chiffres if self.animation.dispositif else ()),
            *self.importees.chiffres,
        )
        return tuple(c for _, c in sorted({c.code: c for c in chiffres}.items()))

    @property
    def en_defaut(self) -> tuple[Controle, ...]:
        return tuple(c for c in self.controles if c.resultat == "en_defaut")
