"""Sealing, drawing and replaying: what is published before, what nobody can change after."""

import hashlib
import json
import subprocess
import warnings
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from conseils.models import Candidat, Invitation, Quota, Tour
from conseils.services import scellement
from conseils.services import tirages as services
from conseils.sortition import appel, programme
from conseils.sortition.appel import CalculImpossible, Reponse
from conseils.vivier import canonique
from conseils.vivier.propositions import proposer_quotas
from conseils.vivier.resume import Effectif, effectifs
from socle.transitions import TransitionRefusee
from tests import fabriques as f

QUOTAS = [("sexe", "F", 2, 2), ("sexe", "H", 2, 2), ("tranche_age", "18-25", 1, 3), ("tranche_age", "40-59", 1, 3)]
SANS_REPONSE = Reponse(panel=(1, 2, 3, 4), algorithme="essai")


@pytest.fixture(autouse=True)
def calcul_sur_place(monkeypatch, request):
    """The same program, without the two seconds of a new process, unless the test is about that process."""
    if "vrai_processus" in request.fixturenames:
        return

    def executer(demande):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return programme.calculer(json.loads(demande))

    monkeypatch.setattr(appel, "_executer", executer)


@pytest.fixture
def vrai_processus():
    """Asked for by the tests of a replay from nothing."""


@pytest.fixture
def tirage(dix_huitieme):
    """Twenty candidates for four seats: parity, and at least one of each age band."""
    tirage = f.TirageFabrique(conseil=dix_huitieme, numero="TS-18-2026-01", nombre=4)
    for numero in range(1, 21):
        f.CandidatFabrique(
            tirage=tirage, numero=numero, sexe="FH"[numero % 2], tranche_age=["18-25", "40-59"][numero % 3 == 0]
        )
    poser(tirage, QUOTAS)
    return tirage


def poser(tirage, quotas):
    tirage.quotas.all().delete()
    for critere, valeur, minimum, maximum in quotas:
        Quota.objects.create(tirage=tirage, critere=critere, valeur=valeur, minimum=minimum, maximum=maximum)


@pytest.fixture
def scelle(tirage, animatrice):
    scellement.sceller(tirage=tirage, par=animatrice)
    tirage.refresh_from_db()
    return tirage


@pytest.fixture
def demande(scelle, animatrice):
    scellement.tirer(tirage=scelle, par=animatrice, valeur_publique="Loto du 18 novembre : 4 8 15 16 23")
    scelle.refresh_from_db()
    return scelle


@pytest.fixture
def tire(demande):
    scellement.executer(pk=demande.tours.get().pk)
    demande.refresh_from_db()
    return demande


def rejouer(numero="TS-18-2026-01"):
    sortie = StringIO()
    call_command("rejouer_tirage", numero, stdout=sortie, stderr=sortie)
    return sortie.getvalue()


# -- Proposing --------------------------------------------------------------------------------------


def lignes(critere, **nombres):
    return {critere: [Effectif(critere, valeur, valeur, nombre) for valeur, nombre in nombres.items()]}


def bornes(quotas):
    return {quota["valeur"]: (quota["minimum"], quota["maximum"]) for quota in quotas}


def test_parity_is_proposed_whatever_the_pool():
    assert bornes(proposer_quotas(lignes("sexe", F=400, H=200), 30, {})) == {"F": (15, 15), "H": (15, 15)}


def test_an_odd_number_leaves_one_seat_of_play():
    assert bornes(proposer_quotas(lignes("sexe", F=40, H=20), 31, {})) == {"F": (15, 16), "H": (15, 16)}


def test_those_who_did_not_say_keep_their_share():
    assert bornes(proposer_quotas(lignes("sexe", F=45, H=45, N=10), 30, {})) == {
        "F": (13, 14),
        "H": (13, 14),
        "N": (3, 3),
    }


def test_quartiers_share_by_their_population():
    proposes = proposer_quotas(lignes("quartier", QA=50, QB=50), 30, {"QA": 10_000, "QB": 5_000})
    assert bornes(proposes) == {"QA": (20, 20), "QB": (10, 10)}


def test_quartiers_share_by_the_pool_when_a_population_is_unknown():
    assert bornes(proposer_quotas(lignes("quartier", QA=30, QB=10), 30, {"QA": 10_000})) == {
        "QA": (22, 23),
        "QB": (7, 8),
    }


def test_a_minimum_never_exceeds_the_pool():
    assert bornes(proposer_quotas(lignes("sexe", F=3, H=90), 30, {}))["F"] == (3, 15)


