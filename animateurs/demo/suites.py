"""What surrounds the meetings: agendas."""

from animateurs.demo.scene import Scene
from conseils.models import PointOrdreDuJour, Reunion

DUREE = 120
# Enough to fill the screens without telling the whole story of three years.
RECENTES = 4
POINTS = (
    ("Accueil et tour de table", 10, "", "Prévoir le café ; présenter les nouveaux venus."),
    ("Retour sur les décisions de la dernière réunion", 15, "Animation du conseil", ""),
    ("Propreté et encombrants : retour des services", 30, "Groupe cadre de vie", "Plan du quartier à apporter."),
    ("Préparer l'assemblée ouverte", 35, "", ""),
    ("Questions diverses et prochaine date", 20, "", ""),
)


def preparer_suites(scene: Scene, agendas: dict[int, list[Reunion]]) -> None:
    """Give an agenda to the meetings to come and to the last ones of each conseil."""
    for reunions in agendas.values():
        choisies = _choisies(reunions)
        _inscrire_points(choisies)


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
