"""The bodies that steer the contrat de ville: their séances and their agenda.

What is public to an instance hangs on the séance. What a conseil says of it (its seats, what was said, what it
was told back) hangs on its own ``DelegationSeance``, so that a conseil reads its own and not its neighbour's.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from comptes.permissions import Permission as P
from comptes.porte import Acces
from conseils.models.avis import Destinataire
from conseils.querysets.instances import PointSeanceQuerySet, SeanceQuerySet
from socle.transitions import Machine, Transition
from territoires.models import Arrondissement, TypeInstance


def acces_a_la_seance(chemin: str = "") -> Acces:
    """An arrondissement's séance: its readers. A Paris one: all of Paris, and every conseil if it has a seat there."""
    ouverte = Q(**{f"{chemin}arrondissement": None, f"{chemin}type__ouverte_au_conseil": True})
    return Acces(territoire=f"{chemin}arrondissement", commun={P.INSTANCE_VOIR: ouverte})


class Seance(models.Model):
    """One séance of an instance, planned, held or cancelled."""

    class Statut(models.TextChoices):
        PREVUE = "prevue", "prévue"
        TENUE = "tenue", "tenue"
        ANNULEE = "annulee", "annulée"

    MACHINE = Machine(
        [
            Transition(
                "tenir", frozenset({Statut.PREVUE}), Statut.TENUE, "Seule une séance prévue peut être notée tenue."
            ),
            Transition(
                "annuler",
                frozenset({Statut.PREVUE}),
                Statut.ANNULEE,
                "Seule une séance prévue peut être annulée.",
                motif_requis=True,
            ),
            Transition(
                "reprogrammer", frozenset({Statut.TENUE, Statut.ANNULEE}), Statut.PREVUE, "Cette séance est prévue."
            ),
        ]
    )

    type = models.ForeignKey(TypeInstance, on_delete=models.PROTECT, related_name="seances", verbose_name="instance")
    # That of the type, copied: a constraint cannot look into another table.
    echelle = models.CharField(max_length=14, choices=TypeInstance.Echelle, editable=False)
    arrondissement = models.ForeignKey(
        Arrondissement, on_delete=models.PROTECT, null=True, blank=True, related_name="seances"
    )
    date = models.DateField()
    heure = models.TimeField(null=True, blank=True)
    lieu = models.CharField(max_length=160, blank=True)
    invitant = models.CharField(max_length=200, blank=True)
    statut = models.CharField(max_length=7, choices=Statut, default=Statut.PREVUE, editable=False)

    objects = SeanceQuerySet.as_manager()
    acces = acces_a_la_seance()

    class Meta:
        verbose_name = "séance d'instance"
        verbose_name_plural = "séances d'instances"
        ordering = ["date", "heure", "pk"]
        indexes = [models.Index(fields=["type", "arrondissement", "date"], name="seance_instance_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(echelle="arrondissement", arrondissement__isnull=False)
                | (~Q(echelle="arrondissement") & Q(arrondissement__isnull=True)),
                name="seance_a_son_echelle",
                violation_error_message="Une instance d'arrondissement indique le sien ; une instance parisienne ou "
                "nationale n'en a pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instance}, {self.date:%d/%m/%Y}"

    @property
    def instance(self) -> str:
        """The instance that meets: its kind and, if it has one, its arrondissement."""
        return f"{self.type.nom}, {self.arrondissement}" if self.arrondissement_id else self.type.nom

    @property
    def a_renseigner(self) -> bool:
        """Its day has gone, and nobody has told what became of it."""
        return self.statut == self.Statut.PREVUE and self.date < timezone.localdate()


class PointSeance(models.Model):
    """One point of the agenda. ``cle`` names what a machine put there, so that it does so once.

    ``destinataire``: whose answer is late, on a point of origin « avis ». Somebody who removes such a point sets it
    aside (``ecarte``), or the machine would put it back.
    """

    class Origine(models.TextChoices):
        LIBRE = "libre", "point libre"
        AVIS = "avis", "avis sans réponse"
        DECISION = "decision_reportee", "décision reportée"

    seance = models.ForeignKey(Seance, on_delete=models.CASCADE, related_name="points")
    rang = models.PositiveSmallIntegerField(editable=False)
    intitule = models.CharField("intitulé", max_length=200)
    origine = models.CharField(max_length=17, choices=Origine, default=Origine.LIBRE, editable=False)
    cle = models.CharField("clé", max_length=80, blank=True, editable=False)
    note = models.TextField(max_length=600, blank=True, help_text="Facultatif. Sans nom de personne.")
    destinataire = models.ForeignKey(
        Destinataire, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="points"
    )
    ecarte = models.BooleanField("écarté", default=False, editable=False)

    objects = PointSeanceQuerySet.as_manager()
    acces = acces_a_la_seance("seance__")

    class Meta:
        verbose_name = "point d'une séance"
        verbose_name_plural = "points d'une séance"
        ordering = ["seance", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["seance", "rang"], name="point_seance_rang_unique"),
            models.UniqueConstraint(fields=["seance", "cle"], condition=~Q(cle=""), name="point_seance_cle_unique"),
            models.CheckConstraint(
                condition=Q(origine="libre") | ~Q(cle=""),
                name="point_seance_automatique_avec_cle",
                violation_error_message="Un point inscrit automatiquement porte sa clé.",
            ),
            models.CheckConstraint(
                condition=Q(origine="avis", destinataire__isnull=False)
                | ~Q(origine="avis") & Q(destinataire__isnull=True),
                name="point_seance_avis_avec_destinataire",
                violation_error_message="Un point né d'un avis dit quelle réponse est attendue.",
            ),
            models.CheckConstraint(
                condition=Q(ecarte=False) | Q(origine="avis"),
                name="point_seance_ecarte_automatique",
                violation_error_message="Un point libre se retire, il ne s'écarte pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.intitule

    @classmethod
    def pour_une_reponse(cls, seance: Seance, destinataire: Destinataire) -> PointSeance:
        """The point that a late answer puts on an agenda; without its rank, not saved."""
        return cls(
            seance=seance,
            intitule=f"{destinataire.partenaire}, sans réponse à {destinataire.avis}"[:200],
            origine=cls.Origine.AVIS,
            cle=f"destinataire-{destinataire.pk}",
            destinataire=destinataire,
        )

    @property
    def intact(self) -> bool:
        """Nobody has written on it since the machine put it there."""
        ecrit = self.pour_une_reponse(self.seance, self.destinataire)
        return (self.intitule, self.note) == (ecrit.intitule, "")


class BilanContrat(models.Model):
    """When the yearly bilan of the contract, that the instances of this exercice examine, was validated.

    Not a ``Rapport``: that is the bilan of one conseil, made by this application. The signatories validate
    this one elsewhere; only its date matters here, for the order of the séances.
    """

    exercice = models.PositiveSmallIntegerField(unique=True)
    valide_le = models.DateField("bilan validé le")

    class Meta:
        verbose_name = "bilan annuel du contrat"
        verbose_name_plural = "bilans annuels du contrat"
        ordering = ["exercice"]

    def __str__(self) -> str:
        return f"Bilan examiné en {self.exercice}"
