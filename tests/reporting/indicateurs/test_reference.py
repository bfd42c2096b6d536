"""Feuilles de route, states, partners and what others observe, against figures worked out by hand.

Wednesday 18 November 2026. Exercice 2026 up to that day, exercice 2025 beside it.
"""

from datetime import date
from decimal import Decimal

import pytest

from conseils.models import ComptageQuartier
from reporting.indicateurs import INDICATEURS, Table, collecter
from reporting.indicateurs.mesures.partenaires import partenaires_actifs
from socle.periode import Periode
from territoires.models import (
    Appreciation,
    Cible,
    Engagement,
    MesureCible,
    MesureParis,
    MesureQuartier,
    RangQuartier,
)
from tests import fabriques as f

AUJOURD_HUI = date(2026, 11, 18)
PERIODES = [Periode.exercice(2026).jusqu_au(AUJOURD_HUI), Periode.exercice(2025)]
INSECABLE = "\u00a0"


def lire(*conseils):
    return collecter([c.pk for c in conseils], PERIODES)


# -- Feuilles de route --------------------------------------------------------------------------------------


@pytest.fixture
def actions(dix_huitieme):
    """2026: four due by today (one done in time, one done, one given up, one late), one due in December; of the
    five, three come from habitants, one from an acteur, one from the Ville, and three are linked to it.
    """
    feuille = f.FeuilleFabrique(conseil=dix_huitieme, etat="validee")
    expression = f.ExpressionFabrique(conseil=dix_huitieme)
    acteur = f.ActeurFabrique(conseil=dix_huitieme)
    ville = f.PartenaireFabrique(code="ville-de-paris", nom="Ville de Paris")
    faire = {"etat": "faite", "faite_le": date(2026, 3, 1)}
    f.ActionFabrique(feuille=feuille, echeance=date(2026, 4, 1), expression=expression, **faire)
    f.ActionFabrique(feuille=feuille, echeance=date(2026, 11, 18), source="acteur", acteur=acteur, **faire)
    f.ActionFabrique(feuille=feuille, echeance=date(2026, 5, 1), etat="abandonnee", motif="Salle fermée")
    f.ActionFabrique(feuille=feuille, echeance=date(2026, 6, 1))
    f.ActionFabrique(feuille=feuille, source="partenaire", partenaire=ville, echeance=date(2026, 12, 31))
    brouillon = f.FeuilleFabrique(conseil=dix_huitieme, exercice=2027)
    f.ActionFabrique(feuille=brouillon, echeance=date(2026, 6, 1))


@pytest.mark.parametrize(
    ("code", "haut", "bas"),
    [("I25", 2, 4), ("I26", 3, 5), ("I26h", 3, 5)],
)
def test_actions_of_the_feuille_de_route(dix_huitieme, actions, code, haut, bas):
    valeur = lire(dix_huitieme).valeur(code, dix_huitieme.pk)
    assert (valeur.numerateur, valeur.denominateur) == (haut, bas)


def test_an_action_done_since_was_not_done_then(dix_huitieme):
    feuille = f.FeuilleFabrique(conseil=dix_huitieme, exercice=2025, etat="validee")
    f.ActionFabrique(feuille=feuille, echeance=date(2025, 12, 1), etat="faite", faite_le=date(2026, 1, 5))
    assert lire(dix_huitieme).valeur("I25", dix_huitieme.pk, 1).texte == f"0{INSECABLE}%"


# -- States -------------------------------------------------------------------------------------------------


def _version(conseil, numero=1, adoptee=None, ecrit=date(2026, 1, 5)):
    reunion = f.ReunionFabrique(conseil=conseil, type="assemblee", date=adoptee, statut="tenue") if adoptee else None
    return f.VersionReglementFabrique(conseil=conseil, numero=numero, ecrit_le=ecrit, adoptee_en=reunion)


def _verifier(version, institution, avis="conforme", le=date(2026, 6, 1)):
    observations = "Préciser le quorum." if avis == "observations" else ""
    f.VerificationReglementFabrique(
        version=version, institution=institution, avis=avis, observations=observations, le=le
    )


