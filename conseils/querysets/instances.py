"""Séances of instances, who sat there, what follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Count, Exists, IntegerField, Max, Min, Model, OuterRef, Q, Value, When

from comptes.porte import QuerySetPorte
from conseils.querysets.communs import QuerySetOrdonne, lies, par_moment
from socle.periode import Periode

COPIL_PARIS = "comite-pilotage-contrat"
COPIL_TERRITOIRE = "comite-pilotage-projet-territoire"
# What an overdue act is brought before, the nearest to the inhabitants first.
SAISIES_POUR_UN_CONSEIL = (COPIL_TERRITOIRE, COPIL_PARIS)


class SeanceQuerySet(QuerySetPorte):
    def tenues(self) -> SeanceQuerySet:
        return self.filter(statut="tenue")

    def a_venir(self, jour: date) -> SeanceQuerySet:
        return self.filter(statut="prevue", date__gte=jour).order_by("date", "heure", "pk")

    def a_renseigner(self, jour: date) -> SeanceQuerySet:
        """Planned in the past, and nobody has told what became of them."""
        return self.filter(statut="prevue", date__lt=jour).order_by("date", "pk")

    def tenues_pendant(self, periode: Periode) -> SeanceQuerySet:
        return self.tenues().pendant(periode)

    def pendant(self, periode: Periode) -> SeanceQuerySet:
        return self.filter(date__range=(periode.debut, periode.fin))

    def de_meme_instance(self, seance: Model) -> SeanceQuerySet:
        return self.filter(type=seance.type_id, arrondissement=seance.arrondissement_id)

    def ouvertes_a(self, conseil: Model) -> SeanceQuerySet:
        """Those at which this conseil has a seat: its arrondissement's, and those of all conseils."""
        return self.ouvertes_dans(conseil.arrondissement_id)

    def ouvertes_dans(self, arrondissement: int | OuterRef) -> SeanceQuerySet:
        """Those at which the conseil of this arrondissement has a seat."""
        ici = Q(arrondissement=None) | Q(arrondissement=arrondissement)
        return self.filter(ici, type__ouverte_au_conseil=True)

    def prochaines_pour(self, conseils: Iterable[Model], jour: date) -> dict[int, Model]:
        """By key of conseil, the séance to which it can bring a matter, in one query; absent: none is planned.

        Its own COPIL if there is one, else that of Paris.
        """
        rangs = [When(type__code=code, then=Value(rang)) for rang, code in enumerate(SAISIES_POUR_UN_CONSEIL)]
        ouvertes = self.a_venir(jour).filter(type__code__in=SAISIES_POUR_UN_CONSEIL, type__ouverte_au_conseil=True)
        par_lieu: dict[int | None, Model] = {}
        for seance in ouvertes.order_by(Case(*rangs, output_field=IntegerField()), "date", "heure", "pk"):
            par_lieu.setdefault(seance.arrondissement_id, seance)
        trouvees = {c.pk: par_lieu.get(c.arrondissement_id) or par_lieu.get(None) for c in conseils}
        return {pk: seance for pk, seance in trouvees.items() if seance}

    def avec_presence_de(self, conseil: Model) -> SeanceQuerySet:
        """Annotate ``conseil_present``: somebody sat there for this conseil."""
        return self.avec_presence(conseil.pk)

    def avec_presence(self, conseil: int | OuterRef) -> SeanceQuerySet:
        """The same, from the key of the conseil, or a reference to it from a subquery."""
        sieges = lies(lies(self, "delegations"), "representations").presents()
        return self.annotate(
            conseil_present=Exists(sieges.filter(delegation__seance=OuterRef("pk"), delegation__conseil=conseil))
        )

    def avec_sieges_de(self, conseil: Model) -> SeanceQuerySet:
        """Annotate ``sieges``, the seats that this conseil holds there, with what names the séance."""
        sieges = Count("delegations__representations", filter=Q(delegations__conseil=conseil.pk), distinct=True)
        return self.select_related("type", "arrondissement").annotate(sieges=sieges)

    def decompte(self, jour: date) -> list[tuple[int, int | None, int, int, int]]:
        """By (kind, arrondissement): held, to come, and past without a word. One query."""
        groupes = self.exclude(statut="annulee").order_by().values_list("type", "arrondissement")
        return list(groupes.annotate(**par_moment(jour)))

    def bornes(self) -> tuple[date | None, date | None]:
        """The first and the last day of these séances."""
        jours = self.aggregate(premiere=Min("date"), derniere=Max("date"))
        return jours["premiere"], jours["derniere"]


class PointSeanceQuerySet(QuerySetOrdonne):
    def inscrits(self) -> PointSeanceQuerySet:
        """Those on the agenda: not the ones put there by the machine and set aside by somebody."""
        return self.filter(ecarte=False)

    def automatiques_a_venir(self, jour: date) -> PointSeanceQuerySet:
        """Those that late answers put on the agenda of séances to come, set aside or not."""
        a_venir = self.filter(origine="avis", seance__statut="prevue", seance__date__gte=jour)
        return a_venir.select_related("seance", "destinataire__avis", "destinataire__partenaire")

    def avec_avis(self) -> PointSeanceQuerySet:
        return self.select_related("destinataire__partenaire", "destinataire__avis__conseil__arrondissement")

    def derniers_rangs(self, seances: Iterable[int]) -> dict[int, int]:
        """The last rank of each of these agendas that has one."""
        groupes = self.filter(seance__in=seances).order_by().values_list("seance")
        return dict(groupes.annotate(dernier=Max("rang")))


class DelegationSeanceQuerySet(QuerySetPorte):
    def a_restituer(self, depuis: date, jour: date) -> DelegationSeanceQuerySet:
        """Of the séances held between those days, those of which the assemblée has not been told."""
        tenues = self.filter(seance__statut="tenue", seance__date__range=(depuis, jour))
        return tenues.filter(restitution="", restitue_en=None).order_by("seance__date", "pk")


class RepresentationQuerySet(QuerySetPorte):
    def presents(self) -> RepresentationQuerySet:
        return self.filter(presence="present")


class DecisionInstanceQuerySet(QuerySetPorte):
    def ouvertes(self) -> DecisionInstanceQuerySet:
        return self.filter(etat__in=["a_faire", "en_cours"])

    def suites_pour(self, seance: Model) -> DecisionInstanceQuerySet:
        """Decided by the same instance at an earlier séance, and not closed before this one. Derived, never copied."""
        avant = self.filter(
            seance__type=seance.type_id, seance__arrondissement=seance.arrondissement_id, seance__date__lt=seance.date
        )
        pas_closes = Q(close_le=None) | Q(close_le__gte=seance.date)
        return avant.filter(pas_closes).order_by("seance__date", "pk")


class TacheQuerySet(QuerySetPorte):
    def a_faire(self) -> TacheQuerySet:
        """Not done, of a séance that is not cancelled."""
        return self.filter(faite_le=None).exclude(seance__statut="annulee").order_by("pour_le", "pk")

    def a_faire_avant(self, jour: date) -> TacheQuerySet:
        """Those due on that day at the latest, the latest ones first."""
        return self.a_faire().filter(pour_le__lte=jour)
