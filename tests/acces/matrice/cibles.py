"""The objects that an address may name: one's own, a stranger's, and none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from tests.acces.matrice.monde import (
    ABSENT,
    EXERCICES,
    INSTITUTIONS,
    LUNDI,
    LUNDI_SANS_SEMAINE,
    PK_ABSENT,
    Cible,
    Monde,
)

Cibles = Callable[[Monde], Iterable[Cible]]


def objets(cle: Callable[[Monde, int], dict]) -> Cibles:
    """The object of the 18e, that of the 19e, one that does not exist, and that of the 19e under the 18e."""

    def cibles(monde: Monde) -> Iterable[Cible]:
        ici, ailleurs = cle(monde, 18), cle(monde, 19)
        yield Cible("18e", ici, 18)
        yield Cible("19e", ailleurs, 19)
        yield Cible("absent", cle(monde, ABSENT), None)
        premier = next(iter(ici))
        if len(ici) > 1 and ici[premier] != ailleurs[premier]:
            yield Cible("du 19e sous le 18e", ailleurs | {premier: ici[premier]}, None)

    return cibles


def rapports(monde: Monde) -> Iterable[Cible]:
    for nom, rapport in monde["rapport"].items():
        numero, etat = nom
        cle = {"numero": rapport.numero}
        yield Cible(f"{etat} du {numero}e", cle, numero, publie=etat == "publie", soumis=etat == "soumis")
    yield Cible("absent", {"numero": "INCONNU"}, None)


def textes(monde: Monde) -> Iterable[Cible]:
    for cible in rapports(monde):
        yield replace(cible, cle=cible.cle | {"section": "annee"})


def campagnes(monde: Monde) -> Iterable[Cible]:
    """Of the whole dispositif, in no arrondissement."""
    yield Cible("connue", {"exercice": monde["campagne"][18].exercice}, 18)
    yield Cible("absente", {"exercice": 2099}, None)


def sortes(monde: Monde) -> Iterable[Cible]:
    """A kind of document belongs to no arrondissement."""
    yield Cible("connue", {"sorte": "bilan-conseil"}, 18)
    yield Cible("inconnue", {"sorte": "inconnue"}, None)


def semaines(monde: Monde) -> Iterable[Cible]:
    """One's own week: the address names the Monday only."""
    yield Cible("la sienne", {"lundi": LUNDI}, 18)
    yield Cible("absente", {"lundi": LUNDI_SANS_SEMAINE}, None)


def tout_reprendre(monde: Monde) -> Iterable[Cible]:
    yield Cible("la sienne", {"lundi": LUNDI, "source": "semaine-type"}, 18)
    yield Cible("source inconnue", {"lundi": LUNDI, "source": "ailleurs"}, None)
    yield Cible("absente", {"lundi": LUNDI_SANS_SEMAINE, "source": "semaine-type"}, None)


def quartiers(monde: Monde) -> Iterable[Cible]:
    yield Cible("connu", {"code": monde["quartier"][18].code}, 18)
    yield Cible("absent", {"code": "QP999999"}, None)


def types_activite(monde: Monde) -> Iterable[Cible]:
    """Reference data of the whole dispositif, like the two that follow."""
    yield Cible("connu", {"code": "permanence"}, 18)
    yield Cible("absent", {"code": "inconnu"}, None)


def registres(monde: Monde) -> Iterable[Cible]:
    yield Cible("connu", {"code": "presence-active"}, 18)
    yield Cible("absent", {"code": "inconnu"}, None)


def precisions(monde: Monde) -> Iterable[Cible]:
    yield Cible("connue", {"cle": "tournage-dun-film"}, 18)
    yield Cible("absente", {"cle": "inconnue"}, None)


def conseil_exercice(monde: Monde) -> Iterable[Cible]:
    """An exercice is a year, not an object of a conseil."""
    for numero in (18, 19):
        yield Cible(f"{numero}e", {"numero": numero, "exercice": 2026}, numero)
    yield Cible("absent", {"numero": ABSENT, "exercice": 2026}, None)


