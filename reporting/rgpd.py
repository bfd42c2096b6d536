"""Personal data of documents and exports: who asked, who published, and the files with names."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from comptes.permissions import Permission as P
from reporting.models import Export
from reporting.services.exports import effacer_perimes
from socle.rgpd import Fiche, Regle, Sort, Traitement


def _perimes(seuil: date) -> QuerySet[Export]:
    """The settings say how many days: an export carries its own rule."""
    return Export.objects.perimes(timezone.now())


def _effacer(_exports: QuerySet[Export]) -> int:
    """The service erases each row, then its file."""
    return effacer_perimes()


TRAITEMENTS = [
    Traitement(
        "restitution",
        "Documents et exports",
        "Produire les bilans dus aux commanditaires, remettre une liste à qui en a le droit.",
        "Mission d’intérêt public (article 6.1.e)",
        "L’auteur de la demande ; les documents publiés : sans nom d’habitant, petits nombres masqués",
    ),
]

REGLES = [
    Regle(
        "exports", "Fichiers exportés", "Sept jours pour le fichier ; la trace de la demande, cinq ans", Sort.EFFACE,
        depart="production du fichier", jours=7, lignes=_perimes, appliquer=_effacer,
    ),
    Regle("documents", "Auteurs des documents", "Autant que le document, qui est scellé", Sort.GARDE),
]  # fmt: skip

FICHES = [
    Fiche(
        "export",
        "Membres, dans les fichiers exportés",
        "Qui a demandé quelle liste, avec quels filtres ; le fichier d’un export long. La liste « Membres "
        "et mandats » est "
        "la seule nominative, sans adresse e-mail",
        "Travailler sur le groupe moteur dans un tableur",
        "L’auteur de l’export, tant qu’il a le droit de lire les noms",
        "exports",
        "restitution",
    ),
    Fiche(
        "redacteur",
        "Auteurs des documents",
        "Qui a demandé, rédigé, validé, publié",
        "Savoir qui engage chaque institution",
        "Les personnes qui voient le document",
        "documents",
        "restitution",
    ),
]

CHAMPS = {
    "reporting.Campagne": {
        "redacteur": "creee_par creee_le",
        "aucune": "exercice preparation relecture publication lancee_le annoncee_le",
    },
    "reporting.Cumul": {"public": "nombre", "aucune": "conseil mois cle sexe detail"},
    "reporting.MoisTouche": {"aucune": "conseil mois ecriture"},
    "reporting.Export": {
        "export": "liste filtres demande_par demande_le fichier portee",
        "aucune": "etape avancement tentatives bail jeton erreur forme etat produit_le nom sha256 taille lignes",
    },
    "reporting.Rapport": {
        "redacteur": "demande_par demande_le publie_par publie_le",
        "aucune": "numero sorte conseil exercice objet rang etat remplace campagne tour etape avancement "
        "tentatives bail "
        "jeton erreur debut duree produit_le donnees donnees_sha256 html html_sha256 fichier sha256 taille pages "
        "version_application",
        "libre": "motif_correction",
    },
    "reporting.PassageRapport": {
        "redacteur": "par par_nom le institution acte",
        "aucune": "rapport de vers tour donnees_sha256",
        "libre": "motif",
    },
    "reporting.DefautRapport": {"aucune": "rapport nature constate_le leve_le"},
    "reporting.Recit": {
        "redacteur": "ecrit_par ecrit_le",
        "aucune": "sorte conseil exercice objet section version",
        "libre": "texte",
    },
}

# Exports are not here: each is a POST, and already leaves a line in the audit trail.
LECTURES = {
    "emargement": ("Feuille d’émargement", P.MEMBRE_VOIR),
}
