"""The page behind a figure: its counts, and the records of one of them, within one's rights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet

from comptes.models import Compte
from comptes.porte import filtrer
from conseils.models import ConseilCitoyen
from reporting.details.fiches import FICHES, Fiche
from reporting.indicateurs import Indicateur, Table
from reporting.indicateurs.declaration import Terme
from reporting.indicateurs.lignes import combien, lignes_comptees
from reporting.indicateurs.mesure import MesureDeParis
from reporting.indicateurs.mesures import MESURES
from reporting.indicateurs.mots import terme_en_mots
from socle.periode import Periode
from socle.templatetags.typographie import euros, nombre

PAR_PAGE = 50
EN_CENTIMES = frozenset({"depenses", "part_budget", "engagements", "engagements_axe"})
EN_MINUTES = frozenset({"minutes", "formation_minutes"})


@dataclass(frozen=True)
class Decompte:
    """One count of the formula. ``role``: where it stands in it."""

    rang: int
    role: str
    terme: Terme
    total: int

    @property
    def libelle(self) -> str:
        return terme_en_mots(self.terme)

    @property
    def texte(self) -> str:
        return poids_en_mots(self.terme.cle, self.total)


@dataclass(frozen=True)
class Rangee:
    """One record, printed."""

    texte: str
    le: date | None
    conseil: ConseilCitoyen | None
    poids: str
    lien: str


@dataclass(frozen=True)
class Releve:
    """``lus``: what the records shown add up to; ``tus``: what rights, or the question, leave out of the list.

    ``a_lire_un_par_un``: no path joins these records to a conseil, so they are listed for one at a time.
    """

    comptes: list[Decompte]
    actif: Decompte
    par_conseil: list[tuple[ConseilCitoyen, str]]
    page: Page
    lus: int
    a_lire_un_par_un: bool = False

    @property
    def tus(self) -> int:
        return self.actif.total - self.lus

    @property
    def tus_texte(self) -> str:
        return poids_en_mots(self.actif.terme.cle, self.tus)


def poids_en_mots(cle: str, quantite: int) -> str:
    """A count in its own unit: euros and hours are kept in smaller ones."""
    if cle in EN_CENTIMES:
        return euros(quantite / 100)
    if cle in EN_MINUTES:
        return f"{nombre(quantite / 60, 1)} h"
    return nombre(quantite)


@dataclass(frozen=True)
class Question:
    """What is asked: these conseils (one, or all), this period (``rang`` in the table), by this account."""

    compte: Compte
    conseils: Sequence[ConseilCitoyen]
    table: Table
    rang: int
    jour: date

    @property
    def conseil(self) -> int | None:
        """The one asked about; ``None`` for all of them together."""
        return self.conseils[0].pk if len(self.conseils) == 1 else None

    @property
    def periode(self) -> Periode:
        return self.table.periodes[self.rang]

    def total(self, terme: Terme, conseil: int | None) -> int:
        return self.table.mesure(terme.cle, conseil, self.rang, sexes=terme.sexes, details=terme.details)


def decomptes(indicateur: Indicateur, question: Question) -> list[Decompte]:
    """The counts of the formula, above and below, each once."""
    formules = (
        ("Numérateur" if indicateur.denominateur else "Compte", indicateur.numerateur),
        ("Dénominateur", indicateur.denominateur or ()),
    )
    termes = [(role, terme) for role, formule in formules for terme in formule]
    conseil = None if indicateur.de_paris else question.conseil
    return [Decompte(rang, role, t, question.total(t, conseil)) for rang, (role, t) in enumerate(termes)]


def releve(indicateur: Indicateur, question: Question, rang: int, page: str | None) -> Releve:
    """The records of the count ``rang`` of the formula."""
    comptes = decomptes(indicateur, question)
    actif = comptes[rang if 0 <= rang < len(comptes) else 0]
    lignes, fiche = _lisibles(question, actif.terme)
    rangees = Paginator(lignes, PAR_PAGE).get_page(page)
    rangees.object_list = list(_rangees(rangees.object_list, fiche, question, actif.terme))
    lus = combien(lignes) if fiche else 0
    return Releve(comptes, actif, list(_par_conseil(question, actif.terme)), rangees, lus, fiche is None)


def _lisibles(question: Question, terme: Terme) -> tuple[QuerySet | list, Fiche | None]:
    """The rows that this account may read, in order, and how to print one."""
    lignes = lignes_comptees(terme, question.conseils, question.periode, question.jour)
    if lignes is None:
        return [], None
    fiche = FICHES[lignes.model]
    lignes = _a_portee(lignes, terme, question.compte, fiche).select_related(*fiche.lies)
    if not fiche.date:
        return lignes.order_by("pk"), fiche
    return lignes.annotate(g_date=F(_date(terme, fiche))).order_by("-g_date", "pk"), fiche


def _a_portee(lignes: QuerySet, terme: Terme, compte: Compte, fiche: Fiche) -> QuerySet:
    """Through the model's own door when it has one, through that of the conseil otherwise."""
    if hasattr(lignes.model, "acces"):
        return filtrer(lignes, compte, fiche.permission)
    chemin = getattr(MESURES[terme.cle], "conseil", "")
    if not chemin:
        return lignes
    return lignes.filter(**{f"{chemin}__in": ConseilCitoyen.objects.pour(compte, fiche.permission).order_by()})


def _date(terme: Terme, fiche: Fiche) -> str:
    """The day of a record, or the one that the count is about."""
    return {"sorties": "fin", "attendus": "le"}.get(terme.cle, fiche.date)


def _rangees(objets, fiche: Fiche, question: Question, terme: Terme) -> Iterator[Rangee]:
    conseils = {c.pk: c for c in question.conseils}
    seul = question.conseils[0] if len(question.conseils) == 1 else None
    for objet in objets:
        conseil = conseils.get(getattr(objet, "g_conseil", None)) or (None if _de_paris(terme) else seul)
        yield Rangee(
            fiche.texte(objet),
            getattr(objet, "g_date", None),
            conseil,
            poids_en_mots(terme.cle, objet.poids),
            _lien(fiche.lien, objet, conseil),
        )


def _lien(lien: Callable | None, objet, conseil: ConseilCitoyen | None) -> str:
    return lien(objet, conseil.arrondissement.numero if conseil else None) if lien else ""


def _de_paris(terme: Terme) -> bool:
    return isinstance(MESURES[terme.cle], MesureDeParis)


def _par_conseil(question: Question, terme: Terme) -> Iterator[tuple[ConseilCitoyen, str]]:
    if question.conseil is not None or _de_paris(terme):
        return
    for conseil in question.conseils:
        yield conseil, poids_en_mots(terme.cle, question.total(terme, conseil.pk))