def sans_objet(monde: Monde) -> Iterable[Cible]:
    yield Cible("la page", {}, 18)


conseil = objets(lambda _, n: {"numero": n})
membre = objets(lambda m, n: {"numero": n, "pk": m.pk("membre", n)})
mandat = objets(lambda m, n: {"numero": n, "pk": m.pk("mandat", n)})
groupe = objets(lambda m, n: {"numero": n, "pk": m.pk("groupe", n)})
invite = objets(lambda m, n: {"numero": n, "pk": m.pk("invite", n)})
reunion = objets(lambda m, n: {"numero": n, "pk": m.pk("reunion", n)})
demande = objets(lambda m, n: {"numero": n, "pk": m.pk("demande", n)})
point = objets(lambda m, n: {"numero": n, "pk": m.pk("reunion", n), "point": m.pk("point", n)})
decision = objets(lambda m, n: {"numero": n, "pk": m.pk("reunion", n), "decision": m.pk("decision", n)})
document = objets(lambda m, n: {"numero": n, "pk": m.pk("reunion", n), "document": m.pk("document", n)})
convocation = objets(lambda m, n: {"numero": n, "pk": m.pk("reunion", n), "convocation": m.pk("convocation", n)})
portage = objets(lambda m, n: {"numero": n, "pk": m.pk("portage", n)})
siege_ailleurs = objets(lambda m, n: {"numero": n, "pk": m.pk("siege_ailleurs", n)})
moyen = objets(lambda m, n: {"numero": n, "pk": m.pk("moyen", n)})
version = objets(lambda m, n: {"numero": n, "pk": m.pk("version", n)})
formation = objets(lambda m, n: {"numero": n, "pk": m.pk("formation", n)})
evaluation = objets(lambda m, n: {"numero": n, "pk": m.pk("evaluation", n)})
expression = objets(lambda m, n: {"numero": n, "pk": m.pk("expression", n)})
acteur = objets(lambda m, n: {"numero": n, "pk": m.pk("acteur", n)})
interlocuteur = objets(lambda m, n: {"numero": n, "pk": m.pk("interlocuteur", n)})
initiative = objets(lambda m, n: {"numero": n, "reference": m.reference(n)})
jalon = objets(lambda m, n: {"numero": n, "reference": m.reference(n), "pk": m.pk("jalon", n)})
financement = objets(lambda m, n: {"numero": n, "reference": m.reference(n), "pk": m.pk("financement", n)})
piece = objets(lambda m, n: {"numero": n, "reference": m.reference(n), "pk": m.pk("piece", n)})
depense = objets(lambda m, n: {"numero": n, "pk": m.pk("depense", n)})
avis = objets(lambda m, n: {"numero": n, "pk": m.pk("avis", n)})
avis_destinataire = objets(lambda m, n: {"numero": n, "pk": m.pk("avis", n), "cle": m.pk("destinataire", n)})
avis_document = objets(lambda m, n: {"numero": n, "pk": m.pk("avis", n), "cle": m.pk("document_avis", n)})
revue = objets(lambda m, n: {"lundi": LUNDI, "affectation": m.pk("affectation", n)})
passation = objets(lambda m, n: {"pk": m.pk("passation", n)})
note = objets(lambda m, n: {"pk": m.pk("note", n)})
affectation = objets(lambda m, n: {"pk": m.pk("affectation", n)})
absence = objets(lambda m, n: {"pk": m.pk("absence", n)})
ligne = objets(lambda m, n: {"lundi": LUNDI, "ligne": m.pk("ligne", n)})
ligne_passee = objets(lambda m, n: {"lundi": LUNDI, "ligne": m.pk("ligne_passee", n)})
ligne_type = objets(lambda m, n: {"lundi": LUNDI, "ligne": m.pk("ligne_type", n)})
seance_prise = objets(lambda m, n: {"lundi": LUNDI, "seance": m.pk("seance_prise", n)})
reunion_prise = objets(lambda m, n: {"lundi": LUNDI, "reunion": m.pk("reunion", n)})
compte = objets(lambda m, n: {"pk": m.pk("compte", n)})
habilitation = objets(lambda m, n: {"pk": m.pk("compte", n), "habilitation": m.pk("habilitation", n)})


