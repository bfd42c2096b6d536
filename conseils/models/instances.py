"""The bodies that steer the contrat de ville: their séances, who sits there for a conseil, what follows.

What is public to an instance hangs on the séance. What a conseil says of it (its seats, what was said, what it
was told back) hangs on its own ``DelegationSeance``, so that a conseil reads its own and not its neighbour's.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import Acces
from conseils.models.avis import Destinataire
from conseils.models.composition import Membre
from conseils.models.conseil import ConseilCitoyen
from conseils.models.reunions import Reunion
from conseils.querysets.instances import (
    DecisionInstanceQuerySet,
    DelegationSeanceQuerySet,
    PointSeanceQuerySet,
    RepresentationQuerySet,
    SeanceQuerySet,
    TacheQuerySet,
)
from socle.transitions import Machine, Transition
from territoires.models import Arrondissement, Partenaire, TypeInstance


def _acces_a_la_seance(chemin: str = "") -> Acces:
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
    acces = _acces_a_la_seance()

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
    acces = _acces_a_la_seance("seance__")

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


class DelegationSeance(models.Model):
    """The part of one conseil in one séance: what its representatives said, what it was told back."""

    seance = models.ForeignKey(Seance, on_delete=models.CASCADE, related_name="delegations")
    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="delegations_seances")
    dit = models.TextField(
        "ce que les représentants ont dit", max_length=3000, blank=True, help_text="Sans nom de personne."
    )
    decide = models.TextField(
        "ce qui a été décidé", max_length=3000, blank=True, help_text="Pour le conseil, en quelques lignes."
    )
    restitution = models.TextField("compte rendu fait à l'assemblée", max_length=3000, blank=True)
    restitue_en = models.ForeignKey(
        Reunion,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="restitutions",
        verbose_name="réunion où il en a été rendu compte",
    )

    objects = DelegationSeanceQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "délégation d'un conseil"
        verbose_name_plural = "délégations des conseils"
        ordering = ["seance", "conseil__arrondissement__numero"]
        constraints = [models.UniqueConstraint(fields=["seance", "conseil"], name="delegation_seance_unique")]

    def __str__(self) -> str:
        return f"{self.conseil}, {self.seance}"


class Representation(models.Model):
    """A seat: the membre who holds it, and whether he or she came."""

    class Nature(models.TextChoices):
        DESIGNE = "designe", "désigné"
        SUPPLEANT = "suppleant", "suppléant"

    class Presence(models.TextChoices):
        INCONNUE = "inconnue", "on ne sait pas"
        PRESENT = "present", "présent"
        ABSENT = "absent", "absent"

    delegation = models.ForeignKey(DelegationSeance, on_delete=models.CASCADE, related_name="representations")
    membre = models.ForeignKey(Membre, on_delete=models.PROTECT, related_name="representations")
    nature = models.CharField(max_length=9, choices=Nature, default=Nature.DESIGNE)
    presence = models.CharField("présence", max_length=8, choices=Presence, default=Presence.INCONNUE, editable=False)

    objects = RepresentationQuerySet.as_manager()
    acces = Acces(territoire="delegation__conseil__arrondissement")

    class Meta:
        verbose_name = "représentation"
        ordering = ["delegation", "nature", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "membre"],
                name="representation_unique",
                violation_error_message="Ce membre représente déjà le conseil à cette séance.",
            ),
        ]

    def __str__(self) -> str:
        # Never the membre's name: what is printed of a seat is read by more people than those who see members.
        return f"Siège {self.pk}"


class DecisionInstance(models.Model):
    """What an instance decided, who does it and by when. Undone, it comes back at its next séance (derived)."""

    class Etat(models.TextChoices):
        A_FAIRE = "a_faire", "à faire"
        EN_COURS = "en_cours", "en cours"
        FAITE = "faite", "faite"
        ABANDONNEE = "abandonnee", "abandonnée"

    OUVERTES = frozenset({Etat.A_FAIRE, Etat.EN_COURS})
    CLOSES = frozenset({Etat.FAITE, Etat.ABANDONNEE})

    MACHINE = Machine(
        [
            Transition("engager", frozenset({Etat.A_FAIRE}), Etat.EN_COURS, "Cette décision n'est plus à faire."),
            Transition("faire", OUVERTES, Etat.FAITE, "Cette décision n'est plus à faire."),
            Transition(
                "abandonner", OUVERTES, Etat.ABANDONNEE, "Cette décision n'est plus à faire.", motif_requis=True
            ),
            Transition("reprendre", CLOSES, Etat.A_FAIRE, "Cette décision est déjà à faire."),
        ]
    )

    seance = models.ForeignKey(Seance, on_delete=models.CASCADE, related_name="decisions")
    texte = models.CharField("ce qui est décidé", max_length=500, help_text="Sans nom d'habitant.")
    responsable = models.ForeignKey(
        Partenaire,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions_d_instances",
        verbose_name="institution responsable",
    )
    responsable_autre = models.CharField(
        "autre responsable",
        max_length=120,
        blank=True,
        help_text="Un service ou une structure qui n'est pas dans la liste ; sans nom de personne.",
    )
    echeance = models.DateField("pour le", null=True, blank=True)
    etat = models.CharField("état", max_length=10, choices=Etat, default=Etat.A_FAIRE, editable=False)
    motif = models.CharField("motif de l'abandon", max_length=300, blank=True, editable=False)
    close_le = models.DateField("close le", null=True, blank=True, editable=False)

    objects = DecisionInstanceQuerySet.as_manager()
    acces = _acces_a_la_seance("seance__")

    class Meta:
        verbose_name = "décision d'une instance"
        verbose_name_plural = "décisions des instances"
        ordering = ["seance", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(responsable__isnull=False, responsable_autre="")
                | (Q(responsable__isnull=True) & ~Q(responsable_autre="")),
                name="decision_instance_un_responsable",
                violation_error_message="Indiquez un responsable : une institution de la liste, ou une autre.",
            ),
            models.CheckConstraint(
                condition=Q(etat__in=["a_faire", "en_cours"], close_le__isnull=True)
                | Q(etat__in=["faite", "abandonnee"], close_le__isnull=False),
                name="decision_instance_close_datee",
            ),
            models.CheckConstraint(
                condition=Q(etat="abandonnee") & ~Q(motif="") | ~Q(etat="abandonnee") & Q(motif=""),
                name="decision_instance_abandon_motive",
                violation_error_message="Une décision abandonnée indique pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte

    @property
    def qui(self) -> str:
        return str(self.responsable) if self.responsable_id else self.responsable_autre

    @property
    def en_retard(self) -> bool:
        """Derived from the date, never set by hand."""
        return self.etat in self.OUVERTES and self.echeance is not None and self.echeance < timezone.localdate()


class JalonReference(models.Model):
    """A step before or after a séance, and for which instances: reference data (``donnees/jalons.csv``)."""

    code = models.SlugField(max_length=40, unique=True)
    intitule = models.CharField("intitulé", max_length=120)
    jours = models.SmallIntegerField(help_text="Nombre de jours après la séance ; négatif : avant.")
    types = models.ManyToManyField(TypeInstance, related_name="jalons", verbose_name="instances")
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "jalon de rétroplanning"
        verbose_name_plural = "jalons de rétroplanning"
        ordering = ["jours", "code"]

    def __str__(self) -> str:
        return self.intitule


class TacheRetroplanning(models.Model):
    """A step of one séance, dated from it. Done or not; « en retard » is derived."""

    seance = models.ForeignKey(Seance, on_delete=models.CASCADE, related_name="taches")
    jalon = models.ForeignKey(JalonReference, on_delete=models.PROTECT, related_name="taches")
    pour_le = models.DateField()
    faite_le = models.DateField(null=True, blank=True)
    faite_par = models.ForeignKey(Compte, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = TacheQuerySet.as_manager()
    acces = _acces_a_la_seance("seance__")

    class Meta:
        verbose_name = "tâche de rétroplanning"
        verbose_name_plural = "tâches de rétroplanning"
        ordering = ["pour_le", "jalon"]
        constraints = [
            models.UniqueConstraint(fields=["seance", "jalon"], name="tache_jalon_unique"),
            models.CheckConstraint(
                condition=Q(faite_le__isnull=True, faite_par__isnull=True)
                | Q(faite_le__isnull=False, faite_par__isnull=False),
                name="tache_faite_le_et_par",
            ),
        ]

    def __str__(self) -> str:
        return self.jalon.intitule

    @property
    def en_retard(self) -> bool:
        return self.faite_le is None and self.pour_le < timezone.localdate()


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
