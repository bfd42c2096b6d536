"""The calendar feed of a conseil, read by a library other than the one that wrote it."""

from datetime import UTC, date, datetime, time

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from comptes.models import LigneAudit
from conseils.models import AgendaPartage
from conseils.services.agendas import fermer_agenda, ouvrir_agenda
from conseils.services.reunions import annuler_reunion, modifier_reunion
from tests import fabriques as f

SITE = "https://conseils.exemple.fr"


@pytest.fixture
def agenda(dix_huitieme, animatrice, settings):
    settings.ADRESSE_SITE = SITE
    return ouvrir_agenda(conseil=dix_huitieme, par=animatrice)


@pytest.fixture
def reunion(dix_huitieme):
    return f.ReunionFabrique(
        conseil=dix_huitieme,
        intitule="Assemblée ; square, bancs",
        type="assemblee",
        date=date(2026, 12, 1),
        heure=time(18, 30),
        duree=90,
        lieu="Mairie, salle des fêtes",
        statut="prevue",
        presences_saisies=False,
    )


def adresse(agenda):
    return reverse("agenda_ics", args=[agenda.jeton])


def lire(agenda):
    """The events of the feed by title, as a stranger's calendar reads them."""
    reponse = Client().get(adresse(agenda))
    assert reponse.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendrier = vobject.readOne(reponse.content.decode())
    return {evenement.summary.value: evenement for evenement in calendrier.contents.get("vevent", [])}


def test_un_autre_logiciel_lit_la_reunion(agenda, reunion):
    evenement = lire(agenda)["Assemblée ; square, bancs"]
    page = f"{SITE}/conseils/18/reunions/{reunion.pk}/"
    assert evenement.dtstart.value.astimezone(UTC) == datetime(2026, 12, 1, 17, 30, tzinfo=UTC)
    assert evenement.dtend.value.astimezone(UTC) == datetime(2026, 12, 1, 19, 0, tzinfo=UTC)
    assert evenement.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Paris"]
    assert evenement.location.value == "Mairie, salle des fêtes"
    assert evenement.url.value == page
    assert page in evenement.description.value
    assert evenement.uid.value == f"reunion-{reunion.pk}@conseils.exemple.fr"


def test_l_heure_d_ete(agenda, reunion):
    reunion.date = date(2026, 7, 1)
    reunion.save()
    assert lire(agenda)[reunion.intitule].dtstart.value.astimezone(UTC).hour == 16


def test_sans_heure_la_reunion_prend_la_journee(agenda, reunion):
    reunion.heure = None
    reunion.save()
    evenement = lire(agenda)[reunion.intitule]
    assert (evenement.dtstart.value, evenement.dtend.value) == (date(2026, 12, 1), date(2026, 12, 2))


def test_sans_duree_deux_heures(agenda, reunion):
    reunion.duree = None
    reunion.save()
    evenement = lire(agenda)[reunion.intitule]
    assert (evenement.dtend.value - evenement.dtstart.value).total_seconds() == 7200


def test_l_annee_passee_et_tout_ce_qui_vient(agenda, dix_huitieme, dix_neuvieme):
    for jour in (date(2025, 11, 17), date(2025, 11, 18), date(2026, 11, 18), date(2028, 1, 4)):
        f.ReunionFabrique(conseil=dix_huitieme, date=jour, intitule=str(jour))
    f.ReunionFabrique(conseil=dix_neuvieme, intitule="Ailleurs", date=date(2026, 12, 1))
    assert list(lire(agenda)) == ["2025-11-18", "2026-11-18", "2028-01-04"]


def test_un_agenda_vide_se_lit(agenda):
    assert lire(agenda) == {}


def test_la_version_grandit_et_l_identite_reste(agenda, reunion, animatrice):
    avant = lire(agenda)[reunion.intitule]
    champs = {nom: getattr(reunion, nom) for nom in ("type", "intitule", "echelle", "quartier", "heure", "lieu")}
    modifier_reunion(reunion=reunion, par=animatrice, statut="prevue", date=date(2026, 12, 2), **champs)
    deplacee = lire(agenda)[reunion.intitule]
    annuler_reunion(reunion=reunion, par=animatrice, motif="Salle fermée")
    annulee = lire(agenda)[reunion.intitule]
    assert [e.sequence.value for e in (avant, deplacee, annulee)] == ["0", "1", "2"]
    assert [e.status.value for e in (avant, deplacee, annulee)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert avant.uid.value == annulee.uid.value


def test_enregistrer_sans_rien_changer_ne_fait_pas_une_version(reunion, animatrice):
    champs = {nom: getattr(reunion, nom) for nom in ("type", "intitule", "echelle", "quartier", "date", "lieu")}
    assert modifier_reunion(reunion=reunion, par=animatrice, statut="prevue", **champs).sequence == 0


def test_aucun_nom_dans_l_agenda(agenda, reunion):
    f.PointFabrique(reunion=reunion, porteur="Zzyzx")
    f.PresenceFabrique(reunion=reunion, membre=f.MembreFabrique(conseil=reunion.conseil, nom="Zzyzx"))
    assertNotContains(Client().get(adresse(agenda)), "Zzyzx")


def test_une_adresse_renouvelee_ou_fermee_ne_mene_nulle_part(agenda, dix_huitieme, animatrice):
    ancienne = adresse(agenda)
    nouvelle = adresse(ouvrir_agenda(conseil=dix_huitieme, par=animatrice))
    assert [Client().get(page).status_code for page in (ancienne, nouvelle)] == [404, 200]
    fermer_agenda(conseil=dix_huitieme, par=animatrice)
    fermer_agenda(conseil=dix_huitieme, par=animatrice)
    assert Client().get(nouvelle).status_code == 404
    actes = [ligne.acte for ligne in LigneAudit.objects.de(dix_huitieme)]
    assert actes == ["agenda_ouvert", "agenda_renouvele", "agenda_ferme"]


def test_le_jeton_ne_se_devine_pas(agenda):
    assert len(agenda.jeton) >= 43
    assert agenda.jeton not in str(list(LigneAudit.objects.values()))


def test_ouvrir_changer_fermer_par_la_page(connecte, animatrice, dix_huitieme):
    client = connecte(animatrice)
    reunions = reverse("reunions", args=[18])
    assertContains(client.get(reunions), "Ouvrir une adresse")
    client.post(reverse("agenda_renouveler", args=[18]))
    jeton = AgendaPartage.objects.get().jeton
    assertContains(client.get(reunions), f"/agenda/{jeton}.ics")
    assertContains(client.get(reverse("agenda_fermer", args=[18])), "ne mènera plus nulle part")
    client.post(reverse("agenda_fermer", args=[18]))
    assert not AgendaPartage.objects.exists()


@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_l_adresse_n_est_montree_qu_a_qui_tient_le_conseil(request, connecte, agenda, persona):
    reponse = connecte(request.getfixturevalue(persona)).get(reverse("reunions", args=[18]))
    assertNotContains(reponse, "Agenda à suivre")
    assertNotContains(reponse, agenda.jeton)


def test_le_cout_ne_suit_pas_les_reunions(agenda, dix_huitieme, django_assert_num_queries):
    for en_plus in (1, 2):
        for _ in range(en_plus):
            f.ReunionFabrique(conseil=dix_huitieme)
        with django_assert_num_queries(2):
            Client().get(adresse(agenda))
