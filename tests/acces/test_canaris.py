"""Where the words of ``canaris`` come out: links followed from the home page, exports, documents, e-mails.

The pages themselves, each for each person, are read for them by ``test_matrice``.
"""

import io
import re
import zipfile
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.core import mail
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from animateurs.services import rappels
from comptes.models import Compte
from conseils.services import relances
from reporting.exports.contenu import preparer
from reporting.exports.declaration import Filtres, lisible
from reporting.exports.formats import FORMATS
from reporting.exports.listes import JEUX
from reporting.rapports import canonique, pieces
from reporting.rapports.document import Edition, composer
from reporting.rapports.sortes import SORTES
from reporting.rapports.sujet import Sujet, objets_de
from tests.acces.canaris import HABITANTS, NOMS, fuites, lus
from tests.acces.matrice import PERSONAS
from tests.acces.requetes import Reponse

pytestmark = pytest.mark.django_db
LIEN = re.compile(r'\bhref="([^"#]+)"')
# Sealed as soon as they exist, or without a row in the world of these tests.
SANS_MOT = 35


def test_presque_chaque_texte_porte_son_mot(monde):
    assert len(NOMS) - len(monde["canaris"]) <= SANS_MOT, sorted(set(NOMS) - monde["canaris"])


def test_temoin_un_mot_plante_chez_l_autre_se_voit():
    """What the crawl would say of a leak of each sort."""
    nom, titre = (NOMS.index(n) for n in ("conseils.Membre.nom", "conseils.Reunion.intitule"))
    assert fuites("animatrice", f"<p>QX19Z{titre:03d}</p>") == ["conseils.Reunion.intitule du 19e"]
    assert fuites("ville", f"QX18Z{nom:03d} QX18Z{titre:03d}") == ["conseils.Membre.nom du 18e"]
    assert fuites("animatrice", f"QX18Z{nom:03d}") == []


def test_temoin_une_page_montre_bien_les_mots_des_siens(monde, clients):
    page = Reponse(clients["animatrice"], "get", reverse("conseil", args=[18])).corps
    assert len(lus(page)) > 3


@pytest.mark.parametrize("persona", ["animatrice", "lecteur", "ville"])
def test_en_suivant_les_liens_personne_ne_lit_ce_qui_n_est_pas_a_lui(persona, monde, clients):
    """One page for each address and each set of parameters that its links carry."""
    a_voir, vues, vus, lues = [reverse("accueil")], set(), [], 0
    while a_voir:
        chemin = a_voir.pop()
        reponse = Reponse(clients[persona], "get", chemin)
        lues += 1
        vus += [f"{chemin} : {fuite}" for fuite in fuites(persona, reponse.corps)]
        for lien in LIEN.findall(reponse.corps):
            adresse = urljoin(chemin, unescape(lien))
            forme = _forme(adresse)
            if forme and forme not in vues:
                vues.add(forme)
                a_voir.append(adresse)
    assert vus == []
    assert lues > 20


def _forme(adresse: str):
    """What makes two links the same page for the crawl; ``None`` for what is not a page to read."""
    parties = urlsplit(adresse)
    if parties.netloc:
        return None
    try:
        nom = resolve(parties.path).url_name
    except Resolver404:
        return None
    # PDFs are drawn from what is read below as HTML; the public pages are those of the 18e, and everybody's.
    if not nom or nom.endswith("pdf") or nom.startswith(("public", "agenda", "account_", "mfa_")):
        return None
    return nom, frozenset(cle for cle, _ in parse_qsl(parties.query))


@pytest.mark.parametrize("persona", PERSONAS)
def test_les_exports_ne_disent_que_ce_qui_se_lit(persona, monde, personnes):
    compte = Compte.objects.get(pk=personnes[persona].pk)
    trouvees = [
        f"{jeu.code} : {fuite}"
        for jeu in JEUX.values()
        if lisible(jeu, compte)
        for fuite in fuites(persona, "\n".join(map(str, jeu.lignes(compte, Filtres()))))
    ]
    assert trouvees == []


@pytest.mark.parametrize("forme", FORMATS)
def test_le_fichier_ne_dit_rien_de_plus_que_les_lignes(forme, monde, personnes):
    """Neither in its heading nor in what goes with it."""
    compte = Compte.objects.get(pk=personnes["animatrice"].pk)
    mots = set()
    for jeu in filter(lambda jeu: lisible(jeu, compte), JEUX.values()):
        contenu = preparer(jeu, Filtres(), compte=compte, maintenant=timezone.now())
        FORMATS[forme].ecrire(contenu, flux := io.BytesIO())
        texte = _contenu(flux)
        assert fuites("animatrice", texte) == [], jeu.code
        mots |= {numero for numero, _ in lus(texte)}
    assert mots == {18}


def _contenu(flux: io.BytesIO) -> str:
    with zipfile.ZipFile(flux) as archive:
        return "\n".join(archive.read(nom).decode(errors="replace") for nom in archive.namelist())


@pytest.mark.parametrize("code", [s.code for s in SORTES.values() if not (s.immediate or s.resume)])
def test_un_document_ne_nomme_personne_et_reste_chez_lui(code, monde):
    """Of the archived kinds: what they freeze, and the page that is printed."""
    sorte = SORTES[code]
    for sujet in _sujets(sorte, monde):
        donnees = import_string(sorte.assembleur)(sujet, timezone.now())
        page = composer(sorte, Edition("ESSAI", sorte.titre, timezone.localtime(), None, donnees))
        mots = lus(canonique.ecrire(donnees) + page)
        assert [nom for _, nom in mots if nom.startswith(HABITANTS)] == []
        assert sujet.conseil is None or {numero for numero, _ in mots} <= {sujet.conseil.arrondissement.numero}


def _sujets(sorte, monde) -> list[Sujet]:
    if objets := objets_de(sorte):
        return [objets.sujet(ligne) for ligne in objets.a_portee(None)[:1]]
    return [Sujet(2026, monde["affectation"][18].conseil if sorte.par_conseil else None)]


# The attendance sheet gives numbers, which is a gesture of its own page: the matrix reads it there.
@pytest.mark.parametrize("code", [s.code for s in SORTES.values() if s.immediate and s.code != "emargement"])
def test_une_piece_ne_se_choisit_et_ne_parle_que_de_chez_soi(code, monde, personnes):
    compte = Compte.objects.get(pk=personnes["animatrice"].pk)
    objets = [*objets_de(SORTES[code]).a_portee(compte)]
    for objet in objets:
        assert fuites("animatrice", pieces.composer(code, objet)) == []


def test_les_courriels_ne_disent_a_personne_ce_qui_est_a_d_autres(monde, personnes):
    """Reminders of the journal, digests to the institutions: what the nightly tasks send."""
    rappels.envoyer_les_rappels()
    relances.faire_la_tournee()
    assert [(message.to, mot) for message in mail.outbox for mot in _fuites_du_courriel(message, personnes)] == []


def _fuites_du_courriel(message, personnes) -> list[str]:
    corps = "\n".join([message.subject, message.body, *(str(a[0]) for a in getattr(message, "alternatives", []))])
    qui = {compte.email: nom for nom, compte in personnes.items() if nom in PERSONAS}
    noms = [f"{nom} du {n}e" for n, nom in lus(corps) if nom.startswith(HABITANTS)]
    connus = [fuites(qui[adresse], corps) for adresse in message.to if adresse in qui]
    return connus[0] if connus else noms
