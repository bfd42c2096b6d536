"""Reads of the dossiers of comités de pilotage: what a séance inherits, what was said since, what is planned."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from animateurs.models import Convention, FeuilleDeRoute
from conseils.instances import DIRECTION, ELARGIE
from conseils.models import (
    Avis,
    ConseilCitoyen,
    Consultation,
    DecisionInstance,
    Destinataire,
    PrioriteTerritoire,
    ProjetTerritoire,
    Representation,
    Seance,
)
from socle.periode import Periode
from territoires.models import Partenaire, Quartier


def seances_de_copil(code: str) -> QuerySet[Seance]:
    """Every séance of this comité, the latest first; those of an arrondissement only where there is a conseil."""
    seances = Seance.objects.filter(type__code=code).select_related("type", "arrondissement")
    avec_conseil = Exists(ConseilCitoyen.objects.filter(arrondissement=OuterRef("arrondissement")))
    return seances.filter(Q(arrondissement=None) | Q(avec_conseil)).order_by("-date", "-pk")


def derniere_seance_avant(seance: Seance) -> Seance | None:
    """The last one that the same comité held before this one."""
    precedentes = Seance.objects.de_meme_instance(seance).tenues().filter(date__lt=seance.date)
    return precedentes.order_by("-date", "-pk").first()


def conseils_invites(seance: Seance, depuis: date) -> list[ConseilCitoyen]:
    """Those with a seat there that were open since that day, with ``designe``: it has named who will sit."""
    conseils = ConseilCitoyen.objects.ouverts_depuis(depuis).select_related("arrondissement")
    if seance.arrondissement_id:
        conseils = conseils.filter(arrondissement=seance.arrondissement_id)
    sieges = Representation.objects.filter(delegation__seance=seance, delegation__conseil=OuterRef("pk"))
    return list(conseils.annotate(designe=Exists(sieges)).order_by("arrondissement__numero"))


def decisions_a_suivre(precedente: Seance | None) -> QuerySet[DecisionInstance]:
    """All those of the last séance, and those of older ones that it found open, whatever became of them since."""
    if precedente is None:
        return DecisionInstance.objects.none()
    reportees = DecisionInstance.objects.suites_pour(precedente)
    retenues = DecisionInstance.objects.filter(Q(pk__in=reportees.values("pk")) | Q(seance=precedente))
    return retenues.select_related("seance", "responsable").order_by("-seance__date", "pk")


def actes_depuis(conseils: Collection[int], periode: Periode) -> QuerySet[Avis]:
    """Sent in the period, with all that tells where they stand."""
    actes = Avis.objects.filter(conseil__in=conseils).transmis_pendant(periode).avec_chronologie()
    actes = actes.select_related("conseil__arrondissement").prefetch_related("objectifs", "divergences")
    return actes.order_by("conseil__arrondissement__numero", "transmis_le", "pk")


def reponses_dues(conseils: Collection[int], le: date) -> QuerySet[Destinataire]:
    """Answers still owed on that day, whenever the act was sent, the most pressing first."""
    sans_reponse = Q(repondu_le=None) | Q(repondu_le__gt=le)
    dues = Destinataire.objects.adresses().filter(sans_reponse, avis__conseil__in=conseils, avis__transmis_le__lte=le)
    dues = dues.exclude(tacite=True, echeance__lt=le).select_related("avis__conseil__arrondissement", "partenaire")
    return dues.order_by(F("echeance").asc(nulls_last=True), "avis__transmis_le", "pk")


def priorites_suivies(conseils: Collection[int], le: date) -> QuerySet[PrioriteTerritoire]:
    """Of the version in force on that day in each conseil, by heading of the contract; progress, latest first."""
    versions = ProjetTerritoire.objects.filter(conseil=OuterRef("projet__conseil"), adopte_le__lte=le)
    en_vigueur = Subquery(versions.order_by("-adopte_le").values("pk")[:1])
    priorites = PrioriteTerritoire.objects.filter(projet__conseil__in=conseils, projet=en_vigueur).completes()
    lieu = "projet__conseil__arrondissement"
    return priorites.select_related("element", lieu).order_by(
        F("element__code").asc(nulls_last=True), f"{lieu}__numero", "rang"
    )


def objectifs_des_priorites(conseils: Collection[int], le: date) -> list[str]:
    """Codes of the headings of the contract that these priorities answer to."""
    priorites = priorites_suivies(conseils, le).filter(element__isnull=False).prefetch_related(None)
    return list(priorites.values_list("element__code", flat=True))


def seances_de_l_exercice(seance: Seance, exercice: Periode) -> QuerySet[Seance]:
    """The calendar that this comité belongs to: its own scale, and what is open to the conseils above it."""
    ici = Q(arrondissement=seance.arrondissement_id)
    if seance.arrondissement_id:
        ici |= Q(arrondissement=None, type__ouverte_au_conseil=True)
    return Seance.objects.pendant(exercice).filter(ici).select_related("type", "arrondissement").order_by("date", "pk")


def seances_preparatoires(seance: Seance, exercice: Periode) -> list[Seance]:
    """The direction de projet and the équipe élargie of the exercice, on which the order of the séances rests."""
    types = Q(type__code=DIRECTION, arrondissement=None)
    types |= Q(type__code=ELARGIE, arrondissement=seance.arrondissement_id)
    return list(Seance.objects.pendant(exercice).filter(types).select_related("type"))


def consultations_ouvertes(conseils: Collection[int], periode: Periode) -> QuerySet[Consultation]:
    """Open to one of these conseils on at least one day of the period, each once."""
    lancees = Consultation.objects.exclude(etat=Consultation.Etat.PREPARATION).filter(conseils__in=conseils)
    ouvertes = lancees.filter(ouverture__date__lte=periode.fin, cloture__date__gte=periode.debut)
    return ouvertes.distinct().order_by("ouverture", "pk")


def quartiers_prioritaires(conseils: Collection[int]) -> QuerySet[Quartier]:
    """The QPV of these perimeters with every figure published; one that crosses a border comes once."""
    quartiers = Quartier.objects.filter(categorie=Quartier.Categorie.QPV, conseils__in=conseils).distinct()
    return quartiers.prefetch_related("mesures", "rangs", "arrondissements").order_by("nom", "code")


def feuilles_validees(conseils: Collection[int], exercice: int, le: date) -> dict[int, FeuilleDeRoute]:
    """By conseil: that of the exercice once it has been validated, with how many actions in each situation."""
    feuilles = FeuilleDeRoute.objects.filter(conseil__in=conseils, exercice=exercice, validee_le__isnull=False)
    return {feuille.conseil_id: feuille for feuille in feuilles.avec_progres(le)}


def convention_de_paris(le: date) -> Convention | None:
    """The convention that runs on that day."""
    conventions = Convention.objects.filter(debut__lte=le, fin__gte=le).select_related("partenaire")
    return conventions.prefetch_related(Prefetch("commanditaires", Partenaire.objects.order_by("nom"))).first()


def signataires() -> list[str]:
    return list(Partenaire.objects.filter(signataire=True).order_by("nom").values_list("nom", flat=True))
