"""Addresses of the accounts. The views under /compte/ are allauth's, with its own names."""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as secours
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as cles
from allauth.usersessions.views import list_usersessions
from django.urls import path, re_path

from comptes.views import comptes, donnees, guide, habilitations, pages, proconnect, sessions

urlpatterns = [
    # -- my own account (allauth) --
    path("compte/connexion/", allauth.login, name="account_login"),
    path("compte/deconnexion/", allauth.logout, name="account_logout"),
    path("compte/inscription/", allauth.signup, name="account_signup"),
    path("compte/inactif/", allauth.account_inactive, name="account_inactive"),
    path("compte/confirmer/", allauth.reauthenticate, name="account_reauthenticate"),
    path("compte/sessions/", list_usersessions, name="usersessions_list"),
    path("compte/sessions/<int:pk>/terminer/", sessions.terminer, name="session_terminer"),
    path("compte/mot-de-passe/", allauth.password_change, name="account_change_password"),
    path("compte/mot-de-passe/definir/", allauth.password_set, name="account_set_password"),
    path("compte/mot-de-passe/oubli/", allauth.password_reset, name="account_reset_password"),
    path("compte/mot-de-passe/oubli/envoye/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "compte/mot-de-passe/nouveau/enregistre/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^compte/mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("compte/mes-donnees/", donnees.mes_donnees, name="mes_donnees"),
    path("compte/mes-donnees/document/", donnees.mes_donnees_document, name="mes_donnees_document"),
    path("compte/mes-donnees/fichier.json", donnees.mes_donnees_fichier, name="mes_donnees_fichier"),
    # -- ProConnect, where it is configured --
    path("compte/proconnect/", proconnect.depart, name="proconnect"),
    path("compte/proconnect/retour/", proconnect.retour, name="proconnect_retour"),
    path("compte/proconnect/deconnexion/", proconnect.deconnexion, name="proconnect_deconnexion"),
    path("compte/proconnect/deconnecte/", proconnect.deconnecte, name="proconnect_deconnecte"),
    # -- my second factor (allauth) --
    path("compte/connexion/code/", mfa.authenticate, name="mfa_authenticate"),
    path("compte/confirmer/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("compte/confirmer/cle/", cles.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("compte/double-authentification/", mfa.index, name="mfa_index"),
    path("compte/double-authentification/application/", totp.activate_totp, name="mfa_activate_totp"),
    path("compte/double-authentification/application/enlever/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("compte/double-authentification/codes/", secours.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "compte/double-authentification/codes/nouveaux/",
        secours.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("compte/double-authentification/cles/", cles.list_webauthn, name="mfa_list_webauthn"),
    path("compte/double-authentification/cles/ajouter/", cles.add_webauthn, name="mfa_add_webauthn"),
    path("compte/double-authentification/cles/<int:pk>/", cles.edit_webauthn, name="mfa_edit_webauthn"),
    path("compte/double-authentification/cles/<int:pk>/enlever/", cles.remove_webauthn, name="mfa_remove_webauthn"),
    # -- other people's accounts --
    path("comptes/", comptes.liste, name="comptes"),
    path("comptes/inviter/", comptes.inviter, name="compte_inviter"),
    path("comptes/<int:pk>/", comptes.fiche, name="compte"),
    path("comptes/<int:pk>/invitation/", comptes.renvoyer_invitation, name="compte_renvoyer_invitation"),
    path("comptes/<int:pk>/institution/", comptes.institution, name="compte_institution"),
    path("comptes/<int:pk>/fermer/", comptes.fermer, name="compte_fermer"),
    path("comptes/<int:pk>/effacer/", comptes.effacer, name="compte_effacer"),
    path("comptes/<int:pk>/rouvrir/", comptes.rouvrir, name="compte_rouvrir"),
    path("comptes/<int:pk>/double-authentification/", comptes.retirer_mfa, name="compte_retirer_mfa"),
    path("comptes/<int:pk>/habilitations/donner/", habilitations.donner, name="habilitation_donner"),
    path(
        "comptes/<int:pk>/habilitations/<int:habilitation>/clore/",
        habilitations.clore,
        name="habilitation_clore",
    ),
    # -- pages --
    path("aide/", guide.aide, name="aide"),
    path("aide/tout/", guide.aide_entiere, name="aide_entiere"),
    path("aide/<slug:code>/", guide.aide_chapitre, name="aide_chapitre"),
    path("accessibilite/", pages.accessibilite, name="accessibilite"),
    path("donnees-personnelles/", donnees.donnees_personnelles, name="donnees_personnelles"),
    path("donnees-personnelles/registre/", donnees.traitements, name="traitements"),
    path("donnees-personnelles/purges/", donnees.purges, name="purges"),
    path("donnees-personnelles/lectures/", donnees.lectures, name="lectures"),
    path("mentions-legales/", pages.mentions_legales, name="mentions_legales"),
    path("sante/", pages.sante, name="sante"),
]
