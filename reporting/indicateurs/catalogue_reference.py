"""Indicators made of feuilles de route, of states, of partners, and of what others observe."""

from __future__ import annotations

from dataclasses import replace

from conseils.models import Portage
from conseils.reglement import EtatReglement
from reporting.indicateurs.declaration import Famille, Indicateur, Registre, Terme, Unite, termes
from reporting.indicateurs.mesure import CENTIMES, DIXIEMES
from territoires.models import Engagement

_PREFECTURE = Terme("reglements_verifies", details=("prefecture",))
_VILLE = Terme("reglements_verifies", details=("ville",))
_LES_DEUX = Terme("reglements_verifies_deux_fois")


def _moins(terme: Terme) -> Terme:
    return replace(terme, signe=-1)


# From facts, each of which holds the one after it: a conseil is in one state, and in one only.
_REGLEMENTS = (
    (EtatReglement.AUCUN.label, (Terme("conseils"), _moins(Terme("reglements_ecrits")))),
    (EtatReglement.REDIGE.label, (Terme("reglements_ecrits"), _moins(Terme("reglements_adoptes")))),
    (EtatReglement.ADOPTE.label, (Terme("reglements_adoptes"), _moins(_PREFECTURE), _moins(_VILLE), _LES_DEUX)),
    (EtatReglement.PREFECTURE.label, (_PREFECTURE, _moins(_LES_DEUX))),
    (EtatReglement.VILLE.label, (_VILLE, _moins(_LES_DEUX))),
    (EtatReglement.LES_DEUX.label, (_LES_DEUX,)),
)
_PORTAGES = (
    *((mode.label, termes("portages", details=(mode.value,))) for mode in Portage.Mode),
    ("non choisi", (Terme("conseils"), _moins(Terme("portages")))),
)
_PAR_NATURE = {nature: (nature.value,) for nature in Engagement.Nature}

