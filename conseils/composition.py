"""The groupe moteur as a picture: its people on a given day, beside the reference values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from conseils.models import ConseilCitoyen, Invite, Mandat, TrancheAge
from conseils.references import References, references_le
from conseils.tableaux import Ligne, Tableau, croiser, croiser_sur
from socle import alphabet


@dataclass(frozen=True)
class ImageGroupe:
    """Members in mandate on ``jour``, by collège, origin, age band and quartier, each crossed with sex. No name."""

    jour: date
    references: References
    colleges: Tableau
    origines: Tableau
    ages: Tableau
    quartiers: Tableau

    @property
    def effectif(self) -> int:
        return self.colleges.ensemble.total

    @property
    def habitants(self) -> Ligne:
        return self.colleges.lignes[Mandat.College.values.index(Mandat.College.HABITANTS)]

    @property
    def acteurs(self) -> Ligne:
        return self.colleges.lignes[Mandat.College.values.index(Mandat.College.ACTEURS)]

    @property
    def axe(self) -> int:
        """The end of the axis on which the size is drawn."""
        return self.references.axe(self.effectif)


def image_du_groupe(conseil: ConseilCitoyen, jour: date) -> ImageGroupe:
    """Count the members of a conseil, each one once, in one query whatever their number (and one for the texts)."""
    profils = Mandat.objects.filter(groupe__conseil=conseil).un_par_membre_le(jour).par_profil()
    return ImageGroupe(
        jour=jour,
        references=references_le(jour),
        colleges=croiser(Mandat.College, ((college, sexe, n) for college, _, _, _, sexe, n in profils)),
        origines=croiser(Mandat.Origine, ((origine, sexe, n) for _, origine, _, _, sexe, n in profils)),
        ages=croiser(TrancheAge, ((age, sexe, n) for _, _, age, _, sexe, n in profils)),
        quartiers=_par_quartier((quartier, sexe, n) for _, _, _, quartier, sexe, n in profils),
    )


def _par_quartier(comptes: Iterable[tuple[str | None, str, int]]) -> Tableau:
    """One line per quartier that has somebody, in alphabetical order, and those whose quartier is not known."""
    comptes = [(quartier or "", sexe, nombre) for quartier, sexe, nombre in comptes]
    noms = sorted({quartier for quartier, _, _ in comptes} - {""}, key=alphabet.cle)
    return croiser_sur([*((nom, nom) for nom in noms), ("", "non connu")], comptes)


def invites_par_qualite(invites: Iterable[Invite]) -> list[tuple[str, int]]:
    """How many guests of each kind: all that those who see no name may read."""
    comptes = Counter(invite.get_qualite_display() for invite in invites)
    return sorted(comptes.items())
