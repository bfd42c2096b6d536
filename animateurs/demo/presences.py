"""Who came: members by name, everybody else counted by sex and age band."""

from collections import Counter
from collections.abc import Iterable
from random import Random

from animateurs.demo.hasard import autour, parmi, un_parmi
from animateurs.demo.profils import PROFILS, Profil
from animateurs.demo.scene import Scene
from conseils.models import ComptageEloignes, ComptagePublic, Mandat, Presence, Reunion, Sexe, TrancheAge

TYPE = Reunion.Type

# For each type: how much likelier a member is to come than to the groupe moteur, and the ordinary public.
VENUE = {
    TYPE.GROUPE_MOTEUR: (1.0, 2),
    TYPE.ASSEMBLEE: (1.1, 26),
    TYPE.QUARTIER: (0.35, 15),
    TYPE.THEMATIQUE: (0.3, 5),
    TYPE.ATELIER: (0.25, 9),
    TYPE.MARCHE: (0.3, 12),
    TYPE.PRESENTATION_BILAN: (0.7, 18),
    TYPE.INTER_CONSEILS: (0.4, 30),
    TYPE.DEBAT_ANNUEL: (0.8, 24),
}
PUBLIC_PAR_SEXE = {Sexe.FEMME: 0.53, Sexe.HOMME: 0.42, Sexe.NON_RENSEIGNE: 0.05}
PUBLIC_PAR_AGE = {
    TrancheAge.MOINS_18: 0.05,
    TrancheAge.DE_18_A_25: 0.13,
    TrancheAge.DE_26_A_39: 0.26,
    TrancheAge.DE_40_A_59: 0.3,
    TrancheAge.PLUS_60: 0.2,
    TrancheAge.NON_RENSEIGNE: 0.06,
}
PRESENTS_AU_MOINS = 3
CHANCE_QUESTION_POSEE = 0.75  # the question on participation is not asked at every meeting
CHANCE_DE_REPONDRE = 0.68


def saisir_presences(scene: Scene, mandats: dict[int, list[Mandat]], agendas: dict[int, list[Reunion]]) -> None:
    """Fill in the attendance of every meeting whose attendance has been entered."""
    presences, publics, eloignements = [], [], []
    for numero, profil in PROFILS.items():
        alea = scene.alea("présences", numero)
        assidus = _assiduites(alea, profil, mandats[numero])
        for reunion in (r for r in agendas[numero] if r.presences_saisies):
            elan = profil.tendance[scene.calendrier.rang_exercice(reunion.date)]
            presences += _presences(alea, reunion, assidus, elan)
            public = _public(alea, reunion, profil.public * elan)
            publics += public
            eloignements += _eloignements(alea, reunion, public, profil.part_eloignes)
    Presence.objects.bulk_create(presences)
    ComptagePublic.objects.bulk_create(publics)
    ComptageEloignes.objects.bulk_create(eloignements)


def _assiduites(alea: Random, profil: Profil, mandats: list[Mandat]) -> list[tuple[Mandat, float]]:
    """Each member has his or her own constancy, around that of the conseil."""
    return [(mandat, min(0.97, max(0.08, alea.gauss(profil.assiduite, 0.2)))) for mandat in mandats]


def _presences(alea: Random, reunion: Reunion, assidus: list[tuple[Mandat, float]], elan: float) -> Iterable[Presence]:
    actifs = [(m, a) for m, a in assidus if m.debut <= reunion.date and (m.fin is None or reunion.date <= m.fin)]
    facteur = VENUE[reunion.type][0] * elan
    venus = [mandat for mandat, assiduite in actifs if alea.random() < assiduite * facteur]
    if len(venus) < PRESENTS_AU_MOINS:  # below, the meeting would not have been held
        actifs.sort(key=lambda couple: -couple[1])
        venus = [mandat for mandat, _ in actifs[:PRESENTS_AU_MOINS]]
    return [Presence(reunion=reunion, membre=mandat.membre) for mandat in venus]


def _public(alea: Random, reunion: Reunion, ampleur: float) -> list[ComptagePublic]:
    effectif = max(1, autour(alea, VENUE[reunion.type][1] * ampleur))
    comptes = Counter((un_parmi(alea, PUBLIC_PAR_SEXE), un_parmi(alea, PUBLIC_PAR_AGE)) for _ in range(effectif))
    return [
        ComptagePublic(reunion=reunion, sexe=sexe, tranche_age=age, nombre=nombre)
        for (sexe, age), nombre in sorted(comptes.items())
    ]


def _eloignements(
    alea: Random, reunion: Reunion, public: list[ComptagePublic], part: float
) -> Iterable[ComptageEloignes]:
    if alea.random() > CHANCE_QUESTION_POSEE:
        return
    par_sexe = Counter()
    for comptage in public:
        par_sexe[comptage.sexe] += comptage.nombre
    for sexe, effectif in par_sexe.items():
        reponses = parmi(alea, effectif, CHANCE_DE_REPONDRE)
        if reponses:
            eloignes = parmi(alea, reponses, part)
            yield ComptageEloignes(reunion=reunion, sexe=sexe, reponses=reponses, eloignes=eloignes)
