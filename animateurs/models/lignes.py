"""The lines of the journal: what was done, with whom, how long."""

from datetime import date
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify

from animateurs.models.activites import TypeActivite
from animateurs.models.convention import Mission
from animateurs.models.feuilles import ActionFeuille
from animateurs.models.semaines import SemaineJournal
from animateurs.querysets.lignes import LigneQuerySet
from comptes.porte import Acces
from conseils.models import Acteur, Reunion
from socle.templatetags.typographie import date_fr
from territoires.models import Partenaire, Quartier

MINUTES_PAR_JOUR = 24 * 60
PUBLIC_MAXIMAL = 2000  # beyond that, a slip of the keyboard is likelier than a crowd


def intituler(ligne) -> str:
    """What was done: the kind, or what « Autre » stands for."""
    precise = ligne.precision and ligne.type_activite.code == TypeActivite.AUTRE
    return ligne.precision if precise else str(ligne.type_activite)


class LigneJournal(models.Model):
    """One activity. ``jour`` counts from Monday (0), so a line cannot stand outside its week."""

    JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

    semaine = models.ForeignKey(SemaineJournal, on_delete=models.CASCADE, related_name="lignes")
    jour = models.PositiveSmallIntegerField(choices=list(enumerate(JOURS)))
    type_activite = models.ForeignKey(
        TypeActivite, on_delete=models.PROTECT, related_name="lignes", verbose_name="activité"
    )
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="lignes")
    minutes = models.PositiveSmallIntegerField(
        "durée (minutes)", validators=[MinValueValidator(15), MaxValueValidator(MINUTES_PAR_JOUR)]
    )
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, null=True, blank=True, related_name="lignes")
    reunion = models.ForeignKey(
        Reunion, on_delete=models.SET_NULL, null=True, blank=True, related_name="lignes", verbose_name="réunion"
    )
    action = models.ForeignKey(
        ActionFeuille,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="lignes",
        verbose_name="action de la feuille de route",
    )
    # People met, only where no meeting counts them already.
    femmes = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(PUBLIC_MAXIMAL)])
    hommes = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(PUBLIC_MAXIMAL)])
    non_renseignes = models.PositiveSmallIntegerField(
        "non renseigné", default=0, validators=[MaxValueValidator(PUBLIC_MAXIMAL)]
    )
    # ``None``: the question was not asked. Zero is an answer.
    eloignes = models.PositiveSmallIntegerField(
        "dont éloignés", null=True, blank=True, validators=[MaxValueValidator(PUBLIC_MAXIMAL)]
    )
    acteurs = models.ManyToManyField(
        Acteur, related_name="lignes", blank=True, verbose_name="acteurs du territoire rencontrés"
    )
    partenaires = models.ManyToManyField(
        Partenaire, related_name="lignes", blank=True, verbose_name="institutions rencontrées"
    )
    precision = models.CharField("laquelle", max_length=80, blank=True)
    note = models.CharField(max_length=500, blank=True)
    motif_weekend = models.CharField("motif du travail le week-end", max_length=120, blank=True)
    # Names the act of adding it: a device that sends it again, not knowing whether it arrived, adds nothing.
    cle = models.UUIDField("clé", null=True, blank=True, editable=False)
    # Grows with each correction: two devices that correct the same line are both told.
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = LigneQuerySet.as_manager()
    acces = Acces(
        territoire="semaine__affectation__conseil__arrondissement", titulaire="semaine__affectation__animateur"
    )

    class Meta:
        verbose_name = "ligne du journal"
        verbose_name_plural = "lignes du journal"
        ordering = ["semaine", "jour", "pk"]
        indexes = [models.Index(fields=["type_activite", "semaine"], name="ligne_type_semaine")]
        constraints = [
            models.CheckConstraint(condition=Q(jour__lte=6), name="ligne_dans_sa_semaine"),
            models.CheckConstraint(
                condition=Q(minutes__gte=15, minutes__lte=MINUTES_PAR_JOUR),
                name="ligne_duree_plausible",
                violation_error_message="La durée va d'un quart d'heure à 24 heures.",
            ),
            models.CheckConstraint(
                condition=Q(jour__lte=4) | ~Q(motif_weekend=""),
                name="ligne_weekend_avec_motif",
                violation_error_message="Le samedi et le dimanche, indiquez le motif.",
            ),
            models.CheckConstraint(
                condition=Q(reunion__isnull=True) | Q(femmes=0, hommes=0, non_renseignes=0, eloignes__isnull=True),
                name="ligne_public_compte_une_fois",
                violation_error_message="Le public d'une réunion se compte sur la réunion, pas dans le journal.",
            ),
            models.CheckConstraint(
                condition=Q(eloignes__isnull=True) | Q(eloignes__lte=F("femmes") + F("hommes") + F("non_renseignes")),
                name="ligne_eloignes_parmi_le_public",
                violation_error_message="Les éloignés sont comptés parmi les personnes rencontrées.",
            ),
            models.UniqueConstraint(
                fields=["semaine", "cle"],
                name="ligne_envoyee_une_fois",
                violation_error_message="Cette activité est déjà enregistrée.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jour_display()} : {self.type_activite}"

    @property
    def intitule(self) -> str:
        """What was done: the kind, or what « Autre » stands for."""
        return intituler(self)

    @property
    def date_du_jour(self) -> date:
        return self.semaine.date_du(self.jour)

    @property
    def public(self) -> int:
        """People met that no meeting counts."""
        return (self.femmes or 0) + (self.hommes or 0) + (self.non_renseignes or 0)

    @cached_property
    def structures(self) -> list[str]:
        """The names of the structures met, the annuaire first. A week reads them at once (``noms_rencontres``)."""
        return [str(structure) for structure in (*self.acteurs.all(), *self.partenaires.all())]

    def clean(self) -> None:
        """The rules that look beyond the row, each refusal beside its field."""
        if self.jour is None:  # refused already, and every rule below needs it
            return
        autres, absent_du, absent_au = LigneJournal.objects.journee(self)
        refus = {
            "jour": self._refus_du_jour() or _refus_de_l_absence(absent_du, absent_au),
            "minutes": self._refus_de_la_duree(autres),
            "quartier": self._refus_du_quartier(),
            "reunion": self._refus_de_la_reunion(),
            "action": self._refus_de_l_action(),
            "femmes": self._refus_du_public(),
            "eloignes": self._refus_des_eloignes(),
            "motif_weekend": self._refus_du_weekend(),
            "precision": self._refus_de_la_precision(),
        }
        refus = {champ: message for champ, message in refus.items() if message}
        if refus:
            raise ValidationError(refus)

    def _refus_du_jour(self) -> str:
        affectation = self.semaine.affectation
        if self.date_du_jour < affectation.debut:
            return f"L’affectation commence le {_en_lettres(affectation.debut)}."
        if affectation.fin and self.date_du_jour > affectation.fin:
            return f"L’affectation s’est terminée le {_en_lettres(affectation.fin)}."
        return ""

    def _refus_de_la_duree(self, autres: int) -> str:
        if self.minutes is None:
            return ""
        if autres + self.minutes <= MINUTES_PAR_JOUR:
            return ""
        return f"Plus de 24 heures dans la même journée : {autres // 60} h {autres % 60:02d} y sont déjà."

    def _refus_du_quartier(self) -> str:
        perimetre = self.semaine.affectation.conseil.quartiers
        if self.quartier_id is None or perimetre.filter(pk=self.quartier_id).exists():
            return ""
        return "Ce quartier n’est pas dans le périmètre du conseil."

    def _refus_de_la_reunion(self) -> str:
        if self.reunion is None:
            return ""
        if self.reunion.conseil_id != self.semaine.affectation.conseil_id:
            return "Cette réunion est celle d’un autre conseil."
        if self.reunion.statut == Reunion.Statut.ANNULEE:
            return "Cette réunion est annulée."
        if self.reunion.date != self.date_du_jour:
            return f"Cette réunion a lieu le {_en_lettres(self.reunion.date)} : choisissez ce jour."
        return ""

    def _refus_de_l_action(self) -> str:
        if self.action is None or self.action.feuille.conseil_id == self.semaine.affectation.conseil_id:
            return ""
        return "Cette action est celle de la feuille de route d’un autre conseil."

    def _refus_du_public(self) -> str:
        if self.reunion is None or not self.public:
            return ""
        return "Le public d’une réunion se compte sur la réunion, pas dans le journal."

    def _refus_du_weekend(self) -> str:
        if self.jour <= 4 or self.motif_weekend.strip():
            return ""
        return "Le samedi et le dimanche, indiquez le motif."

    def _refus_des_eloignes(self) -> str:
        if self.eloignes is None:
            return ""
        if self.reunion is not None:
            return "Le public d’une réunion se compte sur la réunion, pas dans le journal."
        if self.eloignes <= self.public:
            return ""
        return f"Plus d’éloignés que de personnes rencontrées ({self.public} en tout)."

    def _refus_de_la_precision(self) -> str:
        """Words, not a dash: the coordination groups what was typed and makes kinds of it."""
        a_preciser = self.type_activite_id and self.type_activite.code == TypeActivite.AUTRE
        return "Précisez l’activité en quelques mots." if a_preciser and not slugify(self.precision) else ""


def _refus_de_l_absence(debut: date | None, fin: date | None) -> str:
    if debut is None:
        return ""
    return (
        f"Une absence est enregistrée du {_en_lettres(debut)} au {_en_lettres(fin)} : corrigez ses dates à la page "
        "« Absences » pour saisir une activité ce jour-là."
    )


def _en_lettres(jour: date) -> str:
    return date_fr(jour, "l j F Y")
