"""The guide: short chapters in French, one's own role first, each tied to the screens that it explains.

What a chapter says is in ``textes/<code>.md``. There, **« … »** in bold is the exact label of a screen, a link
without a slash leads to another chapter, and a picture comes from ``static/images/guide`` (``make captures``).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from comptes.guide.rendu import corps, texte
from comptes.roles import ROLES
from socle.mots import racines

__all__ = ["CHAPITRES", "Chapitre", "chapitre_de", "chercher", "corps", "partager", "voisins"]

COORDINATION, ANIMATEUR = "coordination", "animateur"
COMMANDITAIRES = ("prefecture", "ville")
REPONDENT = (*COMMANDITAIRES, "lecteur", "institution")


@dataclass(frozen=True)
class Chapitre:
    """``roles``: those whose work it is, nobody in particular when empty. ``ecrans``: names of its addresses."""

    code: str
    titre: str
    resume: str
    roles: tuple[str, ...] = ()
    ecrans: tuple[str, ...] = ()


CHAPITRES: dict[str, Chapitre] = {
    chapitre.code: chapitre
    for chapitre in (
        Chapitre(
            "reperes",
            "Je prends mes marques",
            "Entrer, se repérer dans les pages, retrouver ce que l’on cherche.",
            tuple(ROLES),
            ("accueil", "recherche", "usersessions_list", "account_change_password"),
        ),
        Chapitre(
            "coordination",
            "Vous coordonnez l’équipe",
            "Votre semaine, votre mois et votre année, avec le chapitre de chaque tâche.",
            (COORDINATION,),
            ("equipe", "equipe_heures", "affectation_ouvrir", "affectation_clore", "absences"),
        ),
        Chapitre(
            "animateur",
            "Vous animez un conseil",
            "Ce que vous tenez à jour, et quand.",
            (ANIMATEUR,),
            ("equipe_moi",),
        ),
        Chapitre(
            "commanditaire",
            "Vous êtes commanditaire : Préfecture ou Ville",
            "Ce que vous lisez, ce qui attend votre décision, ce que vous ne verrez jamais.",
            COMMANDITAIRES,
            ("version_verifier_prefecture", "version_verifier_ville"),
        ),
        Chapitre(
            "lecteur",
            "Vous lisez un arrondissement",
            "Mairie, chef de projet, délégué du préfet : votre conseil et ce qu’il publie.",
            ("lecteur",),
        ),
        Chapitre(
            "partenaire",
            "Vous êtes partenaire",
            "France Médiation : la méthode, les chiffres et l’évaluation, sans aucun nom.",
            ("partenaire",),
        ),
        Chapitre(
            "institution",
            "Vous représentez une institution",
            "Bailleur, opérateur ou autre destinataire : les avis qui vous sont adressés.",
            ("institution",),
        ),
        Chapitre(
            "administration",
            "Vous administrez les comptes",
            "Les personnes et leurs rôles ; aucune donnée d’habitant.",
            ("administration",),
        ),
        Chapitre(
            "semaine",
            "Ma semaine en trois minutes",
            "Remplir son journal, le transmettre, le corriger ; et le revoir, côté coordination.",
            (ANIMATEUR, COORDINATION),
            ("ma_semaine", "semaine", "semaines", "semaine_transmettre", "ligne_modifier", "rappels", "activites"),
        ),
        Chapitre(
            "reunion",
            "Une réunion, de la convocation au PV",
            "Programmer, convoquer, compter les présents, écrire et faire approuver le procès-verbal.",
            (ANIMATEUR, COORDINATION),
            (
                "reunions",
                "reunion",
                "reunion_ajouter",
                "presences",
                "convocation",
                "ordre_du_jour",
                "proces_verbal",
                "pv_rediger",
            ),
        ),
        Chapitre(
            "avis",
            "Un avis, du brouillon à l’effet",
            "Écrire, faire adopter, transmettre, relancer, vérifier ce que la réponse a changé.",
            (ANIMATEUR, COORDINATION),
            ("avis_du_conseil", "avis", "avis_rediger", "avis_transmettre", "suites", "relances"),
        ),
        Chapitre(
            "feuille-de-route",
            "La feuille de route",
            "L’écrire, la soumettre, la suivre action par action.",
            (ANIMATEUR, COORDINATION),
            ("feuilles", "feuilles_du_conseil", "feuille", "feuille_importer", "action_feuille"),
        ),
        Chapitre(
            "bilan",
            "Produire, soumettre et publier un bilan",
            "De la demande à la publication, pour un document ou pour la campagne de l’année.",
            (COORDINATION, ANIMATEUR),
            ("rapport_demander", "rapport_soumettre", "rapport_publier", "rapport_textes", "campagnes", "campagne"),
        ),
        Chapitre(
            "relecture",
            "Relire et accepter un document",
            "Lire ce qui vous est soumis, l’accepter ou le renvoyer, vérifier un fichier reçu.",
            COMMANDITAIRES,
            ("rapports", "rapport", "rapport_decider", "rapports_verifier", "rapports_comparer"),
        ),
        Chapitre(
            "reponse",
            "Répondre à un avis par le lien",
            "Avec un compte, ou sans compte par le lien reçu.",
            REPONDENT,
            ("reponses", "reponse", "repondre", "nouveau_lien"),
        ),
        Chapitre(
            "chiffres",
            "Lire les chiffres",
            "Définitions, tirets et zéros, petits effectifs, d’où vient chaque nombre.",
            (*COMMANDITAIRES, "partenaire", COORDINATION),
            ("tableau_de_bord", "indicateurs", "indicateur", "indicateur_releve"),
        ),
        Chapitre(
            "echanges",
            "Importer, exporter",
            "Emporter une liste ou un tableau, déposer un fichier préparé ailleurs.",
            (COORDINATION, ANIMATEUR, *COMMANDITAIRES, "partenaire", "lecteur"),
            ("exports", "export", "donnees_ouvertes", "tirage_liste", "tirage_colonnes"),
        ),
        Chapitre(
            "page-publique",
            "La page publique d’un conseil",
            "Ce qu’elle montre à tous, et comment l’ouvrir ou la fermer.",
            (COORDINATION,),
            ("organisation", "page_publique_regler"),
        ),
        Chapitre(
            "comptes",
            "Gérer les comptes",
            "Inviter une personne, lui donner un rôle de date à date, fermer un compte.",
            ("administration",),
            ("comptes", "compte", "compte_inviter", "habilitation_donner", "compte_fermer", "compte_institution"),
        ),
        Chapitre(
            "que-faire",
            "Que faire si…",
            "Une page refusée, une erreur dans un document publié, un lien qui ne marche plus.",
            tuple(ROLES),
        ),
    )
}
_ECRANS = {ecran: chapitre for chapitre in CHAPITRES.values() for ecran in chapitre.ecrans}


def chapitre_de(ecran: str) -> Chapitre | None:
    """The chapter that explains the screen whose address has this name."""
    return _ECRANS.get(ecran)


def partager(roles: Collection[str]) -> tuple[list[Chapitre], list[Chapitre]]:
    """The chapters of these roles, then the others."""
    siens = [chapitre for chapitre in CHAPITRES.values() if set(roles) & set(chapitre.roles)]
    return siens, [chapitre for chapitre in CHAPITRES.values() if chapitre not in siens]


def voisins(chapitre: Chapitre) -> tuple[Chapitre | None, Chapitre | None]:
    """The chapter before this one and the chapter after it."""
    suite = [None, *CHAPITRES.values(), None]
    rang = suite.index(chapitre)
    return suite[rang - 1], suite[rang + 1]


def chercher(demande: str) -> list[Chapitre]:
    """The chapters that hold all these words, whatever their accents or endings; a title that does comes first."""
    mots = set(racines(demande))
    trouves = [c for c in CHAPITRES.values() if mots <= _mots(c)] if mots else []
    return sorted(trouves, key=lambda c: not mots <= set(racines(c.titre)))


@cache
def _mots(chapitre: Chapitre) -> frozenset[str]:
    return frozenset(racines(f"{chapitre.titre} {chapitre.resume} {texte(chapitre.code)}"))
