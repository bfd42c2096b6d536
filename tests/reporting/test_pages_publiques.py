"""What everybody reads of a conseil that wants it, what nobody reads there, and what it costs."""

from datetime import date, time
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes import debit
from comptes.models import LigneAudit
from conseils.forms.reponses import ReponseForm
from conseils.models import PagePublique
from conseils.services.page_publique import regler_page_publique
from reporting.models import Rapport
from tests import fabriques as f
from tests.reporting.rapports.exemple import NOM_SECRET

pytestmark = pytest.mark.django_db
PAGE, AGENDA = "/public/conseils/18/", "/public/conseils/18/agenda.ics"
REGLAGE = "/conseils/18/organisation/page-publique/"
ANNEE_PROCHAINE = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _a_neuf(settings, tmp_path):
    options = {"location": tmp_path}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}
    cache.clear()


@pytest.fixture
def page(dix_huitieme):
    return f.PagePubliqueFabrique(conseil=dix_huitieme)


def a_venir(conseil, **champs):
    champs = {"type": "assemblee", "date": ANNEE_PROCHAINE, "statut": "prevue", "presences_saisies": False} | champs
    return f.ReunionFabrique(conseil=conseil, **champs)


def bilan(conseil, *, rang=1, etat="publie", sorte="bilan-conseil", par=None):
    publication = {"publie_le": timezone.now(), "publie_par": par or f.CompteFabrique()} if etat == "publie" else {}
    return Rapport.objects.create(
        numero=f"BC-18-2025-{rang:02d}",
        sorte=sorte,
        conseil=conseil,
        exercice=2025,
        rang=rang,
        etat=etat,
        donnees="{}",
        fichier=ContentFile(b"%PDF-1.7", name=f"{rang}.pdf"),
        sha256="0" * 64,
        produit_le=timezone.now(),
        **publication,
    )


def adresse_du_bilan(document, numero=18):
    return reverse("public_bilan", args=[numero, document.numero])


class TestOuverture:
    def test_closed_unless_the_conseil_wants_it(self, client, dix_huitieme):
        document = bilan(dix_huitieme)
        f.PagePubliqueFabrique(conseil=dix_huitieme, ouverte=False)
        for adresse in (PAGE, AGENDA, adresse_du_bilan(document)):
            assert client.get(adresse).status_code == HTTPStatus.NOT_FOUND
        assertContains(client.get("/public/"), "Aucune page publique")

    def test_open_it_is_listed(self, client, page, dix_neuvieme):
        assertContains(client.get("/public/"), f'href="{PAGE}"')
        assert client.get("/public/conseils/19/").status_code == HTTPStatus.NOT_FOUND
        assertNotContains(client.get("/public/"), "/public/conseils/19/")

    def test_opened_then_closed_on_the_page_of_the_organisation(self, connecte, coordinatrice, dix_huitieme):
        client = connecte(coordinatrice)
        donnees = {"ouverte": "on", "contact": "conseil18@association.example"}
        assertRedirects(client.post(REGLAGE, donnees), "/conseils/18/organisation/")
        assertContains(client.get("/conseils/18/organisation/"), f'href="{PAGE}"')
        assertContains(Client().get(PAGE), "mailto:conseil18@association.example")
        client.post(REGLAGE, {"contact": donnees["contact"]})
        assert Client().get(PAGE).status_code == HTTPStatus.NOT_FOUND
        actes = LigneAudit.objects.filter(acte__startswith="page_publique").order_by("pk")
        assert [ligne.acte for ligne in actes] == ["page_publique_ouverte", "page_publique_fermee"]
        assert "association.example" not in str([vars(ligne) for ligne in actes])

    @pytest.mark.parametrize("de_qui", ["membre", "compte"])
    def test_an_address_of_a_person_is_refused_and_kept_on_screen(self, connecte, coordinatrice, dix_huitieme, de_qui):
        if de_qui == "membre":
            f.MembreFabrique(conseil=dix_huitieme, courriel="leila@exemple.fr")
        else:
            f.CompteFabrique(email="leila@exemple.fr")
        reponse = connecte(coordinatrice).post(REGLAGE, {"ouverte": "on", "contact": "Leila@exemple.fr"})
        assert list(reponse.context["form"].errors) == ["contact"]
        assertContains(reponse, "Leila@exemple.fr")
        assert not PagePublique.objects.exists()

    def test_nothing_changed_leaves_no_trace(self, page, coordinatrice, dix_huitieme):
        regler_page_publique(conseil=dix_huitieme, par=coordinatrice, ouverte=True, contact="")
        assert not LigneAudit.objects.filter(acte__startswith="page_publique").exists()
        with pytest.raises(ValidationError):
            regler_page_publique(conseil=dix_huitieme, par=coordinatrice, ouverte=True, contact="pas une adresse")


