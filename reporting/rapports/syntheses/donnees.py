"""What a synthesis holds: what its two pages print, and nothing else of the bilan."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from reporting.indicateurs import Unite
from reporting.rapports.communs.donnees import Case, Chiffre, LigneSexuee
from reporting.rapports.syntheses.source import Source
from socle.graphiques import Donnees, Serie
from socle.templatetags.typographie import nombre


@dataclass(frozen=True)
class Entete:
    """Who and when. ``comparaison``: what last year's figures are those of; empty when there are none."""

    titre: str
    sujet: str
    exercice: str
    debut: date
    arrete_au: date
    en_cours: bool
    comparaison: str
    commanditaires: tuple[str, ...]
    fictif: bool


@dataclass(frozen=True)
class ChiffreCle(Case):
    """A figure of the bilan, printed as the bilan does, with its change in words."""

    libelle: str
    reference: str

    @classmethod
    def de(cls, chiffre: Chiffre) -> ChiffreCle:
        return cls(**{champ.name: getattr(chiffre, champ.name) for champ in fields(cls)})

    @property
    def unite_a_dire(self) -> str:
        """The unit, where neither the figure nor its name says it."""
        deja_dite = self.unite in ("%", "€") or self.libelle.lower().startswith(self.unite)
        return "" if deja_dite or self.valeur is None else self.unite

    @property
    def evolution(self) -> str:
        """The change in words, between the two figures as they are printed."""
        if self.valeur is None:
            return "effectif trop petit pour être dit" if self.masque else "pas de quoi le calculer"
        if self.avant is None:
            return "un an avant : non communiqué" if self.avant_masque else "pas de chiffre un an avant"
        ecart = self._imprime(self.valeur) - self._imprime(self.avant)
        if not ecart:
            return "comme un an avant"
        return f"{self._ecart(abs(ecart))} de {'plus' if ecart > 0 else 'moins'} qu'un an avant ({self.texte_avant})"

    def _ecart(self, ecart: Decimal) -> str:
        texte = nombre(ecart, Unite(self.unite).decimales)
        if self.unite != "%":
            return texte
        return f"{texte} point{'s' if ecart >= 2 else ''}"

    def _imprime(self, valeur: Decimal) -> Decimal:
        return valeur.quantize(Decimal(1).scaleb(-Unite(self.unite).decimales), ROUND_HALF_UP)


@dataclass(frozen=True)
class SerieFigee:
    nom: str
    valeurs: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Graphique:
    """The one chart, frozen with its words. ``rien``: what is said where there is nothing to draw."""

    titre: str
    description: str
    categories: tuple[str, ...]
    series: tuple[SerieFigee, ...]
    rien: str

    @property
    def vide(self) -> bool:
        return not any(valeur for serie in self.series for valeur in serie.valeurs)

    @property
    def donnees(self) -> Donnees:
        return Donnees(self.categories, [Serie(s.nom, s.valeurs) for s in self.series])


@dataclass(frozen=True)
class ReponseRecue:
    """Where one institution stands. ``suite``: what it promised, and what was seen of it."""

    institution: str
    reponse: str
    suite: str


@dataclass(frozen=True)
class Echange:
    """What was said and what was answered; ``autres`` counts the answers for which there is no room."""

    titre: str
    nature: str
    reponses: tuple[ReponseRecue, ...]
    autres: int


@dataclass(frozen=True)
class ReponseAttendue:
    institution: str
    objet: str
    etat: str


@dataclass(frozen=True)
class Titres:
    """The headings that depend on who is summed up."""

    graphique: str
    echanges: str
    dit: str
    repondu: str
    difficulte: str


@dataclass(frozen=True)
class Synthese:
    """Everything that the two pages print.

    ``…_suite`` says what was left out for want of room, and where it is; empty when nothing was. ``…_dits``
    introduces the list that follows, or says that there is none.
    """

    source: Source
    entete: Entete
    titres: Titres
    chapeau: str
    recit: tuple[str, ...]
    recit_suite: str
    chiffres: tuple[ChiffreCle, ...]
    sexes: tuple[LigneSexuee, ...]
    graphique: Graphique
    echanges: tuple[Echange, ...]
    echanges_dits: str
    faits: tuple[str, ...]
    difficulte: str
    difficulte_suite: str
    attendues: tuple[ReponseAttendue, ...]
    attendues_dites: str
    perspectives: tuple[str, ...]
    perspectives_suite: str
    manques: tuple[str, ...]
