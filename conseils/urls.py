"""Addresses of the conseils. The number of a conseil is that of its arrondissement."""

from django.urls import include, path

from conseils.views import (
    agendas,
    assiduite,
    autonomie,
    composition,
    conseils,
    contacts,
    convocations,
    diagnostic,
    documents,
    formations,
    groupes,
    invites,
    ordre_du_jour,
    organisation,
    proces_verbaux,
    reglement,
    reunions,
    tirages,
)

urls_groupe_moteur = [
    path("", composition.groupe_moteur, name="groupe_moteur"),
    path("evolution/", composition.groupe_moteur_evolution, name="groupe_moteur_evolution"),
    path("ajouter/", composition.membre_ajouter, name="membre_ajouter"),
    path("membres/<int:pk>/modifier/", composition.membre_modifier, name="membre_modifier"),
    path("membres/<int:pk>/mandat/", composition.mandat_ouvrir, name="mandat_ouvrir"),
    path("mandats/<int:pk>/corriger/", composition.mandat_corriger, name="mandat_corriger"),
    path("mandats/<int:pk>/clore/", composition.mandat_clore, name="mandat_clore"),
    path("groupes/creer/", groupes.groupe_creer, name="groupe_creer"),
    path("groupes/<int:pk>/modifier/", groupes.groupe_modifier, name="groupe_modifier"),
    path("groupes/<int:pk>/fermer/", groupes.groupe_fermer, name="groupe_fermer"),
    path("groupes/<int:pk>/rouvrir/", groupes.groupe_rouvrir, name="groupe_rouvrir"),
    path("invites/ajouter/", invites.invite_ajouter, name="invite_ajouter"),
    path("invites/<int:pk>/modifier/", invites.invite_modifier, name="invite_modifier"),
]

urls_ordre_du_jour = [
    path("", ordre_du_jour.ordre_du_jour, name="ordre_du_jour"),
    path("<int:point>/modifier/", ordre_du_jour.point_modifier, name="point_modifier"),
    path("<int:point>/deplacer/", ordre_du_jour.point_deplacer, name="point_deplacer"),
    path("<int:point>/retirer/", ordre_du_jour.point_retirer, name="point_retirer"),
]

urls_proces_verbal = [
    path("", proces_verbaux.proces_verbal, name="proces_verbal"),
    path("rediger/", proces_verbaux.pv_rediger, name="pv_rediger"),
    path("approuver/", proces_verbaux.pv_approuver, name="pv_approuver"),
    path("rectifier/", proces_verbaux.pv_rectifier, name="pv_rectifier"),
    path("decisions/ajouter/", proces_verbaux.decision_ajouter, name="decision_ajouter"),
    path("decisions/<int:decision>/modifier/", proces_verbaux.decision_modifier, name="decision_modifier"),
    path("decisions/<int:decision>/retirer/", proces_verbaux.decision_retirer, name="decision_retirer"),
    path("decisions/<int:decision>/suivre/", proces_verbaux.decision_suivre, name="decision_suivre"),
]

urls_reunions = [
    path("", reunions.reunions, name="reunions"),
    path("ajouter/", reunions.reunion_ajouter, name="reunion_ajouter"),
    path("agenda/renouveler/", agendas.agenda_renouveler, name="agenda_renouveler"),
    path("agenda/fermer/", agendas.agenda_fermer, name="agenda_fermer"),
    path("<int:pk>/", reunions.reunion, name="reunion"),
    path("<int:pk>/modifier/", reunions.reunion_modifier, name="reunion_modifier"),
    path("<int:pk>/annuler/", reunions.reunion_annuler, name="reunion_annuler"),
    path("<int:pk>/contacts/", contacts.contacts, name="contacts"),
    path("<int:pk>/presences/", reunions.presences, name="presences"),
    path("<int:pk>/documents/ajouter/", documents.document_ajouter, name="document_ajouter"),
    path("<int:pk>/documents/<int:document>/", documents.document, name="document"),
    path("<int:pk>/documents/<int:document>/supprimer/", documents.document_supprimer, name="document_supprimer"),
    path("<int:pk>/convocation/", convocations.convocation, name="convocation"),
    path("<int:pk>/ordre-du-jour/", include(urls_ordre_du_jour)),
    path("<int:pk>/proces-verbal/", include(urls_proces_verbal)),
]

urls_organisation = [
    path("", organisation.organisation, name="organisation"),
    path("installation/", organisation.installation, name="installation"),
    path("installation/arrete/", organisation.arrete_fichier, name="arrete_fichier"),
    path("portages/ajouter/", organisation.portage_ajouter, name="portage_ajouter"),
    path("portages/<int:pk>/modifier/", organisation.portage_modifier, name="portage_modifier"),
    path("moyens/ajouter/", organisation.moyen_ajouter, name="moyen_ajouter"),
    path("moyens/<int:pk>/modifier/", organisation.moyen_modifier, name="moyen_modifier"),
]

