"""The queue: one document whatever happens to the workers, the messages and the broker."""

import socket
import time
from datetime import timedelta

import pytest
from celery import Celery
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.utils import timezone

from comptes.models import LigneAudit
from reporting.models import Rapport
from reporting.querysets import RapportQuerySet
from reporting.rapports.sujet import Sujet
from reporting.services import production, travaux
from reporting.services.baux import BAIL, TENTATIVES_MAX, BailPerdu
from reporting.tasks import produire_rapport, relancer_travaux
from socle import courtier
from socle.transitions import TransitionRefusee
from tests import fabriques as f

pytestmark = pytest.mark.usefixtures("imprimerie")
reveiller = courtier.reveiller  # the real one: the fixtures put another in its place


def _relire(rapport):
    return Rapport.objects.get(pk=rapport.pk)


def _demander(conseil, exercice=2026, par=None):
    return travaux.demander(sorte="bilan-conseil", sujet=Sujet(exercice, conseil), par=par)


# -- Asking ---------------------------------------------------------------------------------------


def test_numeros_successifs(dix_huitieme, dix_neuvieme):
    premier = _demander(dix_huitieme)
    Rapport.objects.update(etat="echec")
    assert premier.numero == "BC-18-2026-01"
    assert _demander(dix_huitieme).numero == "BC-18-2026-02"
    assert _demander(dix_neuvieme).numero == "BC-19-2026-01"


