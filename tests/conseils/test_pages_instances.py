"""The pages of the instances: who reads what, what they show, refuse, keep and cost."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from conseils.models import BilanContrat, DecisionInstance, Representation, Seance
from tests import fabriques as f

pytestmark = pytest.mark.django_db
LECTEURS = ["coordinatrice", "animatrice", "prefecture", "ville", "partenaire", "lecteur"]


@pytest.fixture
def copil_paris(db):
    type_ = f.TypeInstanceFabrique(code="comite-pilotage-contrat", echelle="parisienne", frequence_min=2)
    return f.SeanceFabrique(type=type_, arrondissement=None, date=date(2026, 11, 10), statut="tenue")


@pytest.fixture
def direction(db):
    type_ = f.TypeInstanceFabrique(code="direction-projet", echelle="parisienne", ouverte_au_conseil=False)
    return f.SeanceFabrique(type=type_, arrondissement=None, date=date(2026, 10, 10), statut="tenue")


@pytest.fixture
def sienne(dix_huitieme):
    return f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 11, 12), statut="tenue")


def page(seance, nom="seance", *cles):
    return reverse(nom, args=[seance.pk, *cles])


@pytest.mark.parametrize("persona", LECTEURS)
def test_le_copil_de_paris_est_lu_par_tous_et_la_direction_par_paris(
    request, connecte, persona, copil_paris, direction, dix_huitieme
):
    client = connecte(request.getfixturevalue(persona))
    assert client.get(page(copil_paris)).status_code == 200
    paris = persona not in ("animatrice", "lecteur")
    assert client.get(page(direction)).status_code == (200 if paris else 404)
    reponse = client.get("/instances/")
    assert (direction.type.nom in reponse.content.decode()) is paris
    assertContains(reponse, copil_paris.type.nom)


def test_le_calendrier_montre_ce_qui_manque(connecte, prefecture, copil_paris, sienne):
    reponse = connecte(prefecture).get("/instances/")
    for texte in ("il en manque 1", "1&nbsp;sur&nbsp;2", "1&nbsp;sur&nbsp;1", "minimum atteint"):
        assertContains(reponse, texte)
    assertNotContains(reponse, "Programmer une séance")


def test_un_exercice_d_avant_est_en_retard(connecte, coordinatrice, copil_paris):
    f.SeanceFabrique(type=copil_paris.type, arrondissement=None, date=date(2025, 5, 5), statut="tenue")
    reponse = connecte(coordinatrice).get("/instances/?exercice=2025")
    assertContains(reponse, "en retard, il en manque 1")
    assertContains(connecte(coordinatrice).get("/instances/?exercice=abc"), "exercice 2026")


def test_une_seance_passee_sans_nouvelles_est_a_renseigner(connecte, coordinatrice, sienne):
    Seance.objects.update(statut="prevue")
    reponse = connecte(coordinatrice).get("/instances/")
    assert list(reponse.context["a_renseigner"]) == [sienne]
    assertContains(connecte(coordinatrice).get(page(sienne)), "Dire si elle s’est tenue")


def test_programmer_deplacer_puis_tenir_par_les_formulaires(connecte, coordinatrice, dix_huitieme):
    type_ = f.TypeInstanceFabrique()
    f.JalonReferenceFabrique(jours=-15).types.add(type_)
    client = connecte(coordinatrice)
    donnees = {
        "type": type_.pk,
        "arrondissement": dix_huitieme.arrondissement_id,
        "date": "2026-12-20",
        "lieu": "Mairie",
    }
    reponse = client.post("/instances/ajouter/", donnees)
    seance = Seance.objects.get()
    assertRedirects(reponse, page(seance))
    reponse = client.post(page(seance, "seance_modifier"), {"date": "2026-11-18", "lieu": "Mairie"}, follow=True)
    assertContains(reponse, "1 échéance du rétroplanning à tenir sans attendre.")
    assertContains(reponse, "en retard")
    client.post(page(seance, "seance_statuer"), {"acte": "tenir"})
    assert Seance.objects.get().statut == "tenue"
    tache = seance.taches.get()
    client.post(page(seance, "tache_cocher", tache.pk), {"faite": "oui"})
    assertContains(client.get(page(seance)), "fait le 18 novembre 2026 par")
    client.post(page(seance, "tache_cocher", tache.pk), {"faite": "non"})
    tache.refresh_from_db()
    assert tache.faite_le is None


def test_une_seance_refusee_garde_ce_qui_est_tape(connecte, coordinatrice, dix_huitieme):
    donnees = {"type": f.TypeInstanceFabrique().pk, "date": "2026-12-20", "lieu": "Salle des fêtes"}
    reponse = connecte(coordinatrice).post("/instances/ajouter/", donnees)
    assert list(reponse.context["form"].errors) == ["arrondissement"]
    for tape in ("Salle des fêtes", 'value="2026-12-20"'):
        assertContains(reponse, tape)


def test_annuler_sans_motif_est_refuse_a_cote_du_champ(connecte, coordinatrice, dix_huitieme):
    seance = f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement)
    client = connecte(coordinatrice)
    assert list(client.post(page(seance, "seance_statuer"), {"acte": "annuler"}).context["form"].errors) == ["motif"]
    client.post(page(seance, "seance_statuer"), {"acte": "annuler", "motif": "Salle inondée"})
    assertContains(client.get(page(seance)), "Salle inondée")


def test_tenir_l_ordre_du_jour_par_les_formulaires(connecte, coordinatrice, sienne):
    client = connecte(coordinatrice)
    for intitule in ("Bilan", "Programmation"):
        client.post(page(sienne, "seance_point_ajouter"), {"intitule": intitule, "note": ""})
    premier, second = sienne.points.all()
    client.post(page(sienne, "seance_point_deplacer", second.pk), {"sens": "monter"})
    client.post(page(sienne, "seance_point_modifier", premier.pk), {"intitule": "Bilan 2026", "note": ""})
    assert [p.intitule for p in sienne.points.all()] == ["Programmation", "Bilan 2026"]
    client.post(page(sienne, "seance_point_retirer", second.pk))
    assert [p.intitule for p in sienne.points.all()] == ["Bilan 2026"]


def test_decider_et_suivre_par_les_formulaires(connecte, coordinatrice, animatrice, sienne):
    client = connecte(coordinatrice)
    donnees = {"texte": "Ouvrir le square", "responsable_autre": "Service des parcs", "echeance": "2026-11-17"}
    client.post(page(sienne, "decision_instance_ajouter"), donnees)
    decision = DecisionInstance.objects.get()
    DecisionInstance.objects.update(echeance=date(2026, 11, 17))
    assertContains(client.get(page(sienne)), "en retard")
    client.post(page(sienne, "decision_instance_modifier", decision.pk), donnees | {"texte": "Ouvrir le parc"})
    client.post(page(sienne, "decision_instance_suivre", decision.pk), {"acte": "engager"})
    suivante = f.SeanceFabrique(arrondissement=sienne.arrondissement, date=date(2027, 11, 12))
    lecture = connecte(animatrice).get(page(suivante))
    assertContains(lecture, "Ouvrir le parc")
    assertContains(lecture, "décidé le")
    assertNotContains(lecture, "/suivre/")


def test_noter_la_validation_du_bilan(connecte, coordinatrice):
    client = connecte(coordinatrice)
    assert client.post("/instances/bilan/2026/", {"valide_le": "2026-12-01"}).context["form"].errors
    assertRedirects(client.post("/instances/bilan/2026/", {"valide_le": "2026-03-02"}), "/instances/?exercice=2026")
    assert BilanContrat.objects.get().valide_le == date(2026, 3, 2)
    assertContains(client.get("/instances/bilan/2026/"), 'value="2026-03-02"')


def test_l_ordre_se_voit_sans_rien_bloquer(connecte, coordinatrice, copil_paris, direction):
    f.BilanContratFabrique(valide_le=date(2026, 10, 20))
    for adresse in ("/instances/", page(copil_paris), page(direction)):
        assertContains(connecte(coordinatrice).get(adresse), "non respecté")
    BilanContrat.objects.update(valide_le=date(2026, 10, 1))
    assertNotContains(connecte(coordinatrice).get("/instances/"), "non respecté")


# -- seats ------------------------------------------------------------------------------------------


@pytest.fixture
def membre(dix_huitieme):
    return f.MandatFabrique(membre__conseil=dix_huitieme, membre__nom="Zzyzx").membre


@pytest.mark.parametrize("persona", ["animatrice", "coordinatrice"])
def test_designer_et_rendre_compte_au_copil_de_paris(request, connecte, persona, copil_paris, membre, dix_huitieme):
    client = connecte(request.getfixturevalue(persona))
    client.post(page(copil_paris, "representant_designer", 18), {"membre": membre.pk, "nature": "designe"})
    siege = Representation.objects.get()
    assemblee = f.AssembleeFabrique(conseil=dix_huitieme, date=date(2026, 11, 17))
    donnees = {
        f"presence_{siege.pk}": "present",
        "dit": "Le square",
        "decide": "Une visite en mars",
        "restitution": "Lu",
        "restitue_en": assemblee.pk,
    }
    assertRedirects(client.post(page(copil_paris, "seance_compte_rendu", 18), donnees), page(copil_paris))
    reponse = client.get(page(copil_paris))
    for texte in ("Zzyzx", "1 siège, 1 présent", "Le square", "Une visite en mars", f"/reunions/{assemblee.pk}/"):
        assertContains(reponse, texte)
    assertContains(client.get(page(copil_paris, "seance_compte_rendu", 18)), "Une visite en mars")


def test_chaque_conseil_lit_sa_part_et_paris_les_lit_toutes_sans_nom(
    request, connecte, copil_paris, membre, dix_huitieme, dix_neuvieme
):
    for conseil, qui, dit in ((dix_huitieme, membre, "Parole du 18e"), (dix_neuvieme, None, "Parole du 19e")):
        delegation = f.DelegationSeanceFabrique(seance=copil_paris, conseil=conseil, dit=dit)
        f.RepresentationFabrique(delegation=delegation, **({"membre": qui} if qui else {}))
    lectures = {
        "animatrice": ("Zzyzx", "Parole du 18e"),
        "lecteur": ("Un membre du conseil", "Parole du 18e"),
        "prefecture": ("Un membre du conseil", "Parole du 18e", "Parole du 19e"),
        "ville": ("Un membre du conseil", "Parole du 18e", "Parole du 19e"),
        "animateur_du_19e": ("Parole du 19e",),
    }
    possibles = {texte for textes in lectures.values() for texte in textes}
    for persona, textes in lectures.items():
        contenu = connecte(request.getfixturevalue(persona)).get(page(copil_paris)).content.decode()
        vus = {texte for texte in possibles if texte in contenu}
        assert vus - {"Un membre du conseil"} == set(textes) - {"Un membre du conseil"}, persona
        assert ("Zzyzx" in contenu) is (persona == "animatrice")


def test_retirer_un_siege(connecte, animatrice, copil_paris, membre, dix_huitieme):
    delegation = f.DelegationSeanceFabrique(seance=copil_paris, conseil=dix_huitieme)
    siege = f.RepresentationFabrique(delegation=delegation, membre=membre, presence="present")
    adresse = page(copil_paris, "representant_retirer", 18, siege.pk)
    assertContains(connecte(animatrice).post(adresse, follow=True), "noté présent")
    Representation.objects.update(presence="inconnue")
    connecte(animatrice).post(adresse)
    assert not Representation.objects.exists()


def test_pas_de_siege_pour_le_voisin_ni_dans_une_instance_fermee(
    connecte, animatrice, coordinatrice, copil_paris, direction, dix_neuvieme
):
    assert connecte(animatrice).get(page(copil_paris, "representant_designer", 19)).status_code == 404
    assert connecte(coordinatrice).get(page(direction, "representant_designer", 19)).status_code == 404


# -- what it costs ----------------------------------------------------------------------------------


@pytest.mark.parametrize("combien", [1, 3])
def test_le_calendrier_coute_autant_pour_une_ou_trois_seances(
    connecte, coordinatrice, dix_huitieme, django_assert_num_queries, combien
):
    for rang in range(combien):
        conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=18 + rang))
        for jour, statut in (
            (date(2026, 3, 1), "tenue"),
            (date(2026, 12, 1), "prevue"),
            (date(2026, 11, 1), "prevue"),
        ):
            f.SeanceFabrique(arrondissement=conseil.arrondissement, date=jour, statut=statut)
    client = connecte(coordinatrice)
    with django_assert_num_queries(15):
        assertContains(client.get("/instances/"), "minimum atteint")


@pytest.mark.parametrize("combien", [1, 3])
def test_une_seance_coute_autant_pour_un_ou_trois_conseils(
    connecte, coordinatrice, copil_paris, django_assert_num_queries, combien
):
    for rang in range(combien):
        conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=18 + rang))
        delegation = f.DelegationSeanceFabrique(seance=copil_paris, conseil=conseil, dit="Le square")
        f.RepresentationFabrique(delegation=delegation)
        f.PointSeanceFabrique(seance=copil_paris)
        f.TacheFabrique(seance=copil_paris, jalon=f.JalonReferenceFabrique(code=f"j{rang}"))
        f.DecisionInstanceFabrique(seance=copil_paris)
    client = connecte(coordinatrice)
    with django_assert_num_queries(19):
        assertContains(client.get(page(copil_paris)), "Le square")


@pytest.mark.parametrize("combien", [1, 3])
def test_le_conseil_montre_ses_prochaines_seances_et_ses_sieges(
    connecte, lecteur, dix_huitieme, dix_neuvieme, combien
):
    """Two seats here, one of the neighbour's at the same séance; closed, past and neighbouring ones are not told."""
    copil = f.TypeInstanceFabrique(code="comite-pilotage-contrat", echelle="parisienne")
    revue = f.TypeInstanceFabrique(code="revue-projets", ouverte_au_conseil=False)
    for rang in range(combien):
        seance = f.SeanceFabrique(type=copil, arrondissement=None, date=date(2026, 12, 1 + rang))
        for conseil, sieges in ((dix_huitieme, 2), (dix_neuvieme, 1)):
            delegation = f.DelegationSeanceFabrique(seance=seance, conseil=conseil)
            f.RepresentationFabrique.create_batch(sieges, delegation=delegation)
    f.SeanceFabrique(type=revue, arrondissement=dix_huitieme.arrondissement)
    f.SeanceFabrique(arrondissement=dix_neuvieme.arrondissement)
    f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 11, 17))
    reponse = connecte(lecteur).get("/conseils/18/")
    assert [seance.sieges for seance in reponse.context["seances"]] == [2] * combien
    assertContains(reponse, "2 représentants désignés", combien)


def test_les_seances_passees_ont_leurs_pages(connecte, coordinatrice, copil_paris, monkeypatch):
    monkeypatch.setattr("conseils.views.instances.PAR_PAGE", 1)
    for jour in (3, 4):
        f.SeanceFabrique(type=copil_paris.type, arrondissement=None, date=date(2026, 11, jour), statut="tenue")
    page = connecte(coordinatrice).get("/instances/", {"exercice": 2026, "page": 2})
    assert [seance.date for seance in page.context["passees"]] == [date(2026, 11, 4)]
    assertContains(page, "Page 2 sur 3")