def test_reglement_from_none_to_both(dix_huitieme):
    def etat():
        return lire(dix_huitieme).valeur("I18", dix_huitieme.pk).texte

    assert etat() == "aucun"
    version = _version(dix_huitieme)
    assert etat() == "rédigé"
    version.adoptee_en = f.ReunionFabrique(conseil=dix_huitieme, type="assemblee", date=date(2026, 2, 3))
    version.save()
    assert etat() == "adopté"
    _verifier(version, "prefecture", "observations")
    assert etat() == "adopté"
    _verifier(version, "prefecture")
    assert etat() == "vérifié par la Préfecture"
    _verifier(version, "ville")
    assert etat() == "vérifié par la Préfecture et par la Ville"
    assert lire(dix_huitieme).valeur("I18", dix_huitieme.pk, 1).texte == "aucun"


def test_a_later_version_adopted_takes_the_place_of_the_one_verified(dix_huitieme, dix_neuvieme):
    _verifier(_version(dix_huitieme, adoptee=date(2026, 2, 3)), "ville")
    _version(dix_huitieme, numero=2, adoptee=date(2026, 9, 1), ecrit=date(2026, 8, 1))
    _verifier(_version(dix_neuvieme, adoptee=date(2026, 2, 3)), "ville")
    _version(dix_neuvieme, numero=2, ecrit=date(2026, 8, 1))  # a draft takes nobody's place
    table = lire(dix_huitieme, dix_neuvieme)
    etats = [table.valeur("I18", c.pk).texte for c in (dix_huitieme, dix_neuvieme)]
    assert etats == ["adopté", "vérifié par la Ville"]
    assert table.valeur("I18").texte == "1 adopté, 1 vérifié par la Ville"
    assert table.valeur("I18").valeur == 0


def test_portage_of_the_last_day(dix_huitieme, dix_neuvieme):
    f.PortageFabrique(conseil=dix_huitieme, mode="collectif_informel", au=date(2026, 2, 28))
    f.PortageFabrique(conseil=dix_huitieme, du=date(2026, 3, 1))
    table = lire(dix_huitieme, dix_neuvieme)
    assert table.valeur("I19", dix_huitieme.pk).texte == "association créée pour le conseil"
    assert table.valeur("I19", dix_huitieme.pk, 1).texte == "collectif informel soutenu par une association"
    assert table.valeur("I19").texte == "1 association créée pour le conseil, 1 non choisi"
    assert table.valeur("I19").valeur == 50


def test_what_cannot_be_computed_says_so(dix_huitieme):
    assert "jamais nommés" in INDICATEURS["I33"].non_calculable
    assert lire(dix_huitieme).valeur("I33", dix_huitieme.pk).texte == "–"


# -- Partners and visibility --------------------------------------------------------------------------------


def test_partners_active_with_the_conseil(dix_huitieme, dix_neuvieme):
    """The Ville met and associated (once), the CAF answered, the Préfecture only of a withdrawn act, a bailleur in a
    week not handed in; one local structure met, another that carries an initiative given up last year.
    """
    ville, caf, prefecture, bailleur = (
        f.PartenaireFabrique(code=c, nom=c) for c in ("ville-de-paris", "caf", "prefecture-de-paris", "bailleurs")
    )
    affectation = f.AffectationFabrique(conseil=dix_huitieme)
    transmise = f.SemaineFabrique(
        affectation=affectation, lundi=date(2026, 11, 2), etat="transmise", transmise_le="2026-11-06T17:00:00Z"
    )
    ligne = f.LigneFabrique(semaine=transmise)
    ligne.partenaires.add(ville)
    ligne.acteurs.add(f.ActeurFabrique(conseil=dix_huitieme))
    f.LigneFabrique(semaine=f.SemaineFabrique(affectation=affectation)).partenaires.add(bailleur)
    f.InitiativeFabrique(conseil=dix_huitieme).partenaires.add(ville)
    vieille = f.InitiativeFabrique(
        conseil=dix_huitieme, proposee_le=date(2025, 3, 2), etat="abandonnee", motif="Plus personne"
    )
    vieille.acteurs.add(f.ActeurFabrique(conseil=dix_huitieme))
    f.DestinataireFabrique(avis__conseil=dix_huitieme, partenaire=caf, repondu_le=date(2026, 4, 20))
    retire = f.AvisFabrique(
        conseil=dix_huitieme, etat="retire", retire_le=date(2026, 6, 1), motif_retrait="Réglé autrement"
    )
    f.DestinataireFabrique(avis=retire, partenaire=prefecture, repondu_le=date(2026, 4, 20))
    table = lire(dix_huitieme, dix_neuvieme)
    assert [table.mesure(m, dix_huitieme.pk) for m in ("partenaires_actifs", "acteurs_actifs")] == [2, 1]
    assert [table.valeur("I38", c.pk).texte for c in (dix_huitieme, dix_neuvieme)] == ["3", "0"]
    assert [p.nom for p in partenaires_actifs(PERIODES[0], dix_huitieme.pk)] == ["caf", "ville-de-paris"]


