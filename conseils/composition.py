"""The groupe moteur as a picture: its people on a given day, beside the reference values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conseils.models import ConseilCitoyen, Mandat, TrancheAge
from conseils.references import References, references_le
from conseils.tableaux import Ligne, Tableau, croiser


@dataclass(frozen=True)
class ImageGroupe:
    """Members in mandate on ``jour``, by collège, origin and age band, each crossed with sex. No name."""

    jour: date
    references: References
    colleges: Tableau
    origines: Tableau
    ages: Tableau

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
    """Count the groupe moteur of a conseil, in one query whatever its size."""
    profils = Mandat.objects.actifs_le(jour).filter(groupe__conseil=conseil).par_profil()
    return ImageGroupe(
        jour=jour,
        references=references_le(jour),
        colleges=croiser(Mandat.College, ((college, sexe, n) for college, _, _, sexe, n in profils)),
        origines=croiser(Mandat.Origine, ((origine, sexe, n) for _, origine, _, sexe, n in profils)),
        ages=croiser(TrancheAge, ((age, sexe, n) for _, _, age, sexe, n in profils)),
    )