class TestContenu:
    def test_the_next_assemblees_and_no_other_meeting(self, client, page, dix_huitieme):
        a_venir(dix_huitieme, intitule="Assemblée de mars", heure=time(18, 30), lieu="Mairie")
        a_venir(dix_huitieme, intitule="Groupe fermé", type="groupe_moteur")
        a_venir(dix_huitieme, intitule="Assemblée annulée", statut="annulee")
        reponse = client.get(PAGE)
        assertContains(reponse, "Lundi 1er mars 2027 à 18\u00a0h\u00a030")
        assertContains(reponse, "Assemblée de mars · Mairie")
        assertNotContains(reponse, "Groupe fermé")
        assertNotContains(reponse, "Assemblée annulée")

    def test_the_calendar_leads_to_the_public_page(self, client, page, dix_huitieme, settings):
        settings.ADRESSE_SITE = "https://conseils.exemple.fr"
        a_venir(dix_huitieme, intitule="Assemblée de mars")
        a_venir(dix_huitieme, intitule="Groupe fermé", type="groupe_moteur")
        agenda = client.get(AGENDA).content.decode()
        assert agenda.count("BEGIN:VEVENT") == 1
        assert "URL:https://conseils.exemple.fr/public/conseils/18/" in agenda
        assert "/reunions/" not in agenda

    def test_adopted_avis_and_what_is_answered(self, client, page, dix_huitieme):
        repondu = f.AvisFabrique(conseil=dix_huitieme, titre="Éclairer la rue")
        f.ReponseFabrique(destinataire=f.DestinataireFabrique(avis=repondu), sens="en_partie", le=date(2026, 4, 20))
        f.AvisFabrique(conseil=dix_huitieme, titre="Brouillon", etat="brouillon", numero=None, adopte_en=None)
        f.AvisFabrique(conseil=dix_huitieme, titre="Repris", etat="retire", retire_le=date(2026, 5, 1))
        f.AvisFabrique(titre="Ailleurs", conseil__arrondissement__numero=12)
        corps = " ".join(client.get(PAGE).content.decode().split())
        assert "Ville de Paris&nbsp;: <strong>acceptée en partie</strong>, le 20 avril 2026" in corps
        assert "éclairée toute la nuit" in corps
        assert all(titre not in corps for titre in ("Brouillon", "Repris", "Ailleurs"))

    def test_the_explanation_of_the_latest_answer_as_it_was_typed(self, client, page, dix_huitieme):
        """Whoever writes it is told that it will be read by all."""
        destinataire = f.DestinataireFabrique(avis=f.AvisFabrique(conseil=dix_huitieme, titre="Éclairer la rue"))
        f.ReponseFabrique(
            destinataire=destinataire, sens="en_etude", etude_jusqu_au=date(2026, 6, 2), texte="On étudie."
        )
        corps = " ".join(client.get(PAGE).content.decode().split())
        assert "<strong>à l’étude</strong>, le 20 avril 2026, jusqu’au 2 juin 2026" in corps
        assert "On étudie." in corps
        f.ReponseFabrique(destinataire=destinataire, le=date(2026, 5, 2), texte="Fait en mai.\n\n<b>Sans</b> frais.")
        corps = " ".join(client.get(PAGE).content.decode().split())
        assert (
            'Lire l’explication<span class="visually-hidden">&nbsp;: Ville de Paris, Éclairer la rue</span>' in corps
        )
        assert "<p>Fait en mai.</p> <p>&lt;b&gt;Sans&lt;/b&gt; frais.</p>" in corps
        assert "On étudie." not in corps
        assert "n’y nommez personne" in str(ReponseForm.base_fields["texte"].help_text)

    def test_bilans_published_and_still_in_force(self, client, page, dix_huitieme, dix_neuvieme):
        remplace, publie = bilan(dix_huitieme), bilan(dix_huitieme, rang=2)
        projet = bilan(dix_huitieme, rang=3, etat="projet")
        dossier = bilan(dix_huitieme, rang=4, sorte="dossier-copil-territoire")
        reponse = client.get(adresse_du_bilan(publie))
        assert b"".join(reponse) == b"%PDF-1.7"
        assert reponse.headers["Content-Disposition"] == 'attachment; filename="BC-18-2025-02.pdf"'
        assertContains(client.get(PAGE), "Bilan 2025 (PDF")
        f.PagePubliqueFabrique(conseil=dix_neuvieme)
        for document in (remplace, projet, dossier):
            assert client.get(adresse_du_bilan(document)).status_code == HTTPStatus.NOT_FOUND
        assert client.get(adresse_du_bilan(publie, 19)).status_code == HTTPStatus.NOT_FOUND

    def test_no_name_of_anyone(self, client, page, dix_huitieme, animatrice):
        animatrice.nom = NOM_SECRET
        animatrice.save()
        f.MandatFabrique(
            membre__conseil=dix_huitieme, membre__nom=NOM_SECRET, membre__courriel=f"{NOM_SECRET}@exemple.fr"
        )
        avis = f.AvisFabrique(conseil=dix_huitieme)
        f.DivergenceFabrique(avis=avis, texte=NOM_SECRET)
        f.ReponseFabrique(
            destinataire=f.DestinataireFabrique(avis=avis, courriel=f"{NOM_SECRET}@ville.fr"),
            signataire=NOM_SECRET,
            par=f.CompteFabrique(nom=NOM_SECRET),
        )
        a_venir(dix_huitieme)
        a_venir(dix_huitieme, intitule=NOM_SECRET, lieu=NOM_SECRET, type="groupe_moteur")
        bilan(dix_huitieme, par=f.CompteFabrique(nom=NOM_SECRET))
        for adresse in ("/public/", PAGE, AGENDA):
            assertNotContains(client.get(adresse), NOM_SECRET)


