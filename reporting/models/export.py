"""A file too long to be written while its reader waits: a job, then a private file that does not last."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reporting.models.travail import Travail
from reporting.querysets.exports import ExportQuerySet
from socle.transitions import Machine, Transition


class Export(Travail):
    """One list, in one format, narrowed by ``filtres`` (as in an address). It is its author's alone.

    ``portee``: the arrondissements that the author reached when it was made. Whoever reaches less today can
    no longer download it.
    """

    class Etat(models.TextChoices):
        DEMANDE = "demande", "demandé"
        EN_COURS = "en_cours", "en cours de production"
        PRET = "pret", "prêt"
        ECHEC = "echec", "échec"

    A_FAIRE = (Etat.DEMANDE, Etat.EN_COURS)
    MACHINE = Machine(
        [Transition("relancer", frozenset({Etat.ECHEC}), Etat.DEMANDE, "Seul un export en échec peut être relancé.")]
    )

    liste = models.CharField(max_length=30)
    forme = models.CharField("format", max_length=4)
    filtres = models.CharField(max_length=300, blank=True)
    etat = models.CharField("état", max_length=8, choices=Etat, default=Etat.DEMANDE)
    demande_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    demande_le = models.DateTimeField(auto_now_add=True)

    produit_le = models.DateTimeField(null=True, blank=True)
    portee = models.JSONField("portée", default=list, blank=True)
    fichier = models.FileField(upload_to="exports", blank=True)
    nom = models.CharField(max_length=160, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    taille = models.PositiveBigIntegerField(default=0)
    lignes = models.PositiveIntegerField(default=0)

    objects = ExportQuerySet.as_manager()

    class Meta(Travail.Meta):
        verbose_name = "export"
        ordering = ["-demande_le", "-pk"]
        indexes = [models.Index(fields=["etat", "bail"], name="export_etat_bail")]
        constraints = [
            *Travail.Meta.constraints,
            models.UniqueConstraint(
                fields=["demande_par", "liste", "forme", "filtres"],
                condition=Q(etat__in=["demande", "en_cours"]),
                name="export_un_seul_travail_en_cours",
                violation_error_message="Ce même export est déjà en cours de production.",
            ),
            models.CheckConstraint(
                condition=~Q(etat="pret") | ~Q(fichier="") & ~Q(sha256="") & Q(produit_le__isnull=False),
                name="export_pret_avec_son_fichier",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.liste} ({self.forme})"

    @property
    def telechargeable(self) -> bool:
        return self.etat == self.Etat.PRET

    @property
    def a_faire(self) -> bool:
        """A worker has it in hand, or soon will."""
        return self.etat in self.A_FAIRE
