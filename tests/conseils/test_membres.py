"""Writing the groupe moteur: what is recorded, and each refusal beside its field."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from comptes.models import LigneAudit
from conseils.models import Mandat, Membre
from conseils.services.membres import (
    clore_mandat,
    corriger_mandat,
    inscrire_membre,
    modifier_membre,
    ouvrir_mandat,
)
from tests import fabriques as f

MANDAT = {"college": "habitants", "origine": "tirage"}


@pytest.fixture
def membre(dix_huitieme):
    return f.MembreFabrique(conseil=dix_huitieme)


def inscrire(conseil, par, **champs):
    identite = {"prenom": "Awa", "nom": "Diarra", "sexe": "F", "tranche_age": "26-39", "debut": date(2026, 11, 2)}
    return inscrire_membre(conseil=conseil, par=par, **MANDAT | identite | champs)


def refus(champ):
    return pytest.raises(ValidationError, match=f"'{champ}'")


def test_inscrire_ouvre_le_mandat(dix_huitieme, animatrice):
    membre = inscrire(dix_huitieme, animatrice)
    mandat = membre.mandats.get()
    assert (mandat.groupe.conseil, mandat.debut, mandat.fin) == (dix_huitieme, date(2026, 11, 2), None)
    assert {ligne.acte for ligne in LigneAudit.objects.filter(par_id=animatrice.pk)} == {
        "membre_inscrit",
        "mandat_ouvert",
    }


def test_la_trace_ne_garde_aucun_nom(dix_huitieme, animatrice):
    """The audit trail outlives the personal data."""
    membre = inscrire(dix_huitieme, animatrice, nom="Zzyzx")
    modifier_membre(membre=membre, par=animatrice, prenom="Qwfpgj")
    clore_mandat(mandat=membre.mandats.get(), par=animatrice, fin=date(2026, 11, 18), motif_fin="demission")
    traces = " ".join(f"{ligne.motif} {ligne.detail}" for ligne in LigneAudit.objects.all())
    assert "Zzyzx" not in traces
    assert "Qwfpgj" not in traces


def test_un_nom_deja_connu_est_refuse(dix_huitieme, animatrice):
    inscrire(dix_huitieme, animatrice)
    with refus("nom"):
        inscrire(dix_huitieme, animatrice, prenom="AWA", nom="diarra")


def test_un_homonyme_declare_est_accepte(dix_huitieme, animatrice):
    inscrire(dix_huitieme, animatrice)
    inscrire(dix_huitieme, animatrice, homonyme=True)
    assert Membre.objects.filter(nom="Diarra").count() == 2


def test_un_refus_n_inscrit_personne(dix_huitieme, animatrice):
    with refus("debut"):
        inscrire(dix_huitieme, animatrice, debut=date(2030, 1, 1))
    assert not Membre.objects.exists()


@pytest.mark.parametrize("debut", [date(2014, 2, 20), date(2027, 11, 19)])
def test_entree_hors_de_sens(membre, animatrice, debut):
    with refus("debut"):
        ouvrir_mandat(membre=membre, par=animatrice, debut=debut, **MANDAT)


@pytest.mark.parametrize("debut", [date(2014, 2, 21), date(2027, 11, 18)])
def test_entree_a_la_limite(membre, animatrice, debut):
    assert ouvrir_mandat(membre=membre, par=animatrice, debut=debut, **MANDAT).debut == debut


def test_second_mandat_en_cours(membre, animatrice):
    f.MandatFabrique(membre=membre, debut=date(2025, 1, 1))
    with pytest.raises(ValidationError, match="déjà un mandat en cours, depuis le 01/01/2025"):
        ouvrir_mandat(membre=membre, par=animatrice, debut=date(2026, 11, 1), **MANDAT)


def test_mandat_qui_en_chevauche_un_autre(membre, animatrice):
    f.MandatFabrique(membre=membre, debut=date(2024, 1, 1), fin=date(2025, 6, 30), motif_fin="demission")
    with pytest.raises(ValidationError, match="chevaucher"):
        ouvrir_mandat(membre=membre, par=animatrice, debut=date(2025, 6, 30), **MANDAT)


def test_retour_le_lendemain(membre, animatrice):
    f.MandatFabrique(membre=membre, debut=date(2024, 1, 1), fin=date(2025, 6, 30), motif_fin="demission")
    ouvrir_mandat(membre=membre, par=animatrice, debut=date(2025, 7, 1), **MANDAT)
    assert membre.mandats.count() == 2


def test_clore(membre, animatrice):
    mandat = f.MandatFabrique(membre=membre)
    clore_mandat(mandat=mandat, par=animatrice, fin=date(2026, 11, 1), motif_fin="demenagement")
    mandat.refresh_from_db()
    assert (mandat.fin, mandat.motif_fin) == (date(2026, 11, 1), "demenagement")


@pytest.mark.parametrize("fin", [date(2019, 12, 31), date(2027, 11, 19)])
def test_sortie_hors_de_sens(membre, animatrice, fin):
    with refus("fin"):
        clore_mandat(mandat=f.MandatFabrique(membre=membre), par=animatrice, fin=fin, motif_fin="autre")


def test_sortie_sans_motif(membre, animatrice):
    with pytest.raises(ValidationError, match="un motif"):
        clore_mandat(mandat=f.MandatFabrique(membre=membre), par=animatrice, fin=date(2026, 11, 1), motif_fin="")


def test_un_mandat_clos_ne_se_reclot_pas(membre, animatrice):
    mandat = f.MandatFabrique(membre=membre, fin=date(2025, 6, 30), motif_fin="demission")
    with pytest.raises(ValidationError, match="déjà clos"):
        clore_mandat(mandat=mandat, par=animatrice, fin=date(2026, 1, 1), motif_fin="autre")


@pytest.fixture
def present_en_mars(membre):
    mandat = f.MandatFabrique(membre=membre)
    f.PresenceFabrique(reunion=f.ReunionFabrique(conseil=membre.conseil, date=date(2026, 3, 10)), membre=membre)
    return mandat


def test_clore_avant_une_presence(present_en_mars, animatrice):
    with pytest.raises(ValidationError, match="10/03/2026"):
        clore_mandat(mandat=present_en_mars, par=animatrice, fin=date(2026, 3, 9), motif_fin="autre")


def test_clore_le_jour_d_une_presence(present_en_mars, animatrice):
    clore_mandat(mandat=present_en_mars, par=animatrice, fin=date(2026, 3, 10), motif_fin="autre")
    assert Mandat.objects.get().fin == date(2026, 3, 10)


def test_corriger_l_entree_apres_une_presence(present_en_mars, animatrice):
    with refus("debut"):
        corriger_mandat(mandat=present_en_mars, par=animatrice, debut=date(2026, 3, 11), **MANDAT)


def test_corriger_une_presence_couverte_par_un_autre_mandat(membre, animatrice):
    f.MandatFabrique(membre=membre, debut=date(2024, 1, 1), fin=date(2024, 12, 31), motif_fin="autre")
    recent = f.MandatFabrique(membre=membre, debut=date(2025, 1, 1))
    f.PresenceFabrique(reunion=f.ReunionFabrique(conseil=membre.conseil, date=date(2024, 5, 1)), membre=membre)
    corriger_mandat(mandat=recent, par=animatrice, debut=date(2025, 2, 1), **MANDAT)
    recent.refresh_from_db()
    assert (recent.debut, recent.origine) == (date(2025, 2, 1), "tirage")


def test_corriger_l_entree_apres_la_sortie(membre, animatrice):
    mandat = f.MandatFabrique(membre=membre, fin=date(2025, 6, 30), motif_fin="autre")
    with refus("debut"):
        corriger_mandat(mandat=mandat, par=animatrice, debut=date(2025, 7, 1), **MANDAT)


def test_corriger_en_chevauchant(membre, animatrice):
    f.MandatFabrique(membre=membre, debut=date(2024, 1, 1), fin=date(2024, 12, 31), motif_fin="autre")
    recent = f.MandatFabrique(membre=membre, debut=date(2025, 1, 1))
    with refus("debut"):
        corriger_mandat(mandat=recent, par=animatrice, debut=date(2024, 12, 31), **MANDAT)
