"""The synthesis of the bilan of the dispositif: all the conseils together, side by side on the chart, never ranked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from reporting.rapports.bilan_dispositif import BilanDispositif
from reporting.rapports.bilan_dispositif.donnees import Histogramme, InstitutionInterpellee
from reporting.rapports.sujet import Sujet
from reporting.rapports.syntheses import commun as c
from reporting.rapports.syntheses import donnees as d
from reporting.rapports.syntheses.coupe import couper
from reporting.rapports.syntheses.source import Source, bilans, lire
from socle.templatetags.typographie import date_fr, nombre

OBJETS = bilans("bilan-dispositif")
SUJET = "Les conseils citoyens de Paris"
TITRES = d.Titres(
    graphique="Les conseils côte à côte",
    echanges="Ce que les conseils ont dit, ce qui leur a été répondu",
    dit="Les conseils se sont adressés à",
    repondu="Qui leur a répondu",
    difficulte="Ce qui manque pour en juger",
)
ECHANGES, COMPARE = 6, "I06"
SANS_MANQUE = "Le bilan ne relève aucune donnée manquante."
SANS_PERSPECTIVES = "Le bilan ne compte aucune action corrective ouverte."


def assembler(sujet: Sujet, moment: datetime) -> d.Synthese:
    """Nothing is read but the frozen bilan, so that the moment does not matter."""
    return resumer(*lire(sujet))


def resumer(source: Source, bilan: BilanDispositif) -> d.Synthese:
    """The synthesis of these data."""
    institutions = bilan.parole.institutions
    dues = [i for i in institutions if i.repondus < i.adresses]
    ouvertes = bilan.amelioration.ouvertes
    return d.Synthese(
        source=source,
        entete=c.entete(bilan.cadre, SUJET),
        titres=TITRES,
        chapeau=c.chapeau(
            bilan.cadre, bilan.par_code, qui="Les conseils ont", groupe="Leurs groupes moteurs réunissent"
        ),
        recit=(),
        recit_suite="",
        # The references of the contract are those of one conseil.
        chiffres=tuple(replace(d.ChiffreCle.de(chiffre), reference="") for chiffre in bilan.chiffres),
        sexes=c.sexes(bilan.tableaux_sexues),
        graphique=_graphique(bilan.par_histogramme.get(COMPARE)),
        echanges=tuple(_echange(institution) for institution in institutions[:ECHANGES]),
        echanges_dits=_dire_les_echanges(len(institutions)),
        faits=c.phrases([lecon.constat for lecon in bilan.amelioration.lecons], c.FAITS),
        difficulte=couper(bilan.manques[0], c.PHRASE) if bilan.manques else SANS_MANQUE,
        difficulte_suite=c.autres(len(bilan.manques) - 1, "autre point", "autres points", "annexe C"),
        attendues=tuple(_attendue(institution) for institution in dues[: c.ATTENDUES]),
        attendues_dites=_dire_les_attendues(sum(i.adresses - i.repondus for i in dues), len(dues)),
        perspectives=tuple(_a_faire(ouvertes[: c.FAITS])) or (SANS_PERSPECTIVES,),
        perspectives_suite=c.autres(len(ouvertes) - c.FAITS, "autre action", "autres actions", "chapitre 15"),
        manques=(),
    )


def _graphique(histogramme: Histogramme | None) -> d.Graphique:
    valeurs = histogramme.valeurs if histogramme else ()
    avant = histogramme.avant if histogramme else ()
    libelles = histogramme.libelles if histogramme else ()
    series = [d.SerieFigee("Cet exercice", valeurs)]
    if any(v is not None for v in avant):
        series.append(d.SerieFigee("Exercice précédent", avant))
    dites = [f"{libelle} {nombre(valeur)}" for libelle, valeur in zip(libelles, valeurs, strict=True)]
    return d.Graphique(
        titre="Réunions tenues par conseil, dans l’ordre des arrondissements",
        description=f"Réunions de l’exercice : {', '.join(dites)}.",
        categories=libelles,
        series=tuple(series),
        rien="Aucune réunion n’est enregistrée, ni dans l’exercice ni dans le précédent.",
    )


def _echange(institution: InstitutionInterpellee) -> d.Echange:
    adresses = f"{nombre(institution.adresses)} acte{c.pluriel(institution.adresses)} reçu"
    repondus = f"{nombre(institution.repondus)} acte{c.pluriel(institution.repondus)} avec une réponse"
    reponse = d.ReponseRecue("", repondus if institution.repondus else "Aucune réponse", "")
    return d.Echange(
        titre=couper(institution.nom, c.TITRE),
        nature=f"{adresses}{c.pluriel(institution.adresses)}",
        reponses=(reponse,),
        autres=0,
    )


def _dire_les_echanges(en_tout: int) -> str:
    if not en_tout:
        return "Aucun acte n’a été transmis dans l’exercice."
    if en_tout <= ECHANGES:
        return "Les institutions à qui les conseils se sont adressés"
    return f"{ECHANGES} des {en_tout} institutions interpellées : suite dans le bilan, chapitre 7"


def _attendue(institution: InstitutionInterpellee) -> d.ReponseAttendue:
    sans = institution.adresses - institution.repondus
    etat = f"{nombre(sans)} acte{c.pluriel(sans)} sur {nombre(institution.adresses)}"
    return d.ReponseAttendue(couper(institution.nom, c.INSTITUTION), "", etat)


def _dire_les_attendues(combien: int, institutions: int) -> str:
    if not combien:
        return "Aucun acte n’est sans réponse."
    sans = f"{nombre(combien)} acte{c.pluriel(combien)} sans réponse enregistrée"
    if institutions <= c.ATTENDUES:
        return f"{sans} :"
    return f"{sans}, de {institutions} institutions. En voici {c.ATTENDUES} ; suite dans le bilan, chapitre 7."


def _a_faire(actions) -> Iterator[str]:
    for action in actions:
        yield f"À faire avant le {date_fr(action.echeance)} : {couper(action.intitule, c.PHRASE)}"
