"""The council's word: avis, propositions, interpellations, saisines du préfet, and to whom they are addressed."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from comptes.porte import Acces
from conseils.models.conseil import ConseilCitoyen
from conseils.models.diagnostic import Expression
from conseils.models.reunions import Reunion
from conseils.querysets.avis import AvisQuerySet, DestinataireQuerySet
from socle.contraintes import ensemble_ou_pas
from socle.transitions import Machine, Transition
from territoires.models import ElementContrat, Partenaire, Quartier


class Avis(models.Model):
    """One act of a conseil. Adopted in a meeting, it gets its public number; sent, it is never rewritten."""

    class Type(models.TextChoices):
        AVIS = "avis", "avis"
        PROPOSITION = "proposition", "proposition"
        INTERPELLATION = "interpellation", "interpellation"
        SAISINE = "saisine", "saisine du préfet"
        RAPPORT_ANNUEL = "rapport_annuel", "avis sur le rapport annuel"

    class Etape(models.TextChoices):
        """Where in the life of the contrat de ville."""

        DIAGNOSTIC = "diagnostic", "diagnostic"
        ENJEUX = "enjeux", "enjeux et priorités"
        RESSOURCES = "ressources", "ressources"
        PROGRAMMATION = "programmation", "programmation"
        MISE_EN_OEUVRE = "mise_en_oeuvre", "mise en œuvre"
        SUIVI = "suivi", "suivi"
        EVALUATION = "evaluation", "évaluation"

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", "brouillon"
        ADOPTE = "adopte", "adopté"
        TRANSMIS = "transmis", "transmis"
        REPONDU = "repondu", "répondu"
        SUITES = "suites", "suites engagées"
        RETIRE = "retire", "retiré"

    MACHINE = Machine(
        [
            Transition(
                "modifier",
                frozenset({Etat.BROUILLON}),
                Etat.BROUILLON,
                "Cet acte est adopté : son texte ne change plus. Retirez-le et adoptez-en un autre s'il le faut.",
            ),
            Transition("adopter", frozenset({Etat.BROUILLON}), Etat.ADOPTE, "Cet acte est déjà adopté."),
            Transition(
                "transmettre",
                frozenset({Etat.ADOPTE}),
                Etat.TRANSMIS,
                "Un acte se transmet une fois, après son adoption en réunion.",
            ),
            # By the last final answer, or by a tacit agreement.
            Transition("repondre", frozenset({Etat.TRANSMIS}), Etat.REPONDU, "Cet acte n'attend pas de réponse."),
            # By the first action that an addressee commits to, once everybody has answered.
            Transition(
                "engager",
                frozenset({Etat.TRANSMIS, Etat.REPONDU, Etat.SUITES}),
                Etat.SUITES,
                "Une suite répond à un acte transmis.",
            ),
            Transition(
                "retirer",
                frozenset({Etat.BROUILLON, Etat.ADOPTE, Etat.TRANSMIS, Etat.REPONDU}),
                Etat.RETIRE,
                "Cet acte a déjà des suites, ou il est déjà retiré.",
                motif_requis=True,
            ),
        ]
    )

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="avis")
    numero = models.CharField("numéro", max_length=20, unique=True, null=True, blank=True, editable=False)
    type = models.CharField(max_length=14, choices=Type, default=Type.AVIS)
    titre = models.CharField(max_length=160)
    texte = models.TextField(
        help_text="Une ligne vide sépare deux paragraphes ; une ligne qui commence par un tiret est un point de "
        "liste. Sans nom d'habitant : ce texte sera public."
    )
    etape = models.CharField("étape du contrat de ville", max_length=14, choices=Etape, blank=True)
    echelle = models.CharField(
        "échelle", max_length=14, choices=Reunion.Echelle, default=Reunion.Echelle.ARRONDISSEMENT
    )
    quartiers = models.ManyToManyField(Quartier, related_name="avis", blank=True)
    objectifs = models.ManyToManyField(
        ElementContrat, related_name="avis", blank=True, verbose_name="objectifs du contrat de ville"
    )
    sujet_libre = models.CharField(
        "sujet libre",
        max_length=120,
        blank=True,
        help_text="Si le sujet n'est dans aucun objectif du contrat : le conseil parle de ce qui lui importe.",
    )
    expressions = models.ManyToManyField(
        Expression, related_name="avis", blank=True, verbose_name="expressions d'habitants dont il est né"
    )
    etat = models.CharField("état", max_length=9, choices=Etat, default=Etat.BROUILLON, editable=False)

    adopte_en = models.ForeignKey(
        Reunion, on_delete=models.PROTECT, null=True, blank=True, related_name="avis", verbose_name="adopté en réunion"
    )
    voix_pour = models.PositiveSmallIntegerField("voix pour", null=True, blank=True)
    voix_contre = models.PositiveSmallIntegerField("voix contre", null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(null=True, blank=True)

    transmis_le = models.DateField("transmis le", null=True, blank=True, editable=False)
    retire_le = models.DateField("retiré le", null=True, blank=True, editable=False)
    motif_retrait = models.CharField("motif du retrait", max_length=300, blank=True, editable=False)

    objects = AvisQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "avis"
        verbose_name_plural = "avis"
        ordering = ["-transmis_le", "-pk"]
        indexes = [models.Index(fields=["conseil", "etat"], name="avis_conseil_etat")]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat__in=["brouillon", "retire"]) | Q(adopte_en__isnull=False, numero__isnull=False),
                name="avis_adopte_en_reunion",
                violation_error_message="Un acte adopté a un numéro et la réunion qui l'a adopté.",
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=["transmis", "repondu", "suites"]) | Q(transmis_le__isnull=False),
                name="avis_transmis_avec_sa_date",
                violation_error_message="Un acte transmis a sa date.",
            ),
            models.CheckConstraint(
                condition=Q(etat="retire", retire_le__isnull=False) | ~Q(etat="retire") & Q(retire_le__isnull=True),
                name="avis_retire_avec_sa_date",
                violation_error_message="Un acte retiré a sa date.",
            ),
            ensemble_ou_pas(
                "voix_pour",
                "voix_contre",
                "abstentions",
                nom="avis_votes_complets",
                message="Indiquez les trois nombres du vote (0 s'il n'y en a pas), ou aucun.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numero}, {self.titre}" if self.numero else self.titre


class Divergence(models.Model):
    """An opinion that differs, reported with the avis that is not unanimous. Never changed nor deleted (trigger)."""

    avis = models.ForeignKey(Avis, on_delete=models.PROTECT, related_name="divergences")
    texte = models.TextField(max_length=2_000, help_text="Sans nom d'habitant.")
    nombre = models.PositiveSmallIntegerField("personnes qui la partagent", null=True, blank=True)

    class Meta:
        verbose_name = "opinion divergente"
        verbose_name_plural = "opinions divergentes"
        ordering = ["avis", "pk"]

    def __str__(self) -> str:
        return self.texte[:60]


class Destinataire(models.Model):
    """One addressee of an avis and its clock.

    ``echeance`` is set when the avis is sent, from the delays of that day (``DelaiReponse``), and moved by an
    answer « in study until »; empty: no clock. ``tacite``: past it, silence is agreement. ``courriel`` is a
    professional address, where the link to answer goes when the institution has no account.
    """

    avis = models.ForeignKey(Avis, on_delete=models.PROTECT, related_name="destinataires")
    partenaire = models.ForeignKey(Partenaire, on_delete=models.PROTECT, related_name="avis_recus")
    courriel = models.EmailField("courriel professionnel", blank=True)
    echeance = models.DateField("réponse attendue le", null=True, blank=True, editable=False)
    tacite = models.BooleanField("le silence vaut accord", default=False, editable=False)
    accuse_le = models.DateField("accusé de réception le", null=True, blank=True)
    # Set with its last answer, so that figures and reminders need not read the answers.
    repondu_le = models.DateField("répondu le", null=True, blank=True, editable=False)

    objects = DestinataireQuerySet.as_manager()
    acces = Acces(territoire="avis__conseil__arrondissement", institution="partenaire")

    class Meta:
        verbose_name = "destinataire"
        ordering = ["avis", "partenaire__nom"]
        constraints = [
            models.UniqueConstraint(
                fields=["avis", "partenaire"],
                name="destinataire_unique",
                violation_error_message="Cette institution est déjà destinataire.",
            ),
            models.CheckConstraint(
                condition=Q(tacite=False) | Q(echeance__isnull=False),
                name="destinataire_tacite_avec_echeance",
                violation_error_message="Un accord tacite suppose un délai.",
            ),
            models.CheckConstraint(
                condition=Q(accuse_le__isnull=True) | Q(repondu_le__isnull=True) | Q(repondu_le__gte=F("accuse_le")),
                name="destinataire_accuse_avant_reponse",
                violation_error_message="L'accusé de réception ne peut pas suivre la réponse.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.partenaire)

    def en_retard_le(self, jour: date) -> bool:
        """No final answer, past its day. A tacit agreement is an answer, not a delay."""
        return not self.repondu_le and not self.tacite and self.echeance is not None and self.echeance < jour

    def accord_tacite_le(self, jour: date) -> bool:
        return not self.repondu_le and self.tacite and self.echeance is not None and self.echeance < jour

    @property
    def en_retard(self) -> bool:
        return self.en_retard_le(timezone.localdate())

    @property
    def accord_tacite(self) -> bool:
        return self.accord_tacite_le(timezone.localdate())
