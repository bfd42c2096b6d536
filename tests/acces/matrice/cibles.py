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
# How a value of an address is found: the kind of object whose key it is, or a function of the arrondissement.
Valeur = str | Callable[[int], object]


def objets(**adresse: Valeur) -> Cibles:
    """The object of the 18e, that of the 19e, one that does not exist, and that of the 19e under the 18e."""

    def cibles(monde: Monde) -> Iterable[Cible]:
        ici, ailleurs, absent = (
            {nom: monde.pk(v, numero) if isinstance(v, str) else v(numero) for nom, v in adresse.items()}
            for numero in (18, 19, ABSENT)
        )
        yield Cible("18e", ici, 18)
        yield Cible("19e", ailleurs, 19)
        yield Cible("absent", absent, None)
        premier = next(iter(ici))
        if len(ici) > 1 and ici[premier] != ailleurs[premier]:
            yield Cible("du 19e sous le 18e", ailleurs | {premier: ici[premier]}, None)

    return cibles


def du_conseil(**adresse: Valeur) -> Cibles:
    return objets(numero=int, **adresse)


def de_l_initiative(**adresse: Valeur) -> Cibles:
    return du_conseil(reference="IN-{}-2026-001".format, **adresse)


def de_la_feuille(**adresse: Valeur) -> Cibles:
    """The exercice of the 19e is another, so that its address under the 18e names nothing."""
    return du_conseil(exercice=lambda numero: EXERCICES.get(numero, 2025), **adresse)


def de_la_semaine(**adresse: Valeur) -> Cibles:
    return objets(lundi=lambda _: LUNDI, **adresse)


def de_la_seance(**adresse: Valeur) -> Cibles:
    return objets(pk="seance", **adresse)


def de_la_consultation(**adresse: Valeur) -> Cibles:
    return objets(pk="consultation", **adresse)


def seul(connu: dict | Callable[[Monde], dict], *inconnus: dict) -> Cibles:
    """One that everybody shares or that the 18e alone has, then what names nothing."""

    def cibles(monde: Monde) -> Iterable[Cible]:
        yield Cible("connu", connu(monde) if callable(connu) else connu, 18)
        yield from absent(*inconnus)(monde)

    return cibles


def absent(*inconnus: dict) -> Cibles:
    return lambda _: (Cible("absent", inconnu, None) for inconnu in inconnus)


def de_paris(sorte: str) -> Cibles:
    """An object of the whole dispositif, in no arrondissement, and one that does not exist."""
    return seul(lambda monde: {"pk": monde[sorte][18].pk}, {"pk": PK_ABSENT})


def adresses(sorte: str, **cles: str) -> Cibles:
    """What is addressed to an institution: the 18e writes to the Ville, the 19e to the bailleurs."""

    def cibles(monde: Monde) -> Iterable[Cible]:
        for numero, institution in INSTITUTIONS.items():
            noms = {nom: monde.pk(autre, numero) for nom, autre in {"pk": sorte, **cles}.items()}
            yield Cible(f"{numero}e", noms, numero, institution=institution)
        yield Cible("absent", dict.fromkeys(["pk", *cles], PK_ABSENT), None)

    return cibles


# -- The whole dispositif --

sans_objet = seul({})
aucune_methode = absent({})  # nobody in the matrix has a second factor
cle_absente = absent({"pk": PK_ABSENT})
# A job is its author's alone (tests/reporting/exports/test_travaux.py): for the others there is none.
export_d_un_autre = cle_absente
jeton = seul({"uidb36": "1", "key": "faux-jeton"})
compte = objets(pk="compte")
habilitation = objets(pk="compte", habilitation="habilitation")
chapitre = seul({"code": "semaine"})
quartiers = seul(lambda monde: {"code": monde["quartier"][18].code}, {"code": "QP999999"})
exercice = seul({"annee": 2026})
exercice_legal = seul({"annee": 2026}, {"annee": 2013})
delai = seul(lambda monde: {"pk": monde["delai"][18].pk})
types_activite = seul({"code": "permanence"}, {"code": "inconnu"})
registres = seul({"code": "presence-active"}, {"code": "inconnu"})
precisions = seul({"cle": "tournage-dun-film"}, {"cle": "inconnue"})
indicateur_declare = seul({"code": "I06"}, {"code": "I99"})
listes_exportables = seul({"code": "conseils"}, {"code": "inconnue"})
campagnes = seul(lambda monde: {"exercice": monde["campagne"][18].exercice}, {"exercice": 2099})
sortes = seul({"sorte": "bilan-conseil"}, {"sorte": "inconnue"})

# -- A conseil --

