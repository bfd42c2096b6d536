"""What the syntheses of all kinds of bilans have in common: how much there is room for, and how it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reporting.rapports.communs.donnees import Cadre, Chiffre, LigneSexuee, TableauSexue
from reporting.rapports.recits import Recit, en_paragraphes
from reporting.rapports.syntheses import donnees as d
from reporting.rapports.syntheses.coupe import couper, couper_paragraphes
from socle.templatetags.typographie import date_fr, nombre

# What two pages have room for, in signs and in lines.
SUJET, TITRE, INSTITUTION, SUITE, PHRASE, RECIT, PERSPECTIVES = 60, 80, 40, 60, 110, 480, 400
LIGNES, REPONSES, FAITS, ATTENDUES, MANQUES = 6, 2, 3, 3, 2


def entete(cadre: Cadre, sujet: str, titre: str = "L’année {} en deux pages") -> d.Entete:
    """``titre`` receives the exercice."""
    return d.Entete(
        titre=titre.format(cadre.exercice),
        sujet=couper(sujet, SUJET),
        exercice=cadre.exercice,
        debut=cadre.debut,
        arrete_au=cadre.arrete_au,
        en_cours=cadre.en_cours,
        comparaison=cadre.comparaison,
        commanditaires=tuple(couper(nom, SUJET) for nom in cadre.commanditaires[:4]),
        fictif=cadre.fictif,
    )


def chapeau(cadre: Cadre, par_code: dict[str, Chiffre], *, qui: str, groupe: str) -> str:
    """Two sentences. ``qui`` and ``groupe`` begin them, verb included: « Le conseil a », « Son groupe réunit »."""
    reunions, venues, membres = (par_code[code] for code in ("I06", "I07", "I01"))
    jour = date_fr(cadre.arrete_au)
    inscrits = f"{groupe} {membres.texte} personne{pluriel(membres.valeur)} au {jour}."
    if not reunions.valeur:
        return f"Aucune réunion n’est enregistrée du {date_fr(cadre.debut)} au {jour}. {inscrits}"
    ont = "ont" if reunions.valeur >= 2 else "a"
    return (
        f"{qui} tenu {reunions.texte} réunion{pluriel(reunions.valeur)}, qui {ont} compté "
        f"{venues.texte} participation{pluriel(venues.valeur)}. {inscrits}"
    )


def pluriel(combien) -> str:
    return "s" if combien and combien >= 2 else ""


def recit(recits: Sequence[Recit], section: str, signes: int) -> tuple[tuple[str, ...], bool]:
    """The beginning of what was written in a section, and whether it was cut."""
    texte = next((recit.texte for recit in recits if recit.section == section), "")
    return couper_paragraphes(en_paragraphes(texte), signes)


def sexes(tableaux: Sequence[TableauSexue]) -> tuple[LigneSexuee, ...]:
    """The sums of the tables that have a short name, already hidden where they must be."""
    return tuple(replace(t.ensemble, libelle=t.en_bref) for t in tableaux if t.en_bref)


def phrases(textes: Sequence[str], combien: int) -> tuple[str, ...]:
    return tuple(couper(texte, PHRASE) for texte in textes[:combien])


def autres(combien: int, un: str, plusieurs: str, ou: str) -> str:
    """« 3 autres points d’attention : suite dans le bilan, chapitre 1. » Empty when nothing is left out."""
    if combien <= 0:
        return ""
    return f"{nombre(combien)} {un if combien == 1 else plusieurs} : suite dans le bilan, {ou}."
