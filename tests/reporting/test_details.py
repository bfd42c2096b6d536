"""What a figure counts is listed behind it, adds up to it, and is read within one's rights."""

from datetime import date

import pytest

from conseils.models import ComptageQuartier, ReponseQuestion
from reporting.details.fiches import FICHES
from reporting.details.releve import PAR_PAGE, Question, decomptes, releve
from reporting.indicateurs import INDICATEURS, collecter
from reporting.indicateurs.lignes import combien, lignes_comptees
from socle.periode import Periode
from territoires.models import Appreciation, Cible, Engagement, MesureCible, MesureParis, MesureQuartier, RangQuartier
from tests import fabriques as f
from tests.reporting.rapports.exemple import NOM_SECRET, peupler

AUJOURD_HUI = date(2026, 11, 18)
PERIODES = [Periode.exercice(2026).jusqu_au(AUJOURD_HUI), Periode.exercice(2025)]


def adresse(code: str) -> str:
    return f"/indicateurs/{code}/releve/"


@pytest.fixture
def annees(dix_huitieme, dix_neuvieme):
    """Two years of the 18e, some things of the 19e, and what others observe."""
    peupler(dix_huitieme)
    quartier = dix_huitieme.quartiers.first()
    dix_neuvieme.quartiers.add(quartier)
    reunion = f.ReunionFabrique(conseil=dix_neuvieme, date=date(2026, 3, 10), statut="tenue")
    membre = f.MandatFabrique(membre=f.MembreFabrique(conseil=dix_neuvieme, quartier=quartier)).membre
    f.PresenceFabrique(reunion=reunion, membre=membre)
    ComptageQuartier.objects.create(reunion=reunion, quartier=quartier, nombre=7)
    MesureQuartier.objects.create(quartier=quartier, indicateur="population", annee=2018, valeur=2000, source="x")
    feuille = f.FeuilleFabrique(conseil=dix_neuvieme, etat="validee")
    f.ActionFabrique(feuille=feuille, echeance=date(2026, 4, 1))
    f.PortageFabrique(conseil=dix_neuvieme)
    adoptee = f.ReunionFabrique(conseil=dix_neuvieme, type="assemblee", date=date(2026, 2, 3), statut="tenue")
    version = f.VersionReglementFabrique(conseil=dix_neuvieme, adoptee_en=adoptee)
    for institution in ("prefecture", "ville"):
        f.VerificationReglementFabrique(version=version, institution=institution)
    cible = Cible.objects.create(code="fipd", libelle="FIPD", valeur=75, unite="%", source="x")
    MesureCible.objects.create(cible=cible, date=date(2026, 1, 1), valeur=80, source="x")
    ville = f.PartenaireFabrique(code="ville-de-paris", nom="Ville de Paris")
    Engagement.objects.create(code="e", annee=2026, signataire=ville, nature="specifique", montant=1200, source="x")
    f.InitiativeFabrique(conseil=dix_neuvieme, numero="IN-19-2026-001").partenaires.add(ville)
    RangQuartier.objects.create(quartier=quartier, annee=2025, rang=12, sur=1300, source="x")
    MesureQuartier.objects.create(quartier=quartier, indicateur="taux_pauvrete", annee=2022, valeur=40, source="x")
    MesureParis.objects.create(indicateur="taux_pauvrete", annee=2022, valeur=15, source="x")
    f.InitiativeFabrique(conseil=dix_neuvieme, numero="IN-19-2026-002").acteurs.add(
        f.ActeurFabrique(conseil=dix_neuvieme)
    )
    _proposer(dix_huitieme)
    Appreciation.objects.create(
        code="a",
        date=date(2026, 6, 1),
        moyen="enquete",
        arrondissement=dix_neuvieme.arrondissement,
        reponses=8,
        somme=24,
        source="x",
    )
    return [dix_huitieme, dix_neuvieme]


