"""Reads of the bilan of the whole dispositif: each one costs the same whatever the number of conseils."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Prefetch, Q, QuerySet

from animateurs.models import (
    Absence,
    ActionCorrective,
    Affectation,
    Convention,
    FeuilleDeRoute,
    FormationEquipe,
    Lecon,
    RevueAnnuelle,
    Suggestion,
)
from comptes.models import Habilitation
from comptes.roles import COORDINATION
from conseils.models import ConseilCitoyen, MoyenPrete, Portage, Seance
from conseils.querysets.communs import lies, total
from reporting.models import Rapport
from socle.periode import Periode


def conseils_du_bilan(periode: Periode) -> list[ConseilCitoyen]:
    """Those that lived on that day or since, by arrondissement, with ``perimetre`` and the size of their directory."""
    conseils = ConseilCitoyen.objects.ouverts_depuis(periode.debut).select_related("arrondissement").avec_perimetre()
    acteurs = lies(conseils, "acteurs")
    interlocuteurs = acteurs.model._meta.get_field("interlocuteurs").related_model.objects.all()
    return list(
        conseils.annotate(
            acteurs_connus=total(acteurs, "conseil", Count("pk")),
            interlocuteurs_connus=total(interlocuteurs, "acteur__conseil", Count("pk")),
        ).order_by("arrondissement__numero")
    )


def convention_du_dispositif(periode: Periode) -> Convention | None:
    """The one that runs on the last day of the period."""
    conventions = Convention.objects.filter(debut__lte=periode.fin, fin__gte=periode.fin)
    lies_a_elle = ("commanditaires", "arrondissements", "objectifs")
    return conventions.select_related("partenaire").prefetch_related(*lies_a_elle).first()


def portages_en_cours(conseils: Collection[int], periode: Periode) -> dict[int, Portage]:
    """By conseil, on the last day."""
    portages = Portage.objects.filter(conseil__in=conseils).en_cours_le(periode.fin)
    return {p.conseil_id: p for p in portages}


def moyens_en_cours(conseils: Collection[int], periode: Periode) -> list[MoyenPrete]:
    """What is lent on the last day."""
    return list(MoyenPrete.objects.filter(conseil__in=conseils).en_cours_le(periode.fin).order_by("conseil", "pk"))


def affectations_de_la_periode(conseils: Collection[int], periode: Periode) -> list[Affectation]:
    """Those that run on at least one day, in the order of the arrondissements."""
    return list(Affectation.objects.filter(conseil__in=conseils).de_l_exercice(periode))


def absences_de_la_periode(conseils: Collection[int], periode: Periode) -> set[tuple]:
    """Whose, from, to; an absence is told once, whatever the number of postings of the person."""
    absences = Absence.objects.chevauchant(periode.debut, periode.fin).filter(affectation__conseil__in=conseils)
    return set(absences.values_list("affectation__animateur", "debut", "fin"))


def coordinations_tenues(periode: Periode) -> int:
    """How many people hold the coordination on the last day."""
    tenues = Habilitation.objects.chevauchant(periode.fin, periode.fin).filter(role=COORDINATION.code)
    return tenues.order_by().values("compte").distinct().count()


def formations_de_l_equipe(periode: Periode) -> QuerySet[FormationEquipe]:
    """Begun in the period, in order, with ``suivie_par``: how many of the team."""
    commencees = FormationEquipe.objects.filter(debut__range=(periode.debut, periode.fin))
    return commencees.annotate(suivie_par=Count("participants")).order_by("debut", "pk")


def suggestions_recues(periode: Periode) -> dict[str, int]:
    """About the tool, in the period: how many in each state."""
    return Suggestion.objects.filter(le__date__range=(periode.debut, periode.fin)).decompte()


def documents_publies(periode: Periode) -> int:
    return Rapport.objects.filter(publie_le__date__range=(periode.debut, periode.fin), etat="publie").count()


def feuilles_de_l_exercice(conseils: Collection[int], exercice: int) -> dict[int, FeuilleDeRoute]:
    """By conseil."""
    feuilles = FeuilleDeRoute.objects.filter(conseil__in=conseils, exercice=exercice)
    return {f.conseil_id: f for f in feuilles}


def seances_tenues(periode: Periode) -> list[Seance]:
    """Of every instance, in order."""
    return list(Seance.objects.tenues_pendant(periode).select_related("type", "arrondissement").order_by("date", "pk"))


def lecons_de_l_exercice(exercice: int) -> QuerySet[Lecon]:
    """In the order in which they were written, with their actions."""
    actions = Prefetch("actions", ActionCorrective.objects.order_by("echeance", "pk"))
    return Lecon.objects.filter(exercice=exercice).prefetch_related(actions).order_by("pk")


def actions_des_lecons_passees(periode: Periode, exercice: int) -> QuerySet[ActionCorrective]:
    """Decided about last year, and any older one that was still open when the exercice began."""
    vivantes = Q(close_le=None) | Q(close_le__gte=periode.debut)
    passees = ActionCorrective.objects.filter(lecon__exercice__lt=exercice)
    voulues = passees.filter(Q(lecon__exercice=exercice - 1) | vivantes)
    return voulues.select_related("lecon").order_by("lecon__exercice", "echeance", "pk")


def revue_de(exercice: int) -> RevueAnnuelle | None:
    """The yearly review that closed an exercice, if it was held."""
    return RevueAnnuelle.objects.filter(exercice=exercice).first()
