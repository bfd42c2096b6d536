"""The pages of a feuille de route: who reads what, what they ask of the base, and a year from empty to revised."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from animateurs.models import ActionFeuille, FeuilleDeRoute
from animateurs.services import feuilles as services
from conseils.models import ConseilCitoyen
from tests import fabriques as f
from tests.animateurs.feuilles.gestes import passer
from tests.reporting.test_accueil import faits

FEUILLE, ACTION, LISTE = 13, 14, 5  # queries


def adresse(nom, *args, exercice=2026):
    return reverse(nom, args=[18, exercice, *args])


def texte(page):
    return page.content.decode().replace("\xa0", " ").replace("\u202f", " ").replace("’", "'")


@pytest.fixture
def saisie(champs):
    return champs | {"mission": champs["mission"].pk, "echeance": "2026-12-01"}


# -- Who reads what --


@pytest.mark.parametrize(("persona", "attendu"), [("animatrice", 200), ("coordinatrice", 200), ("prefecture", 404)])
def test_un_brouillon_est_a_l_equipe(request, connecte, feuille, persona, attendu):
    client = connecte(request.getfixturevalue(persona))
    for nom in ("feuille", "feuille_revisions", "feuille_pdf"):
        assert client.get(adresse(nom)).status_code == attendu
    assert client.get(adresse("feuille_exporter", "ods")).status_code == attendu


def test_pendant_une_revision_les_lecteurs_gardent_ce_qui_est_valide(
    connecte,
    validee,
    animatrice,
    coordinatrice,
    prefecture,
):
    passer("reviser_feuille", validee, animatrice, motif="Autre local")
    validee.refresh_from_db()
    action = validee.actions.get()
    services.modifier_action(action=action, version=validee.version, par=animatrice, intitule="Ouvrir un autre lieu")
    for persona, attendu in ((animatrice, "Ouvrir un autre lieu"), (prefecture, "Rouvrir le local")):
        lue = texte(connecte(persona).get(adresse("feuille")))
        assert [t for t in ("Ouvrir un autre lieu", "Rouvrir le local") if t in lue] == [attendu]
    client = connecte(prefecture)
    assert "Ouvrir un autre lieu" not in texte(client.get(adresse("feuille_revisions")))
    assert "Autre local" not in texte(client.get(adresse("feuille")))
    assert client.get(adresse("action_feuille", action.pk)).status_code == 404
    assert b"Ouvrir un autre lieu" not in client.get(adresse("feuille_exporter", "xlsx")).content
    page = connecte(animatrice).get(adresse("feuille_revisions"))
    assert page.context["comparaison"].changees[0].differences[0].apres == "Ouvrir un autre lieu"


def test_les_lignes_du_journal_restent_a_ceux_qui_les_lisent(connecte, validee, animatrice, prefecture):
    action = validee.actions.get()
    semaine = f.SemaineFabrique(affectation=animatrice.affectations.get())
    f.LigneFabrique(semaine=semaine, minutes=90, note="Vu le gardien", action=action)
    assert "Vu le gardien" in texte(connecte(animatrice).get(adresse("action_feuille", action.pk)))
    lue = texte(connecte(prefecture).get(adresse("action_feuille", action.pk)))
    assert "Vu le gardien" not in lue
    assert "1 h 30" in lue


# -- What they cost --


def remplir(feuille, semaine, combien):
    """That many actions, each with all that it can be linked to."""
    for rang in range(combien):
        numero = f"IN-18-2026-{feuille.actions.count() + rang:03d}"
        action = f.ActionFabrique(feuille=feuille)
        f.LigneFabrique(semaine=semaine, jour=rang % 5, minutes=30, action=action)
        action.partenaires.add(f.PartenaireFabrique(code=f"p-{numero.lower()}"))
        initiative = f.InitiativeFabrique(conseil=feuille.conseil, numero=numero)
        f.JalonFabrique(initiative=initiative)
        action.initiatives.add(initiative)


@pytest.mark.parametrize("combien", [1, 3])
def test_une_feuille_ne_coute_pas_plus_avec_plus(
    combien,
    connecte,
    feuille,
    animatrice,
    django_assert_num_queries,
):
    remplir(feuille, f.SemaineFabrique(affectation=animatrice.affectations.get()), combien)
    client = connecte(animatrice)
    with django_assert_num_queries(FEUILLE):
        assert client.get(adresse("feuille")).status_code == 200


@pytest.mark.parametrize("combien", [1, 3])
def test_une_action_ne_coute_pas_plus_avec_plus(combien, connecte, validee, animatrice, django_assert_num_queries):
    semaine = f.SemaineFabrique(affectation=animatrice.affectations.get())
    action = validee.actions.get()
    for rang in range(combien):
        f.LigneFabrique(semaine=semaine, jour=rang, action=action)
        action.reunions.add(f.ReunionFabrique(conseil=validee.conseil, date=date(2026, 10, 1 + rang)))
        initiative = f.InitiativeFabrique(conseil=validee.conseil, numero=f"IN-18-2026-{rang:03d}")
        f.JalonFabrique(initiative=initiative)
        action.initiatives.add(initiative)
    client = connecte(animatrice)
    with django_assert_num_queries(ACTION):
        assert client.get(adresse("action_feuille", action.pk)).status_code == 200


@pytest.mark.parametrize("combien", [1, 3])
def test_la_liste_ne_coute_pas_plus_avec_plus(combien, connecte, coordinatrice, django_assert_num_queries):
    for numero in range(11, 11 + combien):
        conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=numero))
        f.ActionFabrique(feuille__conseil=conseil)
    client = connecte(coordinatrice)
    with django_assert_num_queries(LISTE):
        assert client.get(reverse("feuilles")).status_code == 200


def test_la_liste_montre_les_conseils_sans_feuille(connecte, coordinatrice, validee, dix_neuvieme):
    lignes = connecte(coordinatrice).get(reverse("feuilles")).context["lignes"]
    assert [(conseil.arrondissement.numero, feuille and feuille.total) for conseil, feuille in lignes] == [
        (18, 1), (19, None),
    ]  # fmt: skip
    assert connecte(coordinatrice).get(reverse("feuilles"), {"exercice": "1999"}).context["exercice"] == 2026


# -- From empty to revised, through the pages --


def test_une_annee_par_les_pages(connecte, animatrice, coordinatrice, dix_huitieme, saisie):
    client, coordination = connecte(animatrice), connecte(coordinatrice)
    assert client.post(reverse("feuille_ouvrir", args=[18]), {"exercice": 2026}).url == adresse("feuille")
    client.post(adresse("feuille_diagnostic"), {"diagnostic": "Le local est fermé.", "version": 0})
    assert client.post(adresse("action_ajouter"), saisie | {"version": 1}).status_code == 302
    client.post(adresse("feuille_soumettre"), {"version": 2})
    assert faits(coordination.get("/")) == ["Feuille de route 2026 à valider : 18e"]
    coordination.post(adresse("feuille_renvoyer"), {"motif": "Précisez le résultat", "version": 3})
    assert "La coordination vous a renvoyé la feuille de route 2026" in faits(client.get("/"))
    client.post(adresse("feuille_soumettre"), {"version": 4})
    coordination.post(adresse("feuille_valider"), {"version": 5})
    feuille = FeuilleDeRoute.objects.get()
    assert (feuille.etat, feuille.version, feuille.revisions.count()) == ("validee", 6, 1)
    client.post(adresse("feuille_reviser"), {"motif": "Un autre local", "version": 6})
    feuille.refresh_from_db()
    assert feuille.situation == ("brouillon", "en révision")


def test_ce_qui_est_tape_n_est_pas_perdu(connecte, animatrice, feuille, saisie):
    page = connecte(animatrice).post(adresse("action_ajouter"), saisie | {"version": 7, "intitule": "Mon idée"})
    assert page.status_code == 200
    assert "a été modifiée ailleurs" in texte(page)
    assert 'value="Mon idée"' in texte(page)
    assert 'name="version" value="0"' in texte(page)
    assert not ActionFeuille.objects.exists()


def test_reporter_par_la_page(connecte, animatrice, validee, suivante):
    action, client = validee.actions.get(), connecte(animatrice)
    assert "1 action de 2026 reste à faire" in texte(client.get(adresse("feuille", exercice=2027)))
    reponse = {f"choix_{action.pk}": "reporter", f"appris_{action.pk}": "", "version": 0}
    refusee = client.post(adresse("feuille_reporter", exercice=2027), reponse)
    assert "Dites ce que cela a appris" in texte(refusee)
    reponse[f"appris_{action.pk}"] = "Il faut l'accord du bailleur"
    client.post(adresse("feuille_reporter", exercice=2027), reponse)
    nouvelle = suivante.actions.get()
    page = client.get(adresse("action_feuille", nouvelle.pk, exercice=2027))
    assert adresse("action_feuille", action.pk) in texte(page)


def test_lier_et_avancer_par_les_pages(connecte, animatrice, validee):
    action, client = validee.actions.get(), connecte(animatrice)
    reunion = f.ReunionFabrique(conseil=validee.conseil, date=date(2026, 11, 3), intitule="Atelier du local")
    client.post(adresse("action_lier", action.pk), {"reunions": [reunion.pk]})
    assert "Atelier du local" in texte(client.get(adresse("action_feuille", action.pk)))
    client.post(adresse("action_avancer", action.pk), {"acte": "faire", "le": "2026-11-10"})
    action.refresh_from_db()
    assert (action.etat, action.faite_le) == ("faite", date(2026, 11, 10))
    refusee = client.post(adresse("action_avancer", action.pk), {"acte": "abandonner", "motif": "x"})
    assert refusee.status_code == 200


def test_l_accueil_dit_les_retards(connecte, animatrice, animateur_du_19e, validee):
    for jour in (2, 3):
        f.ActionFabrique(feuille=validee, echeance=date(2026, 11, jour))
    assert "2 actions de la feuille de route 2026 en retard" in faits(connecte(animatrice).get("/"))
    assert faits(connecte(animateur_du_19e).get("/")) == []


def test_importer_par_la_page(connecte, animatrice, feuille):
    action, client = f.ActionFabrique(feuille=feuille, rang=1), connecte(animatrice)
    octets = client.get(adresse("feuille_exporter", "ods")).content
    page = client.post(adresse("feuille_importer"), {"fichier": SimpleUploadedFile("f.ods", octets), "version": 0})
    assert page.url == adresse("feuille")
    action.refresh_from_db()
    assert (action.rang, FeuilleDeRoute.objects.get().version) == (1, 1)
    page = client.post(adresse("feuille_importer"), {"fichier": SimpleUploadedFile("f.ods", b"PK"), "version": 1})
    assert "Rien n'a été importé" in texte(page)
    assert client.get(adresse("feuille_exporter", "csv")).status_code == 404


def test_une_feuille_validee_ne_s_ecrit_plus(connecte, animatrice, validee, saisie):
    client = connecte(animatrice)
    for nom in ("feuille_diagnostic", "action_ajouter", "feuille_importer", "feuille_reporter"):
        assert client.get(adresse(nom)).url == adresse("feuille")
    client.post(adresse("action_ajouter"), saisie | {"version": validee.version})
    assert validee.actions.count() == 1


def test_l_onglet_du_conseil(connecte, animatrice, prefecture, lecteur, validee):
    page = reverse("conseil", args=[18])
    onglet = reverse("feuilles_du_conseil", args=[18])
    assert onglet in texte(connecte(animatrice).get(page))
    assert onglet in texte(connecte(prefecture).get(page))
    assert onglet not in texte(connecte(lecteur).get(page))
    assert "0 sur 1" in texte(connecte(animatrice).get(onglet)).replace("<strong>", "")
    assert ConseilCitoyen.objects.count() == 1