def avis_adresse(monde: Monde) -> Iterable[Cible]:
    """The 18e writes to the Ville, the 19e to the bailleurs."""
    for cible in avis_destinataire(monde):
        yield replace(cible, institution=INSTITUTIONS.get(cible.arrondissement))


feuille = objets(lambda _, n: {"numero": n, "exercice": EXERCICES.get(n, 2025)})
feuille_fichier = objets(lambda _, n: {"numero": n, "exercice": EXERCICES.get(n, 2025), "forme": "ods"})
action = objets(lambda m, n: {"numero": n, "exercice": EXERCICES.get(n, 2025), "pk": m.pk("action", n)})


def agenda(monde: Monde) -> Iterable[Cible]:
    yield Cible("celui du 18e", {"jeton": monde["agenda"][18].jeton}, 18)


seance = objets(lambda m, n: {"pk": m.pk("seance", n)})
point_seance = objets(lambda m, n: {"pk": m.pk("seance", n), "point": m.pk("point_seance", n)})
tache = objets(lambda m, n: {"pk": m.pk("seance", n), "tache": m.pk("tache", n)})
decision_seance = objets(lambda m, n: {"pk": m.pk("seance", n), "decision": m.pk("decision_seance", n)})
seance_conseil = objets(lambda m, n: {"pk": m.pk("seance", n), "numero": n})
siege = objets(lambda m, n: {"pk": m.pk("seance", n), "numero": n, "siege": m.pk("siege", n)})
priorite = objets(lambda m, n: {"numero": n, "pk": m.pk("priorite", n)})
contribution = objets(lambda m, n: {"numero": n, "pk": m.pk("contribution", n)})


def exercice(monde: Monde) -> Iterable[Cible]:
    yield Cible("l'exercice en cours", {"annee": 2026}, 18)


tirage = objets(lambda m, n: {"numero": m["tirage"][n].numero if n in m["tirage"] else "TS-INCONNU"})
invitation_tiree = objets(
    lambda m, n: {
        "numero": m["tirage"][n].numero if n in m["tirage"] else "TS-INCONNU",
        "pk": m.pk("invitation_tiree", n),
    }
)


def tirage_scelle(monde: Monde) -> Iterable[Cible]:
    yield Cible("scellé", {"numero": monde["tirage"][18].numero}, 18)


def vivier_scelle(monde: Monde) -> Iterable[Cible]:
    yield Cible("scellé", {"numero": monde["tirage"][18].numero, "rang": 1}, 18)


def chapitre(monde: Monde) -> Iterable[Cible]:
    yield Cible("écrit", {"code": "semaine"}, 18)


def page_publique(monde: Monde) -> Iterable[Cible]:
    yield Cible("celle du 18e", {"numero": 18}, 18)


def bilan_public(monde: Monde) -> Iterable[Cible]:
    yield Cible("celui du 18e", {"numero": 18, "bilan": monde["rapport"][18, "publie"].numero}, 18)


def indicateur_declare(monde: Monde) -> Iterable[Cible]:
    yield Cible("déclaré", {"code": "I06"}, 18)
    yield Cible("inconnu", {"code": "I99"}, None)


def exercice_legal(monde: Monde) -> Iterable[Cible]:
    yield Cible("2026", {"annee": 2026}, 18)
    yield Cible("avant la loi", {"annee": 2013}, None)


