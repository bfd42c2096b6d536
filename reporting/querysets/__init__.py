"""Reads of the documents."""

from __future__ import annotations

from datetime import datetime

from django.db.models import (
    Avg,
    BigIntegerField,
    Count,
    Exists,
    Func,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from animateurs.models import Affectation, Convention, NoteChiffre
from comptes.porte import QuerySetPorte
from conseils.models import (
    Avis,
    ComptagePublic,
    ConseilCitoyen,
    Consultation,
    DelegationFormation,
    EvaluationAutonomie,
    Financement,
    Initiative,
    Reunion,
    Seance,
)
from reporting.rapports.sujet import Sujet
from socle.exercice import exercice_courant
from socle.periode import Periode
from territoires.models import Quartier


def _lieu(conseil: str | OuterRef) -> Func:
    """NULL is never equal to NULL: a document about all of Paris stands under conseil 0.

    Zero is written, not given as a parameter: else SQLite does not know it for the key of ``rapport_rang_unique``.
    """
    return Func(conseil, template="COALESCE(%(expressions)s, 0)", output_field=BigIntegerField())


class PassageRapportQuerySet(QuerySet):
    def acceptations(self, tour: int) -> PassageRapportQuerySet:
        """Those of one submission."""
        return self.filter(acte="accepter", tour=tour)

    def acceptations_du_rapport(self, institution: str) -> PassageRapportQuerySet:
        """For a subquery on documents: those of its last submission, in the name of one institution."""
        return self.acceptations(OuterRef("tour")).filter(rapport=OuterRef("pk"), institution=institution)


class RapportQuerySet(QuerySetPorte):
    def a_prendre(self, maintenant: datetime) -> RapportQuerySet:
        """Work owed that no worker holds: never taken, or taken by one whose lease has run out."""
        libre = Q(bail=None) | Q(bail__lt=maintenant)
        return self.filter(libre, etat__in=self.model.A_FAIRE)

    def tenus_par(self, jeton: str) -> RapportQuerySet:
        """The row that the holder of this token still holds, if any."""
        return self.filter(jeton=jeton, etat__in=self.model.A_FAIRE)

    def acheves(self) -> RapportQuerySet:
        """Those that have a whole file, hence frozen data."""
        return self.filter(etat__in=self.model.ACHEVES)

    def par_etat(self) -> dict[str, int]:
        """How many documents in each state that holds any."""
        return dict(self.order_by().values_list("etat").annotate(Count("pk")))

    def dernier_rang(self, sorte: str, conseil: int | None, exercice: int) -> int:
        """Rank of the last one asked for; 0 when there is none."""
        rangs = self.filter(sorte=sorte, conseil=conseil, exercice=exercice).order_by("-rang")
        return rangs.values_list("rang", flat=True).first() or 0

    def avec_remplacant(self) -> RapportQuerySet:
        """Annotate published rows with ``remplace_par``: number of the later version published, if any."""
        suivants = self.model.objects.alias(lieu=_lieu("conseil")).filter(
            lieu=_lieu(OuterRef("conseil")),
            sorte=OuterRef("sorte"),
            exercice=OuterRef("exercice"),
            objet=OuterRef("objet"),
            rang__gt=OuterRef("rang"),
            etat="publie",
        )
        return self.annotate(remplace_par=Subquery(suivants.order_by("-rang").values("numero")[:1]))

    def bilans_publics(self, conseil: ConseilCitoyen) -> RapportQuerySet:
        """The bilans of a conseil that everybody may have: published, and not replaced since; the latest first."""
        publies = self.filter(conseil=conseil, sorte="bilan-conseil", etat="publie").avec_remplacant()
        return publies.filter(remplace_par=None).order_by("-exercice").defer("donnees", "html")

    def du_meme_sujet(self, rapport: Model) -> RapportQuerySet:
        """Every other document of its kind about the same thing."""
        memes = self.filter(
            sorte=rapport.sorte, conseil=rapport.conseil_id, exercice=rapport.exercice, objet=rapport.objet
        )
        return memes.exclude(pk=rapport.pk) if rapport.pk else memes

    def comparables_a(self, rapport: Model) -> RapportQuerySet:
        """The other documents of its kind, about the same conseil and the same thing, that can be read."""
        memes = self.filter(sorte=rapport.sorte, conseil=rapport.conseil_id, etat__in=self.model.ACHEVES)
        return memes.exclude(pk=rapport.pk).defer("donnees", "html")

    def durees_moyennes(self, sortes: set[str]) -> dict[str, float]:
        """In milliseconds, by kind: how long the last job of each document took, where it was measured."""
        mesures = self.filter(sorte__in=sortes, duree__isnull=False).order_by()
        return dict(mesures.values_list("sorte").annotate(Avg("duree")))

    def bilan(self) -> dict[str, int]:
        """How many can be read (``prets``), and how many failed (``echecs``)."""
        return self.aggregate(
            prets=Count("pk", filter=Q(etat__in=self.model.ACHEVES)), echecs=Count("pk", filter=Q(etat="echec"))
        )

    def pour_la_liste(self) -> RapportQuerySet:
        """With what a line of the library prints, and without the frozen data."""
        return self.avec_remplacant().select_related("conseil__arrondissement", "demande_par").defer("donnees", "html")


class RecitQuerySet(QuerySetPorte):
    def du(self, sorte: str, sujet: Sujet) -> RecitQuerySet:
        """The texts written for documents of this kind about this subject."""
        return self.filter(sorte=sorte, **vars(sujet))


def exercices_du_conseil(conseil: ConseilCitoyen) -> list[int]:
    """The exercices about which there is something to report, latest first.

    Those in which somebody accompanied the conseil or a meeting was held, and the one under way. A mandat
    is not enough: many began before anything was written down here.
    """
    jour = timezone.localdate()
    annees = {exercice_courant(jour)} | {
        exercice_courant(tenue) for tenue in conseil.reunions.tenues().values_list("date", flat=True)
    }
    for debut, fin in conseil.affectations.values_list("debut", "fin"):
        annees.update(range(exercice_courant(debut), exercice_courant(fin or jour) + 1))
    return sorted((annee for annee in annees if annee <= exercice_courant(jour)), reverse=True)


def conseils_renseignes(periode: Periode | None) -> QuerySet[ConseilCitoyen]:
    """Accompanied, or having met, during the period (``None``: that under way, about which all can be asked)."""
    if periode is None:
        return ConseilCitoyen.objects.all()
    tenues = Reunion.objects.tenues().filter(conseil=OuterRef("pk"), date__range=(periode.debut, periode.fin))
    suivis = Affectation.objects.chevauchant(periode.debut, periode.fin).filter(conseil=OuterRef("pk"))
    return ConseilCitoyen.objects.filter(Exists(tenues) | Exists(suivis))


def convention_du_conseil(conseil: ConseilCitoyen, periode: Periode) -> Convention | None:
    """The convention that runs on the last day of the period and covers the conseil."""
    conventions = Convention.objects.filter(
        arrondissements=conseil.arrondissement_id, debut__lte=periode.fin, fin__gte=periode.fin
    )
    return conventions.select_related("partenaire").prefetch_related("commanditaires").first()


def quartiers_du_perimetre(conseil: ConseilCitoyen) -> list[Quartier]:
    """With every figure published about them, the renewal perimeters that touch them, their outlines."""
    avec_tout = conseil.quartiers.avec_contours().prefetch_related("mesures", "perimetres")
    return list(avec_tout.order_by("categorie", "nom", "code"))


def reunions_tenues(conseil: ConseilCitoyen, periode: Periode) -> QuerySet[Reunion]:
    """In order, with ``membres`` and ``autres``: how many came."""
    publics = ComptagePublic.objects.filter(reunion=OuterRef("pk")).order_by().values("reunion")
    return (
        conseil.reunions.tenues()
        .filter(date__range=(periode.debut, periode.fin))
        .select_related("quartier")
        .annotate(
            membres=Count("presences", filter=Q(presences__nature="present")),
            autres=Coalesce(Subquery(publics.values(total=Sum("nombre"))), 0),
        )
        .order_by("date", "heure", "pk")
    )


def formations_suivies(conseil: ConseilCitoyen, periode: Periode) -> QuerySet[DelegationFormation]:
    """The part of the conseil in each formation, in order, with ``nombre_membres`` and ``nombre_autres``."""
    delegations = conseil.delegations.pendant(periode).select_related("formation").avec_participants()
    return delegations.order_by("formation__debut", "formation")


def evaluations_connues(conseil: ConseilCitoyen, periode: Periode) -> list[EvaluationAutonomie]:
    """The last two half-years evaluated among those begun by the end of the period, the latest first."""
    debutes = Q(annee__lt=periode.fin.year) | Q(
        annee=periode.fin.year, semestre__lte=1 if periode.fin.month <= 6 else 2
    )
    return conseil.evaluations.filter(debutes).derniers(2)[::-1]


def actes_transmis(conseil: ConseilCitoyen, periode: Periode) -> QuerySet[Avis]:
    """In order, with their addressees, what these answered, what they promised and what was seen of it."""
    actes = conseil.avis.transmis_pendant(periode).avec_chronologie().prefetch_related("objectifs", "divergences")
    return actes.order_by("transmis_le", "pk")


def seances_ouvertes(conseil: ConseilCitoyen, periode: Periode) -> QuerySet[Seance]:
    """Held, with a seat for this conseil while it was open; ``la_sienne`` is its own part, if it has one."""
    seances = Seance.objects.tenues_pendant(periode).ouvertes_a(conseil).avec_presence_de(conseil)
    if conseil.date_cloture:
        seances = seances.filter(date__lte=conseil.date_cloture)
    la_sienne = Prefetch("delegations", conseil.delegations_seances.all(), to_attr="la_sienne")
    return seances.select_related("type", "arrondissement").prefetch_related(la_sienne).order_by("date", "pk")


def initiatives_en_vie(conseil: ConseilCitoyen, periode: Periode) -> QuerySet[Initiative]:
    """With what finances them and whom they gather."""
    argent = Prefetch("financements", Financement.objects.avec_depense())
    vivantes = conseil.initiatives.en_vie_pendant(periode).select_related("structure_acteur", "structure_partenaire")
    return vivantes.prefetch_related("partenaires", "acteurs", argent).order_by("numero")


def consultations_menees(conseil: ConseilCitoyen, periode: Periode) -> QuerySet[Consultation]:
    """Open on at least one day of the period."""
    lancees = conseil.consultations.exclude(etat=Consultation.Etat.PREPARATION)
    ouvertes = lancees.filter(ouverture__date__lte=periode.fin, cloture__date__gte=periode.debut)
    return ouvertes.order_by("ouverture", "pk")


def notes_du_conseil(conseil: ConseilCitoyen, exercice: int) -> QuerySet[NoteChiffre]:
    """The notes on the figures of an exercice that nobody has withdrawn, in order, with their author."""
    return NoteChiffre.objects.de([conseil.pk], exercice)
