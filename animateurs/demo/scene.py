"""What every module of the demonstration needs: the seed, the days, the reference data."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from animateurs.demo.calendrier import Calendrier
from animateurs.demo.hasard import flux
from animateurs.demo.profils import PROFILS, Profil
from conseils.models import ConseilCitoyen
from territoires.models import Quartier


@dataclass(frozen=True)
class Scene:
    graine: int
    calendrier: Calendrier

    def alea(self, *sujet: object) -> Random:
        return flux(self.graine, *sujet)

    @cached_property
    def conseils(self) -> dict[int, ConseilCitoyen]:
        """The eight conseils, by arrondissement."""
        conseils = ConseilCitoyen.objects.filter(arrondissement__numero__in=PROFILS)
        return {
            conseil.arrondissement.numero: conseil
            for conseil in conseils.select_related("arrondissement").order_by("arrondissement__numero")
        }

    @cached_property
    def quartiers(self) -> dict[int, list[Quartier]]:
        """The perimeter of each conseil, by arrondissement."""
        return {numero: list(conseil.quartiers.order_by("code")) for numero, conseil in self.conseils.items()}

    def quartiers_atteints(self, profil: Profil, rang_exercice: int) -> list[Quartier]:
        """Where the conseil is present: from the last exercice, in one quartier more than before."""
        quartiers = self.quartiers[profil.numero]
        manquent = profil.quartiers_manquants - (rang_exercice == 2)
        return quartiers[: len(quartiers) - max(0, manquent)]

    def fondation(self, profil: Profil) -> date:
        """The day of the first groupe moteur."""
        return self.calendrier.ouvre_des(self.calendrier.debut + timedelta(days=profil.fondation))

    def installation(self, profil: Profil) -> date | None:
        if profil.installation is None:
            return None
        return self.calendrier.ouvre_des(self.fondation(profil) + timedelta(days=profil.installation))