def test_two_thirds_of_inhabitants_are_proposed():
    assert bornes(proposer_quotas(lignes("college", habitants=50, acteurs=50), 30, {}, habitants=67)) == {
        "habitants": (20, 21),
        "acteurs": (9, 10),
    }


# -- Sealing ----------------------------------------------------------------------------------------


def test_the_fingerprint_is_that_of_the_published_pool(scelle):
    """Typed by hand: the text that anybody can write again, and its sha256."""
    lignes = [f"{n};{'FH'[n % 2]};{['18-25', '40-59'][n % 3 == 0]};N;habitants\n" for n in range(1, 21)]
    texte = "numero;sexe;tranche_age;quartier;college\n" + "".join(lignes)
    tour = scelle.tours.get()
    assert tour.vivier == texte
    assert tour.empreinte == hashlib.sha256(texte.encode()).hexdigest()


def test_the_commitment_is_that_of_the_secret_and_the_seed_is_not_known(scelle):
    tour = scelle.tours.get()
    assert tour.engagement == hashlib.sha256(tour.secret.encode()).hexdigest()
    assert tour.graine == ""
    assert (scelle.etat, len(tour.secret)) == ("scelle", 64)


@pytest.mark.parametrize(
    ("service", "champs"),
    [("modifier_tirage", {"intitule": "x", "nombre": 9}), ("vider_vivier", {}), ("fixer_quotas", {"quotas": []})],
)
def test_nothing_changes_once_sealed(scelle, animatrice, service, champs):
    with pytest.raises(TransitionRefusee, match="scellé"):
        getattr(services, service)(tirage=scelle, par=animatrice, **champs)


def test_infeasible_quotas_are_explained_with_the_smallest_change(tirage, animatrice):
    Candidat.objects.filter(sexe="H").exclude(numero=1).update(sexe="F")
    with pytest.raises(ValidationError) as refus:
        scellement.sceller(tirage=tirage, par=animatrice)
    debut, *pas = refus.value.messages
    assert "Aucun panel" in debut
    assert [p.replace("\u00a0", " ") for p in pas] == [
        "Sexe, femme : relever le maximum de 2 à 3.",
        "Sexe, homme : abaisser le minimum de 2 à 1.",
    ]
    assert not Tour.objects.exists()


@pytest.mark.parametrize(
    ("casser", "attendu"),
    [
        (lambda t: t.candidats.filter(numero__gt=4).delete(), "4 personnes pour 4 places"),
        (lambda t: t.quotas.all().delete(), "Fixez d’abord"),
        (lambda t: t.candidats.filter(numero=1).update(sexe="N"), "a changé depuis"),
    ],
)
def test_an_incomplete_draw_is_not_sealed(tirage, animatrice, casser, attendu):
    casser(tirage)
    with pytest.raises(ValidationError, match=attendu):
        scellement.sceller(tirage=tirage, par=animatrice)


def test_without_its_library_the_screen_says_what_to_install(tirage, animatrice, monkeypatch):
    monkeypatch.setattr(appel, "find_spec", lambda _: None)
    with pytest.raises(ValidationError, match=r"installer\.sh tirage"):
        scellement.sceller(tirage=tirage, par=animatrice)


# -- Drawing ----------------------------------------------------------------------------------------


def test_the_seed_comes_from_the_secret_and_the_public_value(demande):
    tour = demande.tours.get()
    valeur = "Loto du 18 novembre : 4 8 15 16 23"
    assert tour.graine == hashlib.sha256(f"{tour.secret}\n{valeur}".encode()).hexdigest()


def test_the_panel_meets_every_quota(tire):
    panel = [invitation.candidat for invitation in Invitation.objects.all()]
    assert (tire.etat, len(panel)) == ("tire", 4)
    for critere, valeur, minimum, maximum in QUOTAS:
        assert minimum <= sum(c.valeur(critere) == valeur for c in panel) <= maximum
    assert tire.tours.get().algorithme.startswith("maximin, sortition-algorithms 0.12")


def test_the_seed_alone_decides(vrai_processus):
    vivier = [{"numero": str(n), "sexe": "FH"[n % 2]} for n in range(1, 41)]
    quotas = [{"critere": "sexe", "valeur": v, "minimum": 2, "maximum": 2} for v in "FH"]
    panels = [appel.calculer(vivier=vivier, quotas=quotas, nombre=4, graine=g).panel for g in ("a1", "a1", "b2")]
    assert panels[0] == panels[1] != panels[2]


def test_a_second_message_draws_nothing(tire):
    avant = list(Invitation.objects.values_list("pk", flat=True))
    scellement.executer(pk=tire.tours.get().pk)
    assert list(Invitation.objects.values_list("pk", flat=True)) == avant


