"""The FALC version of the bilan of one conseil, question by question. « Nous » is the conseil."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from reporting.rapports.bilan_conseil.donnees import Bilan
from reporting.rapports.communs.attentions import PARITE, PART_HABITANTS, TAILLE
from reporting.rapports.communs.donnees import Acte, Chiffre, SuiteEngagee
from reporting.rapports.sujet import Sujet
from reporting.rapports.syntheses.commun import entete
from reporting.rapports.syntheses.falc import mots
from reporting.rapports.syntheses.falc.commun import etre_aides, s_inscrire, se_reunir, venir, venir_d_un_bilan
from reporting.rapports.syntheses.falc.donnees import Falc, Phrase, Question
from reporting.rapports.syntheses.falc.phrases import (
    PERSONNES,
    SANS_RELECTURE,
    citer,
    compter,
    dire,
    institution,
    part,
    repondre,
)
from reporting.rapports.syntheses.source import Source, bilans, lire
from socle.templatetags.typographie import date_fr, nombre

OBJETS = bilans("bilan-conseil")
ACTES, ADRESSES, PROJETS = 4, 3, 3


def assembler(sujet: Sujet, moment: datetime) -> Falc:
    """Nothing is read but the frozen bilan, so that the moment does not matter."""
    return ecrire(*lire(sujet))


def ecrire(source: Source, bilan: Bilan) -> Falc:
    """The FALC version of these data."""
    questions = (
        Question("Qu’est-ce que le conseil citoyen ?", "personnes", tuple(_presenter(bilan))),
        Question("Qui vient ?", "reunion", tuple(_venir(bilan))),
        Question("Qu’avons-nous fait ?", "suite", tuple(_faire(bilan))),
        Question("Qu’avons-nous demandé ?", "lettre", tuple(_demander(_actes(bilan)))),
        Question("Qui a répondu ?", "reponse", tuple(_reponses(_actes(bilan)))),
        Question("Qu’est-ce qui est difficile ?", "attention", tuple(_difficultes(bilan))),
        Question("D’où vient ce document ?", "document", tuple(venir_d_un_bilan(source, bilan.cadre))),
    )
    return Falc(source, entete(bilan.cadre, bilan.conseil.nom, "Notre année {}"), questions, SANS_RELECTURE)


def _presenter(bilan: Bilan) -> Iterator[Phrase]:
    yield dire("Le conseil citoyen est un groupe de personnes.")
    yield dire("Ces personnes vivent ou travaillent dans un quartier prioritaire.", mots.QUARTIER)
    yield dire("Elles disent ce qu’il faut changer dans le quartier.")
    yield dire("Elles le disent aux institutions.", mots.INSTITUTIONS)
    yield dire("Notre conseil s’appelle :")
    yield citer(bilan.conseil.nom)
    if bilan.conseil.installe_le:
        yield dire(f"Notre conseil existe depuis le {date_fr(bilan.conseil.installe_le)}.")
    yield dire("Dans ce document, « nous » veut dire le conseil citoyen.")


def _venir(bilan: Bilan) -> Iterator[Phrase]:
    yield dire("Le groupe moteur prépare notre travail.", mots.GROUPE)
    yield from s_inscrire(bilan.cadre, bilan.par_code, ou="le groupe moteur", parmi="du groupe")
    yield from venir(bilan.par_code)


def _faire(bilan: Bilan) -> Iterator[Phrase]:
    yield from se_reunir(bilan.par_code)
    if bilan.parole:
        yield from _projets([initiative.titre for initiative in bilan.parole.initiatives])
        yield from _sieger(sum(seance.present for seance in bilan.parole.seances))
    yield from etre_aides(bilan.par_code)


def _projets(titres: list[str]) -> Iterator[Phrase]:
    yield dire(
        compter(
            len(titres),
            "Nous n’avons pas de projet en cours.",
            "Nous avons travaillé sur 1 projet.",
            "Nous avons travaillé sur {} projets.",
        ),
        mots.PROJETS if len(titres) > 1 else mots.PROJET,
    )
    if titres:
        yield dire("Le voici :" if len(titres) == 1 else "Les voici :" if len(titres) <= PROJETS else "En voici 3 :")
    yield from map(citer, titres[:PROJETS])


def _sieger(combien: int) -> Iterator[Phrase]:
    if combien:
        yield dire(
            compter(
                combien,
                "",
                "Nous sommes allés à 1 réunion des institutions.",
                "Nous sommes allés à {} réunions des institutions.",
            )
        )


def _actes(bilan: Bilan) -> tuple[Acte, ...]:
    return bilan.parole.actes if bilan.parole else ()


def _demander(actes: tuple[Acte, ...]) -> Iterator[Phrase]:
    yield dire(
        compter(
            len(actes),
            "Nous n’avons envoyé aucun avis.",
            "Nous avons envoyé 1 avis ou demande.",
            "Nous avons envoyé {} avis ou demandes.",
        ),
        mots.AVIS,
    )
    if len(actes) > ACTES:
        yield dire(f"Voici les {ACTES} derniers.")
    for acte in actes[-ACTES:]:
        yield dire(f"Le {date_fr(acte.transmis_le)}, nous avons écrit :")
        yield citer(acte.titre)


def _reponses(actes: tuple[Acte, ...]) -> Iterator[Phrase]:
    if not actes:
        yield dire("Nous n’avons rien demandé.")
        yield dire("Les institutions n’ont donc rien à répondre.")
    for acte in actes[-ACTES:]:
        yield dire("Nous avons écrit :")
        yield citer(acte.titre)
        for adresse in acte.adresses[:ADRESSES]:
            yield from repondre(institution(adresse.institution), adresse.reponse)
            for suite in [s for s in adresse.suites if s.effet][:1]:
                yield from _constater(suite)


def _constater(suite: SuiteEngagee) -> Iterator[Phrase]:
    """A promise, and what was seen of it."""
    yield dire("Voici ce qui était promis :")
    yield citer(suite.action)
    vu = {"fait": "c’est fait", "fait en partie": "une partie est faite", "pas fait": "ce n’est pas fait"}
    yield dire(f"Nous sommes allés voir : {vu.get(suite.effet, suite.effet)}.")


def _difficultes(bilan: Bilan) -> Iterator[Phrase]:
    phrases = [*_composition(bilan), *_retards(_actes(bilan))]
    if bilan.manques:
        phrases.append(dire("Il manque des informations dans le bilan."))
    yield from phrases or [dire("Les chiffres du bilan ne montrent pas de difficulté.")]


def _composition(bilan: Bilan) -> Iterator[Phrase]:
    """The gaps to the references of the contract, those of the bilan's points d'attention."""
    membres, habitants, femmes = (bilan.par_code[code] for code in ("I01", "I02", "I03"))
    if _hors(membres, *TAILLE):
        yield dire(f"Notre groupe est {'petit' if membres.valeur < TAILLE[0] else 'grand'}.")
        yield dire(f"Le contrat de ville parle de {TAILLE[0]} à {TAILLE[1]} personnes.", mots.CONTRAT)
    if _hors(habitants, PART_HABITANTS, 100):
        aucun = "Il n’y a pas d’habitant dans le groupe."
        yield from part(habitants, PERSONNES, "du groupe sont des habitants.", aucun, "")
        yield dire("Le contrat de ville demande plus d’habitants.", mots.CONTRAT)
    if _hors(femmes, *PARITE):
        plus, moins = ("femmes", "hommes") if femmes.valeur > PARITE[1] else ("hommes", "femmes")
        yield dire(f"Il y a plus {_de(plus)} que {_de(moins)} dans le groupe.")
        yield dire("Il faut autant de femmes que d’hommes.")


def _hors(chiffre: Chiffre, bas: int, haut: int) -> bool:
    return chiffre.valeur is not None and not bas <= chiffre.valeur <= haut


def _de(nom: str) -> str:
    return f"d’{nom}" if nom.startswith("h") else f"de {nom}"


def _retards(actes: tuple[Acte, ...]) -> Iterator[Phrase]:
    retards = sum(adresse.reponse.startswith("En retard") for acte in actes for adresse in acte.adresses)
    if retards:
        yield dire(f"Nous attendons {nombre(retards)} réponse{'s' if retards > 1 else ''} en retard.")
