"""Opening and closing affectations. The role of animateur opens and closes with them."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from animateurs.models import Affectation, Convention, LigneJournal, SemaineJournal
from animateurs.querysets.equipe import comptes_affectables
from animateurs.services.absences import etendre_les_absences
from animateurs.services.journal import ouvrir_semaines
from comptes.models import Compte, Habilitation
from comptes.permissions import Permission as P
from comptes.roles import ANIMATEUR
from comptes.services.audit import tracer
from comptes.services.habilitations import tracer_habilitation
from conseils.models import ConseilCitoyen
from socle.periode import lundi_de
from socle.services.ecriture import enregistrer
from socle.templatetags.typographie import date_fr


@transaction.atomic
def ouvrir_affectation(
    *,
    animateur: Compte,
    conseil: ConseilCitoyen,
    convention: Convention,
    debut: date,
    par: Compte,
    fin: date | None = None,
) -> Affectation:
    """Post a person to a conseil: gives the role on its arrondissement and opens the weeks owed."""
    _exiger_droit(conseil, par)
    affectation = Affectation(animateur=animateur, conseil=conseil, convention=convention, debut=debut, fin=fin)
    _exiger_affectable(animateur)
    _exiger_dans_la_convention(affectation)
    _exiger_sans_chevauchement(affectation)
    enregistrer(affectation)
    tracer(acte="affectation.ouvrir", objet=affectation, par=par, debut=debut, fin=fin)
    _donner_le_role(affectation, par)
    etendre_les_absences(affectation)
    ouvrir_semaines()
    return affectation


@transaction.atomic
def clore_affectation(*, affectation: Affectation, fin: date, par: Compte) -> Affectation:
    """End a posting on ``fin``, its last day; the role ends with it, and so do the empty weeks after it."""
    affectation = Affectation.objects.select_for_update(of=("self",)).select_related("conseil").get(pk=affectation.pk)
    _exiger_droit(affectation.conseil, par)
    if affectation.fin and affectation.fin < timezone.localdate():
        raise ValidationError({"fin": f"Cette affectation est déjà close depuis le {date_fr(affectation.fin)}."})
    affectation.fin = fin
    affectation.full_clean()
    _exiger_dans_la_convention(affectation)
    _exiger_rien_apres(affectation)
    affectation.save()
    tracer(acte="affectation.clore", objet=affectation, par=par, fin=fin)
    _borner_le_role(affectation, par)
    return affectation


def _exiger_droit(conseil: ConseilCitoyen, par: Compte) -> None:
    if not par.has_perm(P.EQUIPE_MODIFIER, conseil):
        raise PermissionDenied


def _exiger_affectable(animateur: Compte) -> None:
    if not comptes_affectables().filter(pk=animateur.pk).exists():
        refus = "Ce compte est fermé, ou tient un autre rôle : il ne peut pas accompagner un conseil."
        raise ValidationError({"animateur": refus})


def _exiger_dans_la_convention(affectation: Affectation) -> None:
    convention = affectation.convention
    refus = f"La convention court du {date_fr(convention.debut)} au {date_fr(convention.fin)}."
    for champ in ("debut", "fin"):
        jour = getattr(affectation, champ)
        if jour and not convention.debut <= jour <= convention.fin:
            raise ValidationError({champ: refus})


def _exiger_sans_chevauchement(affectation: Affectation) -> None:
    """The same person on the same conseil never has two affectations in one week.

    Whole weeks, because a week of the journal is found by person, conseil and Monday.
    """
    autres = Affectation.objects.filter(animateur=affectation.animateur, conseil=affectation.conseil)
    fin = affectation.fin and lundi_de(affectation.fin) + timedelta(days=6)
    autre = autres.chevauchant(lundi_de(affectation.debut), fin).first()
    if autre:
        jusque = f"jusqu’au {date_fr(autre.fin)}" if autre.fin else "sans date de fin"
        raise ValidationError(
            {
                "debut": f"Cette personne est déjà affectée à ce conseil depuis le {date_fr(autre.debut)}, {jusque}. "
                "Une nouvelle affectation commence au plus tôt la semaine suivante."
            }
        )


def _exiger_rien_apres(affectation: Affectation) -> None:
    """Nothing told after the last day; the weeks opened after it, still blank, disappear."""
    lignes = LigneJournal.objects.filter(
        semaine__affectation=affectation, semaine__lundi__gte=lundi_de(affectation.fin)
    )
    dernier = max((ligne.date_du_jour for ligne in lignes.select_related("semaine")), default=affectation.fin)
    if dernier > affectation.fin:
        raise ValidationError({"fin": f"Son journal comporte des activités jusqu’au {date_fr(dernier)}."})
    semaines = SemaineJournal.objects.filter(affectation=affectation, lundi__gt=affectation.fin)
    remise = semaines.exclude(etat=SemaineJournal.Etat.OUVERTE).first()
    if remise:
        raise ValidationError({"fin": f"La {remise.libelle} a déjà été transmise : l’affectation courait encore."})
    semaines.delete()


def _donner_le_role(affectation: Affectation, par: Compte) -> None:
    habilitation = Habilitation(debut=affectation.debut, fin=affectation.fin, **_role(affectation))
    enregistrer(habilitation)
    tracer_habilitation("habilitation.ouvrir", habilitation, par)


def _borner_le_role(affectation: Affectation, par: Compte) -> None:
    jour = affectation.debut
    for habilitation in Habilitation.objects.filter(**_role(affectation)).chevauchant(jour, jour):
        habilitation.fin = affectation.fin
        enregistrer(habilitation)
        tracer_habilitation("habilitation.clore", habilitation, par)


def _role(affectation: Affectation) -> dict:
    return {
        "compte": affectation.animateur,
        "role": ANIMATEUR.code,
        "arrondissement": affectation.conseil.arrondissement,
    }
