"""Counts of the council's word, of its seats, of its initiatives and of its money.

Money is counted in whole cents: the branches of one union share one type, and a sum of cents is exact on
every engine. Delays have no sum, so the days themselves are the detail: the middle is found among them.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, Least, Round

from conseils.instances import TENUES_COMME_REUNIONS
from conseils.models import (
    Avis,
    ComptagePorteurs,
    ConseilCitoyen,
    Constat,
    Depense,
    Destinataire,
    Financement,
    Initiative,
    PartBudget,
    Proposition,
    Reponse,
    ReponseQuestionnaire,
    Representation,
    Reunion,
    Seance,
)
from conseils.models import (
    Mesure as MesureConsultation,
)
from conseils.querysets.avis import ADRESSES
from reporting.indicateurs.mesure import Comptage, Mesure, MesureParConseil, date_dans
from socle.periode import Periode, annee_exercice
from territoires.models import TypeInstance

CENTIMES = 100
SEPARATEUR = "/"
LENDEMAIN = timedelta(days=1)

# -- Answers: what was known on the last day of the period, so that a year told again says the same -------


def _arrete_au(periode: Periode, jour: date) -> date:
    return min(periode.fin, jour)


def _silence_vaut_accord(le: date) -> Q:
    """Silent on that day, past the day awaited, where silence is agreement."""
    return Q(tacite=True, echeance__lt=le) & (Q(repondu_le=None) | Q(repondu_le__gt=le))


def _adresse(periode: Periode, jour: date) -> Q:
    return Q(avis__transmis_le__range=(periode.debut, periode.fin))


def _adresse_et_repondu(periode: Periode, jour: date) -> Q:
    le = _arrete_au(periode, jour)
    return _adresse(periode, jour) & (Q(repondu_le__lte=le) | _silence_vaut_accord(le))


def _accord_tacite(periode: Periode, jour: date) -> Q:
    """Agreements by silence that fell in the period: the day after the one awaited."""
    le = _arrete_au(periode, jour)
    return Q(echeance__gte=periode.debut - LENDEMAIN) & _silence_vaut_accord(le)


def _suivie(periode: Periode, jour: date) -> Q:
    """Answered in the period, and whose last final answer by its last day accepts, in full or in part."""
    finales = Reponse.objects.filter(sens__in=Reponse.FINALES, le__lte=_arrete_au(periode, jour))
    plus_recentes = finales.filter(destinataire=OuterRef("destinataire")).filter(_apres())
    dernieres = finales.filter(~Exists(plus_recentes), destinataire=OuterRef("pk"))
    return _REPONDU(periode, jour) & Q(Exists(dernieres.exclude(sens=Reponse.Sens.REFUSE)))


def _en_retard(periode: Periode, jour: date) -> Q:
    """Awaited past its day on the last day of the period. A tacit agreement is an answer, not a delay."""
    le = _arrete_au(periode, jour)
    sans_reponse = Q(repondu_le=None) | Q(repondu_le__gt=le)
    return sans_reponse & Q(avis__transmis_le__lte=le, echeance__lt=le, tacite=False)


def _effet_constate(periode: Periode, jour: date) -> Q:
    """Seen in the period, and not gainsaid by its last day."""
    suivants = Constat.objects.filter(_apres(), suite=OuterRef("suite"), le__lte=_arrete_au(periode, jour))
    dementis = suivants.exclude(resultat=Constat.Resultat.FAIT)
    return Q(le__range=(periode.debut, periode.fin)) & ~Q(Exists(dementis))


def _apres() -> Q:
    """After the row outside: a later day, or the same day and written later."""
    return Q(le__gt=OuterRef("le")) | Q(le=OuterRef("le"), pk__gt=OuterRef("pk"))


def _repondus() -> QuerySet:
    """With ``dates``, the day it was sent and the day it was answered, as text."""
    bornes = Cast("avis__transmis_le", CharField()), Value(SEPARATEUR), Cast("repondu_le", CharField())
    return Destinataire.objects.adresses().repondus().annotate(dates=Concat(*bornes, output_field=CharField()))


def _repondus_en_retard() -> QuerySet:
    """Of whom an answer, or the study before it, came past the day awaited."""
    tardives = Reponse.objects.filter(destinataire=OuterRef("pk"), hors_delai=True)
    return Destinataire.objects.adresses().filter(Exists(tardives))


def delai(detail: str) -> int:
    """Days from the sending to the answer, from the detail of ``delais``."""
    transmis, repondu = (date.fromisoformat(jour) for jour in detail.split(SEPARATEUR))
    return (repondu - transmis).days


# -- Instances ---------------------------------------------------------------------------------------------


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


# -- Initiatives and money ---------------------------------------------------------------------------------


def _jusqu_a(champ: str):
    return lambda periode, _jour: Q(**{f"{champ}__lte": periode.fin})


def _de_l_exercice(chemin: str):
    """The budget propre has a year of its own, not dates."""
    return lambda periode, _jour: Q(
        **{f"{chemin}exercice": annee_exercice(periode.debut, settings.EXERCICE_PREMIER_MOIS)}
    )


def _depense_dans(periode: Periode, jour: date) -> Q:
    return _de_l_exercice("part__enveloppe__")(periode, jour) & Q(date__lte=periode.fin)


def _accorde(periode: Periode, jour: date) -> Q:
    return _PROPOSEE(periode, jour) & Q(etat=Financement.Etat.ACCORDE, decide_le__lte=periode.fin)


def _centimes(champ: str) -> Cast:
    return Cast(Round(F(champ) * CENTIMES), BigIntegerField())


def _deposes() -> QuerySet:
    deposes = Financement.objects.exclude(etat=Financement.Etat.A_DEPOSER)
    return deposes.annotate(centimes_demande=_centimes("demande"), centimes_accorde=_centimes("accorde"))


_TRANSMIS = date_dans("transmis_le")
_REPONDU = date_dans("repondu_le")
_PROPOSEE = date_dans("initiative__proposee_le")
_DESTINATAIRE = {"lignes": Destinataire.objects.adresses, "conseil": "avis__conseil", "detail": "partenaire__nom"}
_EXTRAIT = "extraits__source__reponse__"
_SOURCE = "propositions__extraits__source__reponse__"
_FINANCEMENT = {"lignes": _deposes, "conseil": "initiative__conseil", "detail": "source"}
_INITIATIVE = {"conseil": "conseil", "detail": "route"}

MESURES_PAROLE: tuple[Comptage, ...] = (
    Mesure(
        "avis", "Actes transmis, par type", Avis.objects.adresses, _TRANSMIS, "conseil", detail="type", additif=True
    ),
    Mesure("adresses", "Actes adressés, par institution", dans=_adresse, additif=True, **_DESTINATAIRE),
    Mesure("adresses_repondus", "Actes adressés et répondus", dans=_adresse_et_repondu, **_DESTINATAIRE),
    Mesure("en_retard", "Réponses en retard le dernier jour", dans=_en_retard, **_DESTINATAIRE),
    Mesure("delais", "Réponses reçues, par délai", _repondus, _REPONDU, "avis__conseil", detail="dates", additif=True),
    Mesure("reponses_recues", "Réponses reçues, par institution", dans=_REPONDU, additif=True, **_DESTINATAIRE),
    Mesure("reponses_suivies", "Réponses qui acceptent, en tout ou partie", dans=_suivie, **_DESTINATAIRE),
    Mesure("accords_tacites", "Accords par silence", dans=_accord_tacite, **_DESTINATAIRE),
    Mesure("reponses_tardives", "Réponses hors délai", _repondus_en_retard, _REPONDU, "avis__conseil", additif=True),
    Mesure(
        "effets_avis",
        "Actes dont un effet est constaté",
        Constat.objects.filter(
            resultat=Constat.Resultat.FAIT, suite__reponse__destinataire__avis__etat__in=ADRESSES
        ).all,
        _effet_constate,
        "suite__reponse__destinataire__avis__conseil",
        champ="suite__reponse__destinataire__avis",
        distinct=True,
    ),
    Mesure(
        "effets_initiatives",
        "Initiatives évaluées dont le résultat est atteint",
        Initiative.objects.filter(resultat=Initiative.Resultat.ATTEINT).all,
        date_dans("fin"),
        "conseil",
        additif=True,
    ),
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
        "initiatives",
        "Initiatives proposées, par route",
        Initiative.objects.all,
        date_dans("proposee_le"),
        additif=True,
        **_INITIATIVE,
    ),
    Mesure("initiatives_lancees", "Initiatives lancées", Initiative.objects.lancees, _jusqu_a("debut"), **_INITIATIVE),
    Mesure(
        "initiatives_abouties", "Initiatives abouties", Initiative.objects.abouties, _jusqu_a("fin"), **_INITIATIVE
    ),
    Mesure(
        "porteurs",
        "Habitants porteurs, par tranche d'âge",
        ComptagePorteurs.objects.all,
        _PROPOSEE,
        "initiative__conseil",
        sexe="sexe",
        detail="tranche_age",
        champ="nombre",
        somme=True,
        additif=True,
    ),
    Mesure("financements", "Demandes déposées, par source", dans=_PROPOSEE, additif=True, **_FINANCEMENT),
    Mesure("financements_accordes", "Demandes accordées, par source", dans=_accorde, **_FINANCEMENT),
    Mesure(
        "centimes_demandes",
        "Centimes demandés",
        dans=_PROPOSEE,
        champ="centimes_demande",
        somme=True,
        additif=True,
        **_FINANCEMENT,
    ),
    Mesure(
        "centimes_accordes", "Centimes accordés", dans=_accorde, champ="centimes_accorde", somme=True, **_FINANCEMENT
    ),
    Mesure(
        "part_budget",
        "Part du budget propre, en centimes",
        lambda: PartBudget.objects.annotate(centimes=_centimes("montant")),
        _de_l_exercice("enveloppe__"),
        "conseil",
        champ="centimes",
        somme=True,
    ),
    Mesure(
        "depenses",
        "Dépenses du budget propre, en centimes",
        lambda: Depense.objects.valables().annotate(centimes=_centimes("montant")),
        _depense_dans,
        "part__conseil",
        detail="poste",
        champ="centimes",
        somme=True,
    ),
    Mesure(
        "reponses_consultation",
        "Réponses aux consultations",
        ReponseQuestionnaire.objects.all,
        date_dans("recue_le"),
        "conseil",
        sexe="sexe",
        additif=True,
    ),
    Mesure(
        "reponses_theme",
        "Réponses aux consultations, par thème",
        ReponseQuestionnaire.objects.filter(lignes__isnull=False).all,
        date_dans("recue_le"),
        "conseil",
        sexe="sexe",
        detail="lignes__question__thematique__nature",
        distinct=True,
    ),
    Mesure(
        "propositions",
        "Propositions tirées des réponses, par thème",
        Proposition.objects.retenues,
        date_dans(f"{_EXTRAIT}recue_le"),
        f"{_EXTRAIT}conseil",
        detail="thematique__nature",
        distinct=True,
    ),
    Mesure(
        "mesures_consultation",
        "Mesures issues des propositions, par thème",
        # Not by a second join: behind it, every measure of Paris was read.
        MesureConsultation.objects.filter(
            Exists(Proposition.objects.filter(mesures=OuterRef("pk"), fusionnee_dans=None))
        ).all,
        date_dans(f"{_SOURCE}recue_le"),
        f"{_SOURCE}conseil",
        detail="thematique__nature",
        distinct=True,
    ),
)
