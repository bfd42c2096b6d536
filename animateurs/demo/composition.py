"""What makes a composition worth looking at: a second groupe in two arrondissements, and guests everywhere."""

from animateurs.demo.noms import FAMILLES
from animateurs.demo.profils import PROFILS
from animateurs.demo.scene import Scene
from conseils.models import GroupeMoteur, Invite, Mandat

QUALITE = Invite.Qualite

# The arrondissements where the people of one quartier meet by themselves.
AVEC_GROUPE_DE_QUARTIER = (18, 19)
INVITES = (
    (QUALITE.ELU, "adjoint ou adjointe au maire, chargé de la participation"),
    (QUALITE.AGENT_VILLE, "équipe de développement local"),
    (QUALITE.AGENT_ETAT, "délégation du préfet"),
)


def composer(scene: Scene, mandats: dict[int, list[Mandat]]) -> None:
    """Give groupes to some quartiers, and guests to every conseil."""
    for numero in AVEC_GROUPE_DE_QUARTIER:
        _detacher_un_quartier(scene, numero, mandats[numero])
    Invite.objects.bulk_create(invite for numero in PROFILS for invite in _invites(scene, numero))


def _detacher_un_quartier(scene: Scene, numero: int, mandats: list[Mandat]) -> None:
    """The mandats of those who live in the first quartier move, whole, to a groupe of its own."""
    quartier = scene.quartiers[numero][0]
    groupe = GroupeMoteur.objects.create(
        conseil=scene.conseils[numero], nom=f"Groupe {quartier.nom}", quartier=quartier
    )
    siens = [mandat for mandat in mandats if mandat.membre.quartier_id == quartier.pk]
    for mandat in siens:
        mandat.groupe = groupe
    Mandat.objects.bulk_update(siens, ["groupe"])


def _invites(scene: Scene, numero: int) -> list[Invite]:
    alea = scene.alea("invités", numero)
    debut = scene.fondation(PROFILS[numero])
    famille = alea.choice(FAMILLES)
    noms = alea.sample(famille.noms, len(INVITES))
    return [
        Invite(
            conseil=scene.conseils[numero],
            prenom=alea.choice(famille.femmes + famille.hommes),
            nom=nom,
            qualite=qualite,
            fonction=fonction,
            debut=max(debut, scene.calendrier.debut),
        )
        for (qualite, fonction), nom in zip(INVITES, noms, strict=True)
    ]
