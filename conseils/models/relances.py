"""Reminders: what was said to whom and on which day, the e-mails that carried it, and their pauses."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from comptes.porte import Acces
from conseils.echelons import ECHELONS, Echelon
from conseils.models.avis import Destinataire
from conseils.models.reponses import Suite
from conseils.querysets.relances import DigestQuerySet, LigneDigestQuerySet, PauseQuerySet, RelanceQuerySet
from socle.contraintes import dates_ordonnees


class PauseRelance(models.Model):
    """From ``du`` to ``au``, both included, nobody is reminded of this, and the ladder does not advance."""

    destinataire = models.ForeignKey(Destinataire, on_delete=models.CASCADE, related_name="pauses")
    du = models.DateField("du", default=timezone.localdate)
    au = models.DateField("au", help_text="Dernier jour sans relance.")
    motif = models.CharField(max_length=200, help_text="Par exemple : « Rendez-vous pris le 3 décembre ».")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = PauseQuerySet.as_manager()
    acces = Acces(territoire="destinataire__avis__conseil__arrondissement")

    class Meta:
        verbose_name = "suspension des relances"
        verbose_name_plural = "suspensions des relances"
        ordering = ["destinataire", "du"]
        constraints = [dates_ordonnees("du", "au", nom="pause_relance_dates_ordonnees")]

    def __str__(self) -> str:
        return f"du {self.du:%d/%m/%Y} au {self.au:%d/%m/%Y}"


class TourneeRelances(models.Model):
    """The round of one day. Its row is written with everything that leaves that day: a day has one round."""

    jour = models.DateField(unique=True)

    class Meta:
        verbose_name = "tournée de relances"
        verbose_name_plural = "tournées de relances"
        ordering = ["-jour"]

    def __str__(self) -> str:
        return f"{self.jour:%d/%m/%Y}"


class Relance(models.Model):
    """One step of the ladder, said about one answer expected, or about one ``suite`` when it has one.

    ``echeance`` is the day expected at that moment: when it moves, the ladder begins again.
    """

    tournee = models.ForeignKey(TourneeRelances, on_delete=models.PROTECT, related_name="relances")
    destinataire = models.ForeignKey(Destinataire, on_delete=models.PROTECT, related_name="relances")
    suite = models.ForeignKey(Suite, on_delete=models.PROTECT, null=True, related_name="relances")
    echelon = models.CharField("échelon", max_length=14, choices=[(e.code, e.libelle) for e in ECHELONS.values()])
    echeance = models.DateField("attendu le")

    objects = RelanceQuerySet.as_manager()
    acces = Acces(territoire="destinataire__avis__conseil__arrondissement")

    class Meta:
        verbose_name = "relance"
        ordering = ["-tournee__jour", "echeance", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["destinataire", "echelon", "echeance"],
                condition=Q(suite=None),
                name="relance_reponse_unique",
            ),
            models.UniqueConstraint(
                fields=["suite", "echelon", "echeance"],
                condition=Q(suite__isnull=False),
                name="relance_suite_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regle.libelle}, {self.destinataire}"

    @property
    def regle(self) -> Echelon:
        return ECHELONS[self.echelon]


class Digest(models.Model):
    """The one e-mail that an address receives that day. ``pris_le`` is a lease, as for convocations."""

    tournee = models.ForeignKey(TourneeRelances, on_delete=models.PROTECT, related_name="digests")
    courriel = models.EmailField()
    compte = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="digests")
    relances = models.ManyToManyField(Relance, through="LigneDigest", related_name="digests")
    essais = models.PositiveSmallIntegerField(default=0)
    pris_le = models.DateTimeField(null=True)
    envoye_le = models.DateTimeField("envoyé le", null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel de relances"
        verbose_name_plural = "courriels de relances"
        ordering = ["tournee", "courriel"]
        constraints = [models.UniqueConstraint(fields=["tournee", "courriel"], name="digest_unique")]

    def __str__(self) -> str:
        return f"{self.tournee}, {self.courriel}"


class LigneDigest(models.Model):
    """``copie``: told to the animateur of the conseil, who has nothing to answer."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="lignes")
    relance = models.ForeignKey(Relance, on_delete=models.CASCADE, related_name="lignes")
    copie = models.BooleanField(default=False)

    objects = LigneDigestQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne d'un courriel de relances"
        verbose_name_plural = "lignes des courriels de relances"
        ordering = ["digest", "copie", "relance__echeance", "pk"]
        constraints = [models.UniqueConstraint(fields=["digest", "relance"], name="ligne_digest_unique")]

    def __str__(self) -> str:
        return f"{self.digest} : {self.relance}"