conseil = du_conseil()
membre = du_conseil(pk="membre")
mandat = du_conseil(pk="mandat")
groupe = du_conseil(pk="groupe")
invite = du_conseil(pk="invite")
reunion = du_conseil(pk="reunion")
demande = du_conseil(pk="demande")
point = du_conseil(pk="reunion", point="point")
decision = du_conseil(pk="reunion", decision="decision")
document = du_conseil(pk="reunion", document="document")
convocation = du_conseil(pk="reunion", convocation="convocation")
portage = du_conseil(pk="portage")
siege_ailleurs = du_conseil(pk="siege_ailleurs")
moyen = du_conseil(pk="moyen")
version = du_conseil(pk="version")
formation = du_conseil(pk="formation")
evaluation = du_conseil(pk="evaluation")
expression = du_conseil(pk="expression")
acteur = du_conseil(pk="acteur")
interlocuteur = du_conseil(pk="interlocuteur")
initiative = de_l_initiative()
jalon = de_l_initiative(pk="jalon")
financement = de_l_initiative(pk="financement")
piece = de_l_initiative(pk="piece")
depense = du_conseil(pk="depense")
priorite = du_conseil(pk="priorite")
contribution = du_conseil(pk="contribution")
tirage = objets(numero="TS-{}-2026-01".format)
invitation_tiree = objets(numero="TS-{}-2026-01".format, pk="invitation_tiree")
tirage_scelle = seul({"numero": "TS-18-2026-01"})
vivier_scelle = seul({"numero": "TS-18-2026-01", "rang": 1})
agenda = seul(lambda monde: {"jeton": monde["agenda"][18].jeton})
page_publique = seul({"numero": 18})
bilan_public = seul(lambda monde: {"numero": 18, "bilan": monde["rapport"][18, "publie"].numero})

# -- What it says to institutions --

avis = du_conseil(pk="avis")
avis_destinataire = du_conseil(pk="avis", cle="destinataire")
avis_document = du_conseil(pk="avis", cle="document_avis")
destinataire = du_conseil(pk="destinataire")
suite = du_conseil(pk="suite")
courrier = du_conseil(pk="courrier")
relance = objets(pk="destinataire")
lien_valide = seul({"jeton": "jeton-de-reponse"})


def avis_adresse(monde: Monde) -> Iterable[Cible]:
    """The 18e writes to the Ville, the 19e to the bailleurs."""
    for cible in avis_destinataire(monde):
        yield replace(cible, institution=INSTITUTIONS.get(cible.arrondissement))


# -- Instances and consultations --

seance = de_la_seance()
point_seance = de_la_seance(point="point_seance")
tache = de_la_seance(tache="tache")
decision_seance = de_la_seance(decision="decision_seance")
seance_conseil = de_la_seance(numero=int)
siege = de_la_seance(numero=int, siege="siege")
consultation = de_la_consultation()
consultation_conseil = de_la_consultation(numero=int)
question = de_la_consultation(question="question")
invitation_consultation = de_la_consultation(invitation="invitation")
ligne_reponse = de_la_consultation(ligne="ligne_reponse")
proposition = de_la_consultation(proposition="proposition")
mesure = de_la_consultation(mesure="mesure")
lien_consultation = seul({"jeton": "lien-du-18e"})


def reponse(monde: Monde) -> Iterable[Cible]:
    for numero in (18, 19):
        cle = {"pk": monde.pk("consultation", numero), "reponse": monde["reponse"][numero].pk}
        yield Cible(f"{numero}e", cle, numero)
    yield Cible("absente", {"pk": PK_ABSENT, "reponse": UUID(int=0)}, None)


# -- The team --

affectation = objets(pk="affectation")
absence = objets(pk="absence")
passation = objets(pk="passation")
note = objets(pk="note")
# One's own week: the address names the Monday only.
semaines = seul({"lundi": LUNDI}, {"lundi": LUNDI_SANS_SEMAINE})
tout_reprendre = seul(
    {"lundi": LUNDI, "source": "semaine-type"},
    {"lundi": LUNDI, "source": "ailleurs"},
    {"lundi": LUNDI_SANS_SEMAINE, "source": "semaine-type"},
)
revue = de_la_semaine(affectation="affectation")
ligne = de_la_semaine(ligne="ligne")
ligne_passee = de_la_semaine(ligne="ligne_passee")
ligne_type = de_la_semaine(ligne="ligne_type")
seance_prise = de_la_semaine(seance="seance_prise")
reunion_prise = de_la_semaine(reunion="reunion")
feuille = de_la_feuille()
feuille_fichier = de_la_feuille(forme=lambda _: "ods")
action = de_la_feuille(pk="action")


def conseil_exercice(monde: Monde) -> Iterable[Cible]:
    """An exercice is a year, not an object of a conseil."""
    for numero in (18, 19):
        yield Cible(f"{numero}e", {"numero": numero, "exercice": 2026}, numero)
    yield Cible("absent", {"numero": ABSENT, "exercice": 2026}, None)


# -- Documents --


def rapports(monde: Monde) -> Iterable[Cible]:
    for (numero, etat), rapport in monde["rapport"].items():
        cle = {"numero": rapport.numero}
        yield Cible(f"{etat} du {numero}e", cle, numero, publie=etat == "publie", soumis=etat == "soumis")
    yield Cible("absent", {"numero": "INCONNU"}, None)


def textes(monde: Monde) -> Iterable[Cible]:
    for cible in rapports(monde):
        yield replace(cible, cle=cible.cle | {"section": "annee"})
