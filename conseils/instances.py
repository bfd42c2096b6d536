"""The calendar of instances read at a glance: what was held against the yearly minimum, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import partout
from conseils.models import BilanContrat, ConseilCitoyen, Reunion, Seance
from conseils.querysets.instances import COPIL_PARIS, COPIL_TERRITOIRE
from socle.exercice import exercice_courant, periode_de_l_exercice
from socle.periode import Periode
from territoires.models import Arrondissement, TypeInstance

DIRECTION, ELARGIE = "direction-projet", "equipe-operationnelle-elargie"
# Instances that are meetings of a conseil: they are recorded there, once, and only read here.
TENUES_COMME_REUNIONS = {
    "assemblee-ouverte": Reunion.Type.ASSEMBLEE,
    "groupe-moteur": Reunion.Type.GROUPE_MOTEUR,
    "reunions-quartier": Reunion.Type.QUARTIER,
    "rencontre-inter-conseils": Reunion.Type.INTER_CONSEILS,
    "presentation-bilan-annuel": Reunion.Type.PRESENTATION_BILAN,
    "debat-annuel": Reunion.Type.DEBAT_ANNUEL,
}
# The kind of document that prepares a séance of these instances (reporting.rapports.sortes).
DOSSIERS = {COPIL_PARIS: "dossier-copil-contrat", COPIL_TERRITOIRE: "dossier-copil-territoire"}
# A séance called today cannot be held before that: its convocations leave three weeks ahead.
DELAI_DE_CONVOCATION = timedelta(days=21)


@dataclass(frozen=True)
class Bilan:
    """One instance over one exercice: held, planned, past without a word, against its minimum (if it has one)."""

    minimum: int | None
    tenues: int
    a_venir: int
    muettes: int
    jour: date
    exercice: Periode

    @property
    def manque(self) -> int:
        """How many séances nobody has even planned yet."""
        return max(0, (self.minimum or 0) - self.tenues - self.a_venir - self.muettes)

    @property
    def en_retard(self) -> bool:
        """The exercice is over and the minimum is not reached, or what is left of it cannot hold what is missing."""
        if self.jour > self.exercice.fin:
            return self.tenues < (self.minimum or 0)
        return bool(self.manque) and self.jour + DELAI_DE_CONVOCATION > self.exercice.fin

    @property
    def etat(self) -> str:
        """A stable code for the colour; ``libelle`` says it in words."""
        if self.minimum is None:
            return "libre"
        if self.tenues >= self.minimum:
            return "complet"
        if self.en_retard:
            return "en_retard"
        return "a_programmer" if self.manque else "programme"

    @property
    def libelle(self) -> str:
        absentes = max(0, (self.minimum or 0) - self.tenues)
        return {
            "libre": "sans minimum",
            "complet": "minimum atteint",
            "en_retard": f"en retard, il en manque {absentes}",
            "a_programmer": f"il en manque {self.manque}",
            "programme": "programmé",
        }[self.etat]


@dataclass(frozen=True)
class LigneParis:
    type: TypeInstance
    bilan: Bilan
    en_reunion: bool


@dataclass(frozen=True)
class LigneArrondissement:
    conseil: ConseilCitoyen
    cases: tuple[Bilan, ...]


@dataclass(frozen=True)
class Calendrier:
    """What the page prints. ``paris`` is cut down to the instances with a seat for a holder of one arrondissement."""

    exercice: Periode
    paris: tuple[LigneParis, ...]
    types_locaux: tuple[TypeInstance, ...]
    arrondissements: tuple[LigneArrondissement, ...]


def calendrier(compte: Compte, exercice: Periode, jour: date) -> Calendrier:
    """The table of an exercice, as this account may read it."""
    compter = _Comptes(compte, exercice, jour)
    types = list(_types_lisibles(compte).exclude(historique=True))
    locaux = tuple(t for t in types if t.echelle == TypeInstance.Echelle.ARRONDISSEMENT and t.frequence_min)
    conseils = ConseilCitoyen.objects.pour(compte, P.INSTANCE_VOIR).select_related("arrondissement")
    lignes = tuple(
        LigneArrondissement(conseil, tuple(compter.bilan(t, conseil.arrondissement_id) for t in locaux))
        for conseil in conseils
    )
    return Calendrier(exercice, tuple(_lignes_paris(types, compter)), locaux, lignes)


def _types_lisibles(compte: Compte):
    types = TypeInstance.objects.order_by("-frequence_min", "nom")
    if partout(compte, P.INSTANCE_VOIR):
        return types
    local = types.filter(echelle=TypeInstance.Echelle.ARRONDISSEMENT)
    return local | types.filter(ouverte_au_conseil=True)


def _lignes_paris(types: Iterable[TypeInstance], compter: _Comptes) -> Iterable[LigneParis]:
    """Those with a minimum, then those that met or will."""
    hors = [t for t in types if t.echelle != TypeInstance.Echelle.ARRONDISSEMENT]
    for type_ in sorted(hors, key=lambda t: t.frequence_min is None):
        bilan = compter.bilan(type_, None)
        if type_.frequence_min or bilan.tenues or bilan.a_venir or bilan.muettes:
            yield LigneParis(type_, bilan, type_.code in TENUES_COMME_REUNIONS)


class _Comptes:
    """The counts of an exercice, in two queries: séances, and the meetings that stand for some."""

    def __init__(self, compte: Compte, exercice: Periode, jour: date) -> None:
        self.exercice, self.jour = exercice, jour
        seances = Seance.objects.pour(compte, P.INSTANCE_VOIR).pendant(exercice)
        self.seances = {(t, a): nombres for t, a, *nombres in seances.decompte(jour)}
        reunions = Reunion.objects.pour(compte, P.CONSEIL_VOIR).pendant(exercice)
        self.reunions = {(t, a): nombres for t, a, *nombres in reunions.decompte(jour)}

    def bilan(self, type_: TypeInstance, arrondissement: int | None) -> Bilan:
        tenues, a_venir, muettes = self._nombres(type_, arrondissement)
        return Bilan(type_.frequence_min, tenues, a_venir, muettes, self.jour, self.exercice)

    def _nombres(self, type_: TypeInstance, arrondissement: int | None) -> list[int]:
        genre = TENUES_COMME_REUNIONS.get(type_.code)
        if genre is None:
            return self.seances.get((type_.pk, arrondissement), [0, 0, 0])
        lignes = [n for (g, a), n in self.reunions.items() if g == genre and arrondissement in (None, a)]
        return [sum(colonne) for colonne in zip(*lignes, strict=True)] or [0, 0, 0]


@dataclass(frozen=True)
class Controle:
    """One rule of order. ``tenu``: kept; ``None``: cannot be told yet. Shown, never blocking."""

    regle: str
    tenu: bool | None
    phrase: str
    arrondissement: int | None = None  # its key; none: Paris


def controle_du_copil(seances: Iterable[Seance], bilan: BilanContrat | None) -> Controle:
    """The direction de projet analyses the bilan once validated, before the COPIL of Paris that debates it."""
    regle = "La direction de projet analyse le bilan validé avant le comité de pilotage"
    if bilan is None:
        return Controle(regle, None, "Le bilan n'est pas encore noté validé : l'ordre ne peut pas être vérifié.")
    dates = _dates(seances)
    copil = next((jour for jour in dates.get((COPIL_PARIS, None), []) if jour >= bilan.valide_le), None)
    if copil is None:
        return Controle(regle, None, "Aucun comité de pilotage n'est tenu ni prévu après la validation du bilan.")
    entre = [jour for jour in dates.get((DIRECTION, None), []) if bilan.valide_le <= jour <= copil]
    if entre:
        return Controle(regle, True, f"Direction de projet le {_jj(entre[0])}, comité de pilotage le {_jj(copil)}.")
    return Controle(
        regle,
        False,
        f"Aucune direction de projet n'est tenue ni prévue entre le bilan validé le {_jj(bilan.valide_le)} et le "
        f"comité de pilotage du {_jj(copil)}.",
    )


def controles_locaux(seances: Iterable[Seance], arrondissements: Mapping[int, Arrondissement]) -> list[Controle]:
    """The équipe élargie prepares each COPIL of a projet de territoire: one of its séances comes before, that year."""
    dates = _dates(seances)
    return [
        _controle_local(arrondissement, dates[COPIL_TERRITOIRE, pk], dates.get((ELARGIE, pk), []))
        for pk, arrondissement in arrondissements.items()
        if (COPIL_TERRITOIRE, pk) in dates
    ]


def _controle_local(arrondissement: Arrondissement, copils: list[date], elargies: list[date]) -> Controle:
    regle = f"{arrondissement} : l'équipe élargie prépare le comité de pilotage du projet de territoire"
    bornes = [date.min, *copils]
    nus = [apres for avant, apres in pairwise(bornes) if not any(avant < jour <= apres for jour in elargies)]
    if nus:
        phrase = f"Aucune équipe élargie n'est tenue ni prévue avant le comité du {_jj(nus[0])}."
        return Controle(regle, False, phrase, arrondissement.pk)
    phrase = f"Comité de pilotage le {_jj(copils[-1])} ; équipe élargie réunie ou prévue avant."
    return Controle(regle, True, phrase, arrondissement.pk)


def _dates(seances: Iterable[Seance]) -> dict[tuple[str, int | None], list[date]]:
    """The days of the séances held or planned, in order, by instance."""
    dates: dict[tuple[str, int | None], list[date]] = {}
    for seance in sorted(seances, key=lambda seance: seance.date):
        if seance.statut != Seance.Statut.ANNULEE:
            dates.setdefault((seance.type.code, seance.arrondissement_id), []).append(seance.date)
    return dates


def _jj(jour: date) -> str:
    return f"{jour:%d/%m/%Y}"


def controles(exercice: Periode, compte: Compte) -> list[Controle]:
    """Every rule of order of an exercice that this account may read, Paris first."""
    seances = list(Seance.objects.pour(compte, P.INSTANCE_VOIR).pendant(exercice).select_related("type"))
    conseils = ConseilCitoyen.objects.pour(compte, P.INSTANCE_VOIR).select_related("arrondissement")
    locaux = controles_locaux(seances, {c.arrondissement_id: c.arrondissement for c in conseils})
    if not partout(compte, P.INSTANCE_VOIR):
        return locaux
    bilan = BilanContrat.objects.filter(exercice=exercice.debut.year).first()
    return [controle_du_copil(seances, bilan), *locaux]


def controles_de(seance: Seance, compte: Compte) -> list[Controle]:
    """Those that this séance has a part in."""
    if seance.type.code not in (COPIL_PARIS, DIRECTION, COPIL_TERRITOIRE, ELARGIE):
        return []
    exercice = periode_de_l_exercice(exercice_courant(seance.date))
    return [c for c in controles(exercice, compte) if c.arrondissement == seance.arrondissement_id]


def dossier_de(seance: Seance, compte: Compte) -> str:
    """The kind of the dossier of this séance, for those who may ask for it; empty for the others."""
    sorte = DOSSIERS.get(seance.type.code, "")
    if not sorte or seance.statut == Seance.Statut.ANNULEE:
        return ""
    return sorte if compte.has_perm(P.RAPPORT_DEMANDER, seance) else ""


def exercices_des_seances(premiere: date | None, derniere: date | None, jour: date) -> list[Periode]:
    """From the last exercice that has a séance, or the current one, back to the first."""
    annees = [exercice_courant(j) for j in (premiere, derniere, jour) if j]
    return [periode_de_l_exercice(annee) for annee in range(max(annees), min(annees) - 1, -1)]


def exercice_demande(annee: str, exercices: list[Periode], jour: date) -> Periode:
    """The exercice of that year, or the current one when the address says nothing sensible."""
    demande = next((exercice for exercice in exercices if str(exercice.debut.year) == annee), None)
    return demande or next(exercice for exercice in exercices if jour in exercice)
