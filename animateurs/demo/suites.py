"""What surrounds the meetings: agendas before, procès-verbaux and decisions after."""

from datetime import timedelta

from animateurs.demo.scene import Scene
from conseils.models import AgendaPartage, Decision, Membre, PointOrdreDuJour, ProcesVerbal, Reunion

DUREE = 120
# Enough to fill the screens without telling the whole story of three years.
RECENTES = 6
POINTS = (
    ("Accueil et tour de table", 10, "", "Prévoir le café ; présenter les nouveaux venus."),
    ("Retour sur les décisions de la dernière réunion", 15, "Animation du conseil", ""),
    ("Propreté et encombrants : retour des services", 30, "Groupe cadre de vie", "Plan du quartier à apporter."),
    ("Préparer l'assemblée ouverte", 35, "", ""),
    ("Questions diverses et prochaine date", 20, "", ""),
)
TEXTE = """La séance est ouverte à l'heure dite par un membre du groupe moteur.

L'ordre du jour est adopté. Les échanges ont porté sur :
- la propreté des pieds d'immeuble et les encombrants ;
- l'éclairage du square, signalé à la mairie ;
- la préparation de la prochaine assemblée ouverte.

La séance est levée après la lecture des suites à donner."""
# (wording, who, days given to do it, state, reason)
DECISIONS = (
    ("Demander à la mairie la réparation de l'éclairage du square", "Groupe cadre de vie", 30, "faite", ""),
    ("Tenir un stand d'information au marché un samedi par mois", "", 60, "a_faire", ""),
    ("Publier une lettre du conseil", "Groupe communication", 90, "abandonnee", "Remplacée par un affichage."),
)
PROPOSITION = "Inviter le bailleur à la prochaine assemblée ouverte"


def preparer_suites(scene: Scene, agendas: dict[int, list[Reunion]]) -> None:
    """Tell of the meetings to come and of the last ones of each conseil; the very last waits for its approval."""
    # A token made from the seed: the demonstration is the same each time, and holds nothing to protect.
    AgendaPartage.objects.bulk_create(
        AgendaPartage(conseil=conseil, jeton=f"demo-{scene.alea('agenda', numero).getrandbits(128):032x}")
        for numero, conseil in scene.conseils.items()
    )
    _donner_des_adresses()
    for reunions in agendas.values():
        choisies = _choisies(reunions)
        _inscrire_points(choisies)
        tenues = [reunion for reunion in choisies if reunion.statut == Reunion.Statut.TENUE]
        _ecrire_pv(tenues)
        Decision.objects.bulk_create(decision for reunion in tenues for decision in _decisions(reunion))


def _donner_des_adresses() -> None:
    """Three adult members in four gave an address, of a domain that leads nowhere."""
    membres = list(Membre.objects.order_by("pk"))
    for rang, membre in enumerate(membres):
        membre.courriel = f"membre-{rang}@demo.invalid" if rang % 4 and membre.tranche_age != "-18" else ""
    Membre.objects.bulk_update(membres, ["courriel"])


def _choisies(reunions: list[Reunion]) -> list[Reunion]:
    tenues = [reunion for reunion in reunions if reunion.statut == Reunion.Statut.TENUE]
    prevues = [reunion for reunion in reunions if reunion.statut == Reunion.Statut.PREVUE]
    return tenues[-RECENTES:] + prevues


def _inscrire_points(reunions: list[Reunion]) -> None:
    Reunion.objects.filter(pk__in=[reunion.pk for reunion in reunions]).update(duree=DUREE)
    PointOrdreDuJour.objects.bulk_create(
        PointOrdreDuJour(reunion=reunion, rang=rang, intitule=intitule, duree=duree, porteur=porteur, note=note)
        for reunion in reunions
        for rang, (intitule, duree, porteur, note) in enumerate(POINTS, start=1)
    )


def _ecrire_pv(tenues: list[Reunion]) -> None:
    """Each is approved by the next meeting held; the last is still a draft."""
    suivantes = [*tenues[1:], None]
    ProcesVerbal.objects.bulk_create(
        ProcesVerbal(
            reunion=reunion,
            texte=TEXTE,
            etat=ProcesVerbal.Etat.APPROUVE if suivante else ProcesVerbal.Etat.PROJET,
            approuve_en=suivante,
        )
        for reunion, suivante in zip(tenues, suivantes, strict=False)
    )


def _decisions(reunion: Reunion) -> list[Decision]:
    """An assembly decides; any other meeting proposes."""
    if reunion.type != Reunion.Type.ASSEMBLEE:
        return [Decision(reunion=reunion, nature=Decision.Nature.PROPOSITION, texte=PROPOSITION)]
    return [
        Decision(
            reunion=reunion,
            nature=Decision.Nature.DECISION,
            texte=texte,
            responsable=qui,
            echeance=reunion.date + timedelta(days=jours),
            etat=etat,
            motif=motif,
        )
        for texte, qui, jours, etat, motif in DECISIONS
    ]
