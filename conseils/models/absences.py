"""What the animateur has done about a membre who no longer comes.

The task itself is not stored: it is derived from the attendance (``conseils.assiduite``). Private: seen by
those who see names, never by the commanditaires.
"""

from django.db import models
from django.db.models import Q

from comptes.porte import Acces, QuerySetPorte
from conseils.models.composition import Membre


class TacheAbsence(models.Model):
    """One row per series of absences. ``depuis``: the day of the first one of the series."""

    membre = models.ForeignKey(Membre, on_delete=models.CASCADE, related_name="taches_absence")
    depuis = models.DateField()
    appele_le = models.DateField("appelé le", null=True, blank=True)
    revoir_le = models.DateField("revoir le", null=True, blank=True)
    en_reserve = models.BooleanField("mis en réserve", default=False)

    objects = QuerySetPorte.as_manager()
    acces = Acces(territoire="membre__conseil__arrondissement")

    class Meta:
        verbose_name = "tâche d'absence"
        verbose_name_plural = "tâches d'absence"
        ordering = ["membre", "depuis"]
        constraints = [
            models.UniqueConstraint(fields=["membre", "depuis"], name="tache_absence_unique"),
            models.CheckConstraint(
                condition=Q(en_reserve=True) | Q(appele_le__isnull=False) | Q(revoir_le__isnull=False),
                name="tache_absence_dit_quelque_chose",
                violation_error_message="Indiquez un appel, une date à laquelle revoir, ou la mise en réserve.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membre}, absences depuis le {self.depuis:%d/%m/%Y}"
