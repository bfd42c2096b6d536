"""Every address, asked for by anybody with anything: no failure, no writing out of reach, nothing assigned in passing.

``make fuzz N=25000`` runs it at full size, with new examples each time; the tests try a few, always the same.
"""

import os
import statistics
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.test import override_settings
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptes.models import Habilitation
from tests.acces import hostile
from tests.acces.canaris import territoire
from tests.acces.formulaires import Formulaire, lire
from tests.acces.hostile import EN_DOUCE, d_entete, valeurs
from tests.acces.matrice import ANONYME, MATRICE, PERSONAS, portee
from tests.acces.requetes import Reponse
from tests.bilans import BILANS

pytestmark = pytest.mark.django_db
EXEMPLES = int(os.environ.get("N", "200"))
# No answer costs more than so many times a trivial page; judged by the command only, never by the tests.
LIMITE, A_CHRONOMETRER = 100, 1000
# Known to cost more, and told in docs/chantiers.md: an archive written while its reader waits.
CONNUES = {"donnees_ouvertes"}
QUI = [*PERSONAS, ANONYME]


@st.composite
def demandes(tirer):
    """Which address, by whom, with what; the fields are named by rank until the form is read."""
    nom = tirer(st.sampled_from([*MATRICE]))
    admis = [qui for qui in PERSONAS if portee(qui, MATRICE[nom].acces)] or ["animatrice"]
    return {
        "nom": nom,
        # Who may, three times in four: the others are turned back at the door.
        "qui": tirer(st.sampled_from(QUI if tirer(st.integers(0, 3)) == 3 else admis)),
        "methode": tirer(st.sampled_from(["get", "post", "post", "post"])),
        "cible": tirer(st.sampled_from([0, 0, 0, 1, 2, 3])),
        "chemin": tirer(st.tuples(st.integers(0, 3), valeurs)) if tirer(st.integers(0, 5)) == 5 else None,
        "parametres": tirer(st.dictionaries(st.sampled_from(hostile.PARAMETRES), valeurs, max_size=4)),
        "gates": tirer(st.lists(st.tuples(st.integers(0, 60), valeurs), max_size=5)),
        "en_plus": tirer(st.lists(st.sampled_from(hostile.EN_PLUS), max_size=8, unique=True)),
        "fichier": tirer(st.one_of(st.none(), st.integers(0, 60))),
        "entetes": tirer(st.dictionaries(st.sampled_from(hostile.ENTETES), d_entete, max_size=2)),
    }


@dataclass
class Bilan:
    """What the run did, printed at its end."""

    statuts: Counter = field(default_factory=Counter)
    lente: tuple[float, str] = (0.0, "")
    lentes: list[str] = field(default_factory=list)
    triviales: deque[float] = field(default_factory=lambda: deque(maxlen=99))

    @property
    def unite(self) -> float:
        """U: a trivial page through the same middlewares, in seconds.

        Asked between the others, as ``make bench`` does: many in a row find all they need in the processor's caches.
        """
        return statistics.median(self.triviales)

    def compter(self, demande: dict, statut: int, en_u: float) -> None:
        self.statuts[statut] += 1
        self.lente = max(self.lente, (en_u, demande["nom"]))
        if en_u > LIMITE and demande["nom"] not in CONNUES:
            self.lentes.append(f"{demande['nom']} par {demande['qui']} : {en_u:.0f} U")

    def __str__(self) -> str:
        statuts = ", ".join(f"{statut} : {nombre}" for statut, nombre in sorted(self.statuts.items()))
        en_u, nom = self.lente
        cout = f"la plus lente {en_u:.0f} U ({nom}), U = {1000 * self.unite:.2f} ms"
        return f"fuzz : {self.statuts.total()} demandes ({statuts}), {cout}"


@pytest.fixture(scope="module")
def bilan(request, clients):
    bilan = Bilan()
    with override_settings(ROOT_URLCONF="scripts.bench_rien"):
        yield bilan
    request.config.stash.setdefault(BILANS, []).append(str(bilan))


@pytest.fixture(scope="package")
def formulaires(monde, clients):
    """``formulaires(nom, qui, adresse)``: the forms of a page, read once."""
    lus: dict[tuple, Formulaire] = {}

    def ceux_de(nom, qui, adresse):
        cle = (nom, qui, adresse)
        if cle not in lus:
            lus[cle] = lire(Reponse(clients[qui], "get", adresse).corps)
        return lus[cle]

    return ceux_de


