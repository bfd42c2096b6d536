"""Every form that creates, sent twice from the same page: one row. And no new form escapes the rule unseen."""

import re
from datetime import date

import pytest
from django.urls import reverse

from animateurs.models import Affectation, NoteChiffre
from comptes.models import Compte, Habilitation
from conseils.models import Avis, Decision, Reunion
from reporting.models import Campagne, Rapport
from tests import fabriques as f
from tests.architecture.sources import RACINE
from tests.conftest import connecter

JETON = re.compile(r'name="csrfmiddlewaretoken" value="([^"]*)"')

# Where a view checks its form by itself, and why one sending cannot then create two rows.
SANS_ENVOI_UNIQUE = {
    "animateurs/views/aides.py": "une clé par ligne du journal (LigneJournal.cle)",
    "animateurs/views/equipe.py": "clôture : transition",
    "animateurs/views/feuilles_fichiers.py": "un fichier par feuille, remplacé",
    "animateurs/views/passation.py": "rien d’écrit avant la dernière étape, qui vide la session",
    "animateurs/views/reprises.py": "une clé par ligne du journal (LigneJournal.cle)",
    "animateurs/views/revue.py": "renvoi : transition",
    "comptes/views/communs.py": "soumettre, sans la règle : pour les vues de comptes, qui suivent",
    "comptes/views/comptes.py": "adresse unique, puis changements d’un compte",
    "comptes/views/habilitations.py": "rôles qui ne se recouvrent pas",
    "conseils/views/communs.py": "soumettre : la règle elle-même",
    "conseils/views/liens.py": "un lien en cours par destinataire",
    "conseils/views/repondre.py": "un lien ne répond qu’une fois",
    "reporting/views/campagnes.py": "un exercice n’a qu’une campagne",
    "reporting/views/circuit.py": "circuit : transition",
    "reporting/views/preuves.py": "rien n’est écrit",
    "reporting/views/rapports.py": "pièce remise sur le champ : rien n’est écrit",
    "reporting/views/recits.py": "un texte par section, avec sa version",
}


def creations(conseil, tenue) -> dict:
    """What each form creates: who sends it, its address and what is typed."""
    numero, autre = conseil.arrondissement.numero, f.CompteFabrique(prenom="Nour")
    convention = f.ConventionFabrique(debut=date(2026, 1, 1), fin=date(2026, 12, 31))
    f.MissionFabrique(code="M1")
    jour = {"debut": "2026-11-18"}
    return {
        Reunion: ("animatrice", reverse("reunion_ajouter", args=[numero]), {
            "type": "atelier", "intitule": "Atelier", "echelle": "arrondissement", "date": "2026-12-01",
            "lieu": "Mairie", "statut": "prevue"}),
        Avis: ("animatrice", reverse("avis_rediger", args=[numero]), {
            "type": "avis", "titre": "Éclairage", "texte": "Plus tôt.", "echelle": "arrondissement"}),
        Decision: ("animatrice", reverse("decision_ajouter", args=[numero, tenue.pk]), {
            "nature": "proposition", "texte": "Demander un banc"}),
        NoteChiffre: ("animatrice", reverse("note_ajouter", args=[numero, 2026]), {
            "code": "heures-M1", "texte": "Trois semaines d’arrêt."}),
        Rapport: ("animatrice", reverse("rapport_demander_sorte", args=["bilan-conseil"]), {
            "conseil": conseil.pk, "exercice": 2026}),
        Affectation: ("coordinatrice", reverse("affectation_ouvrir"), {
            "animateur": autre.pk, "conseil": conseil.pk, "convention": convention.pk} | jour),
        Campagne: ("coordinatrice", reverse("campagne_ouvrir"), {
            "exercice": 2025, "preparation": "2026-11-20", "relecture": "2026-12-09", "publication": "2026-12-21"}),
        Compte: ("administrateur", reverse("compte_inviter"), {
            "prenom": "Léa", "nom": "Lefèvre", "email": "lea@mairie.invalid"} | jour),
        Habilitation: ("administrateur", reverse("habilitation_donner", args=[autre.pk]), {"role": "ville"} | jour),
    }  # fmt: skip


# The others are refused: what they created forbids a second by itself.
MEME_SUITE = {Reunion, Avis, Decision, NoteChiffre, Rapport}


@pytest.mark.parametrize(
    "modele", [*sorted(MEME_SUITE, key=lambda m: m.__name__), Affectation, Campagne, Compte, Habilitation]
)
def test_le_meme_envoi_deux_fois(modele, dix_huitieme, animatrice, coordinatrice, administrateur):
    qui = {"animatrice": animatrice, "coordinatrice": coordinatrice, "administrateur": administrateur}
    tenue = f.ReunionFabrique(conseil=dix_huitieme, statut="tenue", type="atelier", date=date(2026, 11, 4))
    personne, adresse, saisie = creations(dix_huitieme, tenue)[modele]
    client, avant = connecter(qui[personne]), modele.objects.count()
    saisie["csrfmiddlewaretoken"] = JETON.findall(client.get(adresse).text)[-1]
    premier = client.post(adresse, saisie)
    assert premier.status_code == 302, premier.context["form"].errors
    # Done meanwhile: it is no longer the work under way that forbids another.
    Rapport.objects.update(etat="echec")
    second = client.post(adresse, saisie)
    assert modele.objects.count() == avant + 1
    if modele in MEME_SUITE:
        assert second.url == premier.url


def test_tout_formulaire_passe_par_soumettre_ou_dit_pourquoi():
    vues = (
        v for app in ("animateurs", "comptes", "conseils", "reporting") for v in (RACINE / app / "views").glob("*.py")
    )
    seules = {
        str(v.relative_to(RACINE)) for v in vues if re.search(r"is_valid\(\)|comptes\.views.*communs", v.read_text())
    }
    assert seules == set(SANS_ENVOI_UNIQUE)
