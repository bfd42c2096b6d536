"""When an animateur is away: reminders pause, and the days are not missing from the week."""

from django.db import models

from animateurs.calendrier import jours_ouvres
from animateurs.models.equipe import Affectation
from animateurs.querysets.equipe import AbsenceQuerySet
from comptes.porte import Acces
from socle.contraintes import dates_ordonnees


class Absence(models.Model):
    """Away from a posting, both days included. Sickness is a bare fact: there is no field to say more.

    A person who accompanies several conseils is away from all of them: an absence is recorded once and has
    one row for each posting, with the same nature and dates (``services.absences``).

    A vacancy is not an absence: it is a conseil without affectation, and is derived.
    """

    class Nature(models.TextChoices):
        CONGE = "conge", "congés"
        MALADIE = "maladie", "arrêt de travail"
        FORMATION = "formation", "formation"
        AUTRE = "autre", "autre absence"

    affectation = models.ForeignKey(Affectation, on_delete=models.PROTECT, related_name="absences")
    nature = models.CharField(max_length=9, choices=Nature)
    debut = models.DateField("du")
    fin = models.DateField("au")

    objects = AbsenceQuerySet.as_manager()
    acces = Acces(territoire="affectation__conseil__arrondissement", titulaire="affectation__animateur")

    class Meta:
        verbose_name = "absence"
        ordering = ["-debut", "-pk"]
        indexes = [models.Index(fields=["affectation", "fin"], name="absence_affectation_fin")]
        constraints = [
            dates_ordonnees("debut", "fin", nom="absence_dates_ordonnees"),
            models.UniqueConstraint(fields=["affectation", "debut"], name="absence_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()}, du {self.debut:%d/%m/%Y} au {self.fin:%d/%m/%Y}"

    @property
    def jours_ouvres(self) -> int:
        """Its working days: a public holiday is not an absence."""
        return len(jours_ouvres(self.debut, self.fin))
