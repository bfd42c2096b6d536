"""What the coordination says of one activity when it returns a week."""

from django.db import models

from animateurs.models.lignes import LigneJournal


class RemarqueLigne(models.Model):
    """One remark beside one line. Those of a return replace those of the return before; they go with the line."""

    ligne = models.OneToOneField(LigneJournal, on_delete=models.CASCADE, related_name="remarque_du_renvoi")
    texte = models.CharField("remarque", max_length=300)

    class Meta:
        verbose_name = "remarque sur une activité"
        verbose_name_plural = "remarques sur les activités"
        ordering = ["ligne"]

    def __str__(self) -> str:
        return self.texte