def _proposer(conseil):
    """One proposition that two answers nourish, and the mesure made of it."""
    lignes = ReponseQuestion.objects.filter(reponse__conseil=conseil).select_related("question__thematique")[:2]
    proposition = f.PropositionFabrique(thematique=lignes[0].question.thematique)
    for ligne in lignes:
        f.ExtraitFabrique(proposition=proposition, source=ligne)
    journee = f.JourneeTravailFabrique(consultation=proposition.consultation)
    mesure = f.MesureFabrique(journee=journee, thematique=proposition.thematique)
    mesure.propositions.add(proposition)


def _questions(conseils, compte):
    """Each conseil, then both; this year, then the one before."""
    table = collecter([c.pk for c in conseils], PERIODES)
    for choisis in (*([c] for c in conseils), conseils):
        for rang in (0, 1):
            yield Question(compte, choisis, table, rang, AUJOURD_HUI)


def _comptes(question):
    """Every count of every indicator whose rows can be listed."""
    for indicateur in INDICATEURS.values():
        if indicateur.de_paris and question.conseil:
            continue
        for compte in decomptes(indicateur, question):
            lignes = lignes_comptees(compte.terme, question.conseils, question.periode, AUJOURD_HUI)
            if lignes is not None:
                yield indicateur, compte, lignes


def test_the_records_add_up_to_the_figure(annees, coordinatrice):
    """Every count of every indicator, for one conseil and for two, this year and the one before."""
    lus = [
        ((indicateur.code, compte.terme, compte.total), combien(lignes), lignes.model)
        for question in _questions(annees, coordinatrice)
        for indicateur, compte, lignes in _comptes(question)
    ]
    assert [(quoi, trouve) for quoi, trouve, _ in lus if quoi[2] != trouve] == []
    # A count that answers nothing here proves nothing: there is none.
    assert {modele for (*_, total), _, modele in lus if total} == set(FICHES)


def test_each_record_prints(annees, coordinatrice):
    """Whatever is counted has a text, a weight, and all of it is read by the coordination."""
    *_, question, _ = _questions(annees, coordinatrice)
    for indicateur, compte, _ in _comptes(question):
        page = releve(indicateur, question, compte.rang, None)
        assert page.lus == compte.total
        assert all(rangee.texte and rangee.poids for rangee in page.page)


def test_the_total_on_the_page_is_that_of_the_dashboard(connecte, prefecture, annees):
    client = connecte(prefecture)
    tableau = client.get("/tableau-de-bord/?famille=vie")
    case = next(c for c in tableau.context["tableau"].lignes[0].cases if c.indicateur.code == "I06")
    assert case.adresse == "/indicateurs/I06/releve/?exercice=2026&conseil=18"
    assert case.adresse.replace("&", "&amp;") in tableau.content.decode()
    page = client.get(case.adresse)
    assert page.context["valeur"].texte == case.valeur.texte
    assert str(page.context["releve"].actif.total) == case.valeur.texte
    assert page.context["releve"].lus == page.context["releve"].page.paginator.count == int(case.valeur.texte)
    avant = client.get(case.adresse + "&avant=1")
    assert avant.context["valeur"].texte == case.avant.texte != case.valeur.texte


def test_names_for_those_who_see_the_membres(connecte, coordinatrice, annees):
    page = connecte(coordinatrice).get(adresse("I01"), {"conseil": 18})
    assert NOM_SECRET in page.content.decode()
    assert page.context["releve"].tus == 0


@pytest.mark.parametrize("role", ["prefecture", "ville", "partenaire"])
@pytest.mark.parametrize("code", ["I01", "I04", "I07", "I09", "I12r", "I16c", "I17", "I31", "I15p", "I20a"])
def test_counts_for_the_others(request, connecte, role, code, annees):
    client = connecte(request.getfixturevalue(role))
    for compte in range(3):
        page = client.get(adresse(code), {"compte": compte})
        html = page.content.decode()
        assert NOM_SECRET not in html
        assert page.context["releve"].page.object_list == []
        assert page.context["releve"].tus == page.context["releve"].actif.total
    assert page.context["releve"].par_conseil
    assert "Vos droits permettent de lire ce nombre, pas les enregistrements" in html


