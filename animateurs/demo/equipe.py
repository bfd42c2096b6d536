"""The convention and the team: one animateur replaced, one post vacant for a few weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

from animateurs.demo.profils import PROFILS
from animateurs.demo.scene import Scene
from animateurs.models import Affectation, Convention, ObjectifConvention
from comptes.models import Compte, Habilitation
from comptes.roles import ANIMATEUR
from socle.periode import lundi_de

MODELE = "convention-2017-2019"  # the real one: the imaginary one has its commanditaires and objectives
SEMAINES_DE_VACANCE = 7


@dataclass(frozen=True)
class Poste:
    """Who accompanies which conseil, from when to when."""

    cle: str
    numero: int
    debut: date
    fin: date | None = None


def postes(scene: Scene) -> list[Poste]:
    """The postings: the 13e changes hands without a gap, the 14e after some weeks without anybody."""
    arrivee = scene.calendrier.ouvre_des(scene.calendrier.debut)
    annee_derniere = scene.calendrier.exercices[1].debut
    releve_13 = lundi_de(annee_derniere + timedelta(days=182))
    depart_14 = lundi_de(annee_derniere + timedelta(days=75))
    releve_14 = depart_14 + timedelta(weeks=SEMAINES_DE_VACANCE)
    remplacements = {
        13: [
            Poste("ancien13", 13, arrivee, releve_13 - timedelta(days=3)),
            Poste("animateur13", 13, releve_13),
        ],
        14: [
            Poste("ancien14", 14, arrivee, depart_14 - timedelta(days=3)),
            Poste("animateur14", 14, releve_14),
        ],
    }
    return [
        poste
        for numero in PROFILS
        for poste in remplacements.get(numero, [Poste(f"animateur{numero}", numero, arrivee)])
    ]


def installer_equipe(scene: Scene, comptes: dict[str, Compte]) -> list[Affectation]:
    """Create the convention, the affectations and the habilitations that follow from them."""
    convention = _convention(scene)
    plan = postes(scene)
    Habilitation.objects.bulk_create(
        Habilitation(
            compte=comptes[poste.cle],
            role=ANIMATEUR.code,
            arrondissement=scene.conseils[poste.numero].arrondissement,
            debut=poste.debut,
            fin=poste.fin,
        )
        for poste in plan
    )
    return Affectation.objects.bulk_create(
        Affectation(
            animateur=comptes[poste.cle],
            conseil=scene.conseils[poste.numero],
            convention=convention,
            debut=poste.debut,
            fin=poste.fin,
        )
        for poste in plan
    )


def _convention(scene: Scene) -> Convention:
    debut, fin = scene.calendrier.debut, scene.calendrier.fin
    modele = Convention.objects.get(code=MODELE)
    convention = Convention.objects.create(
        code=f"demonstration-{debut.year}",
        intitule=f"Convention d'objectifs {debut.year}-{fin.year} (démonstration)",
        debut=debut,
        fin=fin,
        partenaire=modele.partenaire,
        operateur="Équipe de démonstration (fictive)",
        postes_animateurs=modele.postes_animateurs,
        postes_coordination=modele.postes_coordination,
        fictive=True,
        source="Démonstration : convention imaginaire, sur le modèle de celle de 2017",
    )
    convention.commanditaires.set(modele.commanditaires.all())
    convention.arrondissements.set(conseil.arrondissement for conseil in scene.conseils.values())
    ObjectifConvention.objects.bulk_create(
        ObjectifConvention(convention=convention, numero=objectif.numero, intitule=objectif.intitule)
        for objectif in modele.objectifs.all()
    )
    return convention
