"""Who knows whom: the map of the structures met by a conseil."""

from datetime import date

import pytest
from django.urls import reverse

from animateurs.rencontres import CarteDesPartenaires
from socle.periode import Periode
from tests import fabriques as f

pytestmark = pytest.mark.django_db
CARTE = reverse("conseil_partenaires", args=[18])
EXERCICE = Periode.exercice(2026)


@pytest.fixture
def rencontrer(affectation):
    """``rencontrer(date, structure…, code=…)`` logs a line of the animatrice of the 18e."""

    def _rencontrer(jour, *structures, code="partenaires", dans=affectation):
        lundi = date.fromordinal(jour.toordinal() - jour.weekday())
        semaine = dans.semaines.filter(lundi=lundi).first() or f.SemaineFabrique(affectation=dans, lundi=lundi)
        activite = f.TypeActiviteFabrique(code=code, libelle=code.capitalize())
        ligne = f.LigneFabrique(semaine=semaine, jour=jour.weekday(), type_activite=activite, motif_weekend="Fête")
        for structure in structures:
            champ = ligne.acteurs if hasattr(structure, "conseil") else ligne.partenaires
            champ.add(structure)
        return ligne

    return _rencontrer


@pytest.fixture
def acteurs(dix_huitieme):
    return [f.ActeurFabrique(conseil=dix_huitieme, nom=nom) for nom in ("Association", "Bibliothèque", "Collège")]


@pytest.fixture
def mairie():
    return f.PartenaireFabrique(code="ville-de-paris", nom="Ville de Paris")


def test_chaque_structure_avec_ses_rencontres(rencontrer, acteurs, mairie, dix_huitieme):
    rencontrer(date(2025, 12, 31), acteurs[0])
    rencontrer(date(2026, 1, 1), acteurs[0], mairie)  # the same week, the other exercice
    rencontrer(date(2026, 3, 7), acteurs[0], code="immersion")  # a Saturday
    rencontrer(date(2026, 3, 10), acteurs[0])
    rencontrer(date(2025, 6, 2), acteurs[1])
    carte = CarteDesPartenaires(dix_huitieme, EXERCICE)
    association, ville = carte.liens
    assert (association.nom, association.premiere, association.derniere, association.nouveau) == (
        "Association",
        date(2025, 12, 31),
        date(2026, 3, 10),
        False,
    )
    assert association.par_activite == [("Partenaires", 2), ("Immersion", 1)]
    assert association.par_mois == [1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert (ville.nom, ville.nouveau, ville.par_mois[0]) == ("Ville de Paris", True, 1)
    assert (carte.rencontres, carte.nouveaux) == (4, 1)
    assert [lien.nom for lien in carte.a_reprendre] == ["Bibliothèque"]
    assert [str(acteur) for acteur in carte.jamais] == ["Collège"]


def test_un_exercice_passe_ne_montre_pas_ce_qui_est_venu_apres(rencontrer, acteurs, dix_huitieme):
    rencontrer(date(2025, 6, 2), acteurs[0])
    rencontrer(date(2026, 6, 2), acteurs[1])
    carte = CarteDesPartenaires(dix_huitieme, Periode.exercice(2025))
    assert [lien.nom for lien in carte.liens] == ["Association"]
    assert carte.a_reprendre == []
    assert [str(acteur) for acteur in carte.jamais] == ["Collège"]


def test_le_travail_du_predecesseur_compte_et_celui_d_un_autre_conseil_non(
    rencontrer, acteurs, mairie, dix_huitieme, animateur_du_19e
):
    avant = f.AffectationFabrique(conseil=dix_huitieme, debut=date(2025, 1, 6), fin=date(2026, 1, 2))
    rencontrer(date(2026, 1, 1), acteurs[0], dans=avant)
    rencontrer(date(2026, 2, 2), mairie, dans=animateur_du_19e.affectations.get())
    carte = CarteDesPartenaires(dix_huitieme, EXERCICE)
    assert [(lien.nom, len(lien.dates)) for lien in carte.liens] == [("Association", 1)]


def test_la_page_et_ses_exercices(connecte, animatrice, coordinatrice, rencontrer, acteurs):
    animatrice.affectations.update(debut=date(2025, 3, 3))
    rencontrer(date(2025, 6, 2), acteurs[0])
    for compte in (animatrice, coordinatrice):
        client = connecte(compte)
        assert "Aucune rencontre notée" in client.get(CARTE).text
        page = client.get(CARTE, {"exercice": "2025"})
        assert [lien.nom for lien in page.context["carte"].liens] == ["Association"]
        assert "Rencontres de chaque structure" in page.text
        assert client.get(CARTE, {"exercice": "1789"}).context["exercice"] == EXERCICE


def test_un_conseil_sans_affectation_est_vide_pour_la_coordination(connecte, coordinatrice, dix_neuvieme):
    page = connecte(coordinatrice).get(reverse("conseil_partenaires", args=[19]))
    assert page.context["carte"].liens == []


@pytest.mark.parametrize(
    ("qui", "statut"),
    [("animateur_du_19e", 404), ("prefecture", 403), ("ville", 403), ("partenaire", 403), ("lecteur", 403)],
)
def test_la_carte_n_est_ni_aux_autres_conseils_ni_aux_commanditaires(qui, statut, request, connecte, affectation):
    assert connecte(request.getfixturevalue(qui)).get(CARTE).status_code == statut


def test_un_animateur_parti_ne_la_lit_plus(connecte, animatrice, acteurs):
    animatrice.affectations.update(fin=date(2026, 11, 17))
    animatrice.habilitations.update(fin=date(2026, 11, 17))
    assert connecte(animatrice).get(CARTE).status_code == 403


def test_le_nombre_de_requetes_ne_depend_pas_des_rencontres(
    connecte, coordinatrice, rencontrer, dix_huitieme, django_assert_num_queries
):
    client = connecte(coordinatrice)
    for jour in (1, 2, 3):
        acteur = f.ActeurFabrique(conseil=dix_huitieme)
        rencontrer(date(2026, 9, jour), acteur, f.PartenaireFabrique(code=f"p{jour}", nom=f"Partenaire {jour}"))
        if jour in {1, 3}:
            with django_assert_num_queries(9):
                assert len(client.get(CARTE).context["carte"].liens) == 2 * jour
