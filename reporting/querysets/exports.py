"""What exports count: figures by conseil, within the account's reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from animateurs.models import LigneJournal
from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import Avis, ComptagePublic, ConseilCitoyen, Mandat, Presence, Reunion, Sexe
from reporting.exports.declaration import Filtres
from socle.exercice import exercice_courant, periode_de_l_exercice

NOMS_DES_SEXES = dict(zip(Sexe.values, ("femmes", "hommes", "non_renseigne"), strict=True))


class ExportQuerySet(QuerySet):
    """Jobs of exports. One belongs to its author and to nobody else, whatever the roles."""

    def de(self, compte: Compte) -> ExportQuerySet:
        return self.filter(demande_par=compte.pk)

    def a_prendre(self, maintenant: datetime) -> ExportQuerySet:
        """Work owed that no worker holds: never taken, or taken by one whose lease has run out."""
        return self.filter(Q(bail=None) | Q(bail__lt=maintenant), etat__in=self.model.A_FAIRE)

    def tenus_par(self, jeton: str) -> ExportQuerySet:
        return self.filter(jeton=jeton, etat__in=self.model.A_FAIRE)

    def perimes(self, maintenant: datetime) -> ExportQuerySet:
        """Those whose file has been kept long enough; nobody is working on them."""
        return self.filter(demande_le__lt=maintenant - settings.EXPORT_CONSERVATION).exclude(
            etat__in=self.model.A_FAIRE, bail__gte=maintenant
        )


def reunions_avec_presences() -> QuerySet[Reunion]:
    """Held, their attendance known, with ``femmes``, ``hommes``, ``non_renseigne`` and ``participants``."""
    nombres = {nom: _membres_venus(sexe) + _public(sexe) for sexe, nom in NOMS_DES_SEXES.items()}
    reunions = Reunion.objects.tenues().filter(presences_saisies=True).annotate(**nombres)
    reunions = reunions.annotate(participants=F("femmes") + F("hommes") + F("non_renseigne"))
    return reunions.select_related("conseil__arrondissement").order_by("date", "pk")


def _membres_venus(sexe: str) -> Coalesce:
    venus = Presence.objects.presents().filter(reunion=OuterRef("pk"), membre__sexe=sexe)
    return _nombre(venus.order_by().values("reunion").annotate(total=Count("pk")))


def _public(sexe: str) -> Coalesce:
    comptes = ComptagePublic.objects.filter(reunion=OuterRef("pk"), sexe=sexe)
    return _nombre(comptes.order_by().values("reunion").annotate(total=Sum("nombre")))


def _nombre(lignes: QuerySet) -> Coalesce:
    return Coalesce(Subquery(lignes.values("total")), 0, output_field=IntegerField())


def heures_par_mission(compte: Compte, filtres: Filtres) -> list[dict]:
    """Minutes handed in, by conseil and by mission."""
    lignes = LigneJournal.objects.pour(compte, P.SEMAINE_VOIR).remises()
    if filtres.exercice:
        lignes = lignes.pendant(periode_de_l_exercice(filtres.exercice))
    if filtres.conseil:
        lignes = lignes.filter(semaine__affectation__conseil__arrondissement__numero=filtres.conseil)
    conseil = "semaine__affectation__conseil"
    cles = (f"{conseil}__arrondissement__numero", f"{conseil}__nom", "mission__libelle")
    sommes = lignes.order_by(cles[0], "mission__ordre").values_list(*cles).annotate(total=Sum("minutes"))
    noms = ("arrondissement", "conseil", "mission", "minutes")
    return [dict(zip(noms, ligne, strict=True)) for ligne in sommes]


def composition_par_college(compte: Compte, filtres: Filtres) -> list[dict]:
    """People in mandat by conseil and by collège, women and men: no sum over the collèges is given."""
    au = _jour_de(filtres)
    conseils = ConseilCitoyen.objects.pour(compte, P.CONSEIL_VOIR).select_related("arrondissement")
    if filtres.conseil:
        conseils = conseils.filter(arrondissement__numero=filtres.conseil)
    nombres = _membres_par_college([c.pk for c in conseils], au)
    return [
        {"arrondissement": c.arrondissement.numero, "conseil": c.nom, "college": college.label, "au": au, **ligne}
        for c in conseils.order_by("arrondissement__numero")
        for college in Mandat.College
        for ligne in [nombres[c.pk, college.value]]
    ]


def _membres_par_college(conseils: Iterable[int], au: date) -> dict[tuple[int, str], dict[str, int]]:
    lues: dict[tuple[int, str], dict[str, int]] = defaultdict(
        lambda: dict.fromkeys((*NOMS_DES_SEXES.values(), "membres"), 0)
    )
    mandats = Mandat.objects.un_par_membre_le(au).filter(groupe__conseil__in=list(conseils)).order_by()
    groupes = mandats.values_list("groupe__conseil", "college", "membre__sexe").annotate(nombre=Count("pk"))
    for conseil, college, sexe, nombre in groupes:
        lues[conseil, college][NOMS_DES_SEXES[sexe]] += nombre
        lues[conseil, college]["membres"] += nombre
    return lues


def _jour_de(filtres: Filtres) -> date:
    aujourd_hui = timezone.localdate()
    if not filtres.exercice:
        return aujourd_hui
    return min(aujourd_hui, periode_de_l_exercice(filtres.exercice).fin)


def avis_par_theme(jour: date) -> list[dict]:
    """How many acts were adopted by exercice, arrondissement and objective of the contrat, in order."""
    adoptes = Avis.objects.filter(numero__isnull=False, adopte_en__date__lte=jour).order_by()
    cles = ("adopte_en__date", "conseil__arrondissement__numero", "objectifs__code", "objectifs__intitule")
    nombres: dict[tuple, int] = defaultdict(int)
    for adopte_le, numero, code, intitule in adoptes.values_list(*cles):
        exercice = exercice_courant(adopte_le)
        nombres[exercice, numero, code or "", intitule or "Sujet libre"] += 1
    noms = ("exercice", "arrondissement", "objectif", "theme")
    return [{**dict(zip(noms, cle, strict=True)), "actes": nombre} for cle, nombre in sorted(nombres.items())]
