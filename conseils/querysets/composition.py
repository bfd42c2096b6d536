"""Who is in a groupe moteur, and when."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, Min, Model, OuterRef, Q

from comptes.porte import QuerySetPorte
from conseils.querysets.communs import actif_le, lies, total
from socle.dates import chevauche, pas_fini_avant


def seul_mandat_le(modele: type[Model], jour: date | OuterRef) -> Q:
    """No other mandat of the same person, begun before, runs on that day."""
    return Q(~Exists(modele.objects.filter(actif_le(jour), _avant(), membre=OuterRef("membre"))))


def _avant() -> Q:
    """Begun before the mandat of the outer query; of two begun on one day, the first recorded."""
    return Q(debut__lt=OuterRef("debut")) | Q(debut=OuterRef("debut"), pk__lt=OuterRef("pk"))


class GroupeMoteurQuerySet(QuerySetPorte):
    def ouverts_le(self, jour: date) -> GroupeMoteurQuerySet:
        """Those that still take people on that day (the last day counts)."""
        return self.filter(Q(clos_le=None) | Q(clos_le__gte=jour))

    def avec_effectif(self, jour: date) -> GroupeMoteurQuerySet:
        """Annotate ``effectif``, the members in mandat in the groupe on that day."""
        mandats = lies(self, "mandats").actifs_le(jour)
        return self.annotate(effectif=total(mandats, "groupe", Count("membre", distinct=True)))


class InviteQuerySet(QuerySetPorte):
    def presents_le(self, jour: date) -> InviteQuerySet:
        return self.filter(actif_le(jour))

    def partis_avant(self, seuil: date) -> InviteQuerySet:
        """Their invitation ended before ``seuil``, and their name is still there."""
        return self.filter(anonymise_le=None, fin__lt=seuil)

    def chevauchant(self, debut: date, fin: date | None) -> InviteQuerySet:
        """Those that share at least one day with ``debut`` – ``fin`` (``None``: no end)."""
        return self.filter(chevauche(debut, fin))


class MembreQuerySet(QuerySetPorte):
    def en_mandat_le(self, jour: date) -> MembreQuerySet:
        """Those who hold a mandat on that day."""
        # One filter(), so that all its conditions meet the same mandat.
        return self.filter(actif_le(jour, "mandats__")).distinct()

    def presents_a(self, reunion: Model) -> MembreQuerySet:
        """Those who came to that meeting; excused and represented members did not."""
        # One filter(), so that both conditions meet the same row.
        return self.filter(presences__reunion=reunion, presences__nature="present")

    def partis_avant(self, seuil: date) -> MembreQuerySet:
        """Their last mandat ended before ``seuil``, and their name is still there."""
        restent = lies(self, "mandats").filter(pas_fini_avant(seuil))
        partis = self.filter(Exists(lies(self, "mandats").filter(membre=OuterRef("pk"))))
        return partis.filter(~Exists(restent.filter(membre=OuterRef("pk"))), anonymise_le=None)

    def joignables(self) -> MembreQuerySet:
        return self.exclude(courriel="")

    def homonymes(self, prenom: str, nom: str) -> MembreQuerySet:
        return self.filter(prenom__iexact=prenom, nom__iexact=nom)

    def par_sexe(self) -> list[tuple[str, int]]:
        return list(self.order_by().values_list("sexe").annotate(Count("pk", distinct=True)))


class MandatQuerySet(QuerySetPorte):
    def actifs_le(self, jour: date) -> MandatQuerySet:
        """Entered on or before that day and not yet gone (the last day counts)."""
        return self.filter(actif_le(jour))

    def non_termines_le(self, jour: date) -> MandatQuerySet:
        """Running on that day or about to begin."""
        return self.filter(pas_fini_avant(jour))

    def au_dela_du(self, jour: date) -> MandatQuerySet:
        """Those that do not end on that day or before, even if they have not begun."""
        return self.filter(Q(fin=None) | Q(fin__gt=jour))

    def termines_le(self, jour: date) -> MandatQuerySet:
        """Over on that day, the last to leave first."""
        return self.filter(fin__lt=jour).order_by("-fin", "membre__nom", "membre__prenom")

    def chevauchant(self, debut: date, fin: date | None) -> MandatQuerySet:
        """Those that share at least one day with ``debut`` – ``fin`` (``None``: no end)."""
        return self.filter(chevauche(debut, fin))

    # A person may sit in two groupes at once. What follows counts her once.

    def un_par_membre_le(self, jour: date) -> MandatQuerySet:
        """Running on that day, one per membre: the first begun speaks for the others."""
        return self.filter(actif_le(jour) & seul_mandat_le(self.model, jour))

    def entrees(self) -> MandatQuerySet:
        """Those by which a person comes in: no other mandat of hers, begun before, was running."""
        autres = self._autres().filter(pas_fini_avant(OuterRef("debut")))
        return self.filter(~Exists(autres.filter(_avant())))

    def sorties(self) -> MandatQuerySet:
        """Those by which a person goes out: no other mandat of hers runs on."""
        plus_loin = Q(fin=None) | Q(fin__gt=OuterRef("fin")) | Q(fin=OuterRef("fin"), pk__gt=OuterRef("pk"))
        autres = self._autres().filter(plus_loin, debut__lte=OuterRef("fin"))
        return self.filter(~Exists(autres), fin__isnull=False)

    def _autres(self) -> MandatQuerySet:
        return self.model.objects.filter(membre=OuterRef("membre"))

    def par_profil(self) -> list[tuple[str, str, str, str | None, str, int]]:
        """Members by (collège, origin, age band, quartier, sex): the whole composition in one query."""
        profil = self.order_by().values_list(
            "college", "origine", "membre__tranche_age", "membre__quartier__nom", "membre__sexe"
        )
        return list(profil.annotate(Count("membre", distinct=True)))

    def par_mouvement(self) -> list[tuple[str, str, str, str, int]]:
        """Entries or exits by (collège, origin, reason of the exit, sex)."""
        mouvement = self.order_by().values_list("college", "origine", "motif_fin", "membre__sexe")
        return list(mouvement.annotate(Count("pk")))

    def effectifs(self, *jours: date) -> list[int]:
        """How many people are in mandat on each of these days, in one query."""
        nombres = {f"n{i}": Count("membre", filter=actif_le(jour), distinct=True) for i, jour in enumerate(jours)}
        return list(self.aggregate(**nombres).values())

    def premier_jour(self) -> date | None:
        """The day of the first mandat, if there is one."""
        return self.aggregate(premier=Min("debut"))["premier"]
