"""The synthesis of the bilan of one conseil: what its two pages keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.formats import date_format

from reporting.rapports.bilan_conseil.donnees import Bilan, Mois
from reporting.rapports.bilan_conseil.faits import faits_marquants
from reporting.rapports.communs.donnees import Acte, ActeAdresse
from reporting.rapports.sujet import Sujet
from reporting.rapports.syntheses import commun as c
from reporting.rapports.syntheses import donnees as d
from reporting.rapports.syntheses.coupe import couper
from reporting.rapports.syntheses.source import Source, bilans, lire
from socle.templatetags.typographie import date_fr, nombre

OBJETS = bilans("bilan-conseil")
TITRES = d.Titres(
    graphique="L’année des réunions",
    echanges="Ce que le conseil a dit, ce qui lui a été répondu",
    dit="Le conseil a dit",
    repondu="Il lui a été répondu",
    difficulte="Ce qui est difficile",
)
SANS_ECART = "Le bilan ne relève aucun écart aux références du contrat de ville."
SANS_PERSPECTIVES = "Le bilan ne dit pas encore les priorités de l’année qui vient."


def assembler(sujet: Sujet, moment: datetime) -> d.Synthese:
    """Nothing is read but the frozen bilan, so that the moment does not matter."""
    return resumer(*lire(sujet))


def resumer(source: Source, bilan: Bilan) -> d.Synthese:
    """The synthesis of these data."""
    actes = bilan.parole.actes if bilan.parole else ()
    echanges, attendues = _echanges(actes), _attendues(actes)
    recit, recit_coupe = c.recit(bilan.recits, "annee", c.RECIT)
    perspectives, perspectives_coupees = c.recit(bilan.recits, "perspectives", c.PERSPECTIVES)
    return d.Synthese(
        source=source,
        entete=c.entete(bilan.cadre, bilan.conseil.nom),
        titres=TITRES,
        chapeau=c.chapeau(bilan.cadre, bilan.par_code, qui="Le conseil a", groupe="Son groupe moteur réunit"),
        recit=recit,
        recit_suite="Suite dans le bilan, chapitre 1." if recit_coupe else "",
        chiffres=tuple(d.ChiffreCle.de(chiffre) for chiffre in bilan.chiffres),
        sexes=c.sexes(bilan.tableaux_sexues),
        graphique=_graphique(bilan),
        echanges=echanges,
        echanges_dits=_dire_les_echanges(len(echanges), len(actes)),
        faits=c.phrases(_faits(bilan), c.FAITS),
        difficulte=couper(bilan.attentions[0], c.PHRASE) if bilan.attentions else SANS_ECART,
        difficulte_suite=c.autres(
            len(bilan.attentions) - 1, "autre point d’attention", "autres points d’attention", "chapitre 1"
        ),
        attendues=attendues[: c.ATTENDUES],
        attendues_dites=_dire_les_attendues(len(attendues)),
        perspectives=perspectives or (SANS_PERSPECTIVES,),
        perspectives_suite="Suite dans le bilan, chapitre 14." if perspectives_coupees else "",
        manques=c.phrases(bilan.manques, c.MANQUES),
    )


def _graphique(bilan: Bilan) -> d.Graphique:
    series = [d.SerieFigee("Cet exercice", tuple(m.reunions for m in bilan.mois))]
    if any(m.avant is not None for m in bilan.mois):
        series.append(d.SerieFigee("Exercice précédent", tuple(m.avant for m in bilan.mois)))
    return d.Graphique(
        titre="Réunions tenues, mois par mois",
        description=_description(bilan.mois),
        categories=tuple(date_format(m.debut, "N") for m in bilan.mois),
        series=tuple(series),
        rien="Aucune réunion n’est enregistrée, ni dans l’exercice ni dans le précédent.",
    )


def _description(mois: tuple[Mois, ...]) -> str:
    """The columns in words: there is no table of figures beside them."""
    dits = [f"{date_fr(m.debut, 'F')} {m.reunions}" for m in mois if m.reunions is not None]
    return f"Réunions par mois de l’exercice : {', '.join(dits)}."


def _echanges(actes: tuple[Acte, ...]) -> tuple[d.Echange, ...]:
    """The latest acts, in order, as many as their answers leave room for."""
    gardes, lignes = [], 0
    for echange in map(_echange, reversed(actes)):
        lignes += max(1, len(echange.reponses))
        if lignes > c.LIGNES:
            break
        gardes.insert(0, echange)
    return tuple(gardes)


def _echange(acte: Acte) -> d.Echange:
    return d.Echange(
        titre=couper(acte.titre, c.TITRE),
        nature=f"{acte.type}, {date_fr(acte.transmis_le)}",
        reponses=tuple(_reponse(adresse) for adresse in acte.adresses[: c.REPONSES]),
        autres=max(0, len(acte.adresses) - c.REPONSES),
    )


def _reponse(adresse: ActeAdresse) -> d.ReponseRecue:
    suite = next((s for s in adresse.suites if s.effet), None) or next(iter(adresse.suites), None)
    dite = f"{suite.action} : {(suite.effet or suite.etat).lower()}" if suite else ""
    delai = "" if adresse.delai is None else f" en {nombre(adresse.delai)} jour{c.pluriel(adresse.delai)}"
    return d.ReponseRecue(
        couper(adresse.institution, c.INSTITUTION), f"{adresse.reponse}{delai}", couper(dite, c.SUITE)
    )


def _dire_les_echanges(combien: int, en_tout: int) -> str:
    if not en_tout:
        return "Aucun acte n’a été transmis dans l’exercice."
    if combien == en_tout:
        return "Les actes transmis dans l’exercice"
    avant = en_tout - combien
    autres = f"{nombre(avant)} autre{c.pluriel(avant)} avant eux"
    return f"Les {combien} derniers actes transmis, et {autres} : suite dans le bilan, chapitre 7"


def _attendues(actes: tuple[Acte, ...]) -> tuple[d.ReponseAttendue, ...]:
    """The answers still owed, the late ones first. An agreement by silence is owed no more."""
    dues = [
        d.ReponseAttendue(couper(adresse.institution, c.INSTITUTION), couper(acte.titre, c.TITRE), adresse.reponse)
        for acte in actes
        for adresse in acte.adresses
        if adresse.repondu_le is None and not adresse.reponse.startswith("Le silence")
    ]
    return tuple(sorted(dues, key=lambda due: not due.etat.startswith("En retard")))


def _dire_les_attendues(combien: int) -> str:
    if not combien:
        return "Le conseil n’attend aucune réponse."
    attendues = f"{nombre(combien)} réponse{c.pluriel(combien)} attendue{c.pluriel(combien)} par le conseil"
    if combien <= c.ATTENDUES:
        return f"{attendues} :"
    return f"{attendues}. En voici {c.ATTENDUES}, les retards d’abord ; suite dans le bilan, chapitre 7."


def _faits(bilan: Bilan) -> list[str]:
    """The most telling besides the acts, which have their own table."""
    if bilan.parole:
        bilan = replace(bilan, parole=replace(bilan.parole, actes=()))
    return faits_marquants(bilan)
