"""The three claims of the dispositif: the figures that support each one, and what they do not prove."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reporting.confidentialite import petit
from reporting.indicateurs import INDICATEURS
from reporting.rapports.bilan_dispositif import donnees as d
from reporting.rapports.bilan_dispositif.lecture import LectureDuDispositif
from reporting.rapports.communs.sexes import tableau_eloignes
from socle.templatetags.typographie import nombre, pourcent


@dataclass(frozen=True)
class _Enonce:
    """A claim: its indicators, each with the name it takes while it is not computed, and what limits them."""

    ancre: str
    enonce: str
    codes: dict[str, str]
    limites: Callable[[LectureDuDispositif], Iterator[str]]


def affirmations(lecture: LectureDuDispositif) -> tuple[d.Affirmation, ...]:
    """In the order of the convention."""
    return tuple(
        d.Affirmation(
            ancre=e.ancre,
            enonce=e.enonce,
            preuves=tuple(lecture.chiffre(code) for code in e.codes if code in INDICATEURS),
            absentes=tuple(libelle for code, libelle in e.codes.items() if code not in INDICATEURS),
            limites=tuple(e.limites(lecture)),
        )
        for e in ENONCES
    )


def _limites_de_la_mobilisation(lecture: LectureDuDispositif) -> Iterator[str]:
    yield (
        "Ce sont des venues qui sont comptées, et non des personnes : le public n’est jamais nommé, et quelqu’un "
        "venu trois fois compte trois fois."
    )
    public, muets = lecture.nombre("public"), tableau_eloignes(lecture.table).lignes[-1].total
    # Hidden in the table of the answers, it is hidden here too.
    if public and muets is not None:
        yield (
            f"La part des habitants éloignés porte sur les réponses : {pourcent(100 * muets / public)} des "
            f"participations, hors membres ({nombre(muets)} sur {nombre(public)}), sont sans réponse."
        )
    yield (
        "La définition de l’habitant éloigné est propre au dispositif : le contrat de ville n’en donne pas. Elle "
        "repose sur ce que chacun déclare, et rien n’est déduit."
    )
    if sans := _ordinaux(lecture.ou_manque("reponses_eloignes")):
        yield f"Aucune réponse n’est enregistrée pour : {sans}."
    yield (
        "Aucune mesure n’existe d’avant le dispositif : le progrès se lit d’une année sur l’autre, "
        "et sa cause ne se déduit pas de ces chiffres."
    )


def _limites_de_l_autonomie(lecture: LectureDuDispositif) -> Iterator[str]:
    yield (
        "La grille d’autonomie est propre au dispositif et remplie avec son équipe : c’est une évaluation de "
        "l’intérieur, que chaque conseil peut discuter."
    )
    if sans := _ordinaux(lecture.ou_manque("autonomie_evaluee")):
        yield f"Aucun semestre n’est évalué dans la période pour : {sans}."
    reponses = lecture.nombre("competences_reponses")
    yield (
        "Les compétences sont celles que les participants se reconnaissent avant et après une formation"
        + (_et_combien(reponses) if reponses else " : aucun questionnaire n’a été recueilli.")
    )
    yield (
        "La prise en compte d’un avis se lit dans la réponse de l’institution ; seul l’effet constaté sur place dit "
        "ce qui a changé."
    )


def _et_combien(reponses: int) -> str:
    if petit(reponses):
        return " ; les questionnaires sont trop peu nombreux."
    return f" ({nombre(reponses)} questionnaires, remplis par qui le veut bien)."


def _limites_de_la_visibilite(lecture: LectureDuDispositif) -> Iterator[str]:
    yield (
        "Siéger n’est pas peser : la représentation dit que le conseil était là, et non que sa parole a compté. "
        "La réponse aux avis en dit davantage."
    )
    if retards := lecture.nombre("en_retard"):
        pluriel = "s" if retards > 1 else ""
        yield f"{nombre(retards)} réponse{pluriel} attendue{pluriel} des institutions {_sont(retards)} en retard."
    if sans := _ordinaux(lecture.ou_manque("seances_ouvertes")):
        yield f"Aucune séance tenue n’ouvrait de siège à : {sans}."
    yield (
        "Ce que les partenaires pensent du conseil citoyen ne se mesure pas ici : il y faut une enquête, que "
        "personne ne conduit encore."
    )


def _sont(combien: int) -> str:
    return "sont" if combien > 1 else "est"


def _ordinaux(conseils) -> str:
    return ", ".join(c.arrondissement.ordinal for c in conseils)


ENONCES = (
    _Enonce(
        "eloignes",
        "Un dispositif qui mobilise activement les habitants éloignés de la participation citoyenne.",
        {
            "I31": "Part des habitants éloignés",
            "I32": "Fidélisation",
            "I33": "Entrée d’habitants éloignés au groupe moteur",
            "I08p": "Premières venues",
            "I08": "Ouverture",
        },
        _limites_de_la_mobilisation,
    ),
    _Enonce(
        "attentes",
        "Un dispositif qui répond aux attentes des habitants, lesquels gagnent en autonomie et en compétence et se "
        "placent en acteurs de leur quartier.",
        {
            "I24": "Prise en compte des avis",
            "I39": "Effets constatés",
            "I26": "Actions issues d’une expression",
            "I34": "Niveau d’autonomie",
            "I35": "Réunions auto-animées",
            "I36": "Compétences déclarées",
        },
        _limites_de_l_autonomie,
    ),
    _Enonce(
        "visibilite",
        "Un dispositif qui renforce la visibilité et la pertinence d’une instance de démocratie participative, dans "
        "une dynamique partenariale.",
        {
            "I12": "Représentation dans les instances",
            "I14": "Avis et interpellations",
            "I22": "Taux de réponse",
            "I37": "Visibilité",
            "I38": "Dynamique partenariale",
        },
        _limites_de_la_visibilite,
    ),
)