class TestCout:
    @pytest.mark.parametrize("combien", [1, 3])
    def test_as_many_queries_whatever_the_rows(self, client, page, dix_huitieme, combien, django_assert_num_queries):
        for rang in range(combien):
            a_venir(dix_huitieme)
            avis = f.AvisFabrique(conseil=dix_huitieme)
            f.ReponseFabrique(destinataire=f.DestinataireFabrique(avis=avis))
            bilan(dix_huitieme, rang=rang + 1)
        with django_assert_num_queries(7):
            client.get(PAGE)

    def test_the_same_for_all_and_kept_by_caches(self, client, connecte, coordinatrice, page):
        for adresse in ("/public/", PAGE):
            anonyme, connue = client.get(adresse), connecte(coordinatrice).get(adresse)
            assert anonyme.content == connue.content
            assert anonyme.headers["Cache-Control"] == "public, max-age=300"
            assert "Cookie" not in anonyme.headers.get("Vary", "")
            assert not anonyme.cookies
            assert len(anonyme.content) < 60 * 1024
            assertContains(anonyme, '<meta name="robots" content="index">')

    @pytest.mark.parametrize("moteur", ["locmem.LocMemCache", "db.DatabaseCache"])
    def test_an_address_that_asks_too_much_waits(self, client, page, monkeypatch, settings, moteur):
        """With the cache of the embedded installation too: it is a table, and these pages are asked for with GET."""
        settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{moteur}", "LOCATION": "cache_partage"}}
        monkeypatch.setattr(debit, "AU_PLUS", 2)
        assert [client.get(PAGE).status_code for _ in range(3)] == [200, 200, 429]
        assert client.get(PAGE).headers["Retry-After"] == "60"
        assert client.get(PAGE, REMOTE_ADDR="192.0.2.7").status_code == HTTPStatus.OK
