"""Long exports: one file whatever happens to the workers, its author's alone, and not for ever."""

import errno
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError
from django.utils import timezone

from comptes.models import Compte, LigneAudit
from reporting.exports.declaration import Filtres
from reporting.exports.formats import FORMATS
from reporting.exports.listes import JEUX
from reporting.models import Export
from reporting.services import exports
from reporting.services.baux import BAIL, TENTATIVES_MAX
from reporting.tasks import effacer_exports, produire_export, relancer_exports
from socle.transitions import TransitionRefusee
from tests import fabriques as f
from tests.reporting.exports.conftest import lire_classeur

TACHE = "reporting.tasks.produire_export"


@pytest.fixture(autouse=True)
def seuil_bas(settings):
    settings.EXPORT_SEUIL = 1


@pytest.fixture
def reunions(animatrice):
    conseil = animatrice.affectations.get().conseil
    return [f.ReunionFabrique(conseil=conseil, date=date(2026, 3, jour)) for jour in (2, 9, 16)]


def demander(par, code="reunions", **filtres):
    return exports.exporter(jeu=JEUX[code], forme=FORMATS["ods"], filtres=Filtres(**filtres), par=par)


@pytest.fixture
def demande(reunions, animatrice):
    return demander(animatrice, conseil=18, exercice=2026)


@pytest.fixture
def pret(demande):
    produire_export(demande.pk)
    return relire(demande)


def relire(export):
    return Export.objects.get(pk=export.pk)


def test_demander_reveille_un_worker_apres_la_transaction(
    reunions, animatrice, messages_envoyes, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        export = demander(animatrice)
        assert messages_envoyes == []
    assert messages_envoyes == [(TACHE, export.pk)]
    assert LigneAudit.objects.de(export).get().detail["liste"] == "reunions"


def test_le_meme_export_ne_se_demande_pas_deux_fois(demande, animatrice):
    with pytest.raises(ValidationError, match="déjà en cours"):
        demander(animatrice, conseil=18, exercice=2026)
    demander(animatrice, exercice=2026)
    assert Export.objects.count() == 2


def test_le_fichier_produit_est_entier(pret, animatrice):
    assert (pret.etat, pret.lignes, pret.avancement, pret.portee) == ("pret", 3, 100, [18])
    fichier = exports.remettre(export=pret, par=animatrice)
    with fichier.flux:
        octets = fichier.flux.read()
    assert len(octets) == pret.taille
    assert fichier.nom == "reunions_18e_2026_2026-11-18.ods"
    assert len(lire_classeur(octets)["Réunions"]) == 4
    actes = [ligne.acte for ligne in LigneAudit.objects.de(pret)]
    assert actes == ["export.demander", "export.produire", "export.telecharger"]


def test_un_second_message_ne_produit_rien(pret):
    produire_export(pret.pk)
    assert relire(pret).tentatives == 1


def test_rien_ne_se_telecharge_avant_la_fin(demande, animatrice):
    with pytest.raises(TransitionRefusee, match="pas prêt"):
        exports.remettre(export=demande, par=animatrice)


def test_un_worker_qui_a_perdu_le_bail_n_ecrit_rien(demande, monkeypatch, documents):
    ecrire = exports._ecrire

    def trop_lent(*args, **kwargs):
        fichier = ecrire(*args, **kwargs)
        Export.objects.update(jeton="un autre")
        return fichier

    monkeypatch.setattr(exports, "_ecrire", trop_lent)
    produire_export(demande.pk)
    assert (relire(demande).etat, relire(demande).fichier.name) == ("en_cours", "")
    assert not documents.exists("exports") or not documents.listdir("exports")[1]


def test_le_droit_est_redemande_a_la_production(demande, animatrice):
    animatrice.habilitations.update(fin=timezone.localdate() - timedelta(days=1))
    produire_export(demande.pk)
    assert (relire(demande).etat, relire(demande).erreur) == ("echec", exports.DROIT_PERDU)


def test_le_droit_est_redemande_a_la_remise(pret, animatrice):
    # Moved to another conseil: still an animatrice, no longer of the 18e.
    animatrice.habilitations.update(arrondissement=f.ArrondissementFabrique(numero=19))
    with pytest.raises(PermissionDenied):
        exports.remettre(export=pret, par=Compte.objects.get(pk=animatrice.pk))


def test_personne_d_autre_ne_le_recoit(pret, coordinatrice):
    with pytest.raises(PermissionDenied):
        exports.remettre(export=pret, par=coordinatrice)
    with pytest.raises(PermissionDenied):
        exports.relancer(export=pret, par=coordinatrice)


@pytest.mark.parametrize(
    ("erreur", "cause"),
    [(OSError(errno.ENOSPC, "plein"), "disque"), (RuntimeError("secret interne"), "inattendue")],
)
def test_un_echec_dit_sa_cause_et_se_relance(demande, animatrice, monkeypatch, erreur, cause):
    def echouer(*args, **kwargs):
        raise erreur

    with monkeypatch.context() as patch:
        patch.setattr(exports, "preparer", echouer)
        produire_export(demande.pk)
    echec = relire(demande)
    assert echec.etat == "echec"
    assert cause in echec.erreur
    assert "secret" not in echec.erreur
    exports.relancer(export=echec, par=animatrice)
    produire_export(demande.pk)
    assert relire(demande).etat == "pret"


@pytest.mark.django_db(transaction=True)  # the connection is let go of, which a test's own would not survive
def test_base_perdue_au_milieu(demande, monkeypatch):
    def perdre(*args, **kwargs):
        raise InterfaceError("connection already closed")

    with monkeypatch.context() as patch:
        patch.setattr(exports, "preparer", perdre)
        produire_export(demande.pk)
    assert (relire(demande).etat, relire(demande).bail) == ("en_cours", None)
    assert relancer_exports() == 1
    produire_export(demande.pk)
    assert relire(demande).etat == "pret"


def test_seul_un_echec_se_relance(pret, animatrice):
    with pytest.raises(TransitionRefusee):
        exports.relancer(export=pret, par=animatrice)


def test_un_travail_abandonne_est_repris_puis_declare_en_echec(demande, messages_envoyes):
    exports.FILE.prendre(demande.pk)
    assert relancer_exports() == 0  # held
    with time_machine.travel(timezone.now() + BAIL * 2, tick=False):
        assert relancer_exports() == 1
        assert messages_envoyes[-1] == (TACHE, demande.pk)
        Export.objects.update(tentatives=TENTATIVES_MAX)
        assert relancer_exports() == 0
    assert relire(demande).etat == "echec"


def test_l_avancement_suit_les_lignes(demande, monkeypatch):
    vus = []
    monkeypatch.setattr("reporting.exports.contenu.PAR_LOT", 1)
    monkeypatch.setattr(exports, "_avancer", lambda _, total, lignes: vus.append((total, lignes)))
    produire_export(demande.pk)
    assert vus == [(3, 1), (3, 2), (3, 3), (3, 3)]


def test_un_fichier_ne_se_garde_pas(pret, documents, settings, django_capture_on_commit_callbacks):
    chemin = Path(documents.path(pret.fichier.name))
    assert chemin.exists()
    assert effacer_exports() == 0
    plus_tard = time_machine.travel(timezone.now() + settings.EXPORT_CONSERVATION + BAIL, tick=False)
    with plus_tard, django_capture_on_commit_callbacks(execute=True):
        assert effacer_exports() == 1
    assert not chemin.exists()
    assert not Export.objects.exists()
    assert LigneAudit.objects.filter(acte="export.effacer", objet_id=pret.pk).exists()
