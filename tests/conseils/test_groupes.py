"""Several groupes under one conseil: created, renamed, closed; a mandat chooses its groupe."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import GroupeMoteur, Mandat
from conseils.services.groupes import creer_groupe, fermer_groupe, modifier_groupe, rouvrir_groupe
from conseils.services.membres import corriger_mandat, ouvrir_mandat
from tests import fabriques as f

MANDAT = {"college": "habitants", "origine": "tirage"}
JOUR = date(2026, 11, 18)


@pytest.fixture
def moteur(dix_huitieme):
    return f.GroupeMoteurFabrique(conseil=dix_huitieme)


@pytest.fixture
def emploi(dix_huitieme, moteur):
    return f.GroupeMoteurFabrique(conseil=dix_huitieme, nom="Groupe emploi", theme="emploi")


def refus(champ, mots):
    return pytest.raises(ValidationError, match=f"(?s)'{champ}'.*{mots}")


def test_creer_par_quartier(dix_huitieme, animatrice):
    quartier = f.QuartierFabrique()
    groupe = creer_groupe(conseil=dix_huitieme, par=animatrice, nom="Nord", quartier=quartier)
    assert (groupe.quartier, groupe.clos_le) == (quartier, None)
    assert LigneAudit.objects.filter(acte="groupe_cree", objet_id=groupe.pk, par_id=animatrice.pk).exists()


def test_un_nom_deja_pris_est_refuse(dix_huitieme, moteur, emploi, animatrice):
    with refus("nom", "déjà un groupe de ce nom"):
        creer_groupe(conseil=dix_huitieme, par=animatrice, nom="GROUPE EMPLOI")
    with refus("nom", "déjà un groupe de ce nom"):
        modifier_groupe(groupe=moteur, par=animatrice, nom="groupe emploi")


def test_renommer_garde_son_propre_nom(emploi, animatrice):
    modifier_groupe(groupe=emploi, par=animatrice, nom="Groupe Emploi", theme="insertion")
    emploi.refresh_from_db()
    assert (emploi.nom, emploi.theme) == ("Groupe Emploi", "insertion")
    assert LigneAudit.objects.get(acte="groupe_modifie").detail == {"champs": ["nom", "theme"]}


@pytest.mark.parametrize(
    ("fin", "permis"),
    [(None, False), (date(2026, 11, 19), False), (date(2026, 11, 18), True), (date(2025, 1, 1), True)],
)
def test_fermer_demande_que_les_mandats_soient_finis(emploi, animatrice, fin, permis):
    f.MandatFabrique(membre__conseil=emploi.conseil, groupe=emploi, fin=fin, motif_fin="autre" if fin else "")
    if permis:
        fermer_groupe(groupe=emploi, par=animatrice, clos_le=JOUR)
    else:
        with refus("clos_le", "Un mandat court encore après le 18/11/2026"):
            fermer_groupe(groupe=emploi, par=animatrice, clos_le=JOUR)
    emploi.refresh_from_db()
    assert emploi.clos_le == (JOUR if permis else None)


def test_un_mandat_a_venir_empeche_aussi_de_fermer(emploi, animatrice):
    f.MandatFabrique(membre__conseil=emploi.conseil, groupe=emploi, debut=date(2027, 1, 1))
    with refus("clos_le", "Un mandat court"):
        fermer_groupe(groupe=emploi, par=animatrice, clos_le=JOUR)


def test_les_mandats_restants_sont_nommes_a_qui_peut_les_lire(emploi, animatrice, prefecture):
    for nom in ("Alpha", "Beta"):
        f.MandatFabrique(membre__conseil=emploi.conseil, membre__prenom="Awa", membre__nom=nom, groupe=emploi)
    with refus("clos_le", "2 mandats courent encore après le 18/11/2026.*Awa Alpha, Awa Beta"):
        fermer_groupe(groupe=emploi, par=animatrice, clos_le=JOUR)
    with pytest.raises(ValidationError) as lu:
        fermer_groupe(groupe=emploi, par=prefecture, clos_le=JOUR)
    assert "2 mandats courent" in str(lu.value)
    assert "Alpha" not in str(lu.value)


def test_une_longue_liste_est_abregee(emploi, animatrice):
    f.MandatFabrique.create_batch(12, membre__conseil=emploi.conseil, groupe=emploi)
    with refus("clos_le", "12 mandats.* et 2 de plus"):
        fermer_groupe(groupe=emploi, par=animatrice, clos_le=JOUR)


def test_fermer_deux_fois_ou_dans_un_lointain_avenir(emploi, animatrice):
    with refus("clos_le", "plus d.un an"):
        fermer_groupe(groupe=emploi, par=animatrice, clos_le=date(2027, 11, 19))
    fermer_groupe(groupe=emploi, par=animatrice, clos_le=JOUR)
    with refus("clos_le", "déjà clos, depuis le 18/11/2026"):
        fermer_groupe(groupe=emploi, par=animatrice, clos_le=JOUR)


def test_rouvrir(emploi, animatrice):
    with refus("clos_le", "pas clos"):
        rouvrir_groupe(groupe=emploi, par=animatrice)
    fermer_groupe(groupe=emploi, par=animatrice, clos_le=JOUR)
    assert rouvrir_groupe(groupe=emploi, par=animatrice).clos_le is None


def test_un_mandat_choisit_son_groupe(dix_huitieme, emploi, animatrice):
    membre = f.MembreFabrique(conseil=dix_huitieme)
    mandat = ouvrir_mandat(membre=membre, par=animatrice, debut=JOUR, groupe=emploi, **MANDAT)
    assert mandat.groupe == emploi


def test_sans_choix_le_mandat_va_au_premier_groupe_ouvert(dix_huitieme, moteur, emploi, animatrice):
    membre = f.MembreFabrique(conseil=dix_huitieme)
    fermer_groupe(groupe=moteur, par=animatrice, clos_le=date(2026, 1, 1))
    assert ouvrir_mandat(membre=membre, par=animatrice, debut=JOUR, **MANDAT).groupe == emploi
    fermer_groupe(groupe=f.GroupeMoteurFabrique(conseil=dix_huitieme, nom="Vide"), par=animatrice, clos_le=JOUR)


def test_tous_les_groupes_clos_un_nouveau_s_ouvre(dix_huitieme, moteur, animatrice):
    fermer_groupe(groupe=moteur, par=animatrice, clos_le=date(2026, 1, 1))
    membre = f.MembreFabrique(conseil=dix_huitieme)
    assert ouvrir_mandat(membre=membre, par=animatrice, debut=JOUR, **MANDAT).groupe.nom == "Groupe moteur 2026"


def test_un_groupe_clos_ne_recoit_personne(dix_huitieme, emploi, animatrice):
    fermer_groupe(groupe=emploi, par=animatrice, clos_le=date(2026, 1, 1))
    membre = f.MembreFabrique(conseil=dix_huitieme)
    with refus("groupe", "clos depuis le 01/01/2026"):
        ouvrir_mandat(membre=membre, par=animatrice, debut=date(2025, 6, 1), groupe=emploi, **MANDAT)


def test_le_groupe_d_un_autre_conseil_est_refuse(dix_neuvieme, moteur, animatrice):
    membre = f.MembreFabrique(conseil=dix_neuvieme)
    with refus("groupe", "autre conseil"):
        ouvrir_mandat(membre=membre, par=animatrice, debut=JOUR, groupe=moteur, **MANDAT)


def test_chevaucher_dans_un_groupe_se_refuse_en_le_nommant(dix_huitieme, moteur, emploi, animatrice):
    membre = f.MembreFabrique(conseil=dix_huitieme)
    f.MandatFabrique(membre=membre, groupe=moteur, debut=date(2025, 1, 1))
    with refus("debut", "depuis le 01/01/2025, dans le groupe .*Groupe moteur"):
        ouvrir_mandat(membre=membre, par=animatrice, debut=JOUR, groupe=moteur, **MANDAT)
    ouvrir_mandat(membre=membre, par=animatrice, debut=JOUR, groupe=emploi, **MANDAT)
    assert membre.mandats.filter(fin=None).count() == 2


def test_un_seul_college_a_la_fois(dix_huitieme, moteur, emploi, animatrice):
    """Otherwise a person in two groupes would be counted in both shares of the two thirds."""
    membre = f.MembreFabrique(conseil=dix_huitieme)
    f.MandatFabrique(membre=membre, groupe=moteur, debut=date(2025, 1, 1), fin=date(2026, 6, 30), motif_fin="autre")
    acteur = {"college": "acteurs", "origine": "volontaire"}
    with refus("college", "collège des habitants"):
        ouvrir_mandat(membre=membre, par=animatrice, debut=date(2026, 6, 30), groupe=emploi, **acteur)
    mandat = ouvrir_mandat(membre=membre, par=animatrice, debut=date(2026, 7, 1), groupe=emploi, **acteur)
    with refus("college", "collège des habitants"):
        corriger_mandat(mandat=mandat, par=animatrice, debut=date(2026, 6, 30), **acteur)


def test_corriger_le_groupe(dix_huitieme, moteur, emploi, animatrice):
    mandat = f.MandatFabrique(membre__conseil=dix_huitieme, groupe=moteur)
    corriger_mandat(mandat=mandat, par=animatrice, debut=mandat.debut, groupe=emploi, **MANDAT)
    mandat.refresh_from_db()
    assert mandat.groupe == emploi


def adresse(nom, *cle):
    return reverse(nom, args=[18, *cle])


def test_le_groupe_ne_se_demande_que_s_il_y_a_le_choix(connecte, animatrice, dix_huitieme, moteur):
    client = connecte(animatrice)
    assert "groupe" not in client.get(adresse("membre_ajouter")).context["form"].fields
    f.GroupeMoteurFabrique(conseil=dix_huitieme, nom="Clos", clos_le=date(2026, 1, 1))
    assert "groupe" not in client.get(adresse("membre_ajouter")).context["form"].fields
    f.GroupeMoteurFabrique(conseil=dix_huitieme, nom="Nord")
    page = client.get(adresse("membre_ajouter"))
    assert [str(g) for g in page.context["form"].fields["groupe"].queryset] == ["Groupe moteur", "Nord"]


def test_le_parcours_d_un_groupe(connecte, animatrice, dix_huitieme, moteur):
    client = connecte(animatrice)
    reponse = client.post(adresse("groupe_creer"), {"nom": "Groupe emploi", "quartier": "", "theme": "emploi"})
    assertRedirects(reponse, adresse("groupe_moteur"))
    groupe = GroupeMoteur.objects.get(nom="Groupe emploi")
    client.post(adresse("groupe_modifier", groupe.pk), {"nom": "Groupe insertion", "quartier": "", "theme": "emploi"})
    client.post(adresse("groupe_fermer", groupe.pk), {"clos_le": "2026-11-17"})
    assertContains(client.get(adresse("groupe_moteur")), "clos le 17/11/2026")
    client.post(adresse("groupe_rouvrir", groupe.pk))
    groupe.refresh_from_db()
    assert (groupe.nom, groupe.clos_le) == ("Groupe insertion", None)


def test_une_fermeture_refusee_garde_la_date_et_dit_qui(connecte, animatrice, dix_huitieme, emploi):
    f.MandatFabrique(membre__conseil=dix_huitieme, membre__nom="Zzyzx", groupe=emploi)
    reponse = connecte(animatrice).post(adresse("groupe_fermer", emploi.pk), {"clos_le": "2026-11-17"})
    assertContains(reponse, "Zzyzx")
    assertContains(reponse, 'value="2026-11-17"')


def test_qui_ne_voit_que_des_nombres_lit_les_groupes(connecte, prefecture, dix_huitieme, emploi):
    f.MandatFabrique(membre__conseil=dix_huitieme, membre__nom="Zzyzx", groupe=emploi)
    page = connecte(prefecture).get(adresse("groupe_moteur"))
    assertContains(page, "Groupe emploi")
    assertNotContains(page, "Zzyzx")
    assertNotContains(page, adresse("groupe_modifier", emploi.pk))
    assert {groupe.nom: groupe.effectif for groupe in page.context["groupes"]} == {
        "Groupe emploi": 1,
        "Groupe moteur": 0,
    }


def test_qui_est_dans_un_groupe_peut_entrer_dans_un_autre(connecte, animatrice, dix_huitieme, moteur):
    mandat = f.MandatFabrique(membre__conseil=dix_huitieme, groupe=moteur)
    client = connecte(animatrice)
    ouvrir = adresse("mandat_ouvrir", mandat.membre_id)
    assertNotContains(client.get(adresse("membre_modifier", mandat.membre_id)), ouvrir)
    nord = f.GroupeMoteurFabrique(conseil=dix_huitieme, nom="Nord")
    assertContains(client.get(adresse("membre_modifier", mandat.membre_id)), ouvrir)
    client.post(ouvrir, {"groupe": nord.pk, "debut": "2026-11-02", **MANDAT})
    assert Mandat.objects.filter(membre=mandat.membre, fin=None).count() == 2
