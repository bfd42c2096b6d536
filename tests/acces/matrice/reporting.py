"""Home, figures and documents."""

from comptes.permissions import Permission as P
from tests.acces.matrice import cibles as c
from tests.acces.matrice.monde import TOUT_COMPTE
from tests.acces.matrice.page import Page

PAGES = {
    "passation_pdf": Page(P.MEMBRE_VOIR, c.passation),
    "semaine_pdf": Page(P.SEMAINE_VOIR, c.revue),
    "accueil": Page(TOUT_COMPTE),
    "tableau_de_bord": Page(P.TABLEAU_VOIR),
    "indicateurs": Page(P.TABLEAU_VOIR),
    "indicateur": Page(P.TABLEAU_VOIR, c.indicateur_declare),
    "indicateur_releve": Page(P.TABLEAU_VOIR, c.indicateur_declare),
    "tirage_pv": Page(P.CONSEIL_VOIR, c.tirage),
    "consultation_restitution": Page(P.CONSULTATION_VOIR, c.consultation),
    "restitution_pdf": Page(P.CONSULTATION_VOIR, c.consultation),
    "rapports": Page(P.RAPPORT_VOIR),
    "rapport_demander": Page(P.RAPPORT_DEMANDER),
    "rapport_demander_sorte": Page(P.RAPPORT_DEMANDER, c.sortes),
    "rapport": Page(P.RAPPORT_VOIR, c.rapports),
    "rapport_avancement": Page(P.RAPPORT_VOIR, c.rapports),
    "rapport_pdf": Page(P.RAPPORT_VOIR, c.rapports),
    "rapport_textes": Page(P.RAPPORT_DEMANDER, c.rapports, voir=P.RAPPORT_VOIR),
    "rapport_texte": Page(P.RAPPORT_DEMANDER, c.textes, voir=P.RAPPORT_VOIR),
    "rapport_publier": Page(P.RAPPORT_PUBLIER, c.rapports, voir=P.RAPPORT_VOIR),
    "exports": Page(P.CONSEIL_VOIR),
    "exports_avancement": Page(P.CONSEIL_VOIR),
    "export": Page(P.CONSEIL_VOIR, c.listes_exportables),
    "export_fichier": Page(P.CONSEIL_VOIR, c.export_d_un_autre, post=True),
    "export_relancer": Page(P.CONSEIL_VOIR, c.export_d_un_autre, post=True),
    "donnees_ouvertes": Page(P.RAPPORT_PUBLIER, post=True),
    "rapport_relancer": Page(P.RAPPORT_DEMANDER, c.rapports, voir=P.RAPPORT_VOIR, post=True),
    "rapport_soumettre": Page(P.RAPPORT_PUBLIER, c.rapports, voir=P.RAPPORT_VOIR),
    "rapport_decider": Page(P.RAPPORT_VALIDER, c.rapports, voir=P.RAPPORT_VOIR),
    "rapport_reprendre": Page(P.RAPPORT_DEMANDER, c.rapports, voir=P.RAPPORT_VOIR, post=True),
    "rapports_comparer": Page(P.RAPPORT_VOIR),
    "rapports_verifier": Page(TOUT_COMPTE),
    "campagnes": Page(P.RAPPORT_PUBLIER),
    "campagne_ouvrir": Page(P.RAPPORT_PUBLIER),
    "campagne": Page(P.RAPPORT_PUBLIER, c.campagnes),
    "campagne_dates": Page(P.RAPPORT_PUBLIER, c.campagnes),
    "campagne_avancement": Page(P.RAPPORT_PUBLIER, c.campagnes),
    "campagne_produire": Page(P.RAPPORT_PUBLIER, c.campagnes, post=True),
    "campagne_relancer": Page(P.RAPPORT_PUBLIER, c.campagnes, post=True),
    "campagne_soumettre": Page(P.RAPPORT_PUBLIER, c.campagnes, post=True),
}
