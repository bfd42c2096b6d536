"""What became of each week: handed in, validated, returned. The state is replayed from the acts."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from animateurs.calendrier import dernier_jour_ouvre
from animateurs.demo.calendrier import Calendrier, a_l_heure
from animateurs.demo.profils import Profil
from animateurs.models import SemaineJournal
from comptes.models import Compte, LigneAudit

# (arrondissement, weeks ago) of the weeks that are not yet handed in, of the one that was returned, and of
# those that wait for the coordination. Last week's wait too, but for the conseils validated early.
NON_TRANSMISES = {(14, 1), (14, 2), (19, 1)}
RENVOYEES = {(11, 2)}
A_REVOIR = {(13, 2), (17, 2)}
VALIDEES_TOT = {10, 20}
CHANCE_ALLER_RETOUR = 0.03

MOTIFS = (
    "Il manque la journée de jeudi : merci de la compléter.",
    "La marche exploratoire compte en mission 2 ; pouvez-vous corriger la ligne de mardi ?",
    "Précisez le public rencontré au pied d'immeuble, par sexe si possible.",
)


@dataclass(frozen=True)
class Acte:
    acte: str
    quand: datetime
    motif: str = ""


def revoir(calendrier: Calendrier, profil: Profil, semaine: SemaineJournal, alea: Random) -> list[Acte]:
    """Decide what happened to a week, and write its state and dates. Returns the acts, oldest first."""
    rang = (calendrier.lundi - semaine.lundi).days // 7
    actes = _dater(calendrier, semaine, alea, _retards(profil, rang, alea))
    for acte in actes:
        semaine.etat = SemaineJournal.MACHINE.appliquer(semaine.etat, acte.acte, acte.motif)
        if acte.acte == "transmettre":
            semaine.transmise_le = acte.quand
    if semaine.etat == SemaineJournal.Etat.VALIDEE:
        semaine.validee_le = actes[-1].quand
    return actes


def _retards(profil: Profil, rang: int, alea: Random) -> list[tuple[str, int]]:
    """The acts, each with the working days that passed before it."""
    cle = (profil.numero, rang)
    if rang == 0 or cle in NON_TRANSMISES:
        return []
    transmission = ("transmettre", alea.randint(5, 14) if alea.random() < profil.retard else alea.choice((0, 0, 1)))
    validation = ("valider", alea.randint(1, 3))
    if cle in RENVOYEES:
        return [transmission, ("renvoyer", 2)]
    if cle in A_REVOIR or (rang == 1 and profil.numero not in VALIDEES_TOT):
        return [transmission]
    if alea.random() < CHANCE_ALLER_RETOUR:
        return [transmission, ("renvoyer", 2), ("transmettre", 1), validation]
    return [transmission, validation]


def _dater(
    calendrier: Calendrier, semaine: SemaineJournal, alea: Random, retards: list[tuple[str, int]]
) -> list[Acte]:
    """Nothing happens after the last working day before today; one hour later each time keeps the order."""
    veille = calendrier.ouvre_avant(calendrier.aujourd_hui)
    jour, actes = dernier_jour_ouvre(semaine.lundi, semaine.affectation.fin), []
    for rang, (acte, attente) in enumerate(retards):
        jour = min(veille, calendrier.ouvre_apres(jour, attente))
        motif = alea.choice(MOTIFS) if acte == "renvoyer" else ""
        actes.append(Acte(acte, a_l_heure(jour, 15 + rang, alea.randrange(60)), motif))
    return actes


def lignes_d_audit(semaine: SemaineJournal, actes: list[Acte], coordinatrice: Compte) -> list[LigneAudit]:
    """The trail that the services would have left."""
    lignes, etat = [], SemaineJournal.Etat.OUVERTE.value
    for acte in actes:
        par = semaine.affectation.animateur if acte.acte == "transmettre" else coordinatrice
        vers = SemaineJournal.MACHINE.appliquer(etat, acte.acte, acte.motif)
        lignes.append(_ligne_d_audit(semaine, acte, par, etat, vers))
        etat = vers
    return lignes


def _ligne_d_audit(semaine: SemaineJournal, acte: Acte, par: Compte, de: str, vers: str) -> LigneAudit:
    return LigneAudit(
        quand=acte.quand,
        par_id=par.pk,
        par_nom=str(par),
        acte=f"semaine.{acte.acte}",
        objet_type=semaine._meta.label_lower,
        objet_id=semaine.pk,
        de=de,
        vers=vers,
        motif=acte.motif,
    )