INDICATEURS_REFERENCE = (
    Indicateur(
        "I18",
        "Règlement intérieur",
        "Où en est le règlement intérieur le dernier jour de la période : aucun, rédigé, adopté, vérifié par la "
        "Préfecture, par la Ville, ou par les deux. La version en vigueur est la dernière adoptée, et c'est le "
        "dernier avis de chaque institution qui compte. Pour plusieurs conseils : combien dans chaque état.",
        "Règlements intérieurs et vérifications",
        Famille.COMPOSITION,
        Registre.EFFECTIVITE,
        Unite.ETAT,
        (_LES_DEUX,),
        termes("conseils"),
        etats=_REGLEMENTS,
        court="Règlement",
    ),
    Indicateur(
        "I19",
        "Mode de portage",
        "Forme choisie par le conseil, en cours le dernier jour de la période. Pour plusieurs conseils : combien "
        "ont choisi chacune.",
        "Portages",
        Famille.COMPOSITION,
        Registre.EFFECTIVITE,
        Unite.ETAT,
        termes("portages"),
        termes("conseils"),
        etats=_PORTAGES,
        court="Portage",
    ),
    Indicateur(
        "I11",
        "Participations pour 1 000 habitants de QPV",
        "Venues aux réunions tenues de membres et d'autres participants qui habitent un QPV, rapportées aux "
        "habitants de ces QPV, à la dernière population connue. Une personne venue trois fois compte trois fois. "
        "Ne se donne que pour Paris ou pour un QPV : trois QPV sont à cheval sur plusieurs arrondissements.",
        "Présences, comptages par quartier et populations",
        Famille.CONTRAT,
        Registre.EFFECTIVITE,
        Unite.POUR_MILLE,
        termes("presences_qpv", "public_qpv"),
        termes("population_qpv"),
        de_paris=True,
        par_quartier=True,
    ),
    Indicateur(
        "I33",
        "Entrée d'habitants éloignés au groupe moteur",
        "Personnes éloignées de la participation qui sont entrées au groupe moteur dans la période.",
        "Aucune",
        Famille.COMPOSITION,
        Registre.IMPACT,
        Unite.PERSONNES,
        (),
        non_calculable="Les participants ne sont jamais nommés et aucun membre ne porte la mention « éloigné » : le "
        "déduire de comptages l'inventerait, l'inscrire garderait une réponse sensible à côté d'un nom.",
    ),
    Indicateur(
        "I25",
        "Réalisation des feuilles de route",
        "Actions échues et faites à la fin de la période, rapportées aux actions dont l'échéance est tombée dans la "
        "période. Une action abandonnée ou reportée reste comptée parmi les actions échues. Feuilles de route "
        "validées seulement.",
        "Feuilles de route",
        Famille.ACCOMPAGNEMENT,
        Registre.EFFICACITE,
        Unite.POURCENT,
        termes("actions_faites"),
        termes("actions_echues"),
        court="Actions faites",
    ),
    Indicateur(
        "I26",
        "Actions issues d'une expression",
        "Actions reliées à l'expression, à l'acteur ou au partenaire dont elles viennent, rapportées aux actions "
        "de l'exercice. Toute action dit à quoi elle répond ; celles-ci permettent de le retrouver.",
        "Feuilles de route et diagnostic",
        Famille.ACCOMPAGNEMENT,
        Registre.EFFICACITE,
        Unite.POURCENT,
        termes("actions_reliees"),
        termes("actions"),
        court="Actions reliées",
    ),
    Indicateur(
        "I26h",
        "Actions venues d'habitants",
        "Actions qui répondent à des habitants, rapportées aux actions de l'exercice ; les autres viennent d'acteurs "
        "de terrain ou de partenaires.",
        "Feuilles de route",
        Famille.ACCOMPAGNEMENT,
        Registre.EFFICACITE,
        Unite.POURCENT,
        termes("actions", details=("habitant",)),
        termes("actions"),
        court="Actions d'habitants",
    ),
    Indicateur(
        "I37",
        "Visibilité",
        "Invitations, sollicitations et publications de la période : séances d'instances où le conseil a un siège, "
        "consultations qui lui sont adressées, actions que des partenaires lui ont demandées, et actions de "
        "communication inscrites au journal transmis.",
        "Instances, consultations, feuilles de route et journal",
        Famille.INSTANCES,
        Registre.IMPACT,
        Unite.ACTES,
        (*termes("seances_ouvertes", "consultations_recues", "publications"), Terme("actions", ("partenaire",))),
    ),
    Indicateur(
        "I38",
        "Dynamique partenariale",
        "Institutions et structures locales actives avec le conseil dans la période : rencontrées (journal transmis), "
        "associées à une initiative en vie, ou qui ont répondu à un acte. Chacune compte une fois par conseil.",
        "Journal, initiatives et réponses",
        Famille.INSTANCES,
        Registre.IMPACT,
        Unite.PARTENAIRES,
        termes("partenaires_actifs", "acteurs_actifs"),
        court="Partenaires",
    ),
    Indicateur(
        "I40",
        "Appréciation de l'impact",
        "Moyenne, de 1 à 5, des notes données pendant les débats annuels et les enquêtes habitantes de la période : "
        "une somme de notes sur un nombre de réponses. Moins de cinq réponses ne se communiquent pas.",
        "Débats annuels et enquêtes, importés",
        Famille.FORMATION,
        Registre.IMPACT,
        Unite.POINTS,
        termes("appreciation_somme"),
        termes("appreciation_reponses"),
        sexue=True,
        reponses_min=5,
        court="Appréciation",
    ),
    Indicateur(
        "I41",
        "Écart de pauvreté entre les QPV et Paris",
        "Taux de pauvreté de chaque QPV moins celui de Paris, la dernière année où les deux sont connus : la moyenne "
        "des écarts, sans pondérer par la population. Vaut pour Paris ou pour un QPV.",
        "Observatoire des quartiers, importé",
        Famille.CONTRAT,
        Registre.IMPACT,
        Unite.POINTS,
        termes("ecarts_pauvrete"),
        termes("ecarts_connus"),
        diviseur=DIXIEMES,
        de_paris=True,
        par_quartier=True,
    ),
    Indicateur(
        "I41r",
        "QPV parmi le dixième le plus en difficulté",
        "QPV dont le rang national est dans le premier dixième, rapportés aux QPV classés, la dernière année connue.",
        "Classement national, importé",
        Famille.CONTRAT,
        Registre.IMPACT,
        Unite.POURCENT,
        termes("rangs_bas"),
        termes("rangs_connus"),
        de_paris=True,
    ),
    Indicateur(
        "I42",
        "Cibles du contrat atteintes",
        "Cibles chiffrées dont la dernière valeur connue atteint ce que le contrat vise, rapportées aux cibles "
        "chiffrées et mesurées. Le relevé donne, cible par cible, la dernière valeur, la valeur visée et l'échéance.",
        "Cibles du contrat et leurs mesures, importées",
        Famille.CONTRAT,
        Registre.IMPACT,
        Unite.POURCENT,
        termes("cibles_atteintes"),
        termes("cibles_mesurees"),
        de_paris=True,
    ),
    Indicateur(
        "I43",
        "Engagements financiers",
        "Crédits spécifiques et de droit commun que les signataires ont engagés dans l'année de l'exercice.",
        "Engagements des signataires, importés",
        Famille.CONTRAT,
        Registre.EFFECTIVITE,
        Unite.EUROS,
        termes("engagements"),
        diviseur=CENTIMES,
        de_paris=True,
    ),
    *(
        Indicateur(
            code,
            libelle,
            f"Part des engagements de l'année de l'exercice qui relève des {mots}.",
            "Engagements des signataires, importés",
            Famille.CONTRAT,
            Registre.EFFECTIVITE,
            Unite.EUROS,
            termes("engagements", details=_PAR_NATURE[nature]),
            diviseur=CENTIMES,
            de_paris=True,
        )
        for code, libelle, nature, mots in (
            (
                "I43s",
                "Crédits spécifiques",
                Engagement.Nature.SPECIFIQUE,
                "crédits spécifiques de la politique de la ville",
            ),
            ("I43d", "Crédits de droit commun", Engagement.Nature.DROIT_COMMUN, "crédits de droit commun"),
        )
    ),
)
