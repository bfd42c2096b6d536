"""Who may open what: every address of the application, once, as data.

A second declaration, written apart from the views and compared with them. To add an address, add its line:
its access, and the objects that its address names, if any. What each persona should then be answered
follows from ``comptes.roles`` (see ``attendu``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from comptes.permissions import Permission as P
from comptes.roles import ROLES, Portee

PUBLIC, TOUT_COMPTE = "public", "tout compte"
LUNDI, LUNDI_SANS_SEMAINE = date(2026, 11, 16), date(2026, 11, 30)
ABSENT = 20  # no conseil there, and no object of it
PK_ABSENT = 999_999


@dataclass(frozen=True)
class Persona:
    """Somebody of ``tests/personnes.py``, her role, where she holds it (``None``: all of Paris) and for whom.

    ``aussi``: a second role, elsewhere.
    """

    role: str | None
    arrondissement: int | None = None
    institution: str | None = None
    aussi: Persona | None = None


PERSONAS = {
    "coordinatrice": Persona("coordination"),
    "animatrice": Persona("animateur", 18),
    "prefecture": Persona("prefecture", institution="prefecture-de-paris"),
    "ville": Persona("ville", institution="ville-de-paris"),
    "partenaire": Persona("partenaire"),
    "lecteur": Persona("lecteur", 18),
    "bailleur": Persona("institution", institution="bailleurs-sociaux"),
    "administrateur": Persona("administration"),
    "personne_sans_droit": Persona(None),
    "lectrice_du_19e": Persona("animateur", 18, aussi=Persona("lecteur", 19)),
    "animatrice_et_ville": Persona("animateur", 18, aussi=Persona("ville", institution="ville-de-paris")),
}
# See there what they may not change: they alone tell whether a page asks for the right to act on its own object.
VOIENT_SANS_AGIR, AILLEURS = {"lectrice_du_19e", "animatrice_et_ville"}, 19
TITULAIRES = {18: "animatrice", 19: "animateur_du_19e"}


class Monde(dict):
    """The objects of the test by kind, then by arrondissement."""

    def pk(self, sorte: str, numero: int) -> int:
        return self[sorte][numero].pk if numero in self[sorte] else PK_ABSENT

    def reference(self, numero: int) -> str:
        """The public number of an initiative."""
        return self["initiative"][numero].numero if numero in self["initiative"] else "IN-00-2000-001"


@dataclass(frozen=True)
class Cible:
    """One object that an address may name. ``arrondissement`` is ``None`` when it does not exist."""

    nom: str
    cle: dict
    arrondissement: int | None
    publie: bool = True
    soumis: bool = False  # to the commanditaires
    institution: str | None = None  # to which it is addressed


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


@dataclass(frozen=True)
class Page:
    """An address. ``acces``: the permission that opens it, ``PUBLIC`` or ``TOUT_COMPTE``.

    ``voir``: the permission that shows the object, when it differs from the one that acts on it.
    ``refus``: the answer about an object out of reach. ``post``: the address only acts (405 on GET).
    ``liste``: shows those of the rows of ``voir`` that are within reach, none of them perhaps.
    ``jeton``: opened by a header that no account sends, or by a setting: absent for everybody here.
    """

    acces: P | str
    cibles: Cibles = sans_objet
    voir: P | None = None
    refus: int = 404
    post: bool = False
    liste: bool = False
    jeton: bool = False


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


EXERCICES = {18: 2026}  # that of the 19e is another, so that its address under the 18e names nothing
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
INSTITUTIONS = {18: "ville-de-paris", 19: "bailleurs-sociaux"}


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


MATRICE = {
    # -- comptes: my own account --
    "account_login": Page(PUBLIC),
    "account_logout": Page(PUBLIC),
    "account_signup": Page(PUBLIC),
    "account_inactive": Page(PUBLIC),
    "account_reset_password": Page(PUBLIC),
    "account_reset_password_done": Page(PUBLIC),
    "account_reset_password_from_key": Page(PUBLIC, jeton),
    "account_reset_password_from_key_done": Page(PUBLIC),
    "account_reauthenticate": Page(TOUT_COMPTE),
    "account_change_password": Page(TOUT_COMPTE),
    "account_set_password": Page(TOUT_COMPTE),
    "usersessions_list": Page(TOUT_COMPTE),
    "session_terminer": Page(TOUT_COMPTE, cle_absente, post=True),
    "proconnect": Page(PUBLIC, jeton=True),
    "proconnect_retour": Page(PUBLIC, jeton=True),
    "proconnect_deconnexion": Page(PUBLIC, jeton=True),
    "proconnect_deconnecte": Page(PUBLIC, jeton=True),
    "mfa_authenticate": Page(PUBLIC),
    "mfa_index": Page(TOUT_COMPTE),
    "mfa_reauthenticate": Page(TOUT_COMPTE),
    "mfa_reauthenticate_webauthn": Page(TOUT_COMPTE),
    "mfa_activate_totp": Page(TOUT_COMPTE),
    "mfa_deactivate_totp": Page(TOUT_COMPTE, aucune_methode),
    "mfa_view_recovery_codes": Page(TOUT_COMPTE, aucune_methode),
    "mfa_generate_recovery_codes": Page(TOUT_COMPTE),
    "mfa_list_webauthn": Page(TOUT_COMPTE),
    "mfa_add_webauthn": Page(TOUT_COMPTE),
    "mfa_edit_webauthn": Page(TOUT_COMPTE, cle_absente),
    "mfa_remove_webauthn": Page(TOUT_COMPTE, cle_absente),
    "compte_retirer_mfa": Page(P.COMPTE_GERER, compte),
    # -- comptes: other people's --
    "comptes": Page(P.COMPTE_GERER),
    "compte_inviter": Page(P.COMPTE_GERER),
    "compte": Page(P.COMPTE_GERER, compte),
    "compte_renvoyer_invitation": Page(P.COMPTE_GERER, compte, post=True),
    "compte_institution": Page(P.COMPTE_GERER, compte),
    "compte_fermer": Page(P.COMPTE_GERER, compte),
    "compte_effacer": Page(P.COMPTE_GERER, compte),
    "compte_rouvrir": Page(P.COMPTE_GERER, compte, post=True),
    "habilitation_donner": Page(P.COMPTE_GERER, compte),
    "habilitation_clore": Page(P.COMPTE_GERER, habilitation),
    # -- comptes: pages --
    "aide": Page(PUBLIC),
    "aide_entiere": Page(PUBLIC),
    "aide_chapitre": Page(PUBLIC, chapitre),
    "public": Page(PUBLIC),
    "public_conseil": Page(PUBLIC, page_publique),
    "public_agenda": Page(PUBLIC, page_publique),
    "public_bilan": Page(PUBLIC, bilan_public),
    "accessibilite": Page(PUBLIC),
    "donnees_personnelles": Page(PUBLIC),
    "traitements": Page(P.DONNEES_SUIVRE),
    "purges": Page(P.DONNEES_SUIVRE),
    "lectures": Page(P.DONNEES_SUIVRE),
    "mes_donnees": Page(TOUT_COMPTE),
    "mes_donnees_document": Page(TOUT_COMPTE),
    "mes_donnees_fichier": Page(TOUT_COMPTE),
    "mentions_legales": Page(PUBLIC),
    "sante": Page(PUBLIC),
    "metriques": Page(PUBLIC, jeton=True),
    # -- territoires --
    "territoires": Page(TOUT_COMPTE),
    "quartier": Page(TOUT_COMPTE, quartiers),
    "contrat_de_ville": Page(TOUT_COMPTE),
    "reperes": Page(TOUT_COMPTE),
    # -- conseils --
    "conseils": Page(P.CONSEIL_VOIR),
    "conseil": Page(P.CONSEIL_VOIR, conseil),
    "conseil_modifier": Page(P.CONSEIL_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "page_publique_regler": Page(P.CONSEIL_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "groupe_moteur": Page(P.CONSEIL_VOIR, conseil),
    "groupe_moteur_evolution": Page(P.CONSEIL_VOIR, conseil),
    "membre_ajouter": Page(P.MEMBRE_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "membre_modifier": Page(P.MEMBRE_MODIFIER, membre, voir=P.MEMBRE_VOIR),
    "mandat_ouvrir": Page(P.MEMBRE_MODIFIER, membre, voir=P.MEMBRE_VOIR),
    "membre_donnees": Page(P.MEMBRE_DROITS, membre, voir=P.MEMBRE_VOIR),
    "membre_donnees_document": Page(P.MEMBRE_DROITS, membre, voir=P.MEMBRE_VOIR),
    "membre_donnees_fichier": Page(P.MEMBRE_DROITS, membre, voir=P.MEMBRE_VOIR),
    "membre_effacer": Page(P.MEMBRE_DROITS, membre, voir=P.MEMBRE_VOIR),
    "mandat_corriger": Page(P.MEMBRE_MODIFIER, mandat, voir=P.MEMBRE_VOIR),
    "mandat_clore": Page(P.MEMBRE_MODIFIER, mandat, voir=P.MEMBRE_VOIR),
    "groupe_creer": Page(P.MEMBRE_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "groupe_modifier": Page(P.MEMBRE_MODIFIER, groupe, voir=P.CONSEIL_VOIR),
    "groupe_fermer": Page(P.MEMBRE_MODIFIER, groupe, voir=P.CONSEIL_VOIR),
    "groupe_rouvrir": Page(P.MEMBRE_MODIFIER, groupe, voir=P.CONSEIL_VOIR, post=True),
    "invite_ajouter": Page(P.MEMBRE_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "invite_modifier": Page(P.MEMBRE_MODIFIER, invite, voir=P.MEMBRE_VOIR),
    "reunions": Page(P.CONSEIL_VOIR, conseil),
    "reunion": Page(P.CONSEIL_VOIR, reunion),
    "reunion_ajouter": Page(P.REUNION_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "reunion_modifier": Page(P.REUNION_MODIFIER, reunion, voir=P.CONSEIL_VOIR),
    "reunion_annuler": Page(P.REUNION_MODIFIER, reunion, voir=P.CONSEIL_VOIR),
    "presences": Page(P.REUNION_MODIFIER, reunion, voir=P.CONSEIL_VOIR),
    "emargement": Page(P.REUNION_MODIFIER, reunion, voir=P.CONSEIL_VOIR),
    "assiduite": Page(P.MEMBRE_VOIR, conseil, voir=P.CONSEIL_VOIR),
    "absences_suivre": Page(P.MEMBRE_MODIFIER, membre, voir=P.MEMBRE_VOIR),
    "contacts": Page(P.MEMBRE_MODIFIER, reunion, voir=P.CONSEIL_VOIR),
    "contact_traiter": Page(P.MEMBRE_MODIFIER, demande, voir=P.MEMBRE_VOIR, post=True),
    "ordre_du_jour": Page(P.REUNION_MODIFIER, reunion, voir=P.CONSEIL_VOIR),
    "point_modifier": Page(P.REUNION_MODIFIER, point, voir=P.CONSEIL_VOIR),
    "point_deplacer": Page(P.REUNION_MODIFIER, point, voir=P.CONSEIL_VOIR, post=True),
    "point_retirer": Page(P.REUNION_MODIFIER, point, voir=P.CONSEIL_VOIR),
    "proces_verbal": Page(P.CONSEIL_VOIR, reunion),
    "pv_rediger": Page(P.REUNION_MODIFIER, reunion, voir=P.CONSEIL_VOIR),
    "pv_approuver": Page(P.REUNION_MODIFIER, reunion, voir=P.CONSEIL_VOIR),
    "pv_rectifier": Page(P.REUNION_MODIFIER, reunion, voir=P.CONSEIL_VOIR),
    "decision_ajouter": Page(P.REUNION_MODIFIER, reunion, voir=P.CONSEIL_VOIR),
    "decision_modifier": Page(P.REUNION_MODIFIER, decision, voir=P.CONSEIL_VOIR),
    "decision_retirer": Page(P.REUNION_MODIFIER, decision, voir=P.CONSEIL_VOIR),
    "decision_suivre": Page(P.REUNION_MODIFIER, decision, voir=P.CONSEIL_VOIR),
    "convocation": Page(P.REUNION_MODIFIER, reunion, voir=P.CONSEIL_VOIR),
    "convocation_relancer": Page(P.REUNION_MODIFIER, convocation, voir=P.CONSEIL_VOIR, post=True),
    "document_ajouter": Page(P.REUNION_MODIFIER, reunion, voir=P.CONSEIL_VOIR),
    "document": Page(P.CONSEIL_VOIR, document),
    "document_supprimer": Page(P.REUNION_MODIFIER, document, voir=P.CONSEIL_VOIR),
    "agenda_ics": Page(PUBLIC, agenda),
    "agenda_renouveler": Page(P.REUNION_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "agenda_fermer": Page(P.REUNION_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "organisation": Page(P.CONSEIL_VOIR, conseil),
    "installation": Page(P.CONSEIL_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "conseil_clore": Page(P.CONSEIL_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "conseil_rouvrir": Page(P.CONSEIL_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "arrete_fichier": Page(P.CONSEIL_VOIR, conseil),
    "portage_ajouter": Page(P.CONSEIL_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "portage_modifier": Page(P.CONSEIL_MODIFIER, portage, voir=P.CONSEIL_VOIR),
    "portage_supprimer": Page(P.CONSEIL_MODIFIER, portage, voir=P.CONSEIL_VOIR),
    "moyen_supprimer": Page(P.CONSEIL_MODIFIER, moyen, voir=P.CONSEIL_VOIR),
    "moyen_ajouter": Page(P.CONSEIL_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "moyen_modifier": Page(P.CONSEIL_MODIFIER, moyen, voir=P.CONSEIL_VOIR),
    "siege_ajouter": Page(P.REPRESENTATION_SAISIR, conseil, voir=P.CONSEIL_VOIR),
    "siege_modifier": Page(P.REPRESENTATION_SAISIR, siege_ailleurs, voir=P.CONSEIL_VOIR),
    "siege_supprimer": Page(P.REPRESENTATION_SAISIR, siege_ailleurs, voir=P.CONSEIL_VOIR),
    "reglement": Page(P.CONSEIL_VOIR, conseil),
    "version_ajouter": Page(P.REGLEMENT_DEPOSER, conseil, voir=P.CONSEIL_VOIR),
    "version_fichier": Page(P.CONSEIL_VOIR, version),
    "version_adopter": Page(P.REGLEMENT_DEPOSER, version, voir=P.CONSEIL_VOIR),
    "version_verifier_prefecture": Page(P.REGLEMENT_VERIFIER_PREFECTURE, version, voir=P.CONSEIL_VOIR),
    "version_verifier_ville": Page(P.REGLEMENT_VERIFIER_VILLE, version, voir=P.CONSEIL_VOIR),
    "initiatives": Page(P.CONSEIL_VOIR, conseil),
    "initiative": Page(P.CONSEIL_VOIR, initiative),
    "initiative_ajouter": Page(P.INITIATIVE_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "initiative_modifier": Page(P.INITIATIVE_MODIFIER, initiative, voir=P.CONSEIL_VOIR),
    "initiative_avancer": Page(P.INITIATIVE_MODIFIER, initiative, voir=P.CONSEIL_VOIR),
    "initiative_evaluer": Page(P.INITIATIVE_MODIFIER, initiative, voir=P.CONSEIL_VOIR),
    "initiative_porteurs": Page(P.INITIATIVE_MODIFIER, initiative, voir=P.CONSEIL_VOIR),
    "jalon_ajouter": Page(P.INITIATIVE_MODIFIER, initiative, voir=P.CONSEIL_VOIR),
    "jalon_modifier": Page(P.INITIATIVE_MODIFIER, jalon, voir=P.CONSEIL_VOIR),
    "jalon_retirer": Page(P.INITIATIVE_MODIFIER, jalon, voir=P.CONSEIL_VOIR),
    "financement_ajouter": Page(P.INITIATIVE_MODIFIER, initiative, voir=P.CONSEIL_VOIR),
    "financement_modifier": Page(P.INITIATIVE_MODIFIER, financement, voir=P.CONSEIL_VOIR),
    "financement_retirer": Page(P.INITIATIVE_MODIFIER, financement, voir=P.CONSEIL_VOIR),
    "initiative_document_ajouter": Page(P.INITIATIVE_MODIFIER, initiative, voir=P.CONSEIL_VOIR),
    "initiative_document": Page(P.CONSEIL_VOIR, piece),
    "initiative_document_retirer": Page(P.INITIATIVE_MODIFIER, piece, voir=P.CONSEIL_VOIR),
    "budget_propre": Page(P.BUDGET_VOIR),
    "budget_repartir": Page(P.BUDGET_REPARTIR, exercice_legal),
    "moyens": Page(P.BUDGET_VOIR, conseil, voir=P.CONSEIL_VOIR),
    "depense_ajouter": Page(P.DEPENSE_SAISIR, conseil, voir=P.CONSEIL_VOIR),
    "depense_corriger": Page(P.DEPENSE_SAISIR, depense, voir=P.BUDGET_VOIR),
    "depense_annuler": Page(P.DEPENSE_SAISIR, depense, voir=P.BUDGET_VOIR),
    "depense_justificatif": Page(P.DEPENSE_SAISIR, depense, voir=P.BUDGET_VOIR),
    "formations": Page(P.CONSEIL_VOIR, conseil),
    "formation": Page(P.CONSEIL_VOIR, formation),
    "formation_ajouter": Page(P.FORMATION_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "formation_modifier": Page(P.FORMATION_MODIFIER, formation, voir=P.CONSEIL_VOIR),
    "formation_supprimer": Page(P.FORMATION_MODIFIER, formation, voir=P.CONSEIL_VOIR),
    "formation_participants": Page(P.FORMATION_MODIFIER, formation, voir=P.CONSEIL_VOIR),
    "autonomie": Page(P.CONSEIL_VOIR, conseil),
    "autonomie_evaluer": Page(P.AUTONOMIE_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "autonomie_corriger": Page(P.AUTONOMIE_MODIFIER, evaluation, voir=P.CONSEIL_VOIR),
    "diagnostic": Page(P.DIAGNOSTIC_TENIR, conseil),
    "acteurs": Page(P.DIAGNOSTIC_TENIR, conseil),
    "expression_ajouter": Page(P.DIAGNOSTIC_TENIR, conseil),
    "expression_modifier": Page(P.DIAGNOSTIC_TENIR, expression),
    "expression_supprimer": Page(P.DIAGNOSTIC_TENIR, expression),
    "acteur_ajouter": Page(P.DIAGNOSTIC_TENIR, conseil),
    "acteur_modifier": Page(P.DIAGNOSTIC_TENIR, acteur),
    "interlocuteur_ajouter": Page(P.DIAGNOSTIC_TENIR, acteur),
    "interlocuteur_retirer": Page(P.DIAGNOSTIC_TENIR, interlocuteur, post=True),
    "instances": Page(P.INSTANCE_VOIR),
    "seance_ajouter": Page(P.INSTANCE_MODIFIER),
    "bilan_dater": Page(P.INSTANCE_MODIFIER, exercice),
    "seance": Page(P.INSTANCE_VOIR, seance),
    "seance_modifier": Page(P.INSTANCE_MODIFIER, seance, voir=P.INSTANCE_VOIR),
    "seance_statuer": Page(P.INSTANCE_MODIFIER, seance, voir=P.INSTANCE_VOIR),
    "seance_point_ajouter": Page(P.INSTANCE_MODIFIER, seance, voir=P.INSTANCE_VOIR),
    "seance_point_modifier": Page(P.INSTANCE_MODIFIER, point_seance, voir=P.INSTANCE_VOIR),
    "seance_point_deplacer": Page(P.INSTANCE_MODIFIER, point_seance, voir=P.INSTANCE_VOIR, post=True),
    "seance_point_retirer": Page(P.INSTANCE_MODIFIER, point_seance, voir=P.INSTANCE_VOIR, post=True),
    "tache_cocher": Page(P.INSTANCE_MODIFIER, tache, voir=P.INSTANCE_VOIR, post=True),
    "decision_instance_ajouter": Page(P.INSTANCE_MODIFIER, seance, voir=P.INSTANCE_VOIR),
    "decision_instance_modifier": Page(P.INSTANCE_MODIFIER, decision_seance, voir=P.INSTANCE_VOIR),
    "decision_instance_suivre": Page(P.INSTANCE_MODIFIER, decision_seance, voir=P.INSTANCE_VOIR),
    "representant_designer": Page(P.REPRESENTATION_SAISIR, seance_conseil, voir=P.INSTANCE_VOIR),
    "representant_retirer": Page(P.REPRESENTATION_SAISIR, siege, voir=P.INSTANCE_VOIR, post=True),
    "seance_compte_rendu": Page(P.REPRESENTATION_SAISIR, seance_conseil, voir=P.INSTANCE_VOIR),
    "projet_territoire": Page(P.INSTANCE_VOIR, conseil),
    "projet_version_ajouter": Page(P.PROJET_TERRITOIRE_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "priorite_ajouter": Page(P.PROJET_TERRITOIRE_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "priorite_modifier": Page(P.PROJET_TERRITOIRE_MODIFIER, priorite, voir=P.CONSEIL_VOIR),
    "avancement_noter": Page(P.PROJET_TERRITOIRE_MODIFIER, priorite, voir=P.CONSEIL_VOIR),
    "contribution_ajouter": Page(P.PROJET_TERRITOIRE_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "contribution_modifier": Page(P.PROJET_TERRITOIRE_MODIFIER, contribution, voir=P.CONSEIL_VOIR),
    "avis_du_conseil": Page(P.CONSEIL_VOIR, conseil),
    "avis": Page(P.CONSEIL_VOIR, avis),
    "avis_rediger": Page(P.AVIS_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "avis_modifier": Page(P.AVIS_MODIFIER, avis, voir=P.CONSEIL_VOIR),
    "avis_supprimer": Page(P.AVIS_MODIFIER, avis, voir=P.CONSEIL_VOIR),
    "avis_adopter": Page(P.AVIS_MODIFIER, avis, voir=P.CONSEIL_VOIR),
    "divergence_ajouter": Page(P.AVIS_MODIFIER, avis, voir=P.CONSEIL_VOIR),
    "avis_transmettre": Page(P.AVIS_MODIFIER, avis, voir=P.CONSEIL_VOIR),
    "avis_retirer": Page(P.AVIS_MODIFIER, avis, voir=P.CONSEIL_VOIR),
    "destinataire_ajouter": Page(P.AVIS_MODIFIER, avis, voir=P.CONSEIL_VOIR),
    "destinataire_modifier": Page(P.AVIS_MODIFIER, avis_destinataire, voir=P.CONSEIL_VOIR),
    "destinataire_retirer": Page(P.AVIS_MODIFIER, avis_destinataire, voir=P.CONSEIL_VOIR),
    "accuse_noter": Page(P.AVIS_MODIFIER, avis_destinataire, voir=P.CONSEIL_VOIR),
    "accuser": Page(P.AVIS_REPONDRE, avis_adresse, post=True),
    "avis_document_ajouter": Page(P.AVIS_MODIFIER, avis, voir=P.CONSEIL_VOIR),
    "avis_document": Page(P.CONSEIL_VOIR, avis_document),
    "avis_document_supprimer": Page(P.AVIS_MODIFIER, avis_document, voir=P.CONSEIL_VOIR),
    "tirages": Page(P.TIRAGE_MENER),
    "tirage_ouvrir": Page(P.TIRAGE_MENER),
    "tirage": Page(P.TIRAGE_MENER, tirage),
    "tirage_modifier": Page(P.TIRAGE_MENER, tirage),
    "tirage_liste": Page(P.TIRAGE_MENER, tirage),
    "tirage_colonnes": Page(P.TIRAGE_MENER, tirage),
    "tirage_vider": Page(P.TIRAGE_MENER, tirage),
    "tirage_quotas": Page(P.TIRAGE_MENER, tirage),
    "tirage_sceller": Page(P.TIRAGE_MENER, tirage),
    "tirage_tirer": Page(P.TIRAGE_MENER, tirage),
    "tirage_relancer": Page(P.TIRAGE_MENER, tirage, post=True),
    "tirage_invitations": Page(P.TIRAGE_MENER, tirage),
    "tire_inscrire": Page(P.TIRAGE_MENER, invitation_tiree),
    "tirage_clore": Page(P.TIRAGE_MENER, tirage),
    "tirage_public": Page(PUBLIC, tirage_scelle),
    "tirage_vivier": Page(PUBLIC, vivier_scelle),
    "recherche": Page(TOUT_COMPTE),
    "consultations": Page(P.CONSULTATION_VOIR),
    "consultation_creer": Page(P.CONSULTATION_MENER),
    "consultation_suivi": Page(PUBLIC),
    "consultation_repondre": Page(PUBLIC, lien_consultation),
    "consultation": Page(P.CONSULTATION_VOIR, consultation),
    "consultation_modifier": Page(P.CONSULTATION_MENER, consultation, voir=P.CONSULTATION_VOIR),
    "consultation_lancer": Page(P.CONSULTATION_MENER, consultation, voir=P.CONSULTATION_VOIR),
    "consultation_cloture": Page(P.CONSULTATION_MENER, consultation, voir=P.CONSULTATION_VOIR),
    "consultation_restituer": Page(P.CONSULTATION_MENER, consultation, voir=P.CONSULTATION_VOIR),
    "question_ajouter": Page(P.CONSULTATION_MENER, consultation, voir=P.CONSULTATION_VOIR),
    "question_modifier": Page(P.CONSULTATION_MENER, question, voir=P.CONSULTATION_VOIR),
    "question_retirer": Page(P.CONSULTATION_MENER, question, voir=P.CONSULTATION_VOIR, post=True),
    "consultation_invitations": Page(P.CONSULTATION_SAISIR, consultation_conseil, voir=P.CONSULTATION_VOIR),
    "invitation_renouveler": Page(P.CONSULTATION_SAISIR, invitation_consultation, post=True),
    "consultation_saisie": Page(P.CONSULTATION_SAISIR, consultation_conseil, voir=P.CONSULTATION_VOIR),
    "consultation_reponses": Page(P.CONSULTATION_MENER, consultation, voir=P.CONSULTATION_VOIR),
    "consultation_reponse": Page(P.CONSULTATION_MENER, reponse, voir=P.CONSULTATION_VOIR),
    "proposition_extraire": Page(P.CONSULTATION_MENER, ligne_reponse, voir=P.CONSULTATION_VOIR),
    "propositions": Page(P.CONSULTATION_MENER, consultation, voir=P.CONSULTATION_VOIR),
    "proposition_modifier": Page(P.CONSULTATION_MENER, proposition, voir=P.CONSULTATION_VOIR),
    "proposition_fusionner": Page(P.CONSULTATION_MENER, proposition, voir=P.CONSULTATION_VOIR),
    "journee_travail": Page(P.CONSULTATION_MENER, consultation, voir=P.CONSULTATION_VOIR),
    "mesure_ajouter": Page(P.CONSULTATION_MENER, consultation, voir=P.CONSULTATION_VOIR),
    "mesure_modifier": Page(P.CONSULTATION_MENER, mesure, voir=P.CONSULTATION_VOIR),
    "suites": Page(P.CONSEIL_VOIR, conseil),
    "suite_suivre": Page(P.AVIS_MODIFIER, suite, voir=P.CONSEIL_VOIR),
    "suite_constater": Page(P.AVIS_MODIFIER, suite, voir=P.CONSEIL_VOIR),
    "reponse_saisir": Page(P.AVIS_MODIFIER, destinataire, voir=P.CONSEIL_VOIR),
    "lien_envoyer": Page(P.AVIS_MODIFIER, destinataire, voir=P.CONSEIL_VOIR),
    "reponse_courrier": Page(P.AVIS_MODIFIER, courrier, voir=P.CONSEIL_VOIR),
    "reponses": Page(P.AVIS_REPONDRE),
    "reponse": Page(P.AVIS_REPONDRE, adresses("destinataire")),
    "reponse_document": Page(P.AVIS_REPONDRE, adresses("destinataire", cle="document_avis")),
    "reponse_accuser": Page(P.AVIS_REPONDRE, adresses("destinataire"), post=True),
    "suite_informer": Page(P.AVIS_REPONDRE, adresses("suite")),
    "repondre": Page(PUBLIC, lien_valide),
    "nouveau_lien": Page(PUBLIC),
    # -- conseils: delays and reminders --
    "relances": Page(P.AVIS_MODIFIER),
    "relances_suspendre": Page(P.AVIS_MODIFIER, relance),
    "relances_reprendre": Page(P.AVIS_MODIFIER, relance, post=True),
    "delais": Page(P.DELAI_MODIFIER),
    "delai_ajouter": Page(P.DELAI_MODIFIER),
    "delai_modifier": Page(P.DELAI_MODIFIER, delai),
    "delai_retirer": Page(P.DELAI_MODIFIER, delai),
    # -- animateurs --
    "conseil_partenaires": Page(P.SEMAINE_VOIR, conseil),
    "activites": Page(P.TYPE_ACTIVITE_MODIFIER),
    "type_activite_ajouter": Page(P.TYPE_ACTIVITE_MODIFIER),
    "type_activite_modifier": Page(P.TYPE_ACTIVITE_MODIFIER, types_activite),
    "type_activite_proposer": Page(P.TYPE_ACTIVITE_MODIFIER, types_activite, post=True),
    "type_activite_deplacer": Page(P.TYPE_ACTIVITE_MODIFIER, types_activite, post=True),
    "registre_ajouter": Page(P.TYPE_ACTIVITE_MODIFIER),
    "registre_modifier": Page(P.TYPE_ACTIVITE_MODIFIER, registres),
    "registre_proposer": Page(P.TYPE_ACTIVITE_MODIFIER, registres, post=True),
    "precision_promouvoir": Page(P.TYPE_ACTIVITE_MODIFIER, precisions),
    "ma_semaine": Page(P.SEMAINE_SAISIR),
    "semaine": Page(P.SEMAINE_SAISIR, semaines),
    "note_verifier": Page(P.SEMAINE_SAISIR, post=True),
    "semaine_seance": Page(P.SEMAINE_SAISIR, seance_prise, post=True),
    "semaine_tout_reprendre": Page(P.SEMAINE_SAISIR, tout_reprendre, post=True),
    "semaine_type_garder": Page(P.SEMAINE_SAISIR, semaines, post=True),
    "semaine_type_reprendre": Page(P.SEMAINE_SAISIR, ligne_type, post=True),
    "ligne_dupliquer": Page(P.SEMAINE_SAISIR, ligne, refus=302, post=True),
    "ligne_deplacer": Page(P.SEMAINE_SAISIR, ligne, refus=302, post=True),
    "ligne_partager": Page(P.SEMAINE_SAISIR, ligne, refus=302, post=True),
    "semaine_reunion": Page(P.SEMAINE_SAISIR, reunion_prise, post=True),
    "semaine_reprendre": Page(P.SEMAINE_SAISIR, ligne_passee, post=True),
    # A line that is no longer there is told on the week's page, so that what was typed is not lost.
    "ligne_modifier": Page(P.SEMAINE_SAISIR, ligne, refus=302),
    "ligne_supprimer": Page(P.SEMAINE_SAISIR, ligne, refus=302),
    "semaine_rien_a_signaler": Page(P.SEMAINE_SAISIR, semaines, post=True),
    "semaine_transmettre": Page(P.SEMAINE_SAISIR, semaines),
    "semaines": Page(P.SEMAINE_VOIR),
    "semaine_revue": Page(P.SEMAINE_REVOIR, revue),
    "semaine_valider": Page(P.SEMAINE_REVOIR, revue, post=True),
    "feuilles": Page(P.FEUILLE_VOIR),
    "feuilles_du_conseil": Page(P.FEUILLE_VOIR, conseil, voir=P.CONSEIL_VOIR, liste=True),
    "feuille_ouvrir": Page(P.FEUILLE_MODIFIER, conseil, voir=P.CONSEIL_VOIR),
    "feuille": Page(P.FEUILLE_VOIR, feuille),
    "feuille_diagnostic": Page(P.FEUILLE_MODIFIER, feuille, voir=P.FEUILLE_VOIR),
    "feuille_reporter": Page(P.FEUILLE_MODIFIER, feuille, voir=P.FEUILLE_VOIR),
    "feuille_soumettre": Page(P.FEUILLE_MODIFIER, feuille, voir=P.FEUILLE_VOIR, post=True),
    "feuille_valider": Page(P.FEUILLE_VALIDER, feuille, voir=P.FEUILLE_VOIR, post=True),
    "feuille_renvoyer": Page(P.FEUILLE_VALIDER, feuille, voir=P.FEUILLE_VOIR),
    "feuille_reviser": Page(P.FEUILLE_MODIFIER, feuille, voir=P.FEUILLE_VOIR),
    "feuille_revisions": Page(P.FEUILLE_VOIR, feuille),
    "feuille_exporter": Page(P.FEUILLE_VOIR, feuille_fichier),
    "feuille_importer": Page(P.FEUILLE_MODIFIER, feuille, voir=P.FEUILLE_VOIR),
    "feuille_pdf": Page(P.FEUILLE_VOIR, feuille),
    "action_ajouter": Page(P.FEUILLE_MODIFIER, feuille, voir=P.FEUILLE_VOIR),
    "action_feuille": Page(P.FEUILLE_VOIR, action),
    "action_modifier": Page(P.FEUILLE_MODIFIER, action, voir=P.FEUILLE_VOIR),
    "action_deplacer": Page(P.FEUILLE_MODIFIER, action, voir=P.FEUILLE_VOIR, post=True),
    "action_retirer": Page(P.FEUILLE_MODIFIER, action, voir=P.FEUILLE_VOIR),
    "action_avancer": Page(P.FEUILLE_MODIFIER, action, voir=P.FEUILLE_VOIR),
    "action_lier": Page(P.FEUILLE_MODIFIER, action, voir=P.FEUILLE_VOIR),
    "equipe": Page(P.EQUIPE_VOIR),
    "equipe_heures": Page(P.EQUIPE_VOIR),
    "equipe_moi": Page(P.SEMAINE_SAISIR),
    "note_ajouter": Page(P.RAPPORT_DEMANDER, conseil_exercice, voir=P.CONSEIL_VOIR),
    "note_retirer": Page(P.RAPPORT_DEMANDER, note),
    "equipe_rappeler": Page(P.EQUIPE_MODIFIER, post=True),
    "equipe_valider": Page(P.SEMAINE_REVOIR, post=True),
    "affectation_ouvrir": Page(P.EQUIPE_MODIFIER),
    "affectation_clore": Page(P.EQUIPE_MODIFIER, affectation, voir=P.EQUIPE_VOIR),
    "absences": Page(P.ABSENCE_SAISIR),
    "absence_ajouter": Page(P.ABSENCE_SAISIR),
    "absence_corriger": Page(P.ABSENCE_SAISIR, absence),
    "absence_annuler": Page(P.ABSENCE_SAISIR, absence),
    "rappels": Page(P.EQUIPE_VOIR),
    "mes_rappels": Page(P.SEMAINE_SAISIR),
    "amelioration": Page(P.AMELIORATION_VOIR),
    "lecon_ajouter": Page(P.AMELIORATION_MODIFIER),
    "lecon_modifier": Page(P.AMELIORATION_MODIFIER, de_paris("lecon")),
    "action_corrective_ajouter": Page(P.AMELIORATION_MODIFIER, de_paris("lecon")),
    "action_corrective_modifier": Page(P.AMELIORATION_MODIFIER, de_paris("action_corrective")),
    "action_corrective_avancer": Page(P.AMELIORATION_MODIFIER, de_paris("action_corrective")),
    "revue_annee": Page(P.AMELIORATION_MODIFIER, exercice),
    "formation_equipe_ajouter": Page(P.AMELIORATION_MODIFIER),
    "formation_equipe_modifier": Page(P.AMELIORATION_MODIFIER, de_paris("formation_equipe")),
    "suggestions": Page(TOUT_COMPTE),
    "suggestion_ajouter": Page(TOUT_COMPTE),
    "suggestion_repondre": Page(P.AMELIORATION_MODIFIER, de_paris("suggestion")),
    "passation_dates": Page(P.EQUIPE_MODIFIER, affectation, voir=P.EQUIPE_VOIR),
    "passation_ouvert": Page(P.EQUIPE_MODIFIER, affectation, voir=P.EQUIPE_VOIR),
    "passation_faire": Page(P.EQUIPE_MODIFIER, affectation, voir=P.EQUIPE_VOIR),
    "passation": Page(P.MEMBRE_VOIR, passation),
    # -- reporting --
    "passation_pdf": Page(P.MEMBRE_VOIR, passation),
    "semaine_pdf": Page(P.SEMAINE_VOIR, revue),
    "accueil": Page(TOUT_COMPTE),
    "tableau_de_bord": Page(P.TABLEAU_VOIR),
    "indicateurs": Page(P.TABLEAU_VOIR),
    "indicateur": Page(P.TABLEAU_VOIR, indicateur_declare),
    "indicateur_releve": Page(P.TABLEAU_VOIR, indicateur_declare),
    "tirage_pv": Page(P.CONSEIL_VOIR, tirage),
    "consultation_restitution": Page(P.CONSULTATION_VOIR, consultation),
    "restitution_pdf": Page(P.CONSULTATION_VOIR, consultation),
    "rapports": Page(P.RAPPORT_VOIR),
    "rapport_demander": Page(P.RAPPORT_DEMANDER),
    "rapport_demander_sorte": Page(P.RAPPORT_DEMANDER, sortes),
    "rapport": Page(P.RAPPORT_VOIR, rapports),
    "rapport_avancement": Page(P.RAPPORT_VOIR, rapports),
    "rapport_pdf": Page(P.RAPPORT_VOIR, rapports),
    "rapport_textes": Page(P.RAPPORT_DEMANDER, rapports, voir=P.RAPPORT_VOIR),
    "rapport_texte": Page(P.RAPPORT_DEMANDER, textes, voir=P.RAPPORT_VOIR),
    "rapport_publier": Page(P.RAPPORT_PUBLIER, rapports, voir=P.RAPPORT_VOIR),
    "exports": Page(P.CONSEIL_VOIR),
    "exports_avancement": Page(P.CONSEIL_VOIR),
    "export": Page(P.CONSEIL_VOIR, listes_exportables),
    "export_fichier": Page(P.CONSEIL_VOIR, export_d_un_autre, post=True),
    "export_relancer": Page(P.CONSEIL_VOIR, export_d_un_autre, post=True),
    "donnees_ouvertes": Page(P.RAPPORT_PUBLIER, post=True),
    "rapport_relancer": Page(P.RAPPORT_DEMANDER, rapports, voir=P.RAPPORT_VOIR, post=True),
    "rapport_soumettre": Page(P.RAPPORT_PUBLIER, rapports, voir=P.RAPPORT_VOIR),
    "rapport_decider": Page(P.RAPPORT_VALIDER, rapports, voir=P.RAPPORT_VOIR),
    "rapport_reprendre": Page(P.RAPPORT_DEMANDER, rapports, voir=P.RAPPORT_VOIR, post=True),
    "rapports_comparer": Page(P.RAPPORT_VOIR),
    "rapports_verifier": Page(TOUT_COMPTE),
    "campagnes": Page(P.RAPPORT_PUBLIER),
    "campagne_ouvrir": Page(P.RAPPORT_PUBLIER),
    "campagne": Page(P.RAPPORT_PUBLIER, campagnes),
    "campagne_dates": Page(P.RAPPORT_PUBLIER, campagnes),
    "campagne_avancement": Page(P.RAPPORT_PUBLIER, campagnes),
    "campagne_produire": Page(P.RAPPORT_PUBLIER, campagnes, post=True),
    "campagne_relancer": Page(P.RAPPORT_PUBLIER, campagnes, post=True),
    "campagne_soumettre": Page(P.RAPPORT_PUBLIER, campagnes, post=True),
}

ANONYME = "anonyme"
# An empty body may be accepted, refused beside a field, or not be taken at all by a page that only shows.
REUSSI = {"get": {200, 302}, "post": {200, 302, 400, 405, 409, 422}}


def attendu(page: Page, persona: str, cible: Cible, methode: str) -> set[int]:  # noqa: PLR0911  one line per case
    """Which statuses may answer ``persona``."""
    if page.jeton:
        return {404, 405}
    if page.acces == PUBLIC:
        return REUSSI[methode]
    if persona == ANONYME:
        return {302}
    if page.acces != TOUT_COMPTE and portee(persona, page.acces) is None:
        return {403}
    if page.post and methode == "get":
        return {405}
    if not visible(page, persona, cible):
        return {page.refus} if methode == "get" else {page.refus, 405}
    if page.acces == TOUT_COMPTE or page.liste or atteint(persona, page.acces, cible):
        return REUSSI[methode]
    return {403} if methode == "get" else {403, 405}


def visible(page: Page, persona: str, cible: Cible) -> bool:
    """Whether the page may show the object, or admit that it exists."""
    if page.acces in (PUBLIC, TOUT_COMPTE):
        return cible.arrondissement is not None
    return atteint(persona, page.voir or page.acces, cible)


def voit_les_habitants(persona: str, numero: int) -> bool:
    return persona != ANONYME and atteint(persona, P.MEMBRE_VOIR, Cible("habitants", {}, numero))


def atteint(persona: str, permission: P, cible: Cible) -> bool:
    """Whether the object is within reach: the rule of ``comptes.porte``, said again in plain Python."""
    return any(_atteint(persona, tenu, permission, cible) for tenu in tenus(persona))


def _atteint(persona: str, tenu: Persona, permission: P, cible: Cible) -> bool:
    jusqu_ou = _portee(tenu, permission)
    if jusqu_ou is None or cible.arrondissement is None or tenu.arrondissement not in (None, cible.arrondissement):
        return False
    if jusqu_ou is Portee.TITULAIRE:
        return TITULAIRES[cible.arrondissement] == persona
    if jusqu_ou is Portee.INSTITUTION:
        # A page that names no object lists what is addressed to its reader.
        return not cible.cle or (tenu.institution is not None and cible.institution == tenu.institution)
    return cible.publie or jusqu_ou is Portee.TERRITOIRE or (cible.soumis and jusqu_ou is Portee.SOUMIS)


def tenus(persona: str) -> list[Persona]:
    """The roles that somebody holds."""
    premier = PERSONAS[persona]
    return [premier, premier.aussi] if premier.aussi else [premier]


def portee(persona: str, permission: P) -> Portee | None:
    """How far she reaches with her first role that holds ``permission``, ``None`` when none does."""
    return next(filter(None, (_portee(tenu, permission) for tenu in tenus(persona))), None)


def _portee(tenu: Persona, permission: P) -> Portee | None:
    return ROLES[tenu.role].droits.get(permission) if tenu.role else None
