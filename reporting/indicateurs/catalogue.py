"""The indicators: what each one means, and which counts it is made of.

Codes are those of the reports' specification and are never reused. Each indicator is a numerator, and
for a rate a denominator, both sums of ``mesures``: a total for Paris is a sum over a sum, never an
average of percentages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from conseils.models import Sexe
from conseils.models.autonomie import CHAMPS
from conseils.models.formations import CENTIEMES

CONNUS = (Sexe.FEMME, Sexe.HOMME)
MINUTES_PAR_JOUR = 7 * 60
MINUTES_PAR_HEURE = 60


class Registre(Enum):
    """The three registers of the contract's evaluation."""

    EFFECTIVITE = "effectivité"
    EFFICACITE = "efficacité"
    IMPACT = "impact"


class Unite(Enum):
    """How a value is printed."""

    PERSONNES = "personnes"
    PARTICIPATIONS = "participations"
    REUNIONS = "réunions"
    POURCENT = "%"
    JOURS = "jours"
    SESSIONS = "sessions"
    HEURES = "heures"
    POINTS = "points"

    @property
    def decimales(self) -> int:
        return 1 if self in (Unite.JOURS, Unite.HEURES, Unite.POINTS) else 0


class Famille(Enum):
    """Where the dashboard and the bilan place the indicator."""

    COMPOSITION = "Composition du groupe moteur"
    VIE = "Vie du conseil"
    FORMATION = "Formation et autonomie"
    ACCOMPAGNEMENT = "Accompagnement"


@dataclass(frozen=True)
class Terme:
    """A count inside a formula: one mesure, narrowed to some details or sexes, added or subtracted."""

    cle: str
    details: tuple[str, ...] | None = None
    sexes: tuple[str, ...] | None = None
    signe: int = 1


Formule = tuple[Terme, ...]


@dataclass(frozen=True)
class Indicateur:
    """One declared figure.

    ``inconnus`` counts the people left out of a rate for want of an answer. ``sexue``: the same formula
    is also given for women, for men and for non renseigné. ``diviseur`` turns the numerator into its
    unit. ``reponses_min``: under that many answers a mean could be somebody's, and is not told.
    ``reference`` is the contract's own reference value, printed beside the figure, never a target.
    """

    code: str
    libelle: str
    definition: str
    source: str
    famille: Famille
    registre: Registre
    unite: Unite
    numerateur: Formule
    denominateur: Formule | None = None
    inconnus: Formule = ()
    sexue: bool = False
    diviseur: int = 1
    reponses_min: int = 0
    reference: str = ""
    court: str = ""

    @property
    def facteur(self) -> int:
        """A share is printed out of a hundred; a mean on its own scale."""
        return 100 if self.unite is Unite.POURCENT else 1

    @property
    def titre_court(self) -> str:
        return self.court or self.libelle


def _t(*cles: str, **options) -> Formule:
    return tuple(Terme(cle, **options) for cle in cles)