destinataire = objets(lambda m, n: {"numero": n, "pk": m.pk("destinataire", n)})
suite = objets(lambda m, n: {"numero": n, "pk": m.pk("suite", n)})
courrier = objets(lambda m, n: {"numero": n, "pk": m.pk("courrier", n)})


def adresses(sorte: str, **cles: str) -> Cibles:
    """What is addressed to an institution: the 18e writes to the Ville, the 19e to the bailleurs."""

    def cibles(monde: Monde) -> Iterable[Cible]:
        for numero, institution in INSTITUTIONS.items():
            noms = {nom: monde.pk(autre, numero) for nom, autre in {"pk": sorte, **cles}.items()}
            yield Cible(f"{numero}e", noms, numero, institution=institution)
        yield Cible("absent", dict.fromkeys(["pk", *cles], PK_ABSENT), None)

    return cibles


def de_paris(sorte: str) -> Cibles:
    """An object of the whole dispositif, in no arrondissement, and one that does not exist."""

    def cibles(monde: Monde) -> Iterable[Cible]:
        yield Cible("connu", {"pk": monde[sorte][18].pk}, 18)
        yield Cible("absent", {"pk": PK_ABSENT}, None)

    return cibles


def lien_valide(monde: Monde) -> Iterable[Cible]:
    yield Cible("valide", {"jeton": "jeton-de-reponse"}, 18)


def jeton(monde: Monde) -> Iterable[Cible]:
    yield Cible("un lien", {"uidb36": "1", "key": "faux-jeton"}, 18)


consultation = objets(lambda m, n: {"pk": m.pk("consultation", n)})
consultation_conseil = objets(lambda m, n: {"pk": m.pk("consultation", n), "numero": n})
question = objets(lambda m, n: {"pk": m.pk("consultation", n), "question": m.pk("question", n)})
invitation_consultation = objets(lambda m, n: {"pk": m.pk("consultation", n), "invitation": m.pk("invitation", n)})
ligne_reponse = objets(lambda m, n: {"pk": m.pk("consultation", n), "ligne": m.pk("ligne_reponse", n)})
proposition = objets(lambda m, n: {"pk": m.pk("consultation", n), "proposition": m.pk("proposition", n)})
mesure = objets(lambda m, n: {"pk": m.pk("consultation", n), "mesure": m.pk("mesure", n)})


def reponse(monde: Monde) -> Iterable[Cible]:
    for numero in (18, 19):
        cle = {"pk": monde.pk("consultation", numero), "reponse": monde["reponse"][numero].pk}
        yield Cible(f"{numero}e", cle, numero)
    yield Cible("absente", {"pk": PK_ABSENT, "reponse": UUID(int=0)}, None)


def lien_consultation(monde: Monde) -> Iterable[Cible]:
    yield Cible("un lien", {"jeton": "lien-du-18e"}, 18)


def aucune_methode(monde: Monde) -> Iterable[Cible]:
    """Nobody in the matrix has a second factor."""
    yield Cible("sans double authentification", {}, None)


def cle_absente(monde: Monde) -> Iterable[Cible]:
    yield Cible("absente", {"pk": PK_ABSENT}, None)


relance = objets(lambda m, n: {"pk": m.pk("destinataire", n)})


def delai(monde: Monde) -> Iterable[Cible]:
    """A setting of all Paris: it belongs to no arrondissement."""
    yield Cible("celui d'une institution", {"pk": monde["delai"][18].pk}, 18)


def listes_exportables(monde: Monde) -> Iterable[Cible]:
    yield Cible("connue", {"code": "conseils"}, 18)
    yield Cible("inconnue", {"code": "inconnue"}, None)


def export_d_un_autre(monde: Monde) -> Iterable[Cible]:
    """A job is its author's alone (tests/reporting/exports/test_travaux.py): for the others there is none."""
    yield Cible("absent", {"pk": PK_ABSENT}, None)
