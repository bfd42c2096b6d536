"""What a row of a queue of work holds, whatever it produces (docs/decisions/0003-file-de-travaux.md)."""

from django.db import models
from django.db.models import Q


class Travail(models.Model):
    """A worker claims the row with one UPDATE and keeps it with a lease (``bail``) and a token (``jeton``)."""

    etape = models.CharField("étape", max_length=60, blank=True)
    avancement = models.PositiveSmallIntegerField(default=0)
    tentatives = models.PositiveSmallIntegerField(default=0)
    bail = models.DateTimeField(null=True, blank=True)
    jeton = models.CharField(max_length=32, blank=True)
    erreur = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=Q(avancement__lte=100), name="%(class)s_avancement_pour_cent")]

    def repartir(self) -> None:
        """Forget the tries and how they failed; the caller saves, and wakes a worker."""
        self.tentatives = self.avancement = 0
        self.erreur = self.etape = ""
        self.bail = None
