"""Writing feuilles de route: draft, hand in, validate or hand back, revise; and what becomes of each action.

Every function checks the right of ``par`` with the same door as the pages. Those that change what the feuille
says lock its row, and refuse when it changed since the form was shown (``version``).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from animateurs.feuilles.contenu import contenu_de
from animateurs.models import ActionFeuille, FeuilleDeRoute, RevisionFeuille
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen
from conseils.services.ecriture import echanger_les_rangs, refuser, remplacer, verrouiller, verrouiller_conseil_ouvert
from socle.templatetags.typographie import date_fr
from socle.transitions import TransitionRefusee

ETAT = FeuilleDeRoute.Etat
LIENS = ("objectifs", "quartiers", "partenaires")
# To which source each link belongs.
RELIE = {"expression": "habitant", "acteur": "acteur", "partenaire": "partenaire"}
REPORTER, CLORE = "reporter", "clore"


class FeuilleModifieeAilleurs(TransitionRefusee):
    """The feuille changed since the form was shown (another tab, another person)."""

    def __str__(self) -> str:
        return (
            "Cette feuille de route a été modifiée ailleurs depuis l'ouverture de cette page. Rien n'a été "
            "enregistré, et ce que vous avez tapé est encore là : vérifiez, puis enregistrez de nouveau."
        )


@dataclass(frozen=True)
class Importation:
    """What an import did."""

    ajoutees: int
    modifiees: int
    retirees: int

    @property
    def phrase(self) -> str:
        return (
            f"Le fichier est importé : {self.modifiees} action(s) relue(s), {self.ajoutees} ajoutée(s), "
            f"{self.retirees} retirée(s)."
        )


# -- Drafting ----------------------------------------------------------------------------------


@transaction.atomic
def ouvrir_feuille(*, conseil: ConseilCitoyen, exercice: int, par: Compte) -> FeuilleDeRoute:
    """Begin the feuille de route of a year, empty. Raises ``ValidationError``."""
    if not par.has_perm(P.FEUILLE_MODIFIER, conseil):
        raise PermissionDenied
    feuille = FeuilleDeRoute(conseil=verrouiller_conseil_ouvert(conseil.pk), exercice=exercice)
    feuille.full_clean()
    feuille.save()
    tracer(acte="feuille.ouvrir", objet=feuille, par=par, vers=feuille.etat, exercice=exercice)
    return feuille


@transaction.atomic
def ecrire_diagnostic(*, feuille: FeuilleDeRoute, version: int, par: Compte, diagnostic: str) -> FeuilleDeRoute:
    """What the territory and its inhabitants say, on which the actions rest."""
    feuille = _prendre(feuille, version, par)
    feuille.diagnostic = diagnostic
    _avancer(feuille)
    tracer(acte="feuille.diagnostic", objet=feuille, par=par)
    return feuille


@transaction.atomic
def ajouter_action(*, feuille: FeuilleDeRoute, version: int, par: Compte, **champs) -> ActionFeuille:
    """Put an action at the end. Raises ``ValidationError``."""
    feuille = _prendre(feuille, version, par)
    action = _ajouter(feuille, champs)
    _avancer(feuille)
    tracer(acte="feuille.action_ajouter", objet=feuille, par=par, action=action.pk)
    return action


@transaction.atomic
def modifier_action(*, action: ActionFeuille, version: int, par: Compte, **champs) -> ActionFeuille:
    """Change what an action says. Raises ``ValidationError``."""
    feuille = _prendre(action.feuille, version, par)
    action = verrouiller(action)
    changes = _modifier(action, champs)
    _avancer(feuille)
    tracer(acte="feuille.action_modifier", objet=feuille, par=par, action=action.pk, champs=changes)
    return action


@transaction.atomic
def deplacer_action(*, action: ActionFeuille, version: int, par: Compte, sens: str) -> None:
    """Exchange an action with its neighbour; nothing to do at either end."""
    feuille = _prendre(action.feuille, version, par)
    action = verrouiller(action)
    voisine = feuille.actions.voisin(action.rang, sens)
    if voisine is None:
        return
    echanger_les_rangs(action, voisine)
    _avancer(feuille)
    tracer(acte="feuille.action_deplacer", objet=feuille, par=par, action=action.pk, rang=action.rang)


@transaction.atomic
def retirer_action(*, action: ActionFeuille, version: int, par: Compte) -> None:
    """Take an action away. Once something moves it, it is given up instead. Raises ``ValidationError``."""
    feuille = _prendre(action.feuille, version, par)
    tracer(acte="feuille.action_retirer", objet=feuille, par=par, action=action.pk)
    _retirer(verrouiller(action))
    _avancer(feuille)


@transaction.atomic
def reporter_actions(
    *, feuille: FeuilleDeRoute, version: int, par: Compte, decisions: Mapping[int, tuple[str, str]]
) -> int:
    """Carry on, or close, actions of the year before: each says what it taught. Returns how many were carried."""
    feuille = _prendre(feuille, version, par)
    prises = {pk: (choix, appris.strip()) for pk, (choix, appris) in decisions.items() if choix}
    _exiger_appris(prises)
    reportees = 0
    for ancienne in actions_a_reporter(feuille).select_for_update(of=("self",)).filter(pk__in=prises):
        choix, appris = prises[ancienne.pk]
        reportees += _reporter(ancienne, feuille, appris) if choix == REPORTER else _clore(ancienne, feuille, appris)
    _avancer(feuille)
    tracer(acte="feuille.reporter", objet=feuille, par=par, reportees=reportees, closes=len(prises) - reportees)
    return reportees


def actions_a_reporter(feuille: FeuilleDeRoute):
    """The actions of the exercice before that are still to do."""
    return ActionFeuille.objects.a_faire().filter(
        feuille__conseil=feuille.conseil_id, feuille__exercice=feuille.exercice - 1
    )


@transaction.atomic
def importer(
    *, feuille: FeuilleDeRoute, version: int, par: Compte, diagnostic: str | None, lignes: Iterable[Mapping]
) -> Importation:
    """Make the feuille say what a file says, whole or not at all.

    Each line holds the fields of an action, and ``cle``: the action it changes, or ``None`` for a new one. An
    action that no line names is taken away. Raises ``ValidationError``, with the number of each line at fault.
    """
    feuille = _prendre(feuille, version, par)
    if diagnostic is not None:
        feuille.diagnostic = diagnostic
    lignes = list(lignes)
    actuelles = {action.pk: action for action in feuille.actions.select_for_update(of=("self",))}
    retirees = [action for cle, action in actuelles.items() if cle not in {ligne["cle"] for ligne in lignes}]
    _toutes(("", partial(_retirer, action)) for action in retirees)
    _liberer_les_rangs(feuille)
    _toutes(
        (f"ligne {ligne['numero']}", partial(_importer_ligne, feuille, actuelles, ligne, rang))
        for rang, ligne in enumerate(lignes, start=1)
    )
    _avancer(feuille)
    modifiees = sum(ligne["cle"] is not None for ligne in lignes)
    bilan = Importation(len(lignes) - modifiees, modifiees, len(retirees))
    tracer(acte="feuille.importer", objet=feuille, par=par, **vars(bilan))
    return bilan


# -- From draft to validated -------------------------------------------------------------------


@transaction.atomic
def soumettre_feuille(*, feuille: FeuilleDeRoute, version: int, par: Compte) -> FeuilleDeRoute:
    """Hand the feuille in. It needs a diagnostic and an action."""
    feuille = _verrouiller(feuille, par, P.FEUILLE_MODIFIER)
    if not feuille.diagnostic.strip():
        raise TransitionRefusee("Écrivez le diagnostic : il dit sur quoi les actions s'appuient.")
    if not feuille.actions.exists():
        raise TransitionRefusee("Cette feuille de route n'a aucune action : ajoutez-en au moins une.")
    feuille.motif_renvoi = ""
    return _passer(feuille, "soumettre", version, par)


@transaction.atomic
def valider_feuille(*, feuille: FeuilleDeRoute, version: int, par: Compte) -> RevisionFeuille:
    """Accept it: what it says is frozen, for good, as a new revision."""
    feuille = _verrouiller(feuille, par, P.FEUILLE_VALIDER)
    motif, feuille.motif_revision = feuille.motif_revision, ""
    feuille.validee_le = timezone.now()
    _passer(feuille, "valider", version, par)
    return RevisionFeuille.objects.create(
        feuille=feuille,
        rang=feuille.revisions.count() + 1,
        contenu=contenu_de(feuille),
        motif=motif,
        validee_le=feuille.validee_le,
        validee_par=par,
    )


@transaction.atomic
def renvoyer_feuille(*, feuille: FeuilleDeRoute, motif: str, version: int, par: Compte) -> FeuilleDeRoute:
    """Hand it back to its animateur, who reads ``motif``."""
    feuille = _verrouiller(feuille, par, P.FEUILLE_VALIDER)
    feuille.motif_renvoi = motif.strip()
    return _passer(feuille, "renvoyer", version, par, motif)


@transaction.atomic
def reviser_feuille(*, feuille: FeuilleDeRoute, motif: str, version: int, par: Compte) -> FeuilleDeRoute:
    """Open it again; readers keep the last validated revision until the next one."""
    feuille = _verrouiller(feuille, par, P.FEUILLE_MODIFIER)
    feuille.motif_revision = motif.strip()
    return _passer(feuille, "reviser", version, par, motif)


# -- What becomes of an action -----------------------------------------------------------------


@transaction.atomic
def avancer_action(
    *, action: ActionFeuille, par: Compte, acte: str, le: date | None = None, motif: str = "", appris: str = ""
) -> ActionFeuille:
    """Say that it is done, given up, or taken up again. Raises ``ValidationError``, or ``TransitionRefusee``."""
    feuille, action = _suivie(action, par)
    if acte == "abandonner" and not motif.strip():
        refuser("motif", "Indiquez pourquoi : la coordination et les commanditaires le liront.")
    avant = _changer_d_etat(action, acte, motif.strip())
    if action.etat == ActionFeuille.Etat.FAITE:
        action.faite_le = _jour_plausible(feuille, le or timezone.localdate())
    action.appris = appris.strip() or action.appris
    action.full_clean()
    action.save()
    tracer(acte=f"action.{acte}", objet=action, par=par, de=avant, vers=action.etat, motif=motif.strip())
    return action


@transaction.atomic
def lier_action(*, action: ActionFeuille, par: Compte, reunions: Collection, initiatives: Collection) -> ActionFeuille:
    """Say which meetings and initiatives move it; those that are no longer named are unlinked."""
    feuille, action = _suivie(action, par)
    for champ, objets in (("reunions", reunions), ("initiatives", initiatives)):
        if any(objet.conseil_id != feuille.conseil_id for objet in objets):
            refuser(champ, "Choisissez parmi ce que fait ce conseil.")
        getattr(action, champ).set(objets)
    tracer(acte="action.lier", objet=action, par=par, reunions=len(reunions), initiatives=len(initiatives))
    return action


# -- Locking, checking, saving -----------------------------------------------------------------


def _verrouiller(feuille: FeuilleDeRoute, par: Compte, permission: P) -> FeuilleDeRoute:
    """Read the row again, locked, if ``par`` may act on it."""
    lignes = FeuilleDeRoute.objects.pour(par, permission).select_for_update(of=("self",))
    try:
        return lignes.select_related("conseil").get(pk=feuille.pk)
    except FeuilleDeRoute.DoesNotExist:
        raise PermissionDenied from None


def _prendre(feuille: FeuilleDeRoute, version: int, par: Compte) -> FeuilleDeRoute:
    """The locked feuille, in a state that its animateur may change."""
    feuille = _verrouiller(feuille, par, P.FEUILLE_MODIFIER)
    FeuilleDeRoute.MACHINE.appliquer(feuille.etat, "modifier")
    _exiger_version(feuille, version)
    return feuille


def _exiger_version(feuille: FeuilleDeRoute, version: int) -> None:
    if feuille.version != version:
        raise FeuilleModifieeAilleurs


def _avancer(feuille: FeuilleDeRoute) -> None:
    """Save the feuille as one version further."""
    feuille.version += 1
    feuille.full_clean()
    feuille.save()


def _passer(feuille: FeuilleDeRoute, acte: str, version: int, par: Compte, motif: str = "") -> FeuilleDeRoute:
    """Apply one transition of the table and write it down."""
    de = feuille.etat
    feuille.etat = FeuilleDeRoute.MACHINE.appliquer(de, acte, motif)
    _exiger_version(feuille, version)
    _avancer(feuille)
    tracer(acte=f"feuille.{acte}", objet=feuille, par=par, de=de, vers=feuille.etat, motif=motif.strip())
    return feuille


def _ajouter(feuille: FeuilleDeRoute, champs: dict, rang: int | None = None) -> ActionFeuille:
    liens = _separer(champs)
    action = ActionFeuille(feuille=feuille, rang=rang or feuille.actions.prochain_rang(), **champs)
    _verifier(action, liens)
    action.full_clean()
    action.save()
    _relier(action, liens)
    return action


def _modifier(action: ActionFeuille, champs: dict) -> list[str]:
    liens = _separer(champs)
    changes = remplacer(action, champs)
    _verifier(action, liens)
    action.full_clean()
    action.save()
    _relier(action, liens)
    return changes


def _separer(champs: dict) -> dict[str, Collection]:
    """Take the many-to-many fields out of ``champs``."""
    return {nom: list(champs.pop(nom)) for nom in LIENS if nom in champs}


def _relier(action: ActionFeuille, liens: Mapping[str, Collection]) -> None:
    for nom, objets in liens.items():
        getattr(action, nom).set(objets)


def _verifier(action: ActionFeuille, liens: Mapping[str, Collection]) -> None:
    """The rules that look beyond the row, each refusal beside its field."""
    feuille = action.feuille
    if action.echeance and action.echeance not in feuille.periode:
        debut, fin = date_fr(feuille.periode.debut), date_fr(feuille.periode.fin)
        refuser("echeance", f"L'échéance est dans l'exercice de la feuille : du {debut} au {fin}.")
    for champ, source in RELIE.items():
        objet = getattr(action, champ)
        if objet and action.source != source:
            refuser(champ, f"Ne le reliez que si l'action vient {ActionFeuille.Source(source).label}.")
        if objet and getattr(objet, "conseil_id", feuille.conseil_id) != feuille.conseil_id:
            refuser(champ, "Choisissez parmi ce que connaît ce conseil.")
    _exiger_le_perimetre(action, liens.get("quartiers", ()))


def _exiger_le_perimetre(action: ActionFeuille, quartiers: Collection) -> None:
    """A quartier that has left the perimeter since stays where it was."""
    permis = set(action.feuille.conseil.quartiers.values_list("pk", flat=True))
    if action.pk:
        permis |= set(action.quartiers.values_list("pk", flat=True))
    if any(quartier.pk not in permis for quartier in quartiers):
        refuser("quartiers", "Choisissez des quartiers du périmètre du conseil.")


def _retirer(action: ActionFeuille) -> None:
    if action.feuille.actions.engagees().filter(pk=action.pk).exists():
        refuser(
            NON_FIELD_ERRORS,
            f"« {action.intitule} » : des heures, une réunion ou une initiative y sont liées. Détachez-les, ou gardez "
            "l'action et dites qu'elle est abandonnée.",
        )
    ancienne = action.reporte
    action.delete()
    if ancienne:
        _changer_d_etat(ancienne, "rendre")
        ancienne.save()


# -- From one year to the next -----------------------------------------------------------------


def _exiger_appris(prises: Mapping[int, tuple[str, str]]) -> None:
    manquent = {f"appris_{pk}": "Dites ce que cela a appris." for pk, (_, appris) in prises.items() if not appris}
    if manquent:
        raise ValidationError(manquent)


def _reporter(ancienne: ActionFeuille, feuille: FeuilleDeRoute, appris: str) -> bool:
    copies = ("intitule", "origine", "source", "origine_texte", "expression", "acteur", "partenaire", "mission")
    champs = {nom: getattr(ancienne, nom) for nom in (*copies, "resultat_attendu", "constat_prevu")}
    perimetre = set(feuille.conseil.quartiers.values_list("pk", flat=True))
    liens = {nom: getattr(ancienne, nom).all() for nom in LIENS}
    liens["quartiers"] = [quartier for quartier in liens["quartiers"] if quartier.pk in perimetre]
    _changer_d_etat(ancienne, "reporter")
    ancienne.appris = appris
    ancienne.save()
    _ajouter(feuille, {**champs, **liens, "reporte": ancienne, "echeance": feuille.periode.fin})
    return True


def _clore(ancienne: ActionFeuille, feuille: FeuilleDeRoute, appris: str) -> bool:
    _changer_d_etat(ancienne, "abandonner", f"Non reportée en {feuille.exercice}")
    ancienne.appris = appris
    ancienne.save()
    return False


def _changer_d_etat(action: ActionFeuille, acte: str, motif: str = "") -> str:
    """Apply one transition of the table; what no longer holds is emptied. Returns the state before."""
    avant, action.etat = action.etat, ActionFeuille.MACHINE.appliquer(action.etat, acte, motif)
    action.motif = motif if action.etat == ActionFeuille.Etat.ABANDONNEE else ""
    action.faite_le = None
    return avant


def _suivie(action: ActionFeuille, par: Compte) -> tuple[FeuilleDeRoute, ActionFeuille]:
    """The feuille and the action, locked, once the feuille has been validated."""
    feuille = _verrouiller(action.feuille, par, P.FEUILLE_MODIFIER)
    if feuille.validee_le is None:
        raise TransitionRefusee("Une action se suit une fois la feuille de route validée.")
    return feuille, verrouiller(action)


def _jour_plausible(feuille: FeuilleDeRoute, le: date) -> date:
    if not feuille.periode.debut <= le <= timezone.localdate():
        refuser("le", f"Entre le {date_fr(feuille.periode.debut)} et aujourd'hui.")
    return le


# -- Import ------------------------------------------------------------------------------------


def _liberer_les_rangs(feuille: FeuilleDeRoute) -> None:
    """Move every action past the ranks that the file is about to give."""
    dernier = feuille.actions.prochain_rang() + 10_000
    for ecart, action in enumerate(feuille.actions.order_by("rang")):
        action.rang = dernier + ecart
        action.save(update_fields=["rang"])


def _importer_ligne(feuille: FeuilleDeRoute, actuelles: Mapping, ligne: Mapping, rang: int) -> None:
    champs = dict(ligne["champs"])
    if ligne["cle"] is None:
        _ajouter(feuille, champs, rang)
        return
    _modifier(actuelles[ligne["cle"]], {**champs, "rang": rang})


def _toutes(ecritures: Iterable[tuple[str, partial]]) -> None:
    """Run them all and refuse with everything that is wrong, not the first thing only."""
    erreurs = []
    for ou, ecrire in ecritures:
        try:
            ecrire()
        except ValidationError as refus:
            erreurs += [f"{ou} : {message}" if ou else message for message in refus.messages]
    if erreurs:
        raise ValidationError({NON_FIELD_ERRORS: erreurs})
