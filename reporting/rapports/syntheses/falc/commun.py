"""What the FALC versions of all kinds of bilans say in the same words, from the same indicators."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.rapports.communs.donnees import Cadre, Chiffre
from reporting.rapports.syntheses.falc import mots
from reporting.rapports.syntheses.falc.donnees import Phrase
from reporting.rapports.syntheses.falc.phrases import PERSONNES, REPONSES, VENUES, comparer, compter, dire, part
from reporting.rapports.syntheses.source import Source
from socle.templatetags.typographie import date_fr

ParCode = dict[str, Chiffre]


def s_inscrire(cadre: Cadre, par_code: ParCode, *, ou: str, parmi: str) -> Iterator[Phrase]:
    """``ou`` and ``parmi``: « le groupe moteur », « du groupe »."""
    membres, jour = par_code["I01"], date_fr(cadre.arrete_au)
    yield dire(
        compter(
            membres.valeur,
            f"Le {jour}, personne n’est dans {ou}.",
            f"Le {jour}, 1 personne est dans {ou}.",
            f"Le {jour}, {{}} personnes sont dans {ou}.",
        )
    )
    yield from comparer(membres)
    if membres.valeur:
        yield from part(
            par_code["I03"],
            PERSONNES,
            f"{parmi} sont des femmes.",
            f"Il n’y a pas de femme dans {ou}.",
            f"Nous ne savons pas combien de femmes sont dans {ou}.",
        )


def venir(par_code: ParCode) -> Iterator[Phrase]:
    venues = par_code["I07"]
    yield dire(
        compter(
            venues.valeur,
            "Nous n’avons compté aucune venue à nos réunions.",
            "Nous avons compté 1 venue à nos réunions.",
            "Nous avons compté {} venues à nos réunions.",
        ),
        *((mots.VENUES,) if venues.valeur and venues.valeur > 1 else ()),
    )
    yield from comparer(venues)
    if not venues.valeur:
        return
    yield from part(
        par_code["I08"],
        VENUES,
        "viennent de personnes non inscrites.",
        "Seules des personnes inscrites sont venues.",
        "Nous ne savons pas qui est venu.",
    )
    yield dire("Certaines personnes participent très peu d’habitude.")
    yield dire("Nous posons la question aux personnes qui viennent.")
    yield from part(
        par_code["I31"],
        REPONSES,
        "viennent de ces personnes.",
        "Aucune réponse ne vient de ces personnes.",
        "Nous ne savons pas combien de ces personnes sont venues.",
    )


def se_reunir(par_code: ParCode) -> Iterator[Phrase]:
    reunions, sessions = par_code["I06"], par_code["I16a"]
    yield dire(
        compter(
            reunions.valeur,
            "Nous n’avons fait aucune réunion.",
            "Nous avons fait 1 réunion.",
            "Nous avons fait {} réunions.",
        )
    )
    yield from comparer(reunions)
    yield dire(
        compter(
            sessions.valeur,
            "Nous n’avons suivi aucune formation.",
            "Nous avons suivi 1 formation.",
            "Nous avons suivi {} formations.",
        ),
        mots.FORMATIONS if sessions.valeur and sessions.valeur > 1 else mots.FORMATION,
    )
    yield from comparer(sessions)


def etre_aides(par_code: ParCode) -> Iterator[Phrase]:
    jours = round(par_code["I30"].valeur or 0)
    if jours:
        yield dire("Des animateurs nous aident.", mots.ANIMATEUR)
        yield dire(compter(jours, "", "Ils ont travaillé environ 1 jour.", "Ils ont travaillé environ {} jours."))


def venir_d_un_bilan(source: Source, cadre: Cadre) -> Iterator[Phrase]:
    yield dire("Ce document vient d’un bilan.", mots.BILAN)
    yield dire(f"Le numéro du bilan est {source.numero}.")
    if not source.publie:
        yield dire("Ce bilan n’est pas fini.")
        yield dire("Il peut encore changer.")
    yield dire("Tous les chiffres viennent du bilan.")
    yield dire(f"Ils vont du {date_fr(cadre.debut)} au {date_fr(cadre.arrete_au)}.")
    if cadre.en_cours:
        yield dire("L’année n’est pas finie.")
        yield dire("Les chiffres vont changer.")
    if cadre.en_cours and cadre.comparaison:
        yield dire("Nous comparons avec l’année d’avant, au même moment.")
    yield dire("Un ordinateur a écrit les phrases.")
    if cadre.fictif:
        yield dire("Ce document est un exemple.")
        yield dire("Les personnes et les chiffres sont inventés.")