def test_the_seances_are_read_one_conseil_at_a_time(connecte, prefecture, annees):
    client = connecte(prefecture)
    ensemble, un = (client.get(adresse("I12"), {"compte": 1, "conseil": c}) for c in ("", 18))
    assert "Le détail se lit conseil par conseil." in ensemble.content.decode()
    assert un.context["releve"].lus == un.context["releve"].actif.total > 0


def test_weeks_are_read_by_those_who_review_them(connecte, coordinatrice, prefecture, annees):
    lus = [connecte(qui).get(adresse("I30")).context["releve"].lus for qui in (coordinatrice, prefecture)]
    assert lus[0] > 0 == lus[1]


def test_a_feuille_under_revision_is_counted_and_not_shown(connecte, prefecture, annees):
    feuille = f.FeuilleFabrique(conseil=annees[0], etat="brouillon", exercice=2027)
    type(feuille).objects.filter(pk=feuille.pk).update(validee_le="2026-02-02T00:00:00Z")
    f.ActionFabrique(feuille=feuille, echeance=date(2026, 5, 1))
    fiche = connecte(prefecture).get(adresse("I25"), {"compte": 1}).context["releve"]
    assert (fiche.actif.total, fiche.lus, fiche.tus) == (2, 1, 1)


def test_money_for_those_who_read_the_budget(connecte, partenaire, prefecture, annees):
    assert connecte(partenaire).get(adresse("I29")).status_code == 404
    assert connecte(prefecture).get(adresse("I29")).status_code == 200


@pytest.mark.parametrize("code", ["I33", "I99", "i06"])
def test_nothing_behind_what_is_not_counted(connecte, prefecture, code):
    assert connecte(prefecture).get(adresse(code)).status_code == 404


def test_a_mean_of_too_few_answers_shows_nothing_of_them(connecte, coordinatrice, dix_huitieme):
    f.CompetencesFabrique(
        delegation=f.DelegationFormationFabrique(conseil=dix_huitieme, formation__debut=date(2026, 3, 3)),
        reponses=4,
        somme_avant=800,
        somme_apres=1200,
    )
    page = connecte(coordinatrice).get(adresse("I36"))
    assert page.context["releve"] is None
    assert "Trop peu de réponses" in page.content.decode()


def test_wrong_address_falls_back(connecte, prefecture, annees):
    question = {"exercice": "x", "conseil": 4, "compte": 99, "page": "y"}
    page = connecte(prefecture).get(adresse("I06"), question)
    assert page.status_code == 200
    assert (page.context["sujet"], page.context["releve"].actif.rang) == (None, 0)


def test_a_long_list_has_pages(connecte, prefecture, dix_huitieme):
    for _ in range(PAR_PAGE + 1):
        f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 3, 10), statut="tenue")
    pages = [connecte(prefecture).get(adresse("I06"), {"page": n}).context["releve"] for n in (1, 2)]
    assert [len(p.page.object_list) for p in pages] == [PAR_PAGE, 1]
    assert {p.lus for p in pages} == {PAR_PAGE + 1}


REQUETES = 8


@pytest.mark.parametrize("nombre", [1, 3])
def test_same_number_of_queries_at_one_and_at_three_records(
    connecte, coordinatrice, dix_huitieme, django_assert_num_queries, nombre
):
    client = connecte(coordinatrice)
    for rang in range(nombre):
        conseil = dix_huitieme if rang == 0 else f.ConseilFabrique(arrondissement__numero=18 + rang)
        f.MandatFabrique(membre=f.MembreFabrique(conseil=conseil))
    with django_assert_num_queries(REQUETES):
        client.get(adresse("I01"))
