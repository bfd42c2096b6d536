"""Who read personal data: written once, never changed, kept twelve months."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from comptes.models import LectureDonnees, LigneAudit
from comptes.models.audit import AuditInalterable
from comptes.permissions import Permission as P
from socle.rgpd import registre
from tests import fabriques as f
from tests.acces.matrice import MATRICE

pytestmark = pytest.mark.django_db
# What no clock of a database will ever call young, or old.
JADIS, UN_JOUR = datetime(2001, 1, 1, tzinfo=UTC), datetime(2199, 1, 1, tzinfo=UTC)
# Pages under these permissions that show nobody's name.
SANS_NOM = {
    "membre_ajouter": "un formulaire vide",
    "invite_ajouter": "un formulaire vide",
    "groupe_creer": "un formulaire vide",
    "groupe_modifier": "le nom d'un groupe",
    "groupe_fermer": "une date",
    "exports": "la liste des listes",
}


@pytest.fixture
def mandat(dix_huitieme):
    return f.MandatFabrique(membre=f.MembreFabrique(conseil=dix_huitieme, nom="Diop"))


@pytest.fixture
def liste(mandat):
    return reverse("groupe_moteur", args=[18])


def test_ouvrir_la_liste_des_membres_laisse_une_ligne_sans_nom_lu(liste, animatrice, connecte):
    connecte(animatrice).get(liste, {"q": "Diop"})
    ligne = LectureDonnees.objects.get()
    assert (ligne.par_id, ligne.par_nom, ligne.page) == (animatrice.pk, str(animatrice), "Liste des membres")
    assert ligne.adresse == liste
    assert "Diop" not in f"{ligne.par_nom} {ligne.page} {ligne.adresse}"


def test_qui_ne_voit_que_des_nombres_n_a_rien_lu(liste, prefecture, connecte):
    assert connecte(prefecture).get(liste).status_code == 200
    assert not LectureDonnees.objects.exists()


def test_une_page_refusee_n_est_pas_lue(mandat, prefecture, connecte):
    adresse = reverse("membre_modifier", args=[18, mandat.membre_id])
    assert connecte(prefecture).get(adresse).status_code == 403
    assert not LectureDonnees.objects.exists()


def test_la_page_se_lit_meme_si_le_journal_ne_s_ecrit_pas(liste, animatrice, connecte, monkeypatch, caplog):
    def refuser(**_):
        raise DatabaseError

    monkeypatch.setattr(LectureDonnees.objects, "create", refuser)
    assert connecte(animatrice).get(liste).status_code == 200
    assert "lecture de données non consignée" in caplog.text


def test_toute_page_nominative_est_au_journal():
    nominatives = {P.MEMBRE_VOIR, P.MEMBRE_MODIFIER, P.MEMBRE_DROITS, P.TIRAGE_MENER}
    pages = {n for n, p in MATRICE.items() if p.voir == P.MEMBRE_VOIR or (p.acces in nominatives and not p.post)}
    oubliees = {n for n in pages if not MATRICE[n].post} - set(registre().lectures) - set(SANS_NOM)
    assert {n for n in oubliees if not n.startswith("tirage")} == set()


def test_une_page_du_journal_existe():
    assert set(registre().lectures) <= set(MATRICE)


@pytest.fixture
def ligne():
    return LectureDonnees.objects.create(quand=UN_JOUR, par_id=1, par_nom="x", page="x", adresse="/")


@pytest.mark.parametrize(
    "acte",
    [
        lambda ligne: ligne.save(),
        lambda ligne: ligne.delete(),
        lambda _: LectureDonnees.objects.update(page="autre"),
        lambda ligne: LectureDonnees.objects.bulk_update([ligne], ["page"]),
        lambda _: LectureDonnees.objects.all().delete(),
    ],
)
def test_le_modele_refuse(acte, ligne):
    with pytest.raises(AuditInalterable):
        acte(ligne)


@pytest.mark.parametrize(
    "sql", ["UPDATE comptes_lecturedonnees SET page = 'autre'", "DELETE FROM comptes_lecturedonnees"]
)
def test_la_base_refuse_meme_du_sql_ecrit_a_la_main(sql, ligne):
    with pytest.raises(DatabaseError, match="douze mois"), transaction.atomic(), connection.cursor() as curseur:
        curseur.execute(sql)


@pytest.mark.parametrize("modele", [LectureDonnees, LigneAudit])
def test_la_base_laisse_partir_ce_qui_est_ancien_et_retient_le_reste(modele):
    champs = {"par_id": 1, "par_nom": "x"}
    champs |= {"page": "x", "adresse": "/"} if modele is LectureDonnees else {"acte": "x", "objet_type": "x"}
    ancienne = modele.objects.create(quand=JADIS, **champs)
    modele.objects.create(quand=UN_JOUR, **champs)
    assert modele.objects.filter(pk=ancienne.pk).oublier() == 1
    with pytest.raises(DatabaseError, match="ne se supprime pas"), transaction.atomic():
        modele.objects.all().oublier()
    assert modele.objects.count() == 1


def test_le_journal_est_ouvert_a_ceux_qui_le_suivent(liste, administrateur, animatrice, connecte):
    connecte(animatrice).get(liste)
    corps = connecte(administrateur).get(reverse("lectures")).content.decode()
    assert "Liste des membres" in corps
    assert str(animatrice) in corps
    assert connecte(animatrice).get(reverse("lectures")).status_code == 403


@pytest.mark.parametrize("page", ["lectures", "purges", "traitements", "mes_donnees"])
def test_les_pages_du_suivi_coutent_un_nombre_fixe_de_requetes(
    page, coordinatrice, connecte, django_assert_max_num_queries
):
    client = connecte(coordinatrice)
    for _ in range(3):
        LectureDonnees.objects.create(par_id=1, par_nom="x", page="x", adresse="/")
    with django_assert_max_num_queries(45 if page == "mes_donnees" else 8):
        assert client.get(reverse(page)).status_code == 200