def test_demander_reveille_un_worker_apres_la_transaction(
    dix_huitieme, messages_envoyes, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        rapport = _demander(dix_huitieme)
        assert messages_envoyes == []
    assert messages_envoyes == [rapport.pk]
    assert LigneAudit.objects.de(rapport).get().acte == "rapport.demander"


def test_un_seul_travail_a_la_fois(demande, dix_huitieme):
    with pytest.raises(ValidationError, match="déjà en cours"):
        _demander(dix_huitieme)
    assert Rapport.objects.count() == 1


def test_exercice_a_venir(dix_huitieme):
    with pytest.raises(ValidationError, match="n'a pas commencé"):
        _demander(dix_huitieme, 2027)


def test_exercice_sans_donnees(dix_huitieme):
    f.ReunionFabrique(conseil=dix_huitieme, date=timezone.localdate().replace(year=2025))
    _demander(dix_huitieme, 2025)
    with pytest.raises(ValidationError, match="Rien n'est enregistré sur l'exercice 2024"):
        _demander(dix_huitieme, 2024)


def test_demander_exige_le_droit_sur_ce_conseil(dix_huitieme, animatrice, animateur_du_19e, prefecture):
    for etranger in (animateur_du_19e, prefecture):
        with pytest.raises(PermissionDenied):
            _demander(dix_huitieme, par=etranger)
    assert _demander(dix_huitieme, par=animatrice).demande_par == animatrice


# -- Producing ------------------------------------------------------------------------------------


def test_la_tache_produit_un_projet(demande):
    produire_rapport(demande.pk)
    projet = _relire(demande)
    assert (projet.etat, projet.avancement, projet.jeton, projet.bail) == ("projet", 100, "", None)
    assert projet.pages == 16
    assert projet.taille == projet.fichier.size
    assert projet.donnees.startswith('{"actes_par_type":')


def test_message_double(demande, documents):
    produire_rapport(demande.pk)
    avant = _relire(demande)
    produire_rapport(demande.pk)
    assert _relire(demande).sha256 == avant.sha256
    assert len(documents.listdir("rapports")[1]) == 1


def test_un_worker_tient_la_ligne_et_un_autre_ne_la_prend_pas(demande):
    assert travaux.prendre(pk=demande.pk)
    assert travaux.prendre(pk=demande.pk) is None


def test_worker_tue(demande, documents, messages_envoyes, horloge):
    """Killed while it held the row: the lease runs out, the sweep gives it back, one document comes."""
    morte = travaux.prendre(pk=demande.pk)
    travaux.FILE.avancer(morte, etape="Mise en page", avancement=30)
    assert relancer_travaux() == 0
    horloge.shift(BAIL + timedelta(seconds=1))
    assert relancer_travaux() == 1
    assert messages_envoyes == [demande.pk]
    produire_rapport(demande.pk)
    assert _relire(demande).etat == "projet"
    assert _relire(demande).tentatives == 2
    assert len(documents.listdir("rapports")[1]) == 1


def test_worker_cru_mort_n_ecrit_plus(demande, horloge):
    lente = travaux.prendre(pk=demande.pk)
    horloge.shift(BAIL + timedelta(seconds=1))
    autre = travaux.prendre(pk=demande.pk)
    for ecrire in (
        lambda: travaux.FILE.avancer(lente, etape="Écriture", avancement=75),
        lambda: travaux.FILE.tenir(lente),
        lambda: travaux.echouer(prise=lente, cause="trop tard"),
    ):
        with pytest.raises(BailPerdu):
            ecrire()
    travaux.FILE.avancer(autre, etape="Écriture", avancement=75)
    assert _relire(demande).avancement == 75


def test_bail_perdu_pendant_la_mise_en_page(demande, documents, monkeypatch):
    """The slow worker finishes after another took the row: it leaves no file and no trace."""

    def rendre_lentement(*args, mise_en_page_faite):
        Rapport.objects.update(jeton="un autre")
        mise_en_page_faite()

    monkeypatch.setattr(production, "imprimer", rendre_lentement)
    production.executer(pk=demande.pk)
    assert _relire(demande).etat == "en_cours"
    assert not documents.exists("rapports")


def test_abandon_apres_trois_essais(demande, horloge):
    for _ in range(TENTATIVES_MAX):
        assert travaux.prendre(pk=demande.pk)
        horloge.shift(BAIL + timedelta(seconds=1))
    assert travaux.prendre(pk=demande.pk) is None
    assert relancer_travaux() == 0
    perdu = _relire(demande)
    assert perdu.etat == "echec"
    assert "3 fois" in perdu.erreur


def test_message_perdu(demande, messages_envoyes):
    assert relancer_travaux() == 1
    assert messages_envoyes == [demande.pk]


def test_echec_dit_une_cause_sans_le_detail_technique(demande, documents, monkeypatch, caplog):
    def casser(*args, **kwargs):
        raise RuntimeError("détail interne")

    monkeypatch.setattr(production, "imprimer", casser)
    production.executer(pk=demande.pk)
    echec = _relire(demande)
    assert echec.etat == "echec"
    assert "Relancez" in echec.erreur
    assert "détail interne" not in echec.erreur
    assert "détail interne" in caplog.text
    assert LigneAudit.objects.de(demande).last().vers == "echec"


@pytest.mark.django_db(transaction=True)  # the connection is let go of, which a test's own would not survive
def test_base_perdue_au_milieu(demande, monkeypatch, horloge):
    """Not a failure: the row is given back at once, or by its lease, and at most three times."""

    def perdre(*args, **kwargs):
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as patch:
        patch.setattr(production, "imprimer", perdre)
        for essai in range(1, TENTATIVES_MAX):
            production.executer(pk=demande.pk)
            rendu = _relire(demande)
            assert (rendu.etat, rendu.bail, rendu.tentatives) == ("en_cours", None, essai)
            assert relancer_travaux() == 1
        # Still away when the worker gives the row back: the lease runs out.
        patch.setattr(RapportQuerySet, "tenus_par", perdre)
        production.executer(pk=demande.pk)
        assert _relire(demande).bail
    horloge.shift(BAIL + timedelta(seconds=1))
    assert relancer_travaux() == 0
    assert "3 fois" in _relire(demande).erreur


def test_disque_plein_ne_laisse_aucun_fichier(demande, documents, monkeypatch):
    def plein(_descripteur):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("socle.fichiers.os.fsync", plein)
    production.executer(pk=demande.pk)
    assert "disque" in _relire(demande).erreur
    assert documents.listdir("rapports") == ([], [])


def test_relancer_un_echec(demande, animatrice, messages_envoyes, django_capture_on_commit_callbacks):
    travaux.echouer(prise=travaux.prendre(pk=demande.pk), cause="panne")
    with django_capture_on_commit_callbacks(execute=True):
        travaux.relancer(rapport=demande, par=animatrice)
    relance = _relire(demande)
    assert (relance.etat, relance.erreur, relance.tentatives) == ("demande", "", 0)
    assert messages_envoyes == [demande.pk]
    with pytest.raises(TransitionRefusee):
        travaux.relancer(rapport=demande, par=animatrice)


# -- The broker -----------------------------------------------------------------------------------


@pytest.fixture(params=["fermé", "muet"])
def port_sans_courtier(request):
    """A port where nobody listens, and one where somebody listens and never answers."""
    prise = socket.socket()
    prise.bind(("127.0.0.1", 0))
    if request.param == "muet":
        prise.listen()
    yield prise.getsockname()[1]
    prise.close()


@pytest.mark.vraie_horloge
def test_courtier_absent_ne_coute_qu_une_attente_bornee(port_sans_courtier, monkeypatch, caplog):
    adresse = f"redis://127.0.0.1:{port_sans_courtier}/0"
    monkeypatch.setattr(courtier, "current_app", Celery(broker=adresse, set_as_current=False))
    debut = time.monotonic()
    reveiller(travaux.FILE.tache, 1)
    assert time.monotonic() - debut < 8
    assert "courtier injoignable" in caplog.text
