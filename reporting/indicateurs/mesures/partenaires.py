"""Institutions and local structures active with a conseil, appreciations of its moyens."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from animateurs.models import LigneJournal
from conseils.models import Acteur, Destinataire, Initiative
from reporting.indicateurs.mesure import Comptage, Mesure, MesureParConseil, date_dans
from socle.periode import Periode
from territoires.models import Appreciation, Partenaire

DU_CONSEIL = OuterRef(OuterRef("pk"))


def _lignes_du_journal(periode: Periode, conseil) -> QuerySet:
    """Weeks handed in that begin in the period: a meeting with a partner is dated by its week."""
    return LigneJournal.objects.filter(
        semaine__etat__in=("transmise", "validee"),
        semaine__lundi__range=(periode.debut, periode.fin),
        semaine__affectation__conseil=conseil,
    )


def partenaires_actifs(periode: Periode, conseil) -> QuerySet:
    """Institutions met, associated with an initiative, or that answered. ``conseil``: a key or an outer one."""
    return Partenaire.objects.filter(_rencontre(periode, conseil) | _actif_ailleurs(periode, conseil)).order_by("nom")


def _nombre_de_rencontres(periode: Periode, jour: date) -> QuerySet:
    """Those met, in one pass over the journal: asking it about each institution was a third of the dashboard."""
    return _nombre(_lignes_du_journal(periode, OuterRef("pk")), Count("partenaires", distinct=True))


def _nombre_d_autres(periode: Periode, jour: date) -> QuerySet:
    """The few that are active without having been met."""
    return _nombre(
        Partenaire.objects.filter(_actif_ailleurs(periode, DU_CONSEIL), ~_rencontre(periode, DU_CONSEIL)), Count("pk")
    )


def _rencontre(periode: Periode, conseil) -> Q:
    return Q(Exists(_lignes_du_journal(periode, conseil).filter(partenaires=OuterRef("pk"))))


def _actif_ailleurs(periode: Periode, conseil) -> Q:
    initiatives = Initiative.objects.en_vie_pendant(periode).filter(conseil=conseil)
    reponses = Destinataire.objects.filter(
        avis__conseil=conseil, partenaire=OuterRef("pk"), repondu_le__range=(periode.debut, periode.fin)
    )
    return (
        Q(Exists(initiatives.filter(partenaires=OuterRef("pk"))))
        | Q(Exists(initiatives.filter(structure_partenaire=OuterRef("pk"))))
        | Q(Exists(reponses.exclude(avis__etat="retire")))
    )


def acteurs_actifs(periode: Periode, conseil, conseil_ici=None) -> QuerySet:
    """Local structures met, or associated with an initiative. ``conseil_ici``: as seen one query further out."""
    initiatives = Initiative.objects.en_vie_pendant(periode).filter(conseil=conseil)
    return Acteur.objects.filter(
        Exists(_lignes_du_journal(periode, conseil).filter(acteurs=OuterRef("pk")))
        | Exists(initiatives.filter(acteurs=OuterRef("pk")))
        | Exists(initiatives.filter(structure_acteur=OuterRef("pk"))),
        conseil=conseil_ici or conseil,
    ).order_by("nom")


def _nombre(lignes: QuerySet, combien: Count) -> QuerySet:
    return lignes.order_by().annotate(tout=Value(1)).values("tout").annotate(combien=combien).values("combien")


_APPRECIATION = {"conseil": "arrondissement__conseil", "sexe": "sexe", "detail": "moyen", "somme": True}

MESURES: tuple[Comptage, ...] = (
    MesureParConseil(
        "partenaires_actifs",
        "Institutions actives avec le conseil",
        _nombre_de_rencontres,
        plus=_nombre_d_autres,
    ),
    MesureParConseil(
        "acteurs_actifs",
        "Structures locales actives avec le conseil",
        lambda periode, _jour: _nombre(acteurs_actifs(periode, DU_CONSEIL, OuterRef("pk")), Count("pk")),
    ),
    Mesure(
        "appreciation_somme",
        "Somme des notes, par moyen",
        Appreciation.objects.all,
        date_dans("date"),
        champ="somme",
        **_APPRECIATION,
    ),
    Mesure(
        "appreciation_reponses",
        "Réponses notées, par moyen",
        Appreciation.objects.all,
        date_dans("date"),
        champ="reponses",
        **_APPRECIATION,
    ),
)
