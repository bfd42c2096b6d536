"""Séances of the instances, and the seats of a conseil."""

from __future__ import annotations

from datetime import date

from django.db.models import BigIntegerField, Case, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least

from conseils.instances import TENUES_COMME_REUNIONS
from conseils.models import ConseilCitoyen, Representation, Reunion, Seance, SiegeParticipation
from reporting.indicateurs.mesure import Comptage, Mesure, MesureParConseil, arrete_au, date_dans
from socle.periode import Periode
from territoires.models import TypeInstance


def _combien(lignes: QuerySet) -> QuerySet:
    """One row, one number: how many ``lignes``, as a subquery."""
    nombre = Func("pk", function="COUNT", output_field=BigIntegerField())
    return lignes.order_by().annotate(combien=nombre).values("combien")


def _seances_ouvertes(periode: Periode) -> QuerySet:
    """Held in the period, with a seat for the conseil outside, while it was not closed."""
    dernier_jour = Coalesce(OuterRef("date_cloture"), Value(date.max))
    return (
        Seance.objects.tenues_pendant(periode).ouvertes_dans(OuterRef("arrondissement")).filter(date__lte=dernier_jour)
    )


def _seances_ou_present(periode: Periode, jour: date) -> QuerySet:
    presentes = _seances_ouvertes(periode).avec_presence(OuterRef(OuterRef("pk")))
    return _combien(presentes.filter(conseil_present=True))


def _instances_a_minimum() -> QuerySet:
    """Those of an arrondissement that must meet so many times a year."""
    types = TypeInstance.objects.filter(echelle=TypeInstance.Echelle.ARRONDISSEMENT, historique=False)
    return types.filter(frequence_min__isnull=False).order_by()


def _somme(nombre) -> Func:
    return Func(nombre, function="SUM", output_field=BigIntegerField())


def _seances_requises(periode: Periode, jour: date) -> QuerySet:
    return _instances_a_minimum().annotate(combien=_somme(F("frequence_min"))).values("combien")


def _avec_tenues(periode: Periode, arrondissement, conseil) -> QuerySet:
    """With ``comptees``: held for this conseil in the period, up to the minimum of each. Keys, or outer ones.

    One too many here does not make up for one there. Some instances are meetings of the conseil, and recorded there.
    """
    genres = Case(*[When(code=c, then=Value(t.value)) for c, t in TENUES_COMME_REUNIONS.items()], default=Value(""))
    seances = Seance.objects.tenues_pendant(periode).filter(type=OuterRef("pk"), arrondissement=arrondissement)
    reunions = Reunion.objects.tenues().filter(
        type=OuterRef("genre"), conseil=conseil, date__range=(periode.debut, periode.fin)
    )
    tenues = Subquery(_combien(seances)) + Subquery(_combien(reunions))
    return (
        _instances_a_minimum()
        .annotate(genre=genres, tenues=tenues)
        .annotate(comptees=Least("frequence_min", "tenues"))
    )


def _seances_dans_le_minimum(periode: Periode, jour: date) -> QuerySet:
    arrondissement, conseil = (OuterRef(OuterRef(champ)) for champ in ("arrondissement", "pk"))
    instances = _avec_tenues(periode, arrondissement, conseil)
    return instances.annotate(combien=_somme(F("comptees"))).values("combien")


def instances_tenues(conseil: ConseilCitoyen, periode: Periode) -> QuerySet:
    """The instances of one conseil that have a yearly minimum, with ``comptees``."""
    return _avec_tenues(periode, conseil.arrondissement_id, conseil.pk)


def seances_du_conseil(conseil: ConseilCitoyen, periode: Periode) -> QuerySet:
    """Those that ``_seances_ouvertes`` counts for this conseil."""
    seances = Seance.objects.tenues_pendant(periode).ouvertes_dans(conseil.arrondissement_id)
    return seances.filter(date__lte=conseil.date_cloture or date.max)


def _sieges_tenus(periode: Periode, jour: date) -> Q:
    """Those of the last day, as for the membres: seats that change hands within a year count once."""
    le = arrete_au(periode, jour)
    return Q(du__lte=le) & (Q(au=None) | Q(au__gte=le))


MESURES: tuple[Comptage, ...] = (
    MesureParConseil(
        "seances_ouvertes",
        "Séances où le conseil a un siège",
        lambda periode, _jour: _combien(_seances_ouvertes(periode)),
    ),
    MesureParConseil("seances_present", "Séances où le conseil a siégé", _seances_ou_present),
    Mesure(
        "representants",
        "Représentants venus aux séances",
        Representation.objects.presents().filter(delegation__seance__statut=Seance.Statut.TENUE).all,
        date_dans("delegation__seance__date"),
        "delegation__conseil",
        sexe="membre__sexe",
        additif=True,
    ),
    MesureParConseil("seances_requises", "Séances requises dans l'année", _seances_requises),
    MesureParConseil("seances_dans_le_minimum", "Séances tenues, jusqu'au minimum", _seances_dans_le_minimum),
    Mesure(
        "sieges_ailleurs",
        "Sièges tenus dans d'autres instances de participation, par instance",
        SiegeParticipation.objects.all,
        _sieges_tenus,
        "conseil",
        detail="instance",
        champ="nombre",
        somme=True,
    ),
)
