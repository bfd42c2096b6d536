"""The FALC version of the bilan of the dispositif. « Nous » is the conseils together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from reporting.rapports.bilan_dispositif import BilanDispositif
from reporting.rapports.bilan_dispositif.donnees import InstitutionInterpellee
from reporting.rapports.sujet import Sujet
from reporting.rapports.syntheses.commun import entete
from reporting.rapports.syntheses.dispositif import SUJET
from reporting.rapports.syntheses.falc import mots
from reporting.rapports.syntheses.falc.commun import etre_aides, s_inscrire, se_reunir, venir, venir_d_un_bilan
from reporting.rapports.syntheses.falc.donnees import Falc, Phrase, Question
from reporting.rapports.syntheses.falc.phrases import SANS_RELECTURE, citer, compter, dire, institution
from reporting.rapports.syntheses.source import Source, bilans, lire

OBJETS = bilans("bilan-dispositif")
INSTITUTIONS, LECONS = 6, 3


def assembler(sujet: Sujet, moment: datetime) -> Falc:
    """Nothing is read but the frozen bilan, so that the moment does not matter."""
    return ecrire(*lire(sujet))


def ecrire(source: Source, bilan: BilanDispositif) -> Falc:
    """The FALC version of these data."""
    institutions = bilan.parole.institutions[:INSTITUTIONS]
    questions = (
        Question("Que sont les conseils citoyens ?", "personnes", tuple(_presenter(bilan))),
        Question("Qui vient ?", "reunion", tuple(_venir(bilan))),
        Question("Qu’avons-nous fait ?", "suite", (*se_reunir(bilan.par_code), *etre_aides(bilan.par_code))),
        Question("Qu’avons-nous demandé ?", "lettre", tuple(_demander(bilan, institutions))),
        Question("Qui a répondu ?", "reponse", tuple(_repondre(institutions))),
        Question("Qu’est-ce qui est difficile ?", "attention", tuple(_difficultes(bilan))),
        Question("D’où vient ce document ?", "document", tuple(venir_d_un_bilan(source, bilan.cadre))),
    )
    return Falc(source, entete(bilan.cadre, SUJET, "Notre année {}"), questions, SANS_RELECTURE)


def _presenter(bilan: BilanDispositif) -> Iterator[Phrase]:
    yield dire("Un conseil citoyen est un groupe de personnes.")
    yield dire("Ces personnes vivent ou travaillent dans un quartier prioritaire.", mots.QUARTIER)
    yield dire("Elles disent ce qu’il faut changer dans le quartier.")
    yield dire("Elles le disent aux institutions.", mots.INSTITUTIONS)
    yield dire(
        compter(
            len(bilan.conseils),
            "Nous ne connaissons aucun conseil citoyen à Paris.",
            "Ce document parle de 1 conseil citoyen à Paris.",
            "Ce document parle de {} conseils citoyens à Paris.",
        )
    )
    yield dire("Dans ce document, « nous » veut dire ces conseils citoyens.")


def _venir(bilan: BilanDispositif) -> Iterator[Phrase]:
    yield dire("Dans chaque conseil, un groupe moteur prépare le travail.", mots.GROUPE)
    yield from s_inscrire(bilan.cadre, bilan.par_code, ou="les groupes moteurs", parmi="de ces groupes")
    yield from venir(bilan.par_code)


def _demander(bilan: BilanDispositif, institutions: tuple[InstitutionInterpellee, ...]) -> Iterator[Phrase]:
    yield dire(
        compter(
            bilan.par_code["I14"].valeur,
            "Nous n’avons envoyé aucun avis.",
            "Nous avons envoyé 1 avis ou demande.",
            "Nous avons envoyé {} avis ou demandes.",
        ),
        mots.AVIS,
    )
    for interpellee in institutions:
        qui = institution(interpellee.nom)
        a = qui.verbes["a"]
        recus = compter(interpellee.adresses, f"n’en {a} reçu aucun.", f"en {a} reçu 1.", f"en {a} reçu {{}}.")
        yield dire(f"{qui.nom} {recus}")


def _repondre(institutions: tuple[InstitutionInterpellee, ...]) -> Iterator[Phrase]:
    if not institutions:
        yield dire("Nous n’avons rien demandé.")
        yield dire("Les institutions n’ont donc rien à répondre.")
    for interpellee in institutions:
        qui = institution(interpellee.nom)
        a = qui.verbes["a"]
        fois = compter(interpellee.repondus, f"n’{a} pas répondu.", f"{a} répondu 1 fois.", f"{a} répondu {{}} fois.")
        yield dire(f"{qui.nom} {fois}")


def _difficultes(bilan: BilanDispositif) -> Iterator[Phrase]:
    lecons = bilan.amelioration.lecons[:LECONS]
    if lecons:
        yield dire("Voici ce que nous avons compris :")
        yield from (citer(lecon.constat) for lecon in lecons)
    yield dire(
        "Il manque des informations dans le bilan."
        if bilan.manques
        else "Le bilan a toutes les informations attendues."
    )