def test_a_count_of_no_conseil_is_in_the_total_once():
    table = Table([18], [PERIODES[0]], [(None, "population_qpv", "", "", 250), (18, "reunions", "", "", 3)])
    assert [table.mesure(cle) for cle in ("population_qpv", "reunions")] == [250, 3]


def test_visibility(dix_huitieme, actions):
    """One séance held with a seat, one consultation launched, one line of communication, one action asked for."""
    f.SeanceFabrique(date=date(2026, 3, 10), statut="tenue")
    f.ConsultationFabrique(conseils=[dix_huitieme])
    f.ConsultationFabrique(conseils=[dix_huitieme], etat="preparation", titre="En préparation")
    semaine = f.SemaineFabrique(
        affectation=f.AffectationFabrique(conseil=dix_huitieme),
        lundi=date(2026, 11, 2),
        etat="transmise",
        transmise_le="2026-11-06T17:00:00Z",
    )
    f.LigneFabrique(semaine=semaine, type_activite=f.TypeActiviteFabrique(code="communication"))
    f.LigneFabrique(semaine=semaine)
    assert lire(dix_huitieme).valeur("I37", dix_huitieme.pk).texte == "4"


# -- Quartiers ----------------------------------------------------------------------------------------------


@pytest.fixture
def quartiers(dix_huitieme, dix_neuvieme):
    """Two QPV of one conseil each, and one across both."""
    nord, sud, commun = (f.QuartierFabrique(code=c) for c in ("QPNORD", "QPSUD", "QPCOMMUN"))
    dix_huitieme.quartiers.set([nord, commun])
    dix_neuvieme.quartiers.set([sud, commun])
    for quartier, annee, valeur in ((nord, 2013, 1900), (nord, 2018, 2000), (sud, 2018, 1000), (commun, 2018, 5000)):
        MesureQuartier.objects.create(
            quartier=quartier, indicateur="population", annee=annee, valeur=valeur, source="x"
        )
    MesureQuartier.objects.create(quartier=nord, indicateur="population", annee=2027, valeur=9, source="x")
    return nord, sud, commun


def test_participations_for_a_thousand_inhabitants_of_qpv(dix_huitieme, dix_neuvieme, quartiers):
    """16 comings over 8,000 inhabitants: 10 from the north, 4 from the common one, 1 and 1 membres of it."""
    nord, _, commun = quartiers
    for conseil, quartier, nombre in ((dix_huitieme, nord, 10), (dix_neuvieme, commun, 4)):
        reunion = f.ReunionFabrique(conseil=conseil, date=date(2026, 3, 10), statut="tenue")
        ComptageQuartier.objects.create(reunion=reunion, quartier=quartier, nombre=nombre)
        f.PresenceFabrique(reunion=reunion, membre=f.MembreFabrique(conseil=conseil, quartier=commun))
    paris = lire(dix_huitieme, dix_neuvieme)
    assert (paris.valeur("I11").numerateur, paris.valeur("I11").denominateur) == (16, 8000)
    assert paris.valeur("I11").texte == "2,0"
    assert paris.valeur_du_quartier("I11", "QPCOMMUN").valeur == Decimal("1.2")
    # Never for an arrondissement, whichever way it is asked; a reader of one conseil has its whole quartiers only.
    assert paris.valeur("I11", dix_huitieme.pk).texte == "–"
    assert (lire(dix_huitieme).valeur("I11").numerateur, lire(dix_huitieme).valeur("I11").denominateur) == (10, 2000)


def test_gap_with_paris_and_national_rank(dix_huitieme, quartiers):
    """Last years when both are known: 35.5 − 15.5 in 2022, 30.5 − 15 in 2021. 2023 has no figure for Paris."""
    nord, sud, commun = quartiers
    for quartier, annee, valeur in ((nord, 2021, 40), (nord, 2022, 35.5), (nord, 2023, 99), (sud, 2021, 30.5)):
        MesureQuartier.objects.create(
            quartier=quartier, indicateur="taux_pauvrete", annee=annee, valeur=valeur, source="x"
        )
    for annee, valeur in ((2021, 15), (2022, 15.5)):
        MesureParis.objects.create(indicateur="taux_pauvrete", annee=annee, valeur=valeur, source="x")
    for quartier, annee, rang in ((nord, 2024, 900), (nord, 2025, 130), (sud, 2024, 131), (commun, 2027, 1)):
        RangQuartier.objects.create(quartier=quartier, annee=annee, rang=rang, sur=1300, source="x")
    table = lire(dix_huitieme)
    assert table.valeur("I41").valeur == Decimal("17.75")
    assert table.valeur_du_quartier("I41", "QPNORD").texte == "20,0"
    assert (table.valeur("I41r").numerateur, table.valeur("I41r").denominateur) == (1, 2)


