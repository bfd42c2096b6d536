"""The narrative being written, before a document freezes it."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce

from comptes.porte import Acces
from conseils.models import ConseilCitoyen
from reporting.querysets import RecitQuerySet
from reporting.rapports.recits import SIGNES_MAX


class Recit(models.Model):
    """The text of one section, for the next document of this kind about this subject.

    It belongs to the subject rather than to one version: a projet made anew takes it up again.
    """

    sorte = models.CharField(max_length=30)
    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, null=True, blank=True, related_name="recits")
    exercice = models.PositiveSmallIntegerField()
    objet = models.CharField(max_length=40, blank=True)
    section = models.CharField(max_length=30)
    texte = models.TextField(blank=True, validators=[MaxLengthValidator(SIGNES_MAX)])
    # How many times it was written: whoever read an older one is told so before writing over it.
    version = models.PositiveIntegerField(default=0, editable=False)
    ecrit_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ecrit_le = models.DateTimeField(auto_now=True)

    objects = RecitQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "texte d'un document"
        verbose_name_plural = "textes des documents"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "sorte", Coalesce("conseil", Value(0)), "exercice", "objet", "section", name="recit_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sorte}, {self.exercice}, {self.section}"
