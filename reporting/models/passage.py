"""The path of a document: each passage from hand to hand, and each defect found in what was published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reporting.models.rapport import Rapport
from reporting.querysets import PassageRapportQuerySet


class PassageRapport(models.Model):
    """One act on one document. Rows are added and never changed: a database trigger sees to it."""

    class Acte(models.TextChoices):
        DEMANDER = "demander", "Demandé"
        PRODUIRE = "produire", "Projet produit"
        GARDER = "garder", "Données inchangées : projet gardé"
        SOUMETTRE = "soumettre", "Soumis"
        REMETTRE = "remettre", "Remis aux commanditaires"
        ACCEPTER = "accepter", "Accepté"
        RENVOYER = "renvoyer", "Renvoyé"
        REPRENDRE = "reprendre", "Refait à partir des données"
        PUBLIER = "publier", "Publication décidée"
        SCELLER = "sceller", "Édition publiée, scellée"
        ECHOUER = "echouer", "Échec"
        RELANCER = "relancer", "Relancé"

    class Institution(models.TextChoices):
        PREFECTURE = "prefecture", "Préfecture"
        VILLE = "ville", "Ville"

    # What the sealed edition prints; what the commanditaires follow; the rest is the team's kitchen.
    SIGNATURES = (Acte.SOUMETTRE, Acte.ACCEPTER, Acte.PUBLIER)
    CIRCUIT = (*SIGNATURES, Acte.RENVOYER, Acte.SCELLER)

    rapport = models.ForeignKey(Rapport, on_delete=models.PROTECT, related_name="passages")
    acte = models.CharField(max_length=10, choices=Acte)
    de = models.CharField(max_length=11, blank=True)
    vers = models.CharField(max_length=11)
    # ``None``: the machine. The name is kept as it was that day.
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    par_nom = models.CharField(max_length=200)
    institution = models.CharField(max_length=10, choices=Institution, blank=True)
    le = models.DateTimeField(default=timezone.now, editable=False)
    motif = models.TextField(blank=True, max_length=5_000)
    tour = models.PositiveSmallIntegerField()
    # Of the data as they were then: what was accepted is what is published.
    donnees_sha256 = models.CharField(max_length=64, blank=True)

    objects = PassageRapportQuerySet.as_manager()

    class Meta:
        verbose_name = "passage d'un document"
        verbose_name_plural = "passages des documents"
        ordering = ["le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rapport", "tour", "institution"],
                condition=Q(acte="accepter"),
                name="passage_une_acceptation_par_institution",
                violation_error_message="Ce document est déjà accepté au nom de cette institution.",
            ),
            models.CheckConstraint(
                condition=~Q(acte__in=["accepter", "renvoyer"]) | ~Q(institution="") & Q(par__isnull=False),
                name="passage_decision_signee",
            ),
            models.CheckConstraint(condition=~Q(acte="renvoyer") | ~Q(motif=""), name="passage_renvoi_motive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_acte_display()}, {self.par_nom}"


class DefautRapport(models.Model):
    """Something wrong with a published document, found by a verification; lifted when a later one finds it right."""

    class Nature(models.TextChoices):
        DONNEES = "donnees", "les données figées ne sont plus celles de la publication"
        PAGE = "page", "la page figée n'est plus celle de la publication"
        ABSENT = "absent", "le fichier PDF est absent"
        ILLISIBLE = "illisible", "le fichier PDF ne peut pas être lu"
        ALTERE = "altere", "le fichier PDF a été modifié"

    rapport = models.ForeignKey(Rapport, on_delete=models.PROTECT, related_name="defauts")
    nature = models.CharField(max_length=10, choices=Nature)
    constate_le = models.DateTimeField("constaté le", default=timezone.now)
    leve_le = models.DateTimeField("levé le", null=True, blank=True)

    class Meta:
        verbose_name = "défaut d'un document publié"
        verbose_name_plural = "défauts des documents publiés"
        ordering = ["constate_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rapport", "nature"], condition=Q(leve_le=None), name="defaut_constate_une_fois"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rapport.numero} : {self.get_nature_display()}"