urls_reglement = [
    path("", reglement.reglement, name="reglement"),
    path("ajouter/", reglement.version_ajouter, name="version_ajouter"),
    path("<int:pk>/fichier/", reglement.version_fichier, name="version_fichier"),
    path("<int:pk>/adopter/", reglement.version_adopter, name="version_adopter"),
    path("<int:pk>/verifier/prefecture/", reglement.version_verifier_prefecture, name="version_verifier_prefecture"),
    path("<int:pk>/verifier/ville/", reglement.version_verifier_ville, name="version_verifier_ville"),
]

urls_formations = [
    path("", formations.formations, name="formations"),
    path("ajouter/", formations.formation_ajouter, name="formation_ajouter"),
    path("<int:pk>/", formations.formation, name="formation"),
    path("<int:pk>/modifier/", formations.formation_modifier, name="formation_modifier"),
    path("<int:pk>/supprimer/", formations.formation_supprimer, name="formation_supprimer"),
    path("<int:pk>/participants/", formations.formation_participants, name="formation_participants"),
]

urls_autonomie = [
    path("", autonomie.autonomie, name="autonomie"),
    path("evaluer/", autonomie.autonomie_evaluer, name="autonomie_evaluer"),
    path("<int:pk>/corriger/", autonomie.autonomie_corriger, name="autonomie_corriger"),
]

urls_diagnostic = [
    path("", diagnostic.diagnostic, name="diagnostic"),
    path("expressions/ajouter/", diagnostic.expression_ajouter, name="expression_ajouter"),
    path("expressions/<int:pk>/modifier/", diagnostic.expression_modifier, name="expression_modifier"),
    path("acteurs/", diagnostic.acteurs, name="acteurs"),
    path("acteurs/ajouter/", diagnostic.acteur_ajouter, name="acteur_ajouter"),
    path("acteurs/<int:pk>/modifier/", diagnostic.acteur_modifier, name="acteur_modifier"),
    path("acteurs/<int:pk>/interlocuteur/", diagnostic.interlocuteur_ajouter, name="interlocuteur_ajouter"),
    path("interlocuteurs/<int:pk>/retirer/", diagnostic.interlocuteur_retirer, name="interlocuteur_retirer"),
]

urls_tirages = [
    path("", tirages.tirages, name="tirages"),
    path("ouvrir/", tirages.tirage_ouvrir, name="tirage_ouvrir"),
    path("<str:numero>/", tirages.tirage, name="tirage"),
    path("<str:numero>/modifier/", tirages.tirage_modifier, name="tirage_modifier"),
    path("<str:numero>/liste/", tirages.tirage_liste, name="tirage_liste"),
    path("<str:numero>/colonnes/", tirages.tirage_colonnes, name="tirage_colonnes"),
    path("<str:numero>/vider/", tirages.tirage_vider, name="tirage_vider"),
    path("<str:numero>/quotas/", tirages.tirage_quotas, name="tirage_quotas"),
    path("<str:numero>/sceller/", tirages.tirage_sceller, name="tirage_sceller"),
    path("<str:numero>/tirer/", tirages.tirage_tirer, name="tirage_tirer"),
    path("<str:numero>/relancer/", tirages.tirage_relancer, name="tirage_relancer"),
    path("<str:numero>/invitations/", tirages.tirage_invitations, name="tirage_invitations"),
    path("<str:numero>/clore/", tirages.tirage_clore, name="tirage_clore"),
    path("<str:numero>/public/", tirages.tirage_public, name="tirage_public"),
    path("<str:numero>/public/vivier-<int:rang>.csv", tirages.tirage_vivier, name="tirage_vivier"),
]

urlpatterns = [
    path("agenda/<slug:jeton>.ics", agendas.agenda_ics, name="agenda_ics"),
    path("conseils/", conseils.conseils, name="conseils"),
    path("conseils/<int:numero>/", conseils.conseil, name="conseil"),
    path("conseils/<int:numero>/modifier/", conseils.conseil_modifier, name="conseil_modifier"),
    path("conseils/<int:numero>/assiduite/", assiduite.assiduite, name="assiduite"),
    path("conseils/<int:numero>/assiduite/<int:pk>/", assiduite.absences_suivre, name="absences_suivre"),
    path("conseils/<int:numero>/contacts/<int:pk>/traiter/", contacts.contact_traiter, name="contact_traiter"),
    path("conseils/<int:numero>/groupe-moteur/", include(urls_groupe_moteur)),
    path("conseils/<int:numero>/reunions/", include(urls_reunions)),
    path("conseils/<int:numero>/organisation/", include(urls_organisation)),
    path("conseils/<int:numero>/reglement/", include(urls_reglement)),
    path("conseils/<int:numero>/formations/", include(urls_formations)),
    path("conseils/<int:numero>/autonomie/", include(urls_autonomie)),
    path("conseils/<int:numero>/diagnostic/", include(urls_diagnostic)),
    path("tirages/", include(urls_tirages)),
]
