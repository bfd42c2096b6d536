"""The instances of the contract over the exercices: séances, seats, decisions carried over; projets de territoire."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from animateurs.demo.profils import PROFILS
from animateurs.demo.scene import Scene
from comptes.models import Compte
from conseils.models import (
    AvancementPriorite,
    BilanContrat,
    ContributionProjet,
    DecisionInstance,
    DelegationSeance,
    JalonReference,
    Membre,
    PointSeance,
    PrioriteTerritoire,
    ProjetTerritoire,
    Representation,
    Reunion,
    Seance,
    TacheRetroplanning,
)
from socle.periode import Periode
from territoires.models import ElementContrat, Partenaire, TypeInstance

HORIZON = timedelta(days=150)  # committees are fixed further ahead than meetings
ETAT = DecisionInstance.Etat
BILAN_VALIDE = 55  # days after the beginning of an exercice


@dataclass(frozen=True)
class Usage:
    """An instance that meets on these days of an exercice; ``sauf``: (rank of the exercice, arrondissement)."""

    code: str
    jours: tuple[int, ...]
    sauf: frozenset[tuple[int, int]] = frozenset()


# Order kept in the first two exercices; in the second one the 14e has no equipe élargie before its COPIL.
USAGES = (
    Usage("direction-projet", (40, 75, 260)),
    Usage("comite-pilotage-contrat", (100, 325)),
    Usage("spet", (20, 80, 140, 200, 265, 320)),
    Usage("instances-anru", (165,)),
    Usage("equipe-operationnelle-elargie", (60, 270), frozenset({(1, 14), (2, 14)})),
    Usage("comite-pilotage-projet-territoire", (150,), frozenset({(2, 17)})),
    Usage("revue-projets", (290,), frozenset({(1, 13), (2, 14), (2, 19)})),
)
POINTS = ("Bilan des actions engagées", "Parole du conseil citoyen", "Priorités de l'année à venir")
# (wording, partner or free text, days given, how it ends up when it is two years old, then this year)
DECISIONS = (
    ("Ouvrir la salle de quartier le samedi", "ville-de-paris", 120, ETAT.FAITE, ETAT.EN_COURS),
    ("Présenter au conseil le calendrier des travaux", "Bailleur social (fictif)", 60, ETAT.FAITE, ETAT.A_FAIRE),
    ("Publier la carte des permanences d'accès aux droits", "", 90, ETAT.A_FAIRE, ETAT.A_FAIRE),
)
AUTRES_DECISIONS = (
    ("Réunir les associations qui accueillent les adolescents", "", 75, ETAT.FAITE, ETAT.FAITE),
    ("Éclairer le passage sous le pont", "ville-de-paris", 150, ETAT.FAITE, ETAT.A_FAIRE),
)
DIT = "Les habitants demandent des horaires d'ouverture le soir et un retour écrit sur les demandes de l'an passé."
DECIDE = "Une visite de la salle avec les services, et une réponse écrite avant la prochaine assemblée."
RESTITUTION = "Les représentants ont lu leurs notes et répondu aux questions ; deux points restent à suivre."
PRIORITES = (
    ("Ouvrir des lieux d'accueil pour les adolescents", ("non_commence", "engage", "engage")),
    ("Rendre les démarches accessibles à ceux qui lisent peu le français", ("engage", "engage", "realise")),
    ("Embellir les pieds d'immeuble avec les habitants", ("engage", "abandonne", "abandonne")),
)
COMMENTAIRE = "Le bailleur a revu son programme de travaux."


def tenir_les_instances(scene: Scene, coordination: Compte) -> None:
    """Séances of the three exercices and what they leave, then the projets de territoire."""
    types = {type_.code: type_ for type_ in TypeInstance.objects.prefetch_related("jalons")}
    for rang, exercice in enumerate((*scene.calendrier.exercices, _suivant(scene))):
        _dater_bilan(scene, exercice)
        for usage in USAGES:
            seances = list(_seances(scene, types[usage.code], usage, rang, exercice))
            Seance.objects.bulk_create(seances)
            for seance in seances:
                _preparer(scene, seance, coordination)
                _conclure(scene, seance, rang)
    for numero in PROFILS:
        _projeter(scene, numero)


def _suivant(scene: Scene) -> Periode:
    """The next exercice, whose first séances are planned."""
    debut = scene.calendrier.fin + timedelta(days=1)
    return Periode.exercice(debut.year, debut.month)


def _dater_bilan(scene: Scene, exercice: Periode) -> None:
    jour = scene.calendrier.ouvre_des(exercice.debut + timedelta(days=BILAN_VALIDE))
    if jour < scene.calendrier.aujourd_hui:
        BilanContrat.objects.create(exercice=exercice.debut.year, valide_le=jour)


def _seances(scene: Scene, type_: TypeInstance, usage: Usage, rang: int, exercice: Periode) -> Iterator[Seance]:
    locale = type_.echelle == TypeInstance.Echelle.ARRONDISSEMENT
    for jours in usage.jours:
        for numero in PROFILS if locale else (0,):
            # A few days apart from one arrondissement to the next.
            jour = scene.calendrier.ouvre_des(exercice.debut + timedelta(days=jours + 2 * numero % 17))
            if (rang, numero) not in usage.sauf and jour <= scene.calendrier.aujourd_hui + HORIZON:
                yield _seance(scene, type_, jour, numero)


def _seance(scene: Scene, type_: TypeInstance, jour: date, numero: int) -> Seance:
    passee = jour < scene.calendrier.aujourd_hui
    return Seance(
        type=type_,
        echelle=type_.echelle,
        arrondissement=scene.conseils[numero].arrondissement if numero else None,
        date=jour,
        heure=time(14, 30),
        lieu=f"Mairie du {numero}e arrondissement" if numero else "Hôtel de Ville",
        statut=Seance.Statut.TENUE if passee else Seance.Statut.PREVUE,
    )


def _preparer(scene: Scene, seance: Seance, coordination: Compte) -> None:
    """Its agenda and its steps: done in their time, but for those of the last days, which are late."""
    PointSeance.objects.bulk_create(
        PointSeance(seance=seance, rang=rang, intitule=intitule) for rang, intitule in enumerate(POINTS, start=1)
    )
    TacheRetroplanning.objects.bulk_create(
        _tache(scene, seance, jalon, coordination) for jalon in seance.type.jalons.all()
    )


def _tache(scene: Scene, seance: Seance, jalon: JalonReference, coordination: Compte) -> TacheRetroplanning:
    pour_le = seance.date + timedelta(days=jalon.jours)
    faite = pour_le < scene.calendrier.aujourd_hui - timedelta(days=12)
    return TacheRetroplanning(
        seance=seance,
        jalon=jalon,
        pour_le=pour_le,
        faite_le=pour_le if faite else None,
        faite_par=coordination if faite else None,
    )


def _conclure(scene: Scene, seance: Seance, rang: int) -> None:
    if seance.type.ouverte_au_conseil:
        for numero, conseil in scene.conseils.items():
            if seance.arrondissement_id in (None, conseil.arrondissement_id):
                _representer(scene, seance, numero)
    if seance.statut == Seance.Statut.TENUE and seance.type.code.startswith("comite-pilotage"):
        DecisionInstance.objects.bulk_create(_decisions(scene, seance, rang))


def _representer(scene: Scene, seance: Seance, numero: int) -> None:
    """Two seats in most conseils; the 14e names nobody for what is to come."""
    tenue = seance.statut == Seance.Statut.TENUE
    membres = list(Membre.objects.filter(conseil=scene.conseils[numero]).en_mandat_le(seance.date).order_by("pk")[:2])
    if not membres or (numero == 14 and not tenue):
        return
    restitution = _restitution(scene, seance, numero) if tenue else None
    delegation = DelegationSeance.objects.create(
        seance=seance,
        conseil=scene.conseils[numero],
        dit=DIT if tenue else "",
        decide=DECIDE if tenue else "",
        restitution=RESTITUTION if restitution else "",
        restitue_en=restitution,
    )
    Representation.objects.bulk_create(_sieges(scene, delegation, membres, tenue))


def _restitution(scene: Scene, seance: Seance, numero: int) -> Reunion | None:
    suivantes = Reunion.objects.filter(conseil=scene.conseils[numero], type=Reunion.Type.ASSEMBLEE)
    return suivantes.tenues_apres(seance.date).first()


def _sieges(
    scene: Scene, delegation: DelegationSeance, membres: list[Membre], tenue: bool
) -> Iterator[Representation]:
    alea = scene.alea("sièges", delegation.seance.date, delegation.conseil.arrondissement.numero)
    natures = (Representation.Nature.DESIGNE, Representation.Nature.SUPPLEANT)
    for membre, nature in zip(membres, natures, strict=False):
        presence = Representation.Presence.INCONNUE
        if tenue:
            venu = alea.random() < PROFILS[delegation.conseil.arrondissement.numero].assiduite
            presence = Representation.Presence.PRESENT if venu else Representation.Presence.ABSENT
        yield Representation(delegation=delegation, membre=membre, nature=nature, presence=presence)


def _decisions(scene: Scene, seance: Seance, rang: int) -> Iterator[DecisionInstance]:
    """Those of older séances are mostly done; one of them has been waiting for years."""
    automne = seance.date.month > 8
    for texte, qui, jours, ancienne, recente in AUTRES_DECISIONS if automne else DECISIONS:
        etat = {0: ETAT.FAITE, 1: ancienne}.get(rang, recente)
        echeance = seance.date + timedelta(days=jours)
        yield DecisionInstance(
            seance=seance,
            texte=texte,
            responsable=Partenaire.objects.filter(code=qui).first(),
            responsable_autre="" if Partenaire.objects.filter(code=qui).exists() else qui or "Mairie d'arrondissement",
            echeance=echeance,
            etat=etat,
            close_le=min(echeance, scene.calendrier.aujourd_hui) if etat in DecisionInstance.CLOSES else None,
        )


def _projeter(scene: Scene, numero: int) -> None:
    conseil = scene.conseils[numero]
    projet = ProjetTerritoire.objects.create(
        conseil=conseil, intitule=f"Projet de territoire du {numero}e", adopte_le=date(2015, 10, 1)
    )
    elements = list(ElementContrat.objects.filter(niveau=ElementContrat.Niveau.ORIENTATION).order_by("code"))
    for rang, (intitule, avancements) in enumerate(PRIORITES):
        priorite = PrioriteTerritoire.objects.create(
            projet=projet, rang=rang + 1, intitule=intitule, element=elements[rang % len(elements)]
        )
        AvancementPriorite.objects.bulk_create(
            AvancementPriorite(
                priorite=priorite,
                exercice=exercice.debut.year,
                avancement=avancement,
                commentaire=COMMENTAIRE if avancement == "abandonne" else "",
            )
            for exercice, avancement in zip(scene.calendrier.exercices, avancements, strict=True)
        )
    _contribuer(scene, numero)


def _contribuer(scene: Scene, numero: int) -> None:
    assemblees = Reunion.objects.tenues().filter(conseil=scene.conseils[numero], type=Reunion.Type.ASSEMBLEE)
    for reunion in assemblees.order_by("-date")[:2]:
        ContributionProjet.objects.create(
            conseil=scene.conseils[numero],
            date=reunion.date,
            etape=ContributionProjet.Etape.SUIVI,
            texte=DIT,
            reunion=reunion,
        )
