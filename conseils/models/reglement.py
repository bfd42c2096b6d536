"""The règlement intérieur: its versions, and what the Préfecture and the Ville say of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from comptes.porte import Acces
from conseils.models.conseil import ConseilCitoyen
from conseils.models.reunions import Reunion
from conseils.querysets.organisation import VersionReglementQuerySet


class VerificationInalterable(TypeError):
    """Somebody tried to change a verification: another opinion is another verification."""


class VersionReglement(models.Model):
    """A text, as a file or as it was pasted. It never changes: a correction is the next version."""

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="versions_reglement")
    numero = models.PositiveSmallIntegerField("numéro")
    ecrit_le = models.DateField("écrite le")
    texte = models.TextField(blank=True, max_length=200_000)
    fichier = models.FileField(blank=True)
    # The date of adoption is that of the meeting: it has no other home.
    adoptee_en = models.ForeignKey(
        Reunion, on_delete=models.PROTECT, null=True, blank=True, related_name="versions_adoptees"
    )

    objects = VersionReglementQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "version du règlement intérieur"
        verbose_name_plural = "versions du règlement intérieur"
        ordering = ["-numero"]
        constraints = [
            models.UniqueConstraint(fields=["conseil", "numero"], name="version_reglement_unique"),
            models.CheckConstraint(
                condition=Q(texte="") & ~Q(fichier="") | ~Q(texte="") & Q(fichier=""),
                name="version_reglement_texte_ou_fichier",
                violation_error_message="Une version est un fichier ou un texte collé, l'un des deux.",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.numero}"


class VerificationReglement(models.Model):
    """The opinion of one institution on one version, signed and dated. The last one prevails."""

    class Institution(models.TextChoices):
        PREFECTURE = "prefecture", "Préfecture"
        VILLE = "ville", "Ville"

    class Avis(models.TextChoices):
        CONFORME = "conforme", "conforme"
        OBSERVATIONS = "observations", "observations"

    version = models.ForeignKey(VersionReglement, on_delete=models.PROTECT, related_name="verifications")
    institution = models.CharField(max_length=10, choices=Institution)
    avis = models.CharField(max_length=12, choices=Avis)
    observations = models.TextField(blank=True, max_length=5_000)
    le = models.DateField(default=timezone.localdate, editable=False)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "vérification du règlement intérieur"
        verbose_name_plural = "vérifications du règlement intérieur"
        ordering = ["le", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(avis="conforme", observations="") | Q(avis="observations") & ~Q(observations=""),
                name="verification_observations_ecrites",
                violation_error_message="Des observations s'écrivent ; un avis conforme n'en a pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_institution_display()}, {self.get_avis_display()}, {self.le:%d/%m/%Y}"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise VerificationInalterable("Une vérification ne se modifie pas.")
        super().save(*args, **kwargs)
