"""A conseil is closed when nobody holds a mandat any more, keeps its past, and can come back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django.asserts import assertContains, assertNotContains, assertNumQueries, assertRedirects

from comptes import roles
from comptes.models import LigneAudit
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen, Mandat
from conseils.services.cloture import clore_conseil, rouvrir_conseil
from conseils.services.groupes import creer_groupe, rouvrir_groupe
from conseils.services.invites import ajouter_invite
from conseils.services.membres import inscrire_membre, ouvrir_mandat
from conseils.services.organisation import installer_conseil
from conseils.services.reunions import modifier_reunion, programmer_reunion
from conseils.services.tirages import ouvrir_tirage
from socle.transitions import TransitionRefusee
from tests import fabriques as f

JOUR = date(2026, 11, 17)
MOTIF = "Fusion avec le conseil voisin"
CLOTURE, REOUVERTURE = "/conseils/18/organisation/cloture/", "/conseils/18/organisation/reouverture/"
ENVOI = {"date_cloture": "2026-11-17", "motif": MOTIF}


def clore(conseil, par, jour=JOUR, motif=MOTIF):
    return clore_conseil(conseil=conseil, par=par, date_cloture=jour, motif=motif)


@pytest.fixture
def clos(dix_huitieme, coordinatrice):
    clore(dix_huitieme, coordinatrice)
    dix_huitieme.refresh_from_db()
    return dix_huitieme


def test_clore(clos, coordinatrice):
    assert (clos.statut, clos.date_cloture, clos.motif_cloture) == ("clos", JOUR, MOTIF)
    acte = LigneAudit.objects.get(acte="conseil_clos")
    assert (acte.de, acte.vers, acte.motif, acte.par_id) == ("prefiguration", "clos", MOTIF, coordinatrice.pk)
    with pytest.raises(TransitionRefusee, match="déjà clos"):
        clore(clos, coordinatrice)


def test_un_motif_est_demande(dix_huitieme, coordinatrice):
    with pytest.raises(TransitionRefusee, match="motif"):
        clore(dix_huitieme, coordinatrice, motif="  ")


@pytest.mark.parametrize(
    ("fin", "permis"),
    [(None, False), (date(2026, 11, 18), False), (JOUR, True), (date(2020, 5, 1), True)],
)
def test_les_mandats_doivent_etre_finis_ce_jour_la(dix_huitieme, coordinatrice, fin, permis):
    f.MandatFabrique(membre__conseil=dix_huitieme, fin=fin, motif_fin="autre" if fin else "")
    if permis:
        assert clore(dix_huitieme, coordinatrice).est_clos
    else:
        with pytest.raises(ValidationError, match="Un mandat court au-delà du 17 novembre 2026"):
            clore(dix_huitieme, coordinatrice)


def test_le_mandat_d_un_autre_conseil_ne_retient_rien(dix_huitieme, dix_neuvieme, coordinatrice):
    f.MandatFabrique(membre__conseil=dix_neuvieme)
    assert clore(dix_huitieme, coordinatrice).est_clos


@pytest.mark.parametrize(("statut", "permis"), [("prevue", False), ("annulee", True)])
def test_une_reunion_programmee_plus_tard_retient_la_cloture(dix_huitieme, coordinatrice, statut, permis):
    f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 12, 1), statut=statut, presences_saisies=False)
    f.ReunionFabrique(conseil=dix_huitieme, date=JOUR)
    if permis:
        assert clore(dix_huitieme, coordinatrice).est_clos
    else:
        with pytest.raises(ValidationError, match="Une réunion est tenue ou programmée après le 17 novembre 2026"):
            clore(dix_huitieme, coordinatrice)


@pytest.mark.parametrize("jour", [date(2026, 11, 19), date(2014, 2, 20), date(2015, 9, 11)])
def test_dates_refusees(dix_huitieme, coordinatrice, jour):
    _installer(dix_huitieme, coordinatrice)
    with pytest.raises(ValidationError, match="'date_cloture'"):
        clore(dix_huitieme, coordinatrice, jour=jour)


def _installer(conseil, par):
    installer_conseil(
        conseil=conseil,
        par=par,
        date_installation=date(2015, 9, 12),
        reference="75-2015-001",
        date_arrete=date(2015, 9, 4),
    )


@pytest.mark.parametrize("installe", [False, True])
def test_rouvrir_rend_l_etat_d_avant(dix_huitieme, coordinatrice, installe):
    if installe:
        _installer(dix_huitieme, coordinatrice)
    clore(dix_huitieme, coordinatrice)
    conseil = rouvrir_conseil(conseil=dix_huitieme, par=coordinatrice, motif="Relance avec la mairie")
    assert conseil.statut == ("installe" if installe else "prefiguration")
    assert (conseil.date_cloture, conseil.motif_cloture) == (None, "")
    assert LigneAudit.objects.get(acte="conseil_rouvert").motif == "Relance avec la mairie"
    with pytest.raises(TransitionRefusee, match="pas clos"):
        rouvrir_conseil(conseil=conseil, par=coordinatrice, motif="Encore")


def test_la_base_veut_le_jour_et_le_motif(dix_huitieme):
    complet = {"statut": "clos", "date_cloture": JOUR, "motif_cloture": MOTIF}
    for champ, valeur in (("statut", "prefiguration"), ("date_cloture", None), ("motif_cloture", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConseilCitoyen.objects.filter(pk=dix_huitieme.pk).update(**complet | {champ: valeur})
    ConseilCitoyen.objects.filter(pk=dix_huitieme.pk).update(**complet)


MANDAT = {"college": "habitants", "origine": "volontaire", "debut": JOUR}
REUNION = {"intitule": "Plénière", "date": JOUR, "type": "assemblee", "echelle": "arrondissement", "lieu": "Mairie"}
ACTES = {
    "réunion": lambda c, par: programmer_reunion(conseil=c, par=par, **REUNION),
    "membre": lambda c, par: inscrire_membre(conseil=c, par=par, prenom="Awa", nom="Alpha", **MANDAT),
    "mandat": lambda c, par: ouvrir_mandat(membre=f.MembreFabrique(conseil=c), par=par, **MANDAT),
    "groupe": lambda c, par: creer_groupe(conseil=c, par=par, nom="Nord"),
    "groupe rouvert": lambda c, par: rouvrir_groupe(groupe=f.GroupeMoteurFabrique(conseil=c, clos_le=JOUR), par=par),
    "invité": lambda c, par: ajouter_invite(
        conseil=c, par=par, prenom="Lou", nom="Elu", qualite="elu", debut=JOUR, fin=None, fonction=""
    ),
    "tirage": lambda c, par: ouvrir_tirage(conseil=c, par=par, intitule="Tirage", nombre=10),
    "installation": _installer,
}


@pytest.mark.parametrize("acte", ACTES.values(), ids=ACTES)
def test_un_conseil_clos_ne_recoit_rien_de_nouveau(clos, coordinatrice, acte):
    with pytest.raises(ValidationError, match=r"clos depuis le 17 novembre 2026.*la coordination le rouvre"):
        acte(clos, coordinatrice)


@pytest.mark.parametrize("acte", ACTES.values(), ids=ACTES)
def test_ces_actes_sont_permis_dans_un_conseil_ouvert(dix_huitieme, coordinatrice, acte):
    acte(dix_huitieme, coordinatrice)


def test_une_reunion_ne_se_deplace_pas_apres_la_cloture(dix_huitieme, coordinatrice):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 2))
    clore(dix_huitieme, coordinatrice)
    with pytest.raises(ValidationError, match="son dernier jour a été le 17 novembre 2026"):
        modifier_reunion(reunion=reunion, par=coordinatrice, statut="tenue", date=date(2026, 11, 18))
    modifier_reunion(reunion=reunion, par=coordinatrice, statut="tenue", date=date(2026, 11, 10))


# -- the pages --


def test_le_refus_donne_les_mandats_et_le_chemin_pour_les_clore(connecte, coordinatrice, dix_huitieme):
    mandats = [
        f.MandatFabrique(membre__conseil=dix_huitieme, membre__prenom="Awa", membre__nom=nom)
        for nom in ("Alpha", "Beta")
    ]
    f.MandatFabrique(membre__conseil=dix_huitieme, membre__nom="Partie", fin=date(2020, 5, 1), motif_fin="autre")
    client = connecte(coordinatrice)
    reponse = client.post(CLOTURE, ENVOI)
    assertContains(reponse, "2 mandats courent au-delà du 17 novembre 2026")
    for lu in (MOTIF, "Motif", "2 mandats à clore", "Mettre fin aux 2 mandats le 17 novembre 2026"):
        assertContains(reponse, lu)
    assertNotContains(reponse, "None")
    for mandat in mandats:
        assertContains(reponse, f"{mandat.membre.nom} Awa")
        assertContains(reponse, f"/conseils/18/groupe-moteur/mandats/{mandat.pk}/clore/?suite=cloture")
    assertNotContains(reponse, "Partie")
    assert not ConseilCitoyen.objects.get(pk=dix_huitieme.pk).est_clos


def test_un_seul_geste_met_fin_a_tous_les_mandats(connecte, coordinatrice, dix_huitieme):
    en_cours = f.MandatFabrique.create_batch(2, membre__conseil=dix_huitieme)
    prevu = f.MandatFabrique(membre__conseil=dix_huitieme, fin=date(2027, 1, 1), motif_fin="renouvellement")
    ancien = f.MandatFabrique(membre__conseil=dix_huitieme, fin=date(2020, 5, 1), motif_fin="demission")
    client = connecte(coordinatrice)
    assertContains(client.post(CLOTURE, ENVOI | {"mandats": ["2"]}), "Le nombre de mandats a changé")
    assertRedirects(client.post(CLOTURE, ENVOI | {"mandats": ["3"]}), "/conseils/18/")
    finis = {m.pk: (m.fin, m.motif_fin) for m in Mandat.objects.all()}
    assert finis == {m.pk: (JOUR, "autre") for m in en_cours} | {
        prevu.pk: (JOUR, "renouvellement"),
        ancien.pk: (date(2020, 5, 1), "demission"),
    }
    assert LigneAudit.objects.filter(acte="mandat_clos").count() == 3


def test_un_mandat_ouvert_entre_temps_n_est_pas_fini_sans_le_dire(dix_huitieme, coordinatrice):
    f.MandatFabrique.create_batch(2, membre__conseil=dix_huitieme)
    with pytest.raises(ValidationError, match="Le nombre de mandats a changé"):
        clore_conseil(conseil=dix_huitieme, par=coordinatrice, date_cloture=JOUR, motif=MOTIF, mandats=[1])
    assert Mandat.objects.filter(fin=None).count() == 2


def test_un_mandat_qui_commence_apres_se_corrige(dix_huitieme, coordinatrice):
    f.MandatFabrique(membre__conseil=dix_huitieme, debut=date(2026, 11, 18))
    with pytest.raises(ValidationError, match="commence après le 17 novembre 2026"):
        clore_conseil(conseil=dix_huitieme, par=coordinatrice, date_cloture=JOUR, motif=MOTIF, mandats=[1])


def test_sans_le_droit_de_modifier_les_membres_le_geste_n_est_pas_la(
    connecte, coordinatrice, dix_huitieme, monkeypatch
):
    f.MandatFabrique(membre__conseil=dix_huitieme)
    droits = {p: portee for p, portee in roles.COORDINATION.droits.items() if p != P.MEMBRE_MODIFIER}
    monkeypatch.setitem(roles.ROLES, "coordination", roles.Role("coordination", "", "", droits))
    client = connecte(coordinatrice)
    assertNotContains(client.get(CLOTURE), "Mettre fin")
    client.post(CLOTURE, ENVOI | {"mandats": ["1"]})
    assert Mandat.objects.get().fin is None


def test_la_liste_suit_le_jour_tape(connecte, coordinatrice, dix_huitieme):
    f.MandatFabrique(
        membre__conseil=dix_huitieme, membre__nom="Zzyzx", fin=date(2026, 11, 18), motif_fin="renouvellement"
    )
    client = connecte(coordinatrice)
    assertNotContains(client.get(CLOTURE), "Zzyzx")
    assertContains(client.post(CLOTURE, ENVOI), "Zzyzx")


def test_sans_le_droit_de_lire_les_noms_il_ne_donne_que_le_nombre(connecte, coordinatrice, dix_huitieme, monkeypatch):
    f.MandatFabrique.create_batch(3, membre__conseil=dix_huitieme, membre__nom="Alpha")
    droits = {p: portee for p, portee in roles.COORDINATION.droits.items() if p != P.MEMBRE_VOIR}
    monkeypatch.setitem(roles.ROLES, "coordination", roles.Role("coordination", "", "", droits))
    reponse = connecte(coordinatrice).post(CLOTURE, ENVOI)
    assertContains(reponse, "3 mandats courent")
    assertNotContains(reponse, "Alpha")


def test_clore_un_mandat_ramene_a_la_cloture_du_conseil(connecte, coordinatrice, dix_huitieme):
    mandat = f.MandatFabrique(membre__conseil=dix_huitieme)
    client = connecte(coordinatrice)
    adresse = f"/conseils/18/groupe-moteur/mandats/{mandat.pk}/clore/?suite=cloture"
    fin = {"fin": "2026-11-17", "motif_fin": "renouvellement"}
    assertRedirects(client.post(adresse, fin), CLOTURE)
    assertRedirects(client.post(CLOTURE, ENVOI), "/conseils/18/")
    assert Mandat.objects.get().fin == JOUR


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_page_coute_le_meme_prix(connecte, coordinatrice, dix_huitieme, nombre):
    f.MandatFabrique.create_batch(nombre, membre__conseil=dix_huitieme)
    client = connecte(coordinatrice)
    client.get(CLOTURE)
    with assertNumQueries(5):
        client.get(CLOTURE)


def test_l_animatrice_ne_clot_pas_un_conseil(connecte, animatrice, dix_huitieme):
    assert connecte(animatrice).post(CLOTURE, ENVOI).status_code == 403
    assertNotContains(connecte(animatrice).get("/conseils/18/organisation/"), "Clore le conseil")


def test_un_conseil_clos_le_dit_et_ne_propose_rien_de_nouveau(connecte, coordinatrice, clos):
    client = connecte(coordinatrice)
    for adresse in ("", "reunions/", "groupe-moteur/", "organisation/"):
        reponse = client.get(f"/conseils/18/{adresse}")
        assertContains(reponse, "son dernier jour a été le 17 novembre 2026")
        assertContains(reponse, MOTIF)
        for geste in ("Ajouter une réunion", "Ajouter un membre", "Créer un groupe", "Ajouter un invité"):
            assertNotContains(reponse, geste)
    assertContains(client.get("/conseils/"), "depuis le 17/11/2026")


def test_rouvrir_par_la_page(connecte, coordinatrice, clos):
    client = connecte(coordinatrice)
    assertRedirects(client.post(REOUVERTURE, {"motif": "Relance"}), "/conseils/18/organisation/")
    assertContains(client.get("/conseils/18/"), "Ajouter une réunion")


def test_le_tableau_de_bord_le_garde_pour_les_exercices_qu_il_a_vecus(connecte, coordinatrice, dix_huitieme):
    f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=19))
    clore(dix_huitieme, coordinatrice, jour=date(2024, 6, 30))
    client = connecte(coordinatrice)
    lien = 'href="/conseils/18/"'
    assertNotContains(client.get("/tableau-de-bord/"), lien)
    f.AffectationFabrique(conseil=dix_huitieme, convention__debut=date(2023, 1, 1), debut=date(2023, 1, 2))
    assertContains(client.get("/tableau-de-bord/?exercice=2024"), "clos le 30/06/2024")


def test_ce_qu_il_etait_un_jour_donne(dix_huitieme, coordinatrice):
    _installer(dix_huitieme, coordinatrice)
    clore(dix_huitieme, coordinatrice)
    dix_huitieme.refresh_from_db()
    assert dix_huitieme.statut_le(JOUR) == "installé"
    assert dix_huitieme.statut_le(date(2026, 12, 31)) == "clos le 17 novembre 2026, installé"