_LISTE = (
    Indicateur(
        "I01",
        "Taille du groupe moteur",
        "Nombre de personnes dont le mandat court le dernier jour de la période.",
        "Mandats",
        Famille.COMPOSITION,
        Registre.EFFECTIVITE,
        Unite.PERSONNES,
        _t("membres"),
        sexue=True,
        reference="20 à 50 personnes",
        court="Membres",
    ),
    Indicateur(
        "I02",
        "Part des habitants",
        "Membres du collège des habitants, rapportés à tous les membres, le dernier jour de la période.",
        "Mandats",
        Famille.COMPOSITION,
        Registre.EFFECTIVITE,
        Unite.POURCENT,
        _t("membres", details=("habitants",)),
        _t("membres"),
        sexue=True,
        reference="deux tiers",
        court="Habitants",
    ),
    Indicateur(
        "I03",
        "Taux de féminisation",
        "Femmes, rapportées aux femmes et aux hommes du groupe moteur, le dernier jour de la période. "
        "Le sexe non renseigné est laissé de côté et compté à part.",
        "Mandats",
        Famille.COMPOSITION,
        Registre.EFFECTIVITE,
        Unite.POURCENT,
        _t("membres", sexes=(Sexe.FEMME,)),
        _t("membres", sexes=CONNUS),
        inconnus=_t("membres", sexes=(Sexe.NON_RENSEIGNE,)),
        reference="parité",
        court="Femmes",
    ),
    Indicateur(
        "I03r",
        "Parité réelle",
        "Femmes, rapportées aux femmes et aux hommes venus aux réunions tenues, membres et autres personnes. "
        "Une personne venue trois fois compte trois fois ; le sexe non renseigné est laissé de côté et compté "
        "à part. À lire à côté du taux de féminisation, qui dit qui est inscrit.",
        "Présences et comptages des réunions",
        Famille.COMPOSITION,
        Registre.EFFECTIVITE,
        Unite.POURCENT,
        _t("presences", "public", sexes=(Sexe.FEMME,)),
        _t("presences", "public", sexes=CONNUS),
        inconnus=_t("presences", "public", sexes=(Sexe.NON_RENSEIGNE,)),
        reference="parité",
        court="Femmes présentes",
    ),
    Indicateur(
        "I04",
        "Part des entrées par tirage au sort",
        "Entrées de la période par tirage au sort, rapportées à toutes les entrées de la période.",
        "Mandats",
        Famille.COMPOSITION,
        Registre.EFFECTIVITE,
        Unite.POURCENT,
        _t("entrees", details=("tirage",)),
        _t("entrees"),
        sexue=True,
        court="Tirés au sort",
    ),
    Indicateur(
        "I05",
        "Renouvellement",
        "Entrées et sorties de la période, rapportées à deux fois l'effectif moyen (moyenne de la veille "
        "et du dernier jour de la période).",
        "Mandats",
        Famille.COMPOSITION,
        Registre.EFFECTIVITE,
        Unite.POURCENT,
        _t("entrees", "sorties"),
        _t("membres_avant", "membres"),
        sexue=True,
    ),
    Indicateur(
        "I06",
        "Réunions tenues",
        "Réunions de tout type qui ont eu lieu dans la période.",
        "Réunions",
        Famille.VIE,
        Registre.EFFECTIVITE,
        Unite.REUNIONS,
        _t("reunions"),
        court="Réunions",
    ),
    Indicateur(
        "I07",
        "Participations",
        "Présences de membres et venues d'autres participants aux réunions tenues. Une personne venue "
        "trois fois compte trois fois : les participants qui ne sont pas membres ne sont jamais nommés.",
        "Présences et comptages des réunions",
        Famille.VIE,
        Registre.EFFECTIVITE,
        Unite.PARTICIPATIONS,
        _t("presences", "public"),
        sexue=True,
    ),
    Indicateur(
        "I08",
        "Ouverture",
        "Participations de personnes qui ne sont pas membres, rapportées à toutes les participations.",
        "Présences et comptages des réunions",
        Famille.VIE,
        Registre.EFFECTIVITE,
        Unite.POURCENT,
        _t("public"),
        _t("presences", "public"),
        sexue=True,
    ),
    Indicateur(
        "I08p",
        "Premières venues",
        "Participants qui ne sont pas membres et qui ont dit venir pour la première fois à une réunion du conseil. "
        "Un plancher et non une part : la question n'est pas posée à toutes les réunions, et qui ne dit rien "
        "n'est pas compté.",
        "Comptages des réunions",
        Famille.VIE,
        Registre.EFFECTIVITE,
        Unite.PARTICIPATIONS,
        _t("premieres"),
        sexue=True,
    ),
    Indicateur(
        "I09",
        "Assiduité du groupe moteur",
        "Présences de membres aux assemblées et aux réunions du groupe moteur, rapportées aux membres en "
        "mandat le jour de chacune. Les réunions dont les présences manquent sont laissées de côté.",
        "Présences et mandats",
        Famille.VIE,
        Registre.EFFECTIVITE,
        Unite.POURCENT,
        _t("presences_groupe"),
        _t("attendus"),
        sexue=True,
        court="Assiduité",
    ),
    Indicateur(
        "I10",
        "Couverture des QPV",
        "QPV du périmètre où s'est tenue une réunion, ou dont un membre est venu à une réunion, rapportés "
        "aux QPV du périmètre.",
        "Réunions, présences et périmètre",
        Famille.VIE,
        Registre.EFFECTIVITE,
        Unite.POURCENT,
        _t("qpv_touches"),
        _t("qpv"),
    ),
    Indicateur(
        "I35",
        "Réunions auto-animées",
        "Réunions animées par des membres, rapportées aux réunions tenues.",
        "Réunions",
        Famille.VIE,
        Registre.IMPACT,
        Unite.POURCENT,
        _t("reunions_auto"),
        _t("reunions"),
        court="Auto-animées",
    ),
    Indicateur(
        "I31",
        "Part des habitants éloignés de la participation",
        "Participants éloignés de la participation citoyenne, rapportés aux participants, hors membres, "
        "qui ont répondu à la question. Compte des venues et non des personnes.",
        "Comptages des réunions",
        Famille.VIE,
        Registre.IMPACT,
        Unite.POURCENT,
        _t("eloignes"),
        _t("reponses_eloignes"),
        inconnus=(Terme("public"), Terme("reponses_eloignes", signe=-1)),
        sexue=True,
        court="Éloignés",
    ),
    Indicateur(
        "I32",
        "Fidélisation des habitants éloignés",
        "Venues d'habitants éloignés de la participation qui ont dit être déjà venus, rapportées aux venues "
        "d'habitants éloignés à qui la question a été posée. Le public n'étant jamais nommé, c'est la part des "
        "venues qui sont des retours ; ce n'est ni la part des personnes revenues, ni celle des personnes venues "
        "trois fois, que rien ne permet de savoir.",
        "Comptages des réunions",
        Famille.VIE,
        Registre.IMPACT,
        Unite.POURCENT,
        _t("eloignes_deja_venus"),
        _t("eloignes_interroges"),
        inconnus=(Terme("eloignes"), Terme("eloignes_interroges", signe=-1)),
        sexue=True,
        court="Éloignés revenus",
    ),
    Indicateur(
        "I16a",
        "Sessions de formation",
        "Formations et co-formations commencées dans la période. Une session commune à plusieurs conseils "
        "compte une fois pour chacun.",
        "Formations",
        Famille.FORMATION,
        Registre.EFFECTIVITE,
        Unite.SESSIONS,
        _t("formations"),
        court="Sessions",
    ),
    Indicateur(
        "I16b",
        "Heures de formation",
        "Durée des formations et co-formations commencées dans la période, sans la multiplier par le nombre "
        "de participants.",
        "Formations",
        Famille.FORMATION,
        Registre.EFFECTIVITE,
        Unite.HEURES,
        _t("formation_minutes"),
        diviseur=MINUTES_PAR_HEURE,
        court="Heures",
    ),
    Indicateur(
        "I16c",
        "Personnes formées",
        "Membres qui ont suivi au moins une session de la période, comptés une fois, et autres participants "
        "(habitants, agents, élus), comptés à chaque session puisqu'ils ne sont pas nommés.",
        "Participants des formations",
        Famille.FORMATION,
        Registre.EFFECTIVITE,
        Unite.PERSONNES,
        _t("membres_formes_periode", "formes_autres"),
        sexue=True,
        court="Personnes",
    ),
    Indicateur(
        "I17",
        "Membres formés",
        "Membres en mandat le dernier jour de la période qui ont suivi au moins une formation depuis leur "
        "entrée au conseil, rapportés à tous les membres.",
        "Participants des formations et mandats",
        Famille.FORMATION,
        Registre.EFFECTIVITE,
        Unite.POURCENT,
        _t("membres_formes"),
        _t("membres"),
        sexue=True,
    ),
    Indicateur(
        "I36",
        "Compétences déclarées",
        "Moyenne après moins moyenne avant, sur une échelle de 1 à 5, des questionnaires anonymes des "
        "formations commencées dans la période : une somme de réponses sur un nombre de réponses. "
        "Moins de cinq réponses ne se communiquent pas.",
        "Questionnaires de formation",
        Famille.FORMATION,
        Registre.IMPACT,
        Unite.POINTS,
        (Terme("competences_apres"), Terme("competences_avant", signe=-1)),
        _t("competences_reponses"),
        diviseur=CENTIEMES,
        reponses_min=5,
        court="Compétences",
    ),
    Indicateur(
        "I34",
        "Niveau d'autonomie",
        "Moyenne des quatre critères de la grille d'autonomie (auto-animation, auto-saisine, auto-production, "
        "gestion sans l'animateur), de 0 à 4, au dernier semestre évalué parmi ceux qui commencent dans la "
        "période. Pour plusieurs conseils : la moyenne de ceux qui sont évalués.",
        "Grille d'autonomie",
        Famille.FORMATION,
        Registre.IMPACT,
        Unite.POINTS,
        _t("autonomie"),
        _t("autonomie_evaluee"),
        diviseur=len(CHAMPS),
        court="Autonomie",
    ),
    Indicateur(
        "I21",
        "Complétude du journal",
        "Semaines de journal transmises, rapportées aux semaines échues de la période.",
        "Journal hebdomadaire",
        Famille.ACCOMPAGNEMENT,
        Registre.EFFECTIVITE,
        Unite.POURCENT,
        _t("semaines_transmises"),
        _t("semaines_dues"),
        court="Journal",
    ),
    Indicateur(
        "I30",
        "Temps d'animation",
        "Jours de sept heures inscrits dans les semaines transmises, toutes missions ensemble.",
        "Journal hebdomadaire",
        Famille.ACCOMPAGNEMENT,
        Registre.EFFICACITE,
        Unite.JOURS,
        _t("minutes"),
        diviseur=MINUTES_PAR_JOUR,
        court="Jours",
    ),
    Indicateur(
        "I30a",
        "Part de la mission 1",
        "Temps consacré à la structuration et à l'autonomie du conseil, rapporté au temps d'animation.",
        "Journal hebdomadaire",
        Famille.ACCOMPAGNEMENT,
        Registre.EFFICACITE,
        Unite.POURCENT,
        _t("minutes", details=("M1",)),
        _t("minutes"),
        court="Mission 1",
    ),
    Indicateur(
        "I30b",
        "Part de la mission 2",
        "Temps consacré aux instances et au projet de territoire, rapporté au temps d'animation.",
        "Journal hebdomadaire",
        Famille.ACCOMPAGNEMENT,
        Registre.EFFICACITE,
        Unite.POURCENT,
        _t("minutes", details=("M2",)),
        _t("minutes"),
        court="Mission 2",
    ),
    Indicateur(
        "I30c",
        "Part de la mission 3",
        "Temps consacré aux initiatives du conseil, rapporté au temps d'animation.",
        "Journal hebdomadaire",
        Famille.ACCOMPAGNEMENT,
        Registre.EFFICACITE,
        Unite.POURCENT,
        _t("minutes", details=("M3",)),
        _t("minutes"),
        court="Mission 3",
    ),
)

INDICATEURS: dict[str, Indicateur] = {i.code: i for i in _LISTE}
