"""A document: first a job to do, then what it produced, then what was published.

The row is the queue's truth. A worker claims it with one UPDATE and keeps it with a lease (``bail``);
a lost message, a doubled message or a killed worker all end in exactly one document. Once published, a
row is sealed by a database trigger (migration ``0002_sceau``).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from comptes.porte import Acces
from conseils.models import ConseilCitoyen
from reporting.querysets import RapportQuerySet
from reporting.rapports.sortes import INTERNES, SORTES, Sorte
from reporting.rapports.sujet import Sujet
from socle.contraintes import ensemble_ou_pas
from socle.transitions import Machine, Transition

# NULL is never equal to NULL in a unique index: a document about all of Paris stands under conseil 0.
_CONSEIL = Coalesce("conseil", Value(0))


class Rapport(models.Model):
    """One document of one kind (``sorte``), about one conseil (or all of Paris), one exercice, one ``objet``."""

    class Etat(models.TextChoices):
        DEMANDE = "demande", "demandé"
        EN_COURS = "en_cours", "en cours de production"
        PROJET = "projet", "projet"
        PUBLICATION = "publication", "en cours de publication"
        PUBLIE = "publie", "publié"
        ECHEC = "echec", "échec"

    # A worker owes something: a first production, or the sealed edition.
    A_FAIRE = (Etat.DEMANDE, Etat.EN_COURS, Etat.PUBLICATION)
    ACHEVES = (Etat.PROJET, Etat.PUBLICATION, Etat.PUBLIE)
    MACHINE = Machine(
        [
            Transition(
                "publier",
                frozenset({Etat.PROJET}),
                Etat.PUBLICATION,
                "Seul un projet achevé peut être publié.",
            ),
            Transition(
                "relancer",
                frozenset({Etat.ECHEC}),
                Etat.DEMANDE,
                "Seule une production en échec peut être relancée.",
            ),
        ]
    )

    numero = models.CharField("numéro", max_length=40, unique=True)
    sorte = models.CharField(max_length=30)
    conseil = models.ForeignKey(
        ConseilCitoyen, on_delete=models.PROTECT, null=True, blank=True, related_name="rapports"
    )
    exercice = models.PositiveSmallIntegerField()
    # Key, within its kind, of the thing that the document is about: empty for most kinds.
    objet = models.CharField(max_length=40, blank=True)
    # Among the documents of this kind for this conseil and this exercice: the last part of its number.
    rang = models.PositiveSmallIntegerField()
    etat = models.CharField("état", max_length=11, choices=Etat, default=Etat.DEMANDE)
    demande_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    demande_le = models.DateTimeField(auto_now_add=True)

    # The job.
    etape = models.CharField("étape", max_length=60, blank=True)
    avancement = models.PositiveSmallIntegerField(default=0)
    tentatives = models.PositiveSmallIntegerField(default=0)
    bail = models.DateTimeField(null=True, blank=True)
    jeton = models.CharField(max_length=32, blank=True)
    erreur = models.TextField(blank=True)

    # What it produced.
    produit_le = models.DateTimeField(null=True, blank=True)
    donnees = models.TextField("données (JSON canonique)", blank=True)
    donnees_sha256 = models.CharField(max_length=64, blank=True)
    html = models.TextField("page (HTML)", blank=True)
    fichier = models.FileField(upload_to="rapports", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    taille = models.PositiveIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    version_application = models.CharField(max_length=20, blank=True)

    publie_le = models.DateTimeField(null=True, blank=True)
    publie_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RapportQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement", publie=Q(etat=Etat.PUBLIE) & ~Q(sorte__in=INTERNES))

    class Meta:
        verbose_name = "document"
        ordering = ["-exercice", "conseil__arrondissement__numero", "-demande_le", "-pk"]
        indexes = [models.Index(fields=["etat", "bail"], name="rapport_etat_bail")]
        constraints = [
            models.UniqueConstraint("sorte", _CONSEIL, "exercice", "rang", name="rapport_rang_unique"),
            models.UniqueConstraint(
                "sorte",
                _CONSEIL,
                "exercice",
                "objet",
                condition=Q(etat__in=["demande", "en_cours", "publication"]),
                name="rapport_un_seul_travail_en_cours",
                violation_error_message="Ce document est déjà en cours de production pour cet exercice.",
            ),
            ensemble_ou_pas(
                "publie_le",
                "publie_par",
                nom="rapport_publie_le_et_par",
                message="Une publication a une date et un auteur.",
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=["projet", "publication", "publie"])
                | ~Q(sha256="") & ~Q(fichier="") & ~Q(donnees="") & Q(produit_le__isnull=False),
                name="rapport_acheve_avec_son_fichier",
            ),
            models.CheckConstraint(
                condition=Q(etat__in=["publication", "publie"], publie_le__isnull=False)
                | ~Q(etat__in=["publication", "publie"]) & Q(publie_le__isnull=True),
                name="rapport_publie_avec_sa_date",
            ),
            models.CheckConstraint(condition=Q(avancement__lte=100), name="rapport_avancement_pour_cent"),
        ]

    def __str__(self) -> str:
        return f"{self.titre} {self.numero}"

    @property
    def la_sorte(self) -> Sorte:
        return SORTES[self.sorte]

    @property
    def titre(self) -> str:
        return self.la_sorte.titre

    @property
    def sujet(self) -> Sujet:
        return Sujet(self.exercice, self.conseil, self.objet)

    @property
    def telechargeable(self) -> bool:
        """There is a whole file to read (while it is being published, that of the projet)."""
        return self.etat in self.ACHEVES

    @property
    def a_faire(self) -> bool:
        """A worker has it in hand, or soon will."""
        return self.etat in self.A_FAIRE