# -- Contract -----------------------------------------------------------------------------------------------


def test_targets_reached_at_their_last_measure(dix_huitieme):
    """Reached: décrocheurs under 5, crèches over 110. Missed: FIPD, which fell back. Not counted: no number, no
    measure, a measure of 2027.
    """

    def cible(code, valeur, sens="au_moins", *mesures):
        creee = Cible.objects.create(code=code, libelle=code, valeur=valeur, unite="%", sens=sens, source="x")
        for le, mesuree in mesures:
            MesureCible.objects.create(cible=creee, date=le, valeur=mesuree, source="x")

    cible("decrocheurs", 5, "au_plus", (date(2025, 12, 31), 6), (date(2026, 6, 30), 5))
    cible("creches", 110, "au_moins", (date(2025, 12, 31), 112))
    cible("fipd", 75, "au_moins", (date(2025, 6, 30), 80), (date(2026, 6, 30), 74))
    cible("clause", None, "au_moins", (date(2026, 6, 30), 12))
    cible("musees", 6000)
    cible("laep", 5, "au_moins", (date(2027, 1, 1), 5))
    table = lire(dix_huitieme)
    parts = [(v.numerateur, v.denominateur) for v in (table.valeur("I42", None, p) for p in (0, 1))]
    assert parts == [(2, 3), (2, 3)]  # in 2025: crèches and FIPD
    assert [table.mesure("cibles_atteintes", details=(c,)) for c in ("decrocheurs", "fipd")] == [1, 0]


def test_money_committed_by_source(dix_huitieme):
    ville = f.PartenaireFabrique(code="ville-de-paris", nom="Ville de Paris")
    for rang, (annee, nature, montant) in enumerate(
        ((2026, "specifique", "1500.50"), (2026, "droit_commun", "8500"), (2025, "specifique", "1000"))
    ):
        Engagement.objects.create(
            code=f"e{rang}", annee=annee, signataire=ville, nature=nature, montant=Decimal(montant), source="x"
        )
    table = lire(dix_huitieme)
    assert [table.valeur(c).valeur for c in ("I43", "I43s", "I43d")] == [Decimal("10000.5"), Decimal("1500.5"), 8500]
    assert table.valeur("I43", None, 1).valeur == 1000
    assert table.valeur("I43", dix_huitieme.pk).texte == "–"


def test_what_people_thought(dix_huitieme, dix_neuvieme):
    """18e: 10 women gave 35, 4 men gave 12. 19e: 3 people, who are too few to be told. 47 / 14 = 3.357…"""

    def noter(code, conseil, sexe, reponses, somme, le=date(2026, 6, 10)):
        Appreciation.objects.create(
            code=code,
            date=le,
            moyen="debat_annuel",
            arrondissement=conseil.arrondissement,
            sexe=sexe,
            reponses=reponses,
            somme=somme,
            source="x",
        )

    noter("a", dix_huitieme, "F", 10, 35)
    noter("b", dix_huitieme, "H", 4, 12)
    noter("c", dix_neuvieme, "N", 3, 9)
    noter("d", dix_huitieme, "F", 20, 100, date(2025, 6, 10))
    table = lire(dix_huitieme, dix_neuvieme)
    valeur = table.valeur("I40", dix_huitieme.pk)
    assert (valeur.texte, valeur.textes_par_sexe[:2]) == ("3,4", [("Femmes", "3,5"), ("Hommes", "–")])
    assert table.valeur("I40", dix_neuvieme.pk).texte == "–"
    assert (table.valeur("I40").numerateur, table.valeur("I40").denominateur) == (56, 17)


def test_still_one_statement(dix_huitieme, dix_neuvieme, quartiers, django_assert_num_queries):
    with django_assert_num_queries(1):
        table = lire(dix_huitieme, dix_neuvieme)
        for code in INDICATEURS:
            table.valeur(code)


def test_every_code_of_the_specification_is_declared():
    racines = {code[:3] for code in INDICATEURS}
    assert racines == {f"I{n:02d}" for n in range(1, 44)}
