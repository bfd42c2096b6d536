"""The kinds of activity: editable reference data."""

from django.db import models

from animateurs.models.convention import Mission
from animateurs.models.registres import Registre
from animateurs.querysets.activites import TypeActiviteQuerySet


class TypeActivite(models.Model):
    """A kind of activity: editable reference data. The mission follows from it and can be changed."""

    # Codes of reference that the application relies on.
    REUNION = "animer-reunion"  # the kind of a meeting taken from the conseil's calendar
    INSTANCE = "participer-instance"  # the kind of a séance taken from the calendar of instances
    AUTRE = "autre"  # « Autre (préciser) »: the line's ``precision`` says what
    INDISPENSABLES = (REUNION, INSTANCE, AUTRE)

    code = models.SlugField(max_length=40, unique=True)
    libelle = models.CharField("libellé", max_length=80)
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="types_activite")
    registre = models.ForeignKey(
        Registre, on_delete=models.PROTECT, null=True, blank=True, related_name="types_activite"
    )
    exemples = models.CharField(max_length=200, blank=True)
    ordre = models.PositiveSmallIntegerField()
    actif = models.BooleanField(default=True)

    objects = TypeActiviteQuerySet.as_manager()

    class Meta:
        verbose_name = "type d'activité"
        verbose_name_plural = "types d'activité"
        ordering = ["ordre", "libelle"]

    def __str__(self) -> str:
        return self.libelle

    @property
    def indispensable(self) -> bool:
        """The application names it: it can be reworded, never retired."""
        return self.code in self.INDISPENSABLES
