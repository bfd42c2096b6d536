"""Who carries each conseil, what it is lent, its arrêté and its règlement intérieur."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from animateurs.demo.profils import PROFILS, Profil
from animateurs.demo.scene import Scene
from comptes.models import Compte
from conseils.models import (
    Arrete,
    ConseilCitoyen,
    MoyenPrete,
    PagePublique,
    Portage,
    Reunion,
    VerificationReglement,
    VersionReglement,
)

INSTITUTION, AVIS, NATURE = VerificationReglement.Institution, VerificationReglement.Avis, MoyenPrete.Nature

PAGES_OUVERTES = (18, 19)  # the conseils that show themselves to everybody

# What each conseil is lent, by turns.
PRETS = (
    (NATURE.LIEU, "Salle de réunion, un soir par semaine", "Mairie du {numero}e"),
    (NATURE.REPROGRAPHIE, "500 copies par trimestre", "Ville de Paris, DDCT"),
    (NATURE.INFORMATIQUE, "Ordinateur portable et vidéoprojecteur", "Ville de Paris, DDCT"),
    (NATURE.MATERIEL, "Barnum, six tables et trente chaises", "Mairie du {numero}e"),
    (NATURE.AUTRE, "Panneau d'affichage sur la place", "Bailleur social (fictif)"),
)
# What became of the last version adopted, by arrondissement: (Préfecture, Ville). None: still awaited.
AVIS_PAR_CONSEIL = {
    10: (AVIS.CONFORME, AVIS.CONFORME),
    11: (AVIS.CONFORME, None),
    13: (AVIS.OBSERVATIONS, AVIS.CONFORME),
    14: (None, None),
    18: (AVIS.CONFORME, AVIS.CONFORME),
    19: (AVIS.CONFORME, AVIS.CONFORME),
    20: (None, AVIS.CONFORME),
}
DEUX_VERSIONS = {13, 18}
OBSERVATION = "L'article 4 ne dit pas comment les deux collèges sont renouvelés : merci de le préciser."
TEXTE = """Texte de démonstration, imaginaire.

Article 1. Le conseil citoyen est ouvert à tous les habitants des quartiers de son périmètre.

Article 2. Le groupe moteur réunit un collège d'habitants et un collège d'acteurs locaux.

Article 3. Les décisions se prennent en assemblée ouverte, à la majorité des présents.