def test_a_row_held_by_another_is_left_alone_until_its_lease_ends(demande, monkeypatch):
    monkeypatch.setattr(scellement, "calculer_tour", lambda _: SANS_REPONSE)
    tour = demande.tours.get()
    Tour.objects.update(bail=timezone.now() + timedelta(seconds=5), jeton="autre")
    scellement.executer(pk=tour.pk)
    assert not Invitation.objects.exists()
    Tour.objects.update(bail=timezone.now() - timedelta(seconds=5))
    scellement.executer(pk=tour.pk)
    assert Invitation.objects.count() == 4


def test_a_draw_too_long_is_stopped_and_says_so(vrai_processus, settings, monkeypatch):
    def trop_long(*args, timeout, **options):
        assert timeout == 90
        raise subprocess.TimeoutExpired(args[0], timeout)

    settings.TIRAGE_DELAI = 90
    monkeypatch.setattr(appel.subprocess, "run", trop_long)
    monkeypatch.setattr(appel, "installe", lambda: True)
    with pytest.raises(appel.CalculImpossible, match="pas abouti en 90 secondes"):
        appel.calculer(vivier=[], quotas=[], nombre=1)


def test_a_worker_that_lost_its_lease_writes_nothing(demande, monkeypatch):
    def perdre(tour):
        Tour.objects.update(jeton="autre")
        return SANS_REPONSE

    monkeypatch.setattr(scellement, "calculer_tour", perdre)
    scellement.executer(pk=demande.tours.get().pk)
    assert not Invitation.objects.exists()


def test_a_failure_can_only_be_tried_again_with_the_same_seed(demande, animatrice, monkeypatch):
    def echouer(tour):
        raise CalculImpossible("Le calcul s'est interrompu.")

    graine = demande.tours.get().graine
    with monkeypatch.context() as panne:
        panne.setattr(scellement, "calculer_tour", echouer)
        scellement.executer(pk=demande.tours.get().pk)
    assert demande.tours.get().abandonne
    with pytest.raises(TransitionRefusee):
        scellement.tirer(tirage=demande, par=animatrice, valeur_publique="une autre")
    scellement.relancer(tirage=demande, par=animatrice)
    scellement.executer(pk=demande.tours.get().pk)
    assert (demande.tours.get().graine, Invitation.objects.count()) == (graine, 4)


def test_a_draw_tried_too_often_is_given_up(demande):
    Tour.objects.update(tentatives=3)
    scellement.relancer_tirages()
    assert "interrompu 3 fois" in demande.tours.get().erreur


# -- Replaying --------------------------------------------------------------------------------------


def test_a_replay_prints_the_same_panel(vrai_processus, tire):
    tires = Invitation.objects.order_by("candidat__numero").values_list("candidat__numero", flat=True)
    assert f"panel {' '.join(map(str, tires))}\n" in rejouer()


@pytest.mark.parametrize(
    ("alterer", "ecart"),
    [
        (lambda: Candidat.objects.filter(numero=7).update(tranche_age="60+"), "ne sont plus ceux du vivier"),
        (lambda: Candidat.objects.filter(invitation=None).first().delete(), "ne sont plus ceux du vivier"),
        (lambda: Tour.objects.update(vivier=Tour.objects.get().vivier.replace("7;H", "7;F")), "n'a pas l'empreinte"),
        (lambda: Tour.objects.update(secret="0" * 64), "ne correspond pas à l'engagement"),
        (lambda: Tour.objects.update(valeur_publique="une autre"), "ne vient pas du secret"),
        (lambda: Invitation.objects.first().delete(), "n'est pas celui qui est enregistré"),
    ],
)
def test_a_replay_fails_when_a_single_thing_has_changed(tire, alterer, ecart):
    alterer()
    sortie = StringIO()
    with pytest.raises(CommandError, match="ne concorde pas"):
        call_command("rejouer_tirage", "TS-18-2026-01", stdout=sortie, stderr=sortie)
    assert ecart in sortie.getvalue()


@pytest.mark.parametrize("numero", ["INCONNU", "TS-18-2026-01"])
def test_a_draw_not_done_cannot_be_replayed(scelle, numero):
    with pytest.raises(CommandError):
        rejouer(numero)


def test_the_pool_as_text_can_be_read_back(tirage):
    lu = canonique.lire_vivier(canonique.ecrire_vivier(tirage.candidats.du_vivier()))
    assert lu[0] == {"numero": "1", "sexe": "H", "tranche_age": "18-25", "quartier": "N", "college": "habitants"}
    assert [ligne.nombre for ligne in effectifs(tirage.candidats.du_vivier())["sexe"]] == [10, 10]
