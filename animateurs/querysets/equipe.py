"""Who is posted where, away when, reminded of what, handed over to whom."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import FilteredRelation, Q, QuerySet

from comptes.models import Compte, Habilitation
from comptes.porte import QuerySetPorte
from comptes.roles import ANIMATEUR, COORDINATION
from conseils.querysets.communs import ESSAIS_MAX, a_envoyer
from socle.dates import chevauche, pas_fini_avant
from socle.periode import Periode


class AffectationQuerySet(QuerySetPorte):
    def en_cours_le(self, jour: date) -> AffectationQuerySet:
        return self.chevauchant(jour, jour)

    def non_terminees_le(self, jour: date) -> AffectationQuerySet:
        """Running on that day, or about to begin."""
        return self.filter(pas_fini_avant(jour))

    def chevauchant(self, debut: date, fin: date | None) -> AffectationQuerySet:
        """Those that run on at least one day from ``debut`` to ``fin`` (``None``: without end)."""
        return self.filter(chevauche(debut, fin))

    def de_l_exercice(self, periode: Periode) -> AffectationQuerySet:
        """Those of an exercice, finished ones included, as the team's pages list them."""
        return self.chevauchant(periode.debut, periode.fin).pour_ecran()

    def pour_ecran(self) -> AffectationQuerySet:
        return self.select_related("animateur", "conseil__arrondissement").order_by(
            "conseil__arrondissement__numero", "debut", "pk"
        )

    def lundis_ouverts(self, depuis: date) -> QuerySet:
        """One row for each week already open since ``depuis``, and one without a Monday where none is."""
        return self.annotate(
            recentes=FilteredRelation("semaines", condition=Q(semaines__lundi__gte=depuis))
        ).values_list("pk", "debut", "fin", "recentes__lundi")


class AbsenceQuerySet(QuerySetPorte):
    def chevauchant(self, debut: date, fin: date) -> AbsenceQuerySet:
        """Those that cover at least one day from ``debut`` to ``fin``."""
        return self.filter(debut__lte=fin, fin__gte=debut)

    def le(self, jour: date) -> AbsenceQuerySet:
        return self.chevauchant(jour, jour)

    def de_la_personne(self, animateur) -> AbsenceQuerySet:
        return self.filter(affectation__animateur=animateur)

    def jumelles(self, absence) -> AbsenceQuerySet:
        """The rows of one and the same absence: one for each posting of the person."""
        return self.de_la_personne(absence.affectation.animateur_id).filter(
            nature=absence.nature, debut=absence.debut, fin=absence.fin
        )

    def pour_ecran(self) -> AbsenceQuerySet:
        return self.select_related("affectation__animateur", "affectation__conseil__arrondissement").order_by(
            "-debut", "-fin", "affectation__animateur", "affectation__conseil__arrondissement__numero"
        )


class NoteQuerySet(QuerySetPorte):
    def en_vigueur(self) -> NoteQuerySet:
        """Those that nobody has withdrawn, in the order in which they were written."""
        return self.filter(retiree_le=None).select_related("auteur").order_by("ecrite_le", "pk")

    def de(self, conseils: Collection[int], exercice: int) -> NoteQuerySet:
        return self.en_vigueur().filter(conseil__in=conseils, exercice=exercice)


class PassationQuerySet(QuerySetPorte):
    def pour_ecran(self) -> PassationQuerySet:
        return self.select_related("affectation__animateur", "affectation__conseil__arrondissement")

    def recues_par(self, compte: Compte) -> PassationQuerySet:
        return self.filter(releve__animateur=compte).pour_ecran()


def comptes_de_l_equipe() -> QuerySet:
    """The accounts of the animateurs and of the coordination, today."""
    de_l_equipe = Habilitation.objects.en_cours().filter(role__in=[ANIMATEUR.code, COORDINATION.code])
    return Compte.objects.filter(is_active=True, habilitations__in=de_l_equipe).distinct().order_by("nom", "prenom")


def comptes_affectables() -> QuerySet:
    """Active accounts that hold no other role than animateur today: a commanditaire is not posted."""
    d_un_autre_role = Habilitation.objects.en_cours().exclude(role=ANIMATEUR.code)
    return Compte.objects.filter(is_active=True).exclude(habilitations__in=d_un_autre_role)


class RappelQuerySet(QuerySet):
    def clos(self) -> RappelQuerySet:
        """Those that left, and those given up."""
        return self.filter(Q(envoye_le__isnull=False) | Q(essais__gte=ESSAIS_MAX))

    def libres(self, maintenant: datetime) -> RappelQuerySet:
        """Not sent, not given up, and that nobody is sending."""
        return self.filter(a_envoyer(maintenant))