@settings(
    max_examples=EXEMPLES,
    derandomize="N" not in os.environ,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(demande=demandes())
def test_rien_ne_casse_et_rien_ne_s_ecrit_hors_d_atteinte(demande, monde, clients, formulaires, bilan):
    cibles = [*MATRICE[demande["nom"]].cibles(monde)]
    adresse = reverse(demande["nom"], kwargs=cibles[demande["cible"] % len(cibles)].cle)
    formulaire = Formulaire()
    if demande["methode"] == "post" and not MATRICE[demande["nom"]].post:
        formulaire = formulaires(demande["nom"], demande["qui"], adresse)
    demander = partial(envoyer, demande, adresse, formulaire, clients[demande["qui"]])
    bilan.triviales.append(Reponse(clients[ANONYME], "get", "/rien/").duree)
    reponse = demander()
    assert reponse.statut < 500
    assert reponse.jugement == []
    en_u = reponse.duree / bilan.unite
    if EXEMPLES >= A_CHRONOMETRER and en_u > LIMITE:
        en_u = min(demander().duree for _ in range(3)) / bilan.unite  # slow by itself, not by what the machine did
    bilan.compter(demande, reponse.statut, en_u)


def test_aucune_reponse_n_est_lente(bilan):
    """Of those above. Told at the end: an answer that is slow once in a while is no example to reduce."""
    assert EXEMPLES < A_CHRONOMETRER or bilan.lentes == []


def test_temoin_ce_qui_serait_ecrit_ailleurs_ou_en_douce_se_voit(monde):
    """What the run would say, were a row of the 19e saved with a field that its form does not show."""
    ailleurs = monde["reunion"][19]
    ailleurs.intitule = EN_DOUCE
    vues = SimpleNamespace(lignes=[ailleurs, monde["habilitation"][18]])
    assert [*ecarts("animatrice", vues, {"lieu"})] == [
        "animatrice a écrit conseils.Reunion d'ailleurs",
        "conseils.Reunion.intitule assigné en douce",
        "animatrice a écrit comptes.Habilitation d'ailleurs",
    ]


def envoyer(demande: dict, adresse: str, formulaire: Formulaire, client) -> Reponse:
    corps = corps_de(demande, formulaire) if demande["methode"] == "post" else demande["parametres"]
    return Reponse(
        client,
        demande["methode"],
        chemin_de(adresse, demande),
        corps,
        juger=lambda r: ecarts(demande["qui"], r, set(formulaire.noms())),
        **demande["entetes"],
    )


def corps_de(demande: dict, formulaire: Formulaire) -> dict:
    """What the form would send, some of it spoilt, and fields that it does not show."""
    noms = formulaire.noms()
    corps = {nom: list(valeurs) for nom, valeurs in formulaire.champs.items()}
    if demande["fichier"] is not None:
        corps |= {nom: hostile.envoyer(demande["fichier"]) for nom in formulaire.fichiers}
    corps |= {noms[rang % len(noms)]: valeur for rang, valeur in demande["gates"] if noms}
    return corps | {nom: EN_DOUCE for nom in demande["en_plus"] if nom not in noms}


def chemin_de(adresse: str, demande: dict) -> str:
    """The address, one of its parts replaced sometimes, with its parameters."""
    parties = adresse.strip("/").split("/")
    if demande["chemin"]:
        rang, valeur = demande["chemin"]
        parties[-1 - rang % len(parties)] = quote(valeur[:300], safe="", errors="replace")
    chemin = "/" + "/".join(filter(None, parties)) + "/"
    suite = "&".join(
        f"{cle}={quote(valeur[:2000], errors='replace')}" for cle, valeur in demande["parametres"].items()
    )
    return chemin if demande["methode"] == "get" else f"{chemin}?{suite}"


def ecarts(qui: str, reponse: Reponse, montres: set[str]):
    """What was saved that this person could not, or that no form showed."""
    for ligne in reponse.lignes:
        if hors_d_atteinte(qui, ligne):
            yield f"{qui} a écrit {ligne._meta.label} d'ailleurs"
        yield from (
            f"{ligne._meta.label}.{nom} assigné en douce"
            for nom, valeur in vars(ligne).items()
            if isinstance(valeur, str) and EN_DOUCE in valeur and nom not in montres
        )


def hors_d_atteinte(qui: str, ligne) -> bool:
    if isinstance(ligne, Habilitation):
        return qui not in {"administrateur", "coordinatrice"}  # the coordination opens postings, which give one
    ici = qui in PERSONAS and PERSONAS[qui].arrondissement
    chemin = territoire(type(ligne)) if ici else None
    if not chemin:
        return False
    ou = type(ligne)._base_manager.filter(pk=ligne.pk).values_list(f"{chemin}__numero", flat=True)
    return bool({*ou} - {ici, None})
