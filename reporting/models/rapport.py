"""A document: first a job to do, then what it produced, then what was published.

The row is the queue's truth. A worker claims it with one UPDATE and keeps it with a lease (``bail``);
a lost message, a doubled message or a killed worker all end in exactly one document. Once published, a
row is sealed by a database trigger (migration ``0002_sceau``).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from comptes.porte import Acces
from conseils.models import ConseilCitoyen
from reporting.models.campagne import Campagne
from reporting.models.travail import Travail
from reporting.querysets import RapportQuerySet
from reporting.rapports.sortes import A_VALIDER, INTERNES, SORTES, Sorte
from reporting.rapports.sujet import Sujet
from socle.contraintes import ensemble_ou_pas
from socle.exercice import periode_de_l_exercice
from socle.transitions import Machine, Transition

# NULL is never equal to NULL in a unique index: a document about all of Paris stands under conseil 0.
_CONSEIL = Coalesce("conseil", Value(0))
DECIDE = "Ce document n'attend pas, ou plus, de décision : relisez où il en est."


class Rapport(Travail):
    """One document of one kind (``sorte``), about one conseil (or all of Paris), one exercice, one ``objet``."""

    class Etat(models.TextChoices):
        DEMANDE = "demande", "demandé"
        EN_COURS = "en_cours", "en cours de production"
        PROJET = "projet", "projet"
        SOUMISSION = "soumission", "en cours de soumission"
        SOUMIS = "soumis", "soumis"
        RENVOYE = "renvoye", "renvoyé"
        VALIDE = "valide", "validé"
        PUBLICATION = "publication", "en cours de publication"
        PUBLIE = "publie", "publié"
        ECHEC = "echec", "échec"

    # A worker owes something: a production, the edition to be read by the commanditaires, or the sealed one.
    A_FAIRE = (Etat.DEMANDE, Etat.EN_COURS, Etat.SOUMISSION, Etat.PUBLICATION)
    # Between the hands of the commanditaires and the publication: what they may read.
    RELUS = (Etat.SOUMIS, Etat.RENVOYE, Etat.VALIDE, Etat.PUBLICATION)
    EN_CIRCUIT = (Etat.SOUMISSION, Etat.SOUMIS, Etat.RENVOYE, Etat.VALIDE)
    ACHEVES = (Etat.PROJET, Etat.SOUMISSION, *RELUS, Etat.PUBLIE)
    MACHINE = Machine(
        [
            Transition(
                "soumettre",
                frozenset({Etat.PROJET, Etat.RENVOYE}),
                Etat.SOUMISSION,
                "Seul un projet achevé, ou un document renvoyé, peut être soumis.",
            ),
            Transition("accepter", frozenset({Etat.SOUMIS}), Etat.SOUMIS, DECIDE),
            Transition("valider", frozenset({Etat.SOUMIS}), Etat.VALIDE, DECIDE),
            Transition("renvoyer", frozenset({Etat.SOUMIS}), Etat.RENVOYE, DECIDE, motif_requis=True),
            Transition(
                "reprendre",
                frozenset({Etat.PROJET, Etat.RENVOYE}),
                Etat.DEMANDE,
                "Seul un projet, ou un document renvoyé, peut être refait.",
            ),
            Transition(
                "publier",
                frozenset({Etat.VALIDE}),
                Etat.PUBLICATION,
                "Seul un document validé par la Préfecture et par la Ville peut être publié.",
            ),
            Transition(
                "publier_directement",
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

    # A correction: the published document that this one replaces, and why.
    remplace = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    motif_correction = models.TextField("ce que ce document corrige", blank=True, max_length=2_000)
    campagne = models.ForeignKey(
        Campagne, on_delete=models.PROTECT, null=True, blank=True, related_name="rapports", editable=False
    )
    # How many times it was submitted: an acceptance counts for one submission only.
    tour = models.PositiveSmallIntegerField(default=0)

    # The job, beside what every row of a queue holds.
    debut = models.DateTimeField("début du travail", null=True, blank=True)
    duree = models.PositiveIntegerField("durée du dernier travail, en millisecondes", null=True, blank=True)

    # What it produced.
    produit_le = models.DateTimeField(null=True, blank=True)
    donnees = models.TextField("données (JSON canonique)", blank=True)
    donnees_sha256 = models.CharField(max_length=64, blank=True)
    html = models.TextField("page (HTML)", blank=True)
    html_sha256 = models.CharField(max_length=64, blank=True)
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
    acces = Acces(
        territoire="conseil__arrondissement",
        publie=Q(etat=Etat.PUBLIE) & ~Q(sorte__in=INTERNES),
        soumis=Q(etat__in=RELUS, sorte__in=A_VALIDER),
    )

    class Meta(Travail.Meta):
        verbose_name = "document"
        ordering = ["-exercice", "conseil__arrondissement__numero", "-demande_le", "-pk"]
        indexes = [
            models.Index(fields=["etat", "bail"], name="rapport_etat_bail"),
            models.Index(fields=["sha256"], name="rapport_sha256"),
        ]
        constraints = [
            *Travail.Meta.constraints,
            models.UniqueConstraint("sorte", _CONSEIL, "exercice", "rang", name="rapport_rang_unique"),
            models.UniqueConstraint(
                "sorte",
                _CONSEIL,
                "exercice",
                "objet",
                condition=~Q(etat__in=["projet", "publie", "echec"]),
                name="rapport_un_seul_travail_en_cours",
                violation_error_message=(
                    "Ce document est déjà en cours de production, ou entre les mains des commanditaires, "
                    "pour cet exercice."
                ),
            ),
            ensemble_ou_pas(
                "publie_le",
                "publie_par",
                nom="rapport_publie_le_et_par",
                message="Une publication a une date et un auteur.",
            ),
            models.CheckConstraint(
                condition=Q(etat__in=["demande", "en_cours", "echec"])
                | ~Q(sha256="") & ~Q(fichier="") & ~Q(donnees="") & Q(produit_le__isnull=False),
                name="rapport_acheve_avec_son_fichier",
            ),
            models.CheckConstraint(
                condition=Q(etat__in=["publication", "publie"], publie_le__isnull=False)
                | ~Q(etat__in=["publication", "publie"]) & Q(publie_le__isnull=True),
                name="rapport_publie_avec_sa_date",
            ),
            models.CheckConstraint(
                condition=Q(remplace=None, motif_correction="") | Q(remplace__isnull=False) & ~Q(motif_correction=""),
                name="rapport_remplace_avec_son_motif",
                violation_error_message="Une correction dit ce qu'elle remplace, et pourquoi.",
            ),
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
    def exercice_en_cours(self) -> bool:
        """It is not over on the day of the data: the document is provisional, and says so."""
        fin = periode_de_l_exercice(self.exercice).fin
        return self.produit_le is not None and timezone.localdate(self.produit_le) < fin

    @property
    def a_faire(self) -> bool:
        """A worker has it in hand, or soon will."""
        return self.etat in self.A_FAIRE