Article 4. {article}
"""
ARTICLES = (
    "Les membres s'engagent pour deux ans.",
    "Les membres s'engagent pour deux ans ; chaque collège se renouvelle par moitié chaque année, par tirage au sort.",
)


def organiser(scene: Scene, comptes: dict[str, Compte]) -> None:
    """Write it all; the meetings are already there, for a règlement is adopted in one of them."""
    profils = PROFILS.values()
    Arrete.objects.bulk_create(arrete for profil in profils for arrete in _arretes(scene, profil))
    Portage.objects.bulk_create(portage for profil in profils for portage in _portages(scene, profil))
    PagePublique.objects.bulk_create(
        PagePublique(conseil=scene.conseils[numero], ouverte=True, contact=f"conseil{numero}@demo.invalid")
        for numero in PAGES_OUVERTES
    )
    MoyenPrete.objects.bulk_create(moyen for profil in profils for moyen in _moyens(scene, profil))
    for profil in profils:
        _regler(scene, profil, comptes)


def _arretes(scene: Scene, profil: Profil) -> Iterator[Arrete]:
    if installation := scene.installation(profil):
        signe = scene.calendrier.ouvre_des(installation - timedelta(days=12))
        yield Arrete(
            conseil=scene.conseils[profil.numero],
            reference=f"75-{signe:%Y-%m-%d}-{profil.numero:03d} (fictif)",
            date=signe,
        )


def _portages(scene: Scene, profil: Profil) -> Iterator[Portage]:
    """Most began as a collectif informel before the form that they have today."""
    conseil, fondation, installation = _reperes(scene, profil)
    if installation is None:
        return
    if profil.portage == Portage.Mode.COLLECTIF:
        yield Portage(conseil=conseil, mode=profil.portage, structure=profil.structure, du=fondation)
        return
    yield Portage(
        conseil=conseil,
        mode=Portage.Mode.COLLECTIF,
        structure="Centre social du quartier (fictif)",
        du=fondation,
        au=installation - timedelta(days=1),
        note="Le temps de choisir, avec la Ville et l'État.",
    )
    yield Portage(conseil=conseil, mode=profil.portage, structure=profil.structure, du=installation)


def _moyens(scene: Scene, profil: Profil) -> Iterator[MoyenPrete]:
    conseil, fondation, _ = _reperes(scene, profil)
    alea = scene.alea("prêts", profil.numero)
    for nature, description, preteur in alea.sample(PRETS, alea.randint(2, 4)):
        du = scene.calendrier.ouvre_des(fondation + timedelta(days=alea.randint(0, 200)))
        fini = alea.random() < 0.2
        yield MoyenPrete(
            conseil=conseil,
            nature=nature,
            description=description,
            prete_par=preteur.format(numero=profil.numero),
            du=du,
            au=du + timedelta(days=150) if fini and du + timedelta(days=150) < scene.calendrier.aujourd_hui else None,
        )


def _reperes(scene: Scene, profil: Profil) -> tuple[ConseilCitoyen, date, date | None]:
    return scene.conseils[profil.numero], scene.fondation(profil), scene.installation(profil)


def _regler(scene: Scene, profil: Profil, comptes: dict[str, Compte]) -> None:
    """The versions of one conseil, each adopted in an assembly. The 17e, not set up yet, has a draft."""
    conseil = scene.conseils[profil.numero]
    assemblees = list(Reunion.objects.tenues().filter(conseil=conseil, type=Reunion.Type.ASSEMBLEE).order_by("date"))
    if profil.numero not in AVIS_PAR_CONSEIL or not assemblees:
        ecrit_le = scene.calendrier.ouvre_des(scene.calendrier.aujourd_hui - timedelta(days=20))
        _version(conseil, 1, ecrit_le)
        return
    retenues = assemblees[:: max(1, len(assemblees) // 2)][: 2 if profil.numero in DEUX_VERSIONS else 1]
    versions = [
        _version(conseil, numero, reunion.date - timedelta(days=21), reunion)
        for numero, reunion in enumerate(retenues, start=1)
    ]
    for ancienne, suivante in pairwise(versions):
        _verifier(ancienne, INSTITUTION.PREFECTURE, AVIS.OBSERVATIONS, comptes, suivante.ecrit_le)
    for institution, avis in zip(INSTITUTION, AVIS_PAR_CONSEIL[profil.numero], strict=True):
        if avis:
            _verifier(versions[-1], institution, avis, comptes, scene.calendrier.aujourd_hui)


def _version(conseil: ConseilCitoyen, numero: int, ecrit_le: date, reunion: Reunion | None = None) -> VersionReglement:
    return VersionReglement.objects.create(
        conseil=conseil,
        numero=numero,
        ecrit_le=ecrit_le,
        texte=TEXTE.format(article=ARTICLES[numero - 1]),
        adoptee_en=reunion,
    )


def _verifier(
    version: VersionReglement, institution: str, avis: str, comptes: dict[str, Compte], au_plus_tard: date
) -> None:
    """A month or so after the adoption, and before what came next."""
    le = version.adoptee_en.date + timedelta(days=28 if institution == INSTITUTION.PREFECTURE else 41)
    VerificationReglement.objects.create(
        version=version,
        institution=institution,
        avis=avis,
        observations=OBSERVATION if avis == AVIS.OBSERVATIONS else "",
        le=min(le, au_plus_tard),
        par=comptes[institution],
    )
