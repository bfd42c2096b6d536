"""Drawing lots that anybody can verify.

A candidate is a number and four attributes; who it is stands in another table (``Identite``), which can be
erased without touching the proof. Each ``Tour`` freezes what was drawn from: the pool as text, the quotas as
text, and the fingerprint of a secret, all published before the draw. docs/decisions/0006-tirage-au-sort.md
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from comptes.porte import Acces, QuerySetPorte
from conseils.models.composition import Mandat, Membre, Sexe, TrancheAge
from conseils.models.conseil import ConseilCitoyen
from conseils.querysets.tirage import CandidatQuerySet, InvitationQuerySet, TourQuerySet
from socle.transitions import Machine, Transition
from territoires.models import Quartier


class Critere(models.TextChoices):
    """What a quota may be about, in the order of the columns of the published pool."""

    SEXE = "sexe", "sexe"
    AGE = "tranche_age", "tranche d'âge"
    QUARTIER = "quartier", "quartier"
    COLLEGE = "college", "collège"


class Tirage(models.Model):
    """One drawing of lots for one conseil, from the lists of candidates to the last replacement."""

    class Etat(models.TextChoices):
        PREPARATION = "preparation", "en préparation"
        SCELLE = "scelle", "scellé"
        EN_COURS = "en_cours", "tirage en cours"
        TIRE = "tire", "tiré"
        CLOS = "clos", "clos"

    PUBLICS = (Etat.SCELLE, Etat.EN_COURS, Etat.TIRE, Etat.CLOS)
    MACHINE = Machine(
        [
            Transition(
                "sceller",
                frozenset({Etat.PREPARATION, Etat.TIRE}),
                Etat.SCELLE,
                "Ce tirage est déjà scellé : son vivier et ses quotas ne changent plus.",
            ),
            Transition("tirer", frozenset({Etat.SCELLE}), Etat.EN_COURS, "Scellez d'abord le vivier et les quotas."),
            Transition("aboutir", frozenset({Etat.EN_COURS}), Etat.TIRE, "Ce tirage n'est pas en cours."),
            Transition(
                "clore",
                frozenset({Etat.SCELLE, Etat.TIRE}),
                Etat.CLOS,
                "Seul un tirage scellé ou tiré peut être clos.",
                motif_requis=True,
            ),
        ]
    )

    numero = models.CharField("numéro", max_length=20, unique=True)
    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="tirages")
    intitule = models.CharField("intitulé", max_length=120)
    nombre = models.PositiveSmallIntegerField("personnes à tirer")
    etat = models.CharField("état", max_length=11, choices=Etat, default=Etat.PREPARATION)
    cree_le = models.DateTimeField(auto_now_add=True)

    objects = QuerySetPorte.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "tirage au sort"
        verbose_name_plural = "tirages au sort"
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nombre__range=(1, 200)),
                name="tirage_nombre_plausible",
                violation_error_message="Un tirage désigne entre 1 et 200 personnes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numero}, {self.intitule}"

    @property
    def en_preparation(self) -> bool:
        return self.etat == self.Etat.PREPARATION


class Depot(models.Model):
    """A file laid down and not yet imported: its cells wait for its columns to be named, then disappear."""

    tirage = models.OneToOneField(Tirage, on_delete=models.CASCADE, related_name="depot")
    fichier = models.CharField(max_length=200)
    liste = models.CharField(max_length=60)
    lignes = models.JSONField()
    depose_le = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "dépôt"

    def __str__(self) -> str:
        return f"{self.fichier} pour {self.tirage.numero}"

    @property
    def entetes(self) -> list[str]:
        """The first line of the file."""
        return self.lignes[0][1]


class Candidat(models.Model):
    """A number in the pool, and what quotas may be about. Never a name."""

    tirage = models.ForeignKey(Tirage, on_delete=models.CASCADE, related_name="candidats")
    numero = models.PositiveIntegerField("numéro")
    sexe = models.CharField(max_length=1, choices=Sexe, default=Sexe.NON_RENSEIGNE)
    tranche_age = models.CharField("tranche d'âge", max_length=5, choices=TrancheAge, default=TrancheAge.NON_RENSEIGNE)
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    college = models.CharField("collège", max_length=9, choices=Mandat.College, default=Mandat.College.HABITANTS)
    liste = models.CharField("liste d'origine", max_length=60)

    objects = CandidatQuerySet.as_manager()

    class Meta:
        verbose_name = "candidat"
        ordering = ["tirage", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["tirage", "numero"], name="candidat_numero_unique"),
        ]

    def __str__(self) -> str:
        return f"n° {self.numero}"

    def valeur(self, critere: str) -> str:
        """What a quota compares: a stable code, « N » when nothing is known."""
        if critere == Critere.QUARTIER:
            return self.quartier.code if self.quartier else "N"
        return getattr(self, critere)


class Identite(models.Model):
    """Who a candidate is, apart from the proof and erasable. Read by those who run the draw, nobody else."""

    candidat = models.OneToOneField(Candidat, on_delete=models.CASCADE, related_name="identite")
    nom = models.CharField(max_length=80)
    prenom = models.CharField("prénom", max_length=80, blank=True)
    contact = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "identité"

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}".strip()


class Quota(models.Model):
    """How many people of one value the panel must hold."""

    tirage = models.ForeignKey(Tirage, on_delete=models.CASCADE, related_name="quotas")
    critere = models.CharField("critère", max_length=11, choices=Critere)
    valeur = models.CharField(max_length=20)
    minimum = models.PositiveSmallIntegerField()
    maximum = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "quota"
        ordering = ["tirage", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tirage", "critere", "valeur"], name="quota_unique"),
            models.CheckConstraint(
                condition=Q(maximum__gte=F("minimum")),
                name="quota_bornes_ordonnees",
                violation_error_message="Le maximum d'un quota ne peut pas être plus petit que son minimum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.critere} {self.valeur} : {self.minimum} à {self.maximum}"


class Tour(models.Model):
    """One sealed draw: the first, then one for each replacement.

    ``vivier`` and ``quotas`` are the published texts; ``engagement`` is the sha256 of ``secret``, which is
    published with the draw. ``graine`` is the sha256 of the secret and of ``valeur_publique``, a value that
    nobody could know at the sealing.
    """

    tirage = models.ForeignKey(Tirage, on_delete=models.PROTECT, related_name="tours")
    rang = models.PositiveSmallIntegerField()
    nombre = models.PositiveSmallIntegerField()
    vivier = models.TextField()
    empreinte = models.CharField("empreinte du vivier", max_length=64)
    quotas = models.TextField()
    secret = models.CharField(max_length=64)
    engagement = models.CharField(max_length=64)
    scelle_le = models.DateTimeField()
    scelle_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    valeur_publique = models.CharField("valeur publique", max_length=200, blank=True)
    graine = models.CharField(max_length=64, blank=True)
    demande_le = models.DateTimeField(null=True, blank=True)

    # The job: who holds it and until when. The row is the truth, a message only wakes a worker.
    bail = models.DateTimeField(null=True, blank=True)
    jeton = models.CharField(max_length=32, blank=True)
    tentatives = models.PositiveSmallIntegerField(default=0)
    erreur = models.TextField(blank=True)

    tire_le = models.DateTimeField(null=True, blank=True)
    algorithme = models.CharField(max_length=120, blank=True)

    objects = TourQuerySet.as_manager()

    class Meta:
        verbose_name = "tour de tirage"
        verbose_name_plural = "tours de tirage"
        ordering = ["tirage", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["tirage", "rang"], name="tour_rang_unique"),
            models.CheckConstraint(
                condition=Q(graine="", demande_le=None, valeur_publique="")
                | ~Q(graine="") & ~Q(valeur_publique="") & Q(demande_le__isnull=False),
                name="tour_graine_avec_sa_valeur_publique",
                violation_error_message="La graine vient d'une valeur publique, à une date.",
            ),
            models.CheckConstraint(
                condition=Q(tire_le=None) | ~Q(graine="") & ~Q(algorithme=""),
                name="tour_tire_avec_sa_graine",
                violation_error_message="Un tour tiré a sa graine et son algorithme.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tirage.numero}, tour {self.rang}"

    @property
    def duree(self) -> timedelta | None:
        """From the request to the panel: the time in the queue and that of the program."""
        return self.tire_le - self.demande_le if self.tire_le else None

    @property
    def abandonne(self) -> bool:
        """Tried too often; a person must ask again. The seed cannot change any more."""
        return bool(self.erreur) and self.tire_le is None


class Invitation(models.Model):
    """A person drawn, and what they answered."""

    class Statut(models.TextChoices):
        APPELE = "appele", "appelé"
        ACCEPTE = "accepte", "accepté"
        REFUSE = "refuse", "refusé"
        SANS_REPONSE = "sans_reponse", "sans réponse"

    LIBERES = (Statut.REFUSE, Statut.SANS_REPONSE)

    tour = models.ForeignKey(Tour, on_delete=models.PROTECT, related_name="invitations")
    candidat = models.OneToOneField(Candidat, on_delete=models.PROTECT, related_name="invitation")
    statut = models.CharField(max_length=12, choices=Statut, default=Statut.APPELE)
    remplace = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="remplacante"
    )
    repondu_le = models.DateField("réponse le", null=True, blank=True)
    # Who the person became: one invitation makes one membre at most.
    membre = models.OneToOneField(Membre, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitation")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        ordering = ["tour__rang", "candidat__numero"]
        constraints = [
            models.CheckConstraint(
                condition=Q(statut="appele", repondu_le=None) | ~Q(statut="appele") & Q(repondu_le__isnull=False),
                name="invitation_reponse_datee",
                violation_error_message="Une réponse est datée.",
            ),
            models.CheckConstraint(
                condition=Q(membre=None) | Q(statut="accepte"),
                name="invitation_membre_a_accepte",
                violation_error_message="Seule une personne qui a accepté devient membre.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidat}, {self.get_statut_display()}"

    @property
    def est_remplacee(self) -> bool:
        """Somebody else was drawn for this seat."""
        return hasattr(self, "remplacante")
