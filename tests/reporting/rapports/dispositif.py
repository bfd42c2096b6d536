"""Three conseils typed by hand, small enough to be counted on paper. Exercice 2026, up to Wednesday 18 November.

        groupe moteur     public        éloignés / réponses   acts: answered / addressed   meetings
11e     8 F  2 H          30 F  10 H    10 / 20               1 / 2                        1
14e     3 F  1 H           8 F           3 / 8                0 / 0                        2
20e     6 F  6 H          20 F  20 H     6 / 20               0 / 1                        3
all    17 F  9 H          58 F  30 H    19 / 48               1 / 3                        6
"""

from datetime import date

from conseils.models import ComptageEloignes, ComptagePublic
from tests import fabriques as f
from tests.reporting.rapports.exemple import NOM_SECRET


def peupler_le_dispositif():
    """The conseils come in disorder, and the last arrondissement has the highest figures."""
    vingtieme, onzieme, quatorzieme = (_conseil(numero) for numero in (20, 11, 14))
    for conseil, femmes, hommes in ((onzieme, 8, 2), (quatorzieme, 3, 1), (vingtieme, 6, 6)):
        _membres(conseil, femmes, hommes)
    _reunions(onzieme, 1, (30, 10), (20, 10))
    _reunions(quatorzieme, 2, (8, 0), (8, 3))
    _reunions(vingtieme, 3, (20, 20), (20, 6))
    _actes(onzieme, vingtieme)
    _budgets(onzieme, vingtieme)
    accompagner(onzieme)
    _apprendre()
    return onzieme, quatorzieme, vingtieme


def accompagner(conseil, debut=date(2025, 1, 6), **champs):
    """A posting whose holder has a name that no document may print, under a convention of three years."""
    convention = f.ConventionFabrique(debut=date(2025, 1, 1), fin=date(2027, 12, 31), operateur="Opérateur d’essai")
    convention.commanditaires.add(f.PartenaireFabrique(code="prefecture", nom="Préfecture de Paris"))
    return f.AffectationFabrique(
        animateur=f.CompteFabrique(nom=NOM_SECRET), conseil=conseil, convention=convention, debut=debut, **champs
    )


def _conseil(numero):
    conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=numero))
    conseil.quartiers.add(f.QuartierFabrique(arrondissements=[conseil.arrondissement]))
    f.InterlocuteurFabrique(acteur=f.ActeurFabrique(conseil=conseil), nom=NOM_SECRET)
    return conseil


def _membres(conseil, femmes, hommes):
    for sexe in "F" * femmes + "H" * hommes:
        membre = f.MembreFabrique(conseil=conseil, sexe=sexe, nom=NOM_SECRET, prenom=NOM_SECRET)
        f.MandatFabrique(membre=membre, debut=date(2026, 1, 10))


def _reunions(conseil, combien, public, reponses):
    """All the public comes to the last one."""
    for rang in range(combien):
        reunion = f.ReunionFabrique(conseil=conseil, date=date(2026, 3, 10 + rang))
    for sexe, nombre in zip("FH", public, strict=True):
        if nombre:
            ComptagePublic.objects.create(reunion=reunion, sexe=sexe, tranche_age="40-59", nombre=nombre)
    ComptageEloignes.objects.create(reunion=reunion, sexe="F", reponses=reponses[0], eloignes=reponses[1])


def _actes(onzieme, vingtieme):
    ville, prefecture = (f.PartenaireFabrique(code=code, nom=code.title()) for code in ("ville", "etat"))
    acte = f.AvisFabrique(conseil=onzieme, adopte_en=onzieme.reunions.first())
    repondu = f.DestinataireFabrique(avis=acte, partenaire=ville, repondu_le=date(2026, 4, 20))
    f.ReponseFabrique(destinataire=repondu)
    f.DestinataireFabrique(avis=acte, partenaire=prefecture)
    autre = f.AvisFabrique(conseil=vingtieme, adopte_en=vingtieme.reunions.first())
    f.DestinataireFabrique(avis=autre, partenaire=ville)


def _budgets(onzieme, vingtieme):
    """100 € of 2 500 in the 11e, nothing of 7 500 in the 20e."""
    f.DepenseFabrique(part=f.PartBudgetFabrique(conseil=onzieme, montant=2500), montant=100)
    f.PartBudgetFabrique(conseil=vingtieme, montant=7500)


def _apprendre():
    """2025: one action done in March 2026, one still open. 2024: one closed in 2025, one late. 2026: one to do."""
    responsable = f.CompteFabrique(nom=NOM_SECRET)
    for exercice, intitule, echeance, champs in (
        (2025, "Inviter plus tôt", date(2026, 3, 1), {"etat": "faite", "close_le": date(2026, 3, 2), "effet": "Vu."}),
        (2025, "Compter par sexe", date(2026, 12, 1), {"etat": "en_cours"}),
        (2024, "Close avant", date(2025, 3, 1), {"etat": "faite", "close_le": date(2025, 3, 2)}),
        (2024, "Traîne encore", date(2025, 3, 1), {}),
        (2026, "Accueillir les nouveaux", date(2026, 12, 31), {}),
    ):
        lecon = f.LeconFabrique(exercice=exercice, constat=f"Leçon de {exercice}")
        f.ActionCorrectiveFabrique(
            lecon=lecon, intitule=intitule, echeance=echeance, responsable=responsable, **champs
        )
