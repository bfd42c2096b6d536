"""Séances of instances: planned, dated steps, agenda, what is held against the minimum, the order."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from comptes.models import LigneAudit
from conseils.instances import Bilan, calendrier, controle_du_copil, controles, controles_locaux
from conseils.models import BilanContrat, JalonReference, Seance, TacheRetroplanning
from conseils.services import instances as services
from conseils.services.instances import modifier_seance, programmer_seance, statuer_seance
from conseils.services.reference import DONNEES, TABLES
from socle.imports import importer
from socle.periode import Periode
from socle.transitions import TransitionRefusee
from territoires.models import TypeInstance
from territoires.services.reference import DONNEES as TERRITOIRES
from territoires.services.reference import TABLES as TABLES_TERRITOIRES
from tests import fabriques as f

pytestmark = pytest.mark.django_db
AUJOURD_HUI = date(2026, 11, 18)
EXERCICE = Periode.exercice(2026)
LIBRE = {"heure": None, "lieu": "", "invitant": ""}


@pytest.fixture
def copil(dix_huitieme):
    """The kind « COPIL of a projet de territoire », with two steps."""
    type_ = f.TypeInstanceFabrique()
    for code, jours in (("chiffres", -30), ("pv", 15)):
        f.JalonReferenceFabrique(code=code, jours=jours).types.add(type_)
    return type_


@pytest.fixture
def copil_paris(db):
    return f.TypeInstanceFabrique(code="comite-pilotage-contrat", echelle="parisienne", frequence_min=2)


@pytest.fixture
def seance(copil, dix_huitieme, coordinatrice):
    return programmer_seance(
        type=copil, arrondissement=dix_huitieme.arrondissement, date=date(2027, 1, 15), par=coordinatrice, **LIBRE
    )


def echeances(seance):
    return list(seance.taches.values_list("jalon__code", "pour_le"))


# -- planning ---------------------------------------------------------------------------------------


def test_programmer_cree_le_retroplanning(seance):
    assert (seance.statut, seance.echelle) == ("prevue", "arrondissement")
    assert echeances(seance) == [("chiffres", date(2026, 12, 16)), ("pv", date(2027, 1, 30))]
    assert [ligne.acte for ligne in LigneAudit.objects.de(seance)] == ["seance_programmee"]


@pytest.mark.parametrize(("echelle", "avec"), [("arrondissement", False), ("parisienne", True), ("nationale", True)])
def test_l_arrondissement_suit_l_echelle(dix_huitieme, coordinatrice, echelle, avec):
    type_ = f.TypeInstanceFabrique(code=f"x-{echelle}", echelle=echelle)
    arrondissement = dix_huitieme.arrondissement if avec else None
    with pytest.raises(ValidationError, match="arrondissement"):
        programmer_seance(type=type_, arrondissement=arrondissement, date=AUJOURD_HUI, par=coordinatrice, **LIBRE)
    with pytest.raises(IntegrityError), transaction.atomic():
        f.SeanceFabrique(type=type_, arrondissement=arrondissement)


@pytest.mark.parametrize("code", ["presentation-bilan-annuel", "assemblee-ouverte", "debat-annuel"])
def test_une_reunion_du_conseil_ne_se_saisit_pas_deux_fois(dix_huitieme, coordinatrice, code):
    type_ = f.TypeInstanceFabrique(code=code)
    with pytest.raises(ValidationError, match="réunion d’un conseil"):
        programmer_seance(
            type=type_, arrondissement=dix_huitieme.arrondissement, date=AUJOURD_HUI, par=coordinatrice, **LIBRE
        )


@pytest.mark.parametrize("jour", [date(2014, 12, 31), date(2028, 11, 18)])
def test_une_annee_mal_tapee(copil, dix_huitieme, coordinatrice, jour):
    with pytest.raises(ValidationError, match="vérifiez"):
        programmer_seance(
            type=copil, arrondissement=dix_huitieme.arrondissement, date=jour, par=coordinatrice, **LIBRE
        )


def test_deplacer_la_date_deplace_ce_qui_n_est_pas_fait(seance, coordinatrice):
    faite = seance.taches.get(jalon__code="chiffres")
    services.cocher_tache(tache=faite, par=coordinatrice, faite=True)
    modifier_seance(seance=seance, par=coordinatrice, date=date(2027, 2, 1))
    assert echeances(seance) == [("chiffres", date(2026, 12, 16)), ("pv", date(2027, 2, 16))]
    services.cocher_tache(tache=faite, par=coordinatrice, faite=False)
    assert echeances(seance) == [("chiffres", date(2027, 1, 2)), ("pv", date(2027, 2, 16))]


def test_une_tache_cochee_dit_quand_et_par_qui(seance, coordinatrice):
    tache = services.cocher_tache(tache=seance.taches.first(), par=coordinatrice, faite=True)
    assert (tache.faite_le, tache.faite_par) == (AUJOURD_HUI, coordinatrice)
    with pytest.raises(IntegrityError), transaction.atomic():
        seance.taches.filter(pk=tache.pk).update(faite_par=None)


def test_le_retard_d_une_tache_se_deduit_de_sa_date(seance):
    tache = seance.taches.first()
    for jour, retard in ((date(2026, 11, 18), False), (date(2026, 11, 17), True)):
        tache.pour_le = jour
        assert tache.en_retard is retard
    tache.faite_le = AUJOURD_HUI
    assert not tache.en_retard


def test_les_taches_d_une_seance_annulee_n_attendent_plus(seance, coordinatrice):
    assert TacheRetroplanning.objects.a_faire_avant(date(2026, 12, 16)).count() == 1
    statuer_seance(seance=seance, par=coordinatrice, acte="annuler", motif="Reportée en juin")
    assert not TacheRetroplanning.objects.a_faire_avant(date(2027, 12, 31)).exists()


def test_tenir_attend_le_jour(seance, coordinatrice):
    with pytest.raises(ValidationError, match="à venir"):
        statuer_seance(seance=seance, par=coordinatrice, acte="tenir")
    modifier_seance(seance=seance, par=coordinatrice, date=AUJOURD_HUI)
    assert statuer_seance(seance=seance, par=coordinatrice, acte="tenir").statut == "tenue"
    with pytest.raises(ValidationError, match="à venir"):
        modifier_seance(seance=seance, par=coordinatrice, date=date(2026, 11, 19))


def test_annuler_dit_pourquoi(seance, coordinatrice):
    with pytest.raises(ValidationError, match="motif"):
        statuer_seance(seance=seance, par=coordinatrice, acte="annuler", motif=" ")
    statuer_seance(seance=seance, par=coordinatrice, acte="annuler", motif="Salle fermée")
    assert LigneAudit.objects.de(seance).last().motif == "Salle fermée"
    with pytest.raises(TransitionRefusee):
        statuer_seance(seance=seance, par=coordinatrice, acte="tenir")


def test_une_seance_qui_a_decide_a_ete_tenue(coordinatrice):
    decision = f.DecisionInstanceFabrique()
    with pytest.raises(ValidationError, match="bien été tenue"):
        statuer_seance(seance=decision.seance, par=coordinatrice, acte="reprogrammer")


# -- agenda -----------------------------------------------------------------------------------------


def test_un_point_automatique_porte_sa_cle(seance):
    with pytest.raises(IntegrityError), transaction.atomic():
        f.PointSeanceFabrique(seance=seance, origine="decision_reportee", cle="")
    with pytest.raises(IntegrityError), transaction.atomic():
        f.PointSeanceFabrique(seance=seance, origine="avis", cle="destinataire-3")
    with pytest.raises(IntegrityError), transaction.atomic():
        f.PointSeanceFabrique(seance=seance, ecarte=True)
    f.PointSeanceFabrique.create_batch(2, seance=seance)  # free points have none, and do not collide


def test_l_ordre_du_jour_d_une_seance_annulee_ne_change_plus(coordinatrice):
    point = f.PointSeanceFabrique(seance=f.SeanceFabrique(statut="annulee"))
    for acte in (
        lambda: services.ajouter_point(seance=point.seance, par=coordinatrice, intitule="x", note=""),
        lambda: services.modifier_point(point=point, par=coordinatrice, intitule="x"),
        lambda: services.deplacer_point(point=point, par=coordinatrice, sens="monter"),
        lambda: services.retirer_point(point=point, par=coordinatrice),
    ):
        with pytest.raises(ValidationError, match="reprogrammez"):
            acte()


def test_deplacer_un_point(seance, coordinatrice):
    points = [services.ajouter_point(seance=seance, par=coordinatrice, intitule=i, note="") for i in "abc"]
    services.deplacer_point(point=points[2], par=coordinatrice, sens="monter")
    services.deplacer_point(point=points[0], par=coordinatrice, sens="monter")
    assert [point.intitule for point in seance.points.all()] == ["a", "c", "b"]


# -- which séance for a conseil ----------------------------------------------------------------------


def test_la_prochaine_seance_pour_un_conseil(dix_huitieme, dix_neuvieme, copil, copil_paris):
    def prochaine():
        return Seance.objects.prochaines_pour([dix_huitieme], AUJOURD_HUI).get(dix_huitieme.pk)

    f.SeanceFabrique(arrondissement=dix_neuvieme.arrondissement, date=date(2026, 11, 20))
    f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 11, 17))  # gone
    f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 11, 20), statut="annulee")
    anru = f.TypeInstanceFabrique(code="instances-anru", echelle="parisienne", frequence_min=None)
    f.SeanceFabrique(type=anru, arrondissement=None, date=date(2026, 11, 20))
    assert prochaine() is None
    paris = f.SeanceFabrique(type=copil_paris, arrondissement=None, date=date(2026, 11, 18))
    assert prochaine() == paris
    f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2027, 5, 2))
    sienne = f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2027, 4, 2))
    assert prochaine() == sienne


# -- the minimum ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minimum", "tenues", "a_venir", "muettes", "jour", "etat", "libelle"),
    [
        (2, 2, 0, 0, date(2026, 3, 1), "complet", "minimum atteint"),
        (2, 1, 1, 0, date(2026, 12, 20), "programme", "programmé"),
        (2, 1, 0, 1, date(2026, 12, 20), "programme", "programmé"),
        (2, 1, 0, 0, date(2026, 12, 10), "a_programmer", "il en manque 1"),
        (3, 0, 1, 0, date(2026, 12, 10), "a_programmer", "il en manque 2"),
        # From 11 December, three weeks lead past the end of the exercice.
        (2, 1, 0, 0, date(2026, 12, 11), "en_retard", "en retard, il en manque 1"),
        (2, 1, 0, 1, date(2027, 1, 1), "en_retard", "en retard, il en manque 1"),
        (2, 2, 0, 0, date(2027, 1, 1), "complet", "minimum atteint"),
        (None, 0, 1, 0, date(2027, 1, 1), "libre", "sans minimum"),
    ],
)
def test_ce_qui_manque_au_minimum(minimum, tenues, a_venir, muettes, jour, etat, libelle):
    bilan = Bilan(minimum, tenues, a_venir, muettes, jour, EXERCICE)
    assert (bilan.etat, bilan.libelle) == (etat, libelle)


def test_le_calendrier_compte_a_la_main(coordinatrice, dix_huitieme, dix_neuvieme, copil, copil_paris):
    """18e: 2 held, 1 to come, 1 without a word; 19e: nothing. Paris: 1 held of 2; another year and a cancelled one."""
    for jour, statut in (
        (date(2026, 1, 1), "tenue"),
        (date(2026, 11, 18), "tenue"),
        (date(2026, 12, 31), "prevue"),
        (date(2026, 11, 17), "prevue"),
        (date(2026, 6, 1), "annulee"),
        (date(2025, 12, 31), "tenue"),
    ):
        f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=jour, statut=statut)
    f.SeanceFabrique(type=copil_paris, arrondissement=None, date=date(2026, 4, 1), statut="tenue")
    table = calendrier(coordinatrice, EXERCICE, AUJOURD_HUI)
    assert [(b.tenues, b.a_venir, b.muettes) for ligne in table.arrondissements for b in ligne.cases] == [
        (2, 1, 1),
        (0, 0, 0),
    ]
    assert [(ligne.bilan.tenues, ligne.bilan.libelle) for ligne in table.paris] == [(1, "il en manque 1")]


def test_le_calendrier_lit_les_reunions_qui_sont_des_instances(coordinatrice, dix_huitieme, dix_neuvieme):
    f.TypeInstanceFabrique(code="presentation-bilan-annuel")
    f.ReunionFabrique(conseil=dix_huitieme, type="presentation_bilan", date=date(2026, 4, 9))
    f.ReunionFabrique(conseil=dix_huitieme, type="groupe_moteur", date=date(2026, 4, 10))
    table = calendrier(coordinatrice, EXERCICE, AUJOURD_HUI)
    assert [(ligne.conseil, ligne.cases[0].tenues) for ligne in table.arrondissements] == [
        (dix_huitieme, 1),
        (dix_neuvieme, 0),
    ]


def test_le_calendrier_d_un_arrondissement_tait_les_instances_sans_siege(animatrice, dix_neuvieme, copil, copil_paris):
    f.TypeInstanceFabrique(code="direction-projet", echelle="parisienne", ouverte_au_conseil=False)
    table = calendrier(animatrice, EXERCICE, AUJOURD_HUI)
    assert [ligne.type.code for ligne in table.paris] == ["comite-pilotage-contrat"]
    assert [ligne.conseil.arrondissement.numero for ligne in table.arrondissements] == [18]


def test_les_seances_tenues_pendant(dix_huitieme):
    dedans = f.SeanceFabrique(date=date(2026, 12, 31), statut="tenue")
    f.SeanceFabrique(date=date(2026, 6, 1), statut="prevue")
    f.SeanceFabrique(date=date(2025, 12, 31), statut="tenue")
    assert list(Seance.objects.tenues_pendant(EXERCICE)) == [dedans]


# -- the order --------------------------------------------------------------------------------------


@pytest.fixture
def direction(db):
    return f.TypeInstanceFabrique(code="direction-projet", echelle="parisienne", ouverte_au_conseil=False)


@pytest.mark.parametrize(
    ("jours_direction", "jours_copil", "tenu"),
    [
        ([date(2026, 3, 10)], [date(2026, 4, 1)], True),
        ([date(2026, 3, 2)], [date(2026, 3, 2)], True),
        ([date(2026, 3, 1)], [date(2026, 4, 1)], False),  # before the bilan was validated
        ([date(2026, 4, 2)], [date(2026, 4, 1)], False),  # after the COPIL
        ([], [date(2026, 4, 1)], False),
        ([date(2026, 3, 10)], [date(2026, 2, 1)], None),  # the COPIL of February could not debate it
        ([date(2026, 5, 1)], [date(2026, 4, 1), date(2026, 9, 1)], False),  # the first COPIL is the one
    ],
)
def test_l_ordre_du_bilan_au_copil(direction, copil_paris, jours_direction, jours_copil, tenu):
    for type_, jours in ((direction, jours_direction), (copil_paris, jours_copil)):
        for jour in jours:
            f.SeanceFabrique(type=type_, arrondissement=None, date=jour, statut="tenue")
    seances = list(Seance.objects.select_related("type"))
    assert controle_du_copil(seances, BilanContrat(exercice=2026, valide_le=date(2026, 3, 2))).tenu is tenu
    assert controle_du_copil(seances, None).tenu is None


def test_une_direction_annulee_ne_compte_pas(direction, copil_paris):
    f.SeanceFabrique(type=direction, arrondissement=None, date=date(2026, 3, 10), statut="annulee")
    f.SeanceFabrique(type=copil_paris, arrondissement=None, date=date(2026, 4, 1))
    seances = list(Seance.objects.select_related("type"))
    controle = controle_du_copil(seances, BilanContrat(exercice=2026, valide_le=date(2026, 3, 2)))
    assert "entre le bilan validé le 02/03/2026 et le comité de pilotage du 01/04/2026" in controle.phrase


@pytest.mark.parametrize(
    ("elargies", "copils", "tenu"),
    [
        ([date(2026, 5, 1)], [date(2026, 6, 1)], True),
        ([date(2026, 6, 2)], [date(2026, 6, 1)], False),
        ([], [date(2026, 6, 1)], False),
        ([date(2026, 5, 1)], [date(2026, 6, 1), date(2026, 9, 1)], False),  # nothing prepared the second
        ([date(2026, 5, 1), date(2026, 8, 1)], [date(2026, 6, 1), date(2026, 9, 1)], True),
    ],
)
def test_l_equipe_elargie_avant_le_copil_du_projet(dix_huitieme, dix_neuvieme, copil, elargies, copils, tenu):
    elargie = f.TypeInstanceFabrique(code="equipe-operationnelle-elargie", ouverte_au_conseil=False)
    arrondissement = dix_huitieme.arrondissement
    for type_, jours in ((elargie, elargies), (copil, copils)):
        for jour in jours:
            f.SeanceFabrique(type=type_, arrondissement=arrondissement, date=jour)
    f.SeanceFabrique(type=elargie, arrondissement=dix_neuvieme.arrondissement, date=date(2026, 1, 5))
    seances = list(Seance.objects.select_related("type"))
    arrondissements = {c.arrondissement_id: c.arrondissement for c in (dix_huitieme, dix_neuvieme)}
    assert [c.tenu for c in controles_locaux(seances, arrondissements)] == [tenu]


def test_les_controles_de_paris_sont_a_qui_voit_paris(coordinatrice, animatrice, copil, dix_huitieme):
    f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement)
    assert [c.tenu for c in controles(EXERCICE, coordinatrice)] == [None, False]
    assert [c.tenu for c in controles(EXERCICE, animatrice)] == [False]


def test_dater_le_bilan_puis_l_oublier(coordinatrice):
    services.dater_bilan(exercice=2026, par=coordinatrice, valide_le=date(2026, 3, 2))
    services.dater_bilan(exercice=2026, par=coordinatrice, valide_le=date(2026, 3, 9))
    assert BilanContrat.objects.get().valide_le == date(2026, 3, 9)
    services.dater_bilan(exercice=2026, par=coordinatrice, valide_le=None)
    assert not BilanContrat.objects.exists()
    with pytest.raises(ValidationError, match="à venir"):
        services.dater_bilan(exercice=2026, par=coordinatrice, valide_le=date(2026, 11, 19))


def test_les_jalons_sont_importes(db):
    for code in (
        "comite-pilotage-contrat",
        "comite-pilotage-projet-territoire",
        "direction-projet",
        "revue-projets",
        "equipe-operationnelle-elargie",
    ):
        f.TypeInstanceFabrique(code=code)
    importer([t for t in TABLES if t.fichier == "jalons.csv"], dossier=DONNEES, a_blanc=False)
    copil = JalonReference.objects.filter(types__code="comite-pilotage-contrat")
    assert dict(copil.values_list("code", "jours")) == {
        "chiffres-figes": -30,
        "convocations": -21,
        "dossier-envoye": -15,
        "representants-prets": -10,
        "pv-diffuse": 15,
    }


# -- the kinds of the contract, as the reference data gives them ---------------------------------------


@pytest.fixture
def du_contrat(db):
    importer([t for t in TABLES_TERRITOIRES if t.fichier == "types_instances.csv"], dossier=TERRITOIRES, a_blanc=False)


def test_chaque_instance_du_contrat_tient_seance_sauf_celles_d_avant_et_les_reunions(
    du_contrat, dix_huitieme, coordinatrice
):
    refusees = set()
    for type_ in TypeInstance.objects.all():
        arrondissement = dix_huitieme.arrondissement if type_.echelle == "arrondissement" else None
        try:
            programmer_seance(type=type_, arrondissement=arrondissement, date=AUJOURD_HUI, par=coordinatrice, **LIBRE)
        except ValidationError:
            refusees.add(type_.code)
    assert refusees == {
        "assemblee-ouverte",
        "groupe-moteur",
        "reunions-quartier",
        "rencontre-inter-conseils",
        "presentation-bilan-annuel",
        "debat-annuel",
        "comite-elaboration-contrat",
        "seminaires-production",
        "etats-generaux-associatifs",
        "ateliers-decembre-2014",
    }
    assert Seance.objects.count() == 29 - 10


def test_le_calendrier_minimal_du_contrat(du_contrat, coordinatrice):
    """By hand: COPIL 2 and direction de projet 3 for Paris; 1 + 1 + 2 + 1 in each of two arrondissements."""
    for numero in (18, 19):
        f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=numero))
    table = calendrier(coordinatrice, EXERCICE, AUJOURD_HUI)
    minimums = {ligne.type.code: ligne.bilan.minimum for ligne in table.paris}
    assert minimums == {
        "spet": 6,
        "direction-projet": 3,
        "comite-pilotage-contrat": 2,
        "debat-annuel": 1,
        "presentation-rapport-annuel": 1,
    }
    assert [sum(bilan.minimum for bilan in ligne.cases) for ligne in table.arrondissements] == [5, 5]
    assert all(bilan.manque == bilan.minimum for ligne in table.arrondissements for bilan in ligne.cases)
