"""Counts that come from outside or that belong to no single conseil: feuilles de route, states, partners, series.

``MesureDeParis`` counts for all the conseils asked for together: its rows have no conseil, so they answer the
total and nothing else. A quartier that lies across two arrondissements counts once, and only when every
conseil that it touches is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import BigIntegerField, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, Round

from animateurs.models import ActionFeuille, LigneJournal
from conseils.models import (
    Acteur,
    ComptageQuartier,
    ConseilCitoyen,
    Consultation,
    Destinataire,
    Initiative,
    Portage,
    Presence,
    VerificationReglement,
    VersionReglement,
)
from reporting.indicateurs.mesure import Comptage, Filtre, Mesure, MesureParConseil, date_dans
from socle.periode import Periode, annee_exercice
from territoires.models import (
    Appreciation,
    Cible,
    Engagement,
    MesureCible,
    MesureParis,
    MesureQuartier,
    Partenaire,
    RangQuartier,
)

DIXIEMES, CENTIMES = 10, 100


@dataclass(frozen=True)
class MesureDeParis:
    """A count that belongs to no conseil. ``lignes``: the rows, from the conseils asked for.

    ``conseil``: where a row took place, for the rights of whoever reads it; empty for what is published.
    """

    cle: str
    libelle: str
    lignes: Callable[[Collection[int]], QuerySet]
    dans: Filtre
    detail: str = ""
    champ: str = "pk"
    somme: bool = False
    sexe: str = ""
    distinct: bool = False
    conseil: str = ""
    additif: bool = False

    def requete(self, conseils: Collection[int], periodes: Sequence[Periode], jour: date) -> QuerySet:
        vide = Value("", output_field=CharField())
        groupe = self.lignes(conseils).order_by()
        groupe = groupe.annotate(
            # PostgreSQL wants the type of an empty column: the branches of the union share one.
            g_conseil=Cast(Value(None), BigIntegerField()),
            g_cle=Value(self.cle, output_field=CharField()),
            g_sexe=vide,
            g_detail=F(self.detail) if self.detail else vide,
        ).values("g_conseil", "g_cle", "g_sexe", "g_detail")
        nombres = {f"n{i}": self._agregat(self.dans(p, jour)) for i, p in enumerate(periodes)}
        return groupe.annotate(**nombres).values_list("g_conseil", "g_cle", "g_sexe", "g_detail", *nombres)

    def _agregat(self, filtre: Q):
        if self.somme:
            return Cast(Coalesce(Sum(self.champ, filter=filtre), 0), BigIntegerField())
        return Count(self.champ, filter=filtre)


def _arrete_au(periode: Periode, jour: date) -> date:
    return min(periode.fin, jour)


def _exercice(periode: Periode) -> int:
    return annee_exercice(periode.debut, settings.EXERCICE_PREMIER_MOIS)


# -- Feuilles de route -------------------------------------------------------------------------------------


def _actions() -> QuerySet:
    """Those of a feuille that has been validated once: a draft promises nothing."""
    return ActionFeuille.objects.filter(feuille__validee_le__isnull=False)


def _echue(periode: Periode, jour: date) -> Q:
    """Due in the period and on or before today. Given up or carried over, it was due all the same."""
    return Q(echeance__range=(periode.debut, _arrete_au(periode, jour)))


def _echue_et_faite(periode: Periode, jour: date) -> Q:
    return _echue(periode, jour) & Q(etat="faite", faite_le__lte=_arrete_au(periode, jour))


def _de_l_exercice(periode: Periode, jour: date) -> Q:
    return Q(feuille__exercice=_exercice(periode))


def _actions_reliees() -> QuerySet:
    reliee = Q(expression__isnull=False) | Q(acteur__isnull=False) | Q(partenaire__isnull=False)
    return _actions().filter(reliee)


# -- States: each conseil is in one of them, on the last day of the period --------------------------------


def _reglement_ecrit(periode: Periode, jour: date) -> Q:
    return Q(ecrit_le__lte=_arrete_au(periode, jour))


def _reglement_adopte(periode: Periode, jour: date) -> Q:
    return _reglement_ecrit(periode, jour) & Q(adoptee_en__date__lte=_arrete_au(periode, jour))


def _conforme(le: date) -> Q:
    """The last opinion of an institution on the version in force, when it is that it conforms. One per conseil."""
    suivants = VerificationReglement.objects.filter(
        Q(le__gt=OuterRef("le")) | Q(le=OuterRef("le"), pk__gt=OuterRef("pk")),
        version=OuterRef("version"),
        institution=OuterRef("institution"),
        le__lte=le,
    )
    plus_recentes = VersionReglement.objects.filter(
        conseil=OuterRef("version__conseil"),
        numero__gt=OuterRef("version__numero"),
        ecrit_le__lte=le,
        adoptee_en__date__lte=le,
    )
    en_vigueur = Q(version__ecrit_le__lte=le, version__adoptee_en__date__lte=le) & ~Q(Exists(plus_recentes))
    return Q(le__lte=le, avis="conforme") & en_vigueur & ~Q(Exists(suivants))


def _verifie(periode: Periode, jour: date) -> Q:
    return _conforme(_arrete_au(periode, jour))


def _verifie_par_les_deux(periode: Periode, jour: date) -> Q:
    """The opinion of the Préfecture, where that of the Ville is the same: on the same version, the one in force."""
    le = _arrete_au(periode, jour)
    ville = VerificationReglement.objects.filter(_conforme(le), version=OuterRef("version"), institution="ville")
    return Q(institution="prefecture") & _conforme(le) & Q(Exists(ville))


def _portage_en_cours(periode: Periode, jour: date) -> Q:
    le = _arrete_au(periode, jour)
    return Q(du__lte=le) & (Q(au=None) | Q(au__gte=le))


# -- Partners ----------------------------------------------------------------------------------------------


def _lignes_du_journal(periode: Periode, conseil) -> QuerySet:
    """Weeks handed in that begin in the period: a meeting with a partner is dated by its week."""
    return LigneJournal.objects.filter(
        semaine__etat__in=("transmise", "validee"),
        semaine__lundi__range=(periode.debut, periode.fin),
        semaine__affectation__conseil=conseil,
    )


def _initiatives_en_vie(periode: Periode, conseil) -> QuerySet:
    en_vie = Q(fin=None) | Q(fin__gte=periode.debut)
    vivantes = Initiative.objects.filter(en_vie, conseil=conseil, proposee_le__lte=periode.fin)
    return vivantes.exclude(etat="abandonnee", proposee_le__lt=periode.debut)


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
    initiatives = _initiatives_en_vie(periode, conseil)
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
    initiatives = _initiatives_en_vie(periode, conseil)
    return Acteur.objects.filter(
        Exists(_lignes_du_journal(periode, conseil).filter(acteurs=OuterRef("pk")))
        | Exists(initiatives.filter(acteurs=OuterRef("pk")))
        | Exists(initiatives.filter(structure_acteur=OuterRef("pk"))),
        conseil=conseil_ici or conseil,
    ).order_by("nom")


def _nombre(lignes: QuerySet, combien: Count) -> QuerySet:
    return lignes.order_by().annotate(tout=Value(1)).values("tout").annotate(combien=combien).values("combien")


DU_CONSEIL = OuterRef(OuterRef("pk"))

# -- Quartiers ---------------------------------------------------------------------------------------------


def _entiers(conseils: Collection[int]) -> QuerySet:
    """Keys of the QPV of the perimeter of these conseils that touch no other one."""
    perimetres = ConseilCitoyen.quartiers.through.objects.filter(quartier__categorie="QPV")
    ailleurs = perimetres.exclude(conseilcitoyen__in=conseils).values("quartier")
    return perimetres.filter(conseilcitoyen__in=conseils).exclude(quartier__in=ailleurs).values("quartier")


def _derniere_annee(filtre_connu: QuerySet, champ: str = "annee") -> Filtre:
    """The last year known by the end of the period, quartier by quartier."""

    def filtre(periode: Periode, jour: date) -> Q:
        suivantes = filtre_connu.filter(
            quartier=OuterRef("quartier"), annee__gt=OuterRef("annee"), annee__lte=periode.fin.year
        )
        return Q(annee__lte=periode.fin.year) & ~Q(Exists(suivantes))

    return filtre


POPULATIONS = MesureQuartier.objects.filter(indicateur="population")


def _populations(conseils: Collection[int]) -> QuerySet:
    lignes = POPULATIONS.filter(quartier__in=_entiers(conseils))
    return lignes.annotate(habitants=Cast(Round("valeur"), BigIntegerField()))


def _presences_qpv(conseils: Collection[int]) -> QuerySet:
    venues = Presence.objects.presents().filter(reunion__statut="tenue", reunion__conseil__in=conseils)
    return venues.filter(membre__quartier__in=_entiers(conseils))


def _public_qpv(conseils: Collection[int]) -> QuerySet:
    comptages = ComptageQuartier.objects.filter(reunion__statut="tenue", reunion__conseil__in=conseils)
    return comptages.filter(quartier__in=_entiers(conseils))


def _avec_paris() -> QuerySet:
    """Poverty of the quartiers in the years when that of Paris is known too."""
    pauvretes = MesureQuartier.objects.filter(indicateur="taux_pauvrete", quartier__categorie="QPV")
    paris = MesureParis.objects.filter(indicateur="taux_pauvrete", annee=OuterRef("annee"))
    return pauvretes.annotate(paris=paris.values("valeur")[:1]).filter(paris__isnull=False)


def _ecarts(conseils: Collection[int]) -> QuerySet:
    return _avec_paris().annotate(ecart=Cast(Round((F("valeur") - F("paris")) * DIXIEMES), BigIntegerField()))


def _rangs_bas() -> QuerySet:
    return RangQuartier.objects.filter(rang__lte=F("sur") / DIXIEMES)


# -- Contract ----------------------------------------------------------------------------------------------


def _mesures_des_cibles(conseils: Collection[int]) -> QuerySet:
    return MesureCible.objects.filter(cible__valeur__isnull=False)


def _cible_atteinte() -> Q:
    moins = Q(cible__sens=Cible.Sens.AU_MOINS, valeur__gte=F("cible__valeur"))
    return moins | Q(cible__sens=Cible.Sens.AU_PLUS, valeur__lte=F("cible__valeur"))


def _derniere_mesure(periode: Periode, jour: date) -> Q:
    le = _arrete_au(periode, jour)
    suivantes = MesureCible.objects.filter(cible=OuterRef("cible"), date__gt=OuterRef("date"), date__lte=le)
    return Q(date__lte=le) & ~Q(Exists(suivantes))


def _engagements(conseils: Collection[int]) -> QuerySet:
    return Engagement.objects.annotate(centimes=Cast(Round(F("montant") * CENTIMES), BigIntegerField()))


def _annee_de_l_exercice(periode: Periode, jour: date) -> Q:
    return Q(annee=_exercice(periode))


_ACTION = {"conseil": "feuille__conseil"}
_REGLEMENT = {"lignes": VersionReglement.objects.all, "conseil": "conseil", "champ": "conseil", "distinct": True}
_APPRECIATION = {"conseil": "arrondissement__conseil", "sexe": "sexe", "detail": "moyen", "somme": True}
_PAR_QUARTIER = {"detail": "quartier__code"}
_CIBLE = {"dans": _derniere_mesure, "detail": "cible__code"}
_ENGAGEMENT = {"lignes": _engagements, "dans": _annee_de_l_exercice, "champ": "centimes", "somme": True}
_SERIE = _derniere_annee(_avec_paris())
_RANG = _derniere_annee(RangQuartier.objects.all())

MESURES_REFERENCE: tuple[Comptage, ...] = (
    Mesure("actions_echues", "Actions échues, par mission", _actions, _echue, detail="mission__code", **_ACTION),
    Mesure("actions_faites", "Actions échues et faites", _actions, _echue_et_faite, detail="mission__code", **_ACTION),
    Mesure(
        "actions", "Actions de la feuille de route, par origine", _actions, _de_l_exercice, detail="source", **_ACTION
    ),
    Mesure(
        "actions_reliees",
        "Actions reliées à une expression, à un acteur ou à un partenaire",
        _actions_reliees,
        _de_l_exercice,
        detail="source",
        **_ACTION,
    ),
    Mesure("conseils", "Conseils", ConseilCitoyen.objects.all, lambda _periode, _jour: Q(pk__isnull=False), "pk"),
    Mesure("reglements_ecrits", "Conseils qui ont un règlement écrit", dans=_reglement_ecrit, **_REGLEMENT),
    Mesure("reglements_adoptes", "Conseils qui ont un règlement adopté", dans=_reglement_adopte, **_REGLEMENT),
    Mesure(
        "reglements_verifies",
        "Règlements vérifiés, par institution",
        VerificationReglement.objects.all,
        _verifie,
        "version__conseil",
        detail="institution",
    ),
    Mesure(
        "reglements_verifies_deux_fois",
        "Règlements vérifiés par la Préfecture et par la Ville",
        VerificationReglement.objects.all,
        _verifie_par_les_deux,
        "version__conseil",
    ),
    Mesure(
        "portages", "Portages en cours, par mode", Portage.objects.all, _portage_en_cours, "conseil", detail="mode"
    ),
    Mesure(
        "consultations_recues",
        "Consultations adressées au conseil",
        Consultation.conseils.through.objects.exclude(consultation__etat="preparation").all,
        date_dans("consultation__ouverture__date"),
        "conseilcitoyen",
    ),
    Mesure(
        "publications",
        "Publications et actions de communication",
        LigneJournal.objects.filter(
            semaine__etat__in=("transmise", "validee"), type_activite__code="communication"
        ).all,
        date_dans("semaine__lundi"),
        "semaine__affectation__conseil",
    ),
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
    MesureDeParis(
        "population_qpv",
        "Habitants des QPV",
        _populations,
        _derniere_annee(POPULATIONS),
        champ="habitants",
        somme=True,
        **_PAR_QUARTIER,
    ),
    MesureDeParis(
        "presences_qpv",
        "Présences de membres qui habitent un QPV",
        _presences_qpv,
        date_dans("reunion__date"),
        detail="membre__quartier__code",
        conseil="reunion__conseil",
    ),
    MesureDeParis(
        "public_qpv",
        "Autres participants venus d'un QPV",
        _public_qpv,
        date_dans("reunion__date"),
        champ="nombre",
        somme=True,
        conseil="reunion__conseil",
        **_PAR_QUARTIER,
    ),
    MesureDeParis(
        "ecarts_pauvrete",
        "Écarts de pauvreté avec Paris, en dixièmes de point",
        _ecarts,
        _SERIE,
        champ="ecart",
        somme=True,
        **_PAR_QUARTIER,
    ),
    MesureDeParis("ecarts_connus", "QPV dont l'écart est connu", lambda _: _avec_paris(), _SERIE, **_PAR_QUARTIER),
    MesureDeParis("rangs_connus", "QPV classés", lambda _: RangQuartier.objects.all(), _RANG, **_PAR_QUARTIER),
    MesureDeParis(
        "rangs_bas", "QPV parmi le dixième le plus en difficulté", lambda _: _rangs_bas(), _RANG, **_PAR_QUARTIER
    ),
    MesureDeParis("cibles_mesurees", "Cibles chiffrées et mesurées", _mesures_des_cibles, **_CIBLE),
    MesureDeParis(
        "cibles_atteintes", "Cibles atteintes", lambda _: _mesures_des_cibles(_).filter(_cible_atteinte()), **_CIBLE
    ),
    MesureDeParis("engagements", "Engagements, en centimes, par source de crédits", detail="nature", **_ENGAGEMENT),
    MesureDeParis("engagements_axe", "Engagements, en centimes, par axe", detail="element__code", **_ENGAGEMENT),
)
