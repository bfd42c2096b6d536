"""How one record is printed, dated and linked: one line per model, whatever indicator counts it.

``permission`` says who may read the record itself. Whatever is about people, even a count of a few at one
meeting, asks for the right to see the membres: the others read how many, never whom.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Model
from django.urls import reverse

from animateurs.models import ActionFeuille, LigneJournal, SemaineJournal
from animateurs.models.lignes import intituler
from comptes.permissions import Permission as P
from conseils import models as c
from socle.periode import Periode
from socle.templatetags.typographie import date_fr, nombre
from territoires import models as t

Lien = Callable[[Model, int | None], str]


@dataclass(frozen=True)
class Fiche:
    """``date``: path of its day. ``lies``: relations read with it. ``lien``: its page, from the arrondissement."""

    permission: P
    texte: Callable[[Model], str]
    date: str = ""
    lies: tuple[str, ...] = ()
    lien: Lien | None = None


def _page(nom: str, **cles: str) -> Lien:
    """The page ``nom`` of the conseil; ``cles``: its other keys, by path from the record."""

    def lien(objet: Model, numero: int | None) -> str:
        return reverse(nom, kwargs={"numero": numero, **{cle: _lire(objet, chemin) for cle, chemin in cles.items()}})

    return lien


def _sans_conseil(nom: str, **cles: str) -> Lien:
    return lambda objet, _: reverse(nom, kwargs={cle: _lire(objet, chemin) for cle, chemin in cles.items()})


def _lire(objet: Model, chemin: str):
    for nom in chemin.split("."):
        objet = getattr(objet, nom)
    return objet


def _comptage(objet: Model) -> str:
    """« Assemblée de juin : femme, 26 à 39 ans »; the number stands in its own column."""
    parts = [objet.get_sexe_display()] if hasattr(objet, "sexe") else [str(objet.quartier)]
    if hasattr(objet, "tranche_age"):
        parts.append(objet.get_tranche_age_display())
    return f"{objet.reunion.intitule} : {', '.join(parts)}"


def _exact(valeur: Decimal) -> str:
    """With its decimals when it has some."""
    return nombre(valeur, 0 if valeur == int(valeur) else 1)


def _cible(mesure: t.MesureCible) -> str:
    cible = mesure.cible
    visee = f"{cible.get_sens_display()} {_exact(cible.valeur)}"
    echeance = f", d'ici le {date_fr(cible.echeance)}" if cible.echeance else ""
    return f"{cible.libelle} : {_exact(mesure.valeur)} {cible.unite} (visé : {visee}{echeance})"


def _engagement(e: t.Engagement) -> str:
    return f"{e.signataire}, {e.get_nature_display()}, {e.element.intitule if e.element else 'tous axes'}"


def _quartier(mesure: t.MesureQuartier) -> str:
    valeur = nombre(mesure.valeur, 1 if mesure.est_une_part else 0)
    paris = f" ; Paris : {nombre(mesure.paris, 1)}" if hasattr(mesure, "paris") else ""
    return f"{mesure.quartier}, {mesure.get_indicateur_display()} en {mesure.annee} : {valeur}{paris}"


def _destinataire(d: c.Destinataire) -> str:
    reponse = f", répondu le {date_fr(d.repondu_le)}" if d.repondu_le else ""
    return f"{d.avis} : {d.partenaire}{reponse}"


_A_LA_REUNION = {
    "permission": P.MEMBRE_VOIR,
    "texte": _comptage,
    "date": "reunion__date",
    "lies": ("reunion",),
    "lien": _page("reunion", pk="reunion.pk"),
}
_A_LA_FORMATION = {
    "permission": P.MEMBRE_VOIR,
    "date": "delegation__formation__debut",
    "lies": ("delegation__formation",),
    "lien": _page("formation", pk="delegation.formation.pk"),
}
_AVIS = _page("avis", pk="pk")
_INITIATIVE = _page("initiative", reference="numero")
_DE_L_INITIATIVE = {
    "date": "initiative__proposee_le",
    "lies": ("initiative",),
    "lien": _page("initiative", reference="initiative.numero"),
}
_DU_QUARTIER = _sans_conseil("quartier", code="quartier.code")
_PERIMETRE, _INTERROGES = c.ConseilCitoyen.quartiers.through, c.Consultation.conseils.through

FICHES: dict[type[Model], Fiche] = {
    c.Mandat: Fiche(
        P.MEMBRE_VOIR,
        lambda m: f"{m.membre}, {m.get_college_display()}",
        "debut",
        ("membre",),
        _page("groupe_moteur"),
    ),
    c.Reunion: Fiche(P.CONSEIL_VOIR, lambda r: r.intitule, "date", (), _page("reunion", pk="pk")),
    c.Presence: Fiche(
        P.MEMBRE_VOIR,
        lambda p: f"{p.membre}, {p.reunion.intitule}",
        "reunion__date",
        ("membre", "reunion"),
        _page("reunion", pk="reunion.pk"),
    ),
    c.ComptagePublic: Fiche(**_A_LA_REUNION),
    c.ComptagePremieres: Fiche(**_A_LA_REUNION),
    c.ComptageEloignes: Fiche(**_A_LA_REUNION),
    c.ComptageQuartier: Fiche(**_A_LA_REUNION | {"lies": ("reunion", "quartier")}),
    _PERIMETRE: Fiche(P.CONSEIL_VOIR, lambda p: p.quartier.nom, "", ("quartier",), _DU_QUARTIER),
    c.DelegationFormation: Fiche(
        P.CONSEIL_VOIR,
        lambda d: d.formation.intitule,
        "formation__debut",
        ("formation",),
        _page("formation", pk="formation.pk"),
    ),
    c.ParticipationFormation: Fiche(
        texte=lambda p: f"{p.membre}, {p.delegation.formation.intitule}",
        **_A_LA_FORMATION | {"lies": ("membre", "delegation__formation")},
    ),
    c.ComptageFormation: Fiche(
        texte=lambda p: f"{p.delegation.formation.intitule} : {p.get_public_display()}, {p.get_sexe_display()}",
        **_A_LA_FORMATION,
    ),
    c.CompetencesDeclarees: Fiche(
        texte=lambda q: f"{q.delegation.formation.intitule} : {q.get_sexe_display()}", **_A_LA_FORMATION
    ),
    c.EvaluationAutonomie: Fiche(P.CONSEIL_VOIR, str, "", (), _page("autonomie")),
    c.Avis: Fiche(P.CONSEIL_VOIR, str, "transmis_le", (), _AVIS),
    c.Destinataire: Fiche(
        P.CONSEIL_VOIR, _destinataire, "avis__transmis_le", ("avis", "partenaire"), _page("avis", pk="avis.pk")
    ),
    c.Constat: Fiche(
        P.CONSEIL_VOIR,
        lambda x: f"{x.suite.reponse.destinataire.avis} : {x.suite.action}",
        "le",
        ("suite__reponse__destinataire__avis",),
        _page("avis", pk="suite.reponse.destinataire.avis.pk"),
    ),
    c.Initiative: Fiche(P.CONSEIL_VOIR, str, "proposee_le", (), _INITIATIVE),
    c.ComptagePorteurs: Fiche(
        P.MEMBRE_VOIR,
        lambda p: f"{p.initiative} : {p.get_sexe_display()}, {p.get_tranche_age_display()}",
        **_DE_L_INITIATIVE,
    ),
    c.Financement: Fiche(P.CONSEIL_VOIR, lambda f: f"{f.initiative} : {f.get_source_display()}", **_DE_L_INITIATIVE),
    c.PartBudget: Fiche(P.BUDGET_VOIR, lambda p: str(p.enveloppe), "", ("enveloppe",), _page("moyens")),
    c.Depense: Fiche(P.BUDGET_VOIR, str, "date", (), _page("moyens")),
    c.ReponseQuestionnaire: Fiche(
        P.CONSULTATION_MENER,
        lambda r: f"{r.consultation} : {r}",
        "recue_le",
        ("consultation",),
        _sans_conseil("consultation_reponse", pk="consultation.pk", reponse="pk"),
    ),
    c.Proposition: Fiche(P.CONSEIL_VOIR, str),
    c.Mesure: Fiche(P.CONSEIL_VOIR, str),
    c.Seance: Fiche(P.INSTANCE_VOIR, str, "date", ("type", "arrondissement"), _sans_conseil("seance", pk="pk")),
    c.Representation: Fiche(
        P.MEMBRE_VOIR,
        lambda r: f"{r.membre}, {r.delegation.seance}",
        "delegation__seance__date",
        ("membre", "delegation__seance__type", "delegation__seance__arrondissement"),
        _sans_conseil("seance", pk="delegation.seance.pk"),
    ),
    c.ConseilCitoyen: Fiche(P.CONSEIL_VOIR, str, "", (), _page("organisation")),
    c.VerificationReglement: Fiche(
        P.CONSEIL_VOIR, lambda v: f"Règlement, {v.version}", "le", ("version",), _page("reglement")
    ),
    c.Portage: Fiche(P.CONSEIL_VOIR, str, "du", (), _page("organisation")),
    c.Acteur: Fiche(P.DIAGNOSTIC_TENIR, str, "", (), _page("acteurs")),
    _INTERROGES: Fiche(
        P.CONSEIL_VOIR, lambda i: i.consultation.titre, "consultation__ouverture__date", ("consultation",)
    ),
    SemaineJournal: Fiche(
        P.SEMAINE_REVOIR,
        lambda s: Periode.semaine(s.lundi).libelle,
        "lundi",
        (),
        _sans_conseil("semaine_revue", lundi="lundi", affectation="affectation_id"),
    ),
    LigneJournal: Fiche(
        P.SEMAINE_REVOIR,
        lambda ligne: f"{intituler(ligne)}, {ligne.get_jour_display()}",
        "semaine__lundi",
        ("semaine", "type_activite"),
        _sans_conseil("semaine_revue", lundi="semaine.lundi", affectation="semaine.affectation_id"),
    ),
    ActionFeuille: Fiche(
        P.FEUILLE_VOIR,
        lambda a: f"{a.intitule} ({a.get_etat_display()})",
        "echeance",
        ("feuille",),
        _page("action_feuille", exercice="feuille.exercice", pk="pk"),
    ),
    t.Partenaire: Fiche(P.TABLEAU_VOIR, str),
    t.TypeInstance: Fiche(P.TABLEAU_VOIR, str),
    t.MesureQuartier: Fiche(P.TABLEAU_VOIR, _quartier, "", ("quartier",), _DU_QUARTIER),
    t.RangQuartier: Fiche(
        P.TABLEAU_VOIR,
        lambda r: f"{r.quartier} en {r.annee} : {nombre(r.rang)} sur {nombre(r.sur)}",
        "",
        ("quartier",),
        _DU_QUARTIER,
    ),
    t.MesureCible: Fiche(P.TABLEAU_VOIR, _cible, "date", ("cible",)),
    t.Engagement: Fiche(P.TABLEAU_VOIR, _engagement, "", ("signataire", "element")),
    t.Appreciation: Fiche(
        P.MEMBRE_VOIR, lambda a: f"{a.get_moyen_display()} : {a.get_sexe_display()}, {a.get_age_display()}", "date"
    ),
}
