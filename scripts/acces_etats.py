"""States that the demonstration lacks, added to its copy so that the exploration meets their pages.

Each is made of the factories of the tests, for the conseil of the 18e. What is signed out, or begins by a link
received by e-mail, is named here: nothing links to it.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from animateurs.models import Affectation, FeuilleDeRoute
from animateurs.passations import inventaire
from comptes.courriels import lien_invitation
from comptes.models import Compte
from conseils.jetons import empreinte_de
from conseils.models import Avis, ConseilCitoyen, CourrierReponse, Identite, Initiative, Membre, Reunion
from reporting.models import Rapport
from scripts.acces_exploration import REFUS
from territoires.models import Partenaire
from tests import fabriques as f
from tests.conftest import connecter

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  of an account made here
ANIMATEUR = "animateur18@demo.invalid"
QUI = ("coordination", "animateur18", "prefecture", "ville", "mediation", "bailleur", "lecteur18", "admin")
FACTEUR = "facteur@demo.invalid"
PRODUIT = ("produit_le", "donnees", "donnees_sha256", "html", "html_sha256", "fichier", "sha256", "taille", "pages")
PUBLICS = [
    "/",
    "/compte/connexion/",
    "/compte/mot-de-passe/oubli/",
    "/compte/mot-de-passe/oubli/envoye/",
    "/compte/mot-de-passe/nouveau/1-faux/",
    "/compte/mot-de-passe/nouveau/enregistre/",
    "/compte/inscription/",
    "/compte/inactif/",
    "/repondre/nouveau-lien/",
]
AU_SECOND_FACTEUR = (
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
)


def departs() -> list[tuple[str, Client, list[str], bool]]:
    """Who begins where, and whether to follow the links, once the states below have been added."""
    f.AvisFabrique.reset_sequence(900)  # numbers that the demonstration has not given
    conseil = ConseilCitoyen.objects.get(arrondissement__numero=18)
    documents = _documents(conseil, Compte.objects.get(email=ANIMATEUR))
    gestes = _gestes_rares(conseil)
    siens = [*documents, *_proces_verbaux(conseil)]  # before the handing over, which lists what is open
    rapports = _tous_les_etats_d_un_document()
    publics = [*PUBLICS, *_liens_d_avis(conseil), *_consultations(conseil), *_tirages(conseil)]
    seuls = [("invitation", Client(), [_invitation()], False), *_second_facteur()]
    comptes = {qui: connecter(Compte.objects.get(email=f"{qui}@demo.invalid")) for qui in QUI}
    rares = {
        "coordination": [
            *_passation(comptes["coordination"]),
            *_import_de_liste(comptes["coordination"]),
            *rapports,
            *gestes,
        ],
        "animateur18": [reverse("feuille_reporter", args=[18, timezone.localdate().year]), *siens],
        "prefecture": rapports,
        "admin": [reverse("compte_retirer_mfa", args=[Compte.objects.get(email=FACTEUR).pk])],
    }
    suivis = [(qui, client, ["/", *rares.get(qui, [])], True) for qui, client in comptes.items()]
    refus = (REFUS, comptes["mediation"], [], False)
    return [*suivis, ("visiteur", Client(), publics, True), *seuls, refus]


def _liens_d_avis(conseil) -> list[str]:
    destinataire = f.DestinataireFabrique(
        avis=f.AvisFabrique(conseil=conseil),
        partenaire=Partenaire.objects.get(code="ville-de-paris"),
        echeance=timezone.localdate() + timedelta(days=30),
    )
    bientot = timezone.now() + timedelta(days=30)
    f.LienReponseFabrique(destinataire=destinataire, empreinte=empreinte_de("lien-d-essai"), expire_le=bientot)
    repondu = f.ReponseFabrique(
        destinataire__avis=f.AvisFabrique(conseil=conseil),
        destinataire__partenaire=Partenaire.objects.get(code="ville-de-paris"),
    )
    CourrierReponse.objects.create(reponse=repondu, fichier=ContentFile(b"%PDF-1.7", name="courrier.pdf"))
    f.LienReponseFabrique(destinataire=repondu.destinataire, empreinte=empreinte_de("lien-repondu"), expire_le=bientot)
    return [reverse("repondre", args=[jeton]) for jeton in ("lien-d-essai", "lien-repondu", "lien-inconnu")]


def _consultations(conseil) -> list[str]:
    """One being prepared, one open, one closed."""
    maintenant = timezone.now()
    dates = {
        "preparation": (1, 15),
        "lancee": (-1, 15),
    }
    for etat, (ouvre, ferme) in dates.items():
        consultation = f.ConsultationFabrique(
            conseils=[conseil],
            etat=etat,
            titre=f"Consultation : {etat}",
            ouverture=maintenant + timedelta(days=ouvre),
            cloture=maintenant + timedelta(days=ferme),
        )
        question = f.QuestionFabrique(thematique__consultation=consultation)
        f.ChoixQuestionFabrique.create_batch(
            2, question=f.QuestionFabrique(thematique=question.thematique, genre="choix")
        )
    membre = Membre.objects.filter(conseil=conseil).first()
    f.InvitationConsultationFabrique(
        consultation=consultation, membre=membre, jeton="invitation-d-essai", expire_le=maintenant + timedelta(days=15)
    )
    _consultation_close(conseil)
    return [reverse("consultation_repondre", args=[jeton]) for jeton in ("invitation-d-essai", "inconnue")]


def _consultation_close(conseil) -> None:
    """With what was answered, and what was made of it."""
    maintenant = timezone.now()
    close = f.ConsultationFabrique(
        conseils=[conseil],
        titre="Consultation : close",
        ouverture=maintenant - timedelta(days=30),
        cloture=maintenant - timedelta(days=2),
    )
    question = f.QuestionFabrique(thematique__consultation=close)
    reponse = f.ReponseQuestionnaireFabrique(consultation=close, conseil=conseil)
    f.ReponseQuestionFabrique(reponse=reponse, question=question, texte="Ouvrir le dimanche.")
    f.PropositionFabrique.create_batch(2, thematique=question.thematique)
    journee = f.JourneeTravailFabrique(consultation=close)
    f.MesureFabrique(journee=journee, thematique=question.thematique)


def _tirages(conseil) -> list[str]:
    for etat in ("preparation", "scelle", "tire"):
        tirage = f.TirageFabrique(conseil=conseil, numero=f"TS-18-2099-{etat}", etat=etat)
        candidat = f.CandidatFabrique(tirage=tirage, numero=1)
        Identite.objects.create(candidat=candidat, nom="Personne d’essai")
        if etat != "preparation":
            tour = f.TourFabrique(tirage=tirage)
        if etat == "tire":
            f.InvitationFabrique(tour=tour, candidat=candidat)
    return [reverse("tirage_public", args=["TS-18-2099-scelle"]), reverse("tirage_public", args=["TS-18-2099-tire"])]


def _documents(conseil, animateur) -> list[str]:
    """A file kept with each object that may hold one, so that removing it can be asked, and where."""
    depot = {"depose_par": animateur, "diffusable": True}
    reunion = Reunion.objects.filter(conseil=conseil).latest("date")
    f.DocumentFabrique(reunion=reunion, **depot)
    f.DocumentInitiativeFabrique(initiative=Initiative.objects.filter(conseil=conseil).first(), **depot)
    avis = f.AvisFabrique(conseil=conseil, etat=Avis.Etat.BROUILLON)
    f.DocumentAvisFabrique(avis=avis, **depot)
    return [reverse("reunion", args=[18, reunion.pk]), reverse("avis", args=[18, avis.pk])]


def _proces_verbaux(conseil) -> list[str]:
    """Of a meeting that was held: still to be written, and drafted with what was decided."""
    reunions = [f.ReunionFabrique(conseil=conseil, intitule=f"Séance d’essai {rang}") for rang in (1, 2)]
    f.ProcesVerbalFabrique(reunion=reunions[1])
    f.DecisionFabrique(reunion=reunions[1])
    return [reverse("proces_verbal", args=[18, reunion.pk]) for reunion in reunions]


def _tous_les_etats_d_un_document() -> list[str]:
    """The demonstration has documents to produce, submitted, sent back and published: the other states, and all."""
    modele = Rapport.objects.get(etat="soumis")
    produit = {nom: getattr(modele, nom) for nom in PRODUIT}
    a_produire = Rapport.objects.filter(sorte=modele.sorte, etat="demande").order_by("pk").values_list("pk", flat=True)
    etats = {"projet": produit, "valide": produit, "echec": {"erreur": "Le disque est plein."}}
    for pk, (etat, champs) in zip(list(a_produire), etats.items(), strict=False):
        Rapport.objects.filter(pk=pk).update(etat=etat, **champs)
    numeros = sorted(dict(Rapport.objects.values_list("etat", "numero")).values())
    return [reverse("rapport", args=[numero]) for numero in numeros]


def _gestes_rares(conseil) -> list[str]:
    """What may be undone only before it has begun, and what comes once in the life of a conseil."""
    f.DelaiReponseFabrique(partenaire=Partenaire.objects.first())
    formation = f.DelegationFormationFabrique(conseil=conseil, participants_saisis=False)
    numero = conseil.versions_reglement.prochain_numero()
    version = f.VersionReglementFabrique(conseil=conseil, numero=numero, ecrit_le=timezone.localdate())
    ConseilCitoyen.objects.filter(arrondissement__numero=20).update(
        statut="clos", date_cloture=timezone.localdate(), motif_cloture="Fin du contrat de ville."
    )
    annee = timezone.localdate().year
    FeuilleDeRoute.objects.filter(conseil=conseil, exercice=annee).update(etat="brouillon")
    return [
        reverse("conseil", args=[20]),
        reverse("organisation", args=[20]),
        reverse("formation_supprimer", args=[18, formation.pk]),
        reverse("version_adopter", args=[18, version.pk]),
    ]


def _invitation() -> str:
    return urlsplit(lien_invitation(f.CompteFabrique(email="invitee@demo.invalid"))).path


def _second_facteur() -> list[tuple[str, Client, list[str]]]:
    """Somebody who has one: her pages, then the door that asks for it."""
    compte = f.CompteFabrique(email=FACTEUR)
    f.HabilitationFabrique(compte=compte, role="partenaire")
    RecoveryCodes.activate(compte)
    TOTP.activate(compte, SECRET)
    donnees = {"name": "Clé de bureau", "credential": _credential()}
    cle = Authenticator.objects.create(user=compte, type="webauthn", data=donnees)
    siennes = [reverse(nom) for nom in AU_SECOND_FACTEUR]
    siennes += [reverse(nom, args=[cle.pk]) for nom in ("mfa_edit_webauthn", "mfa_remove_webauthn")]
    porte = Client()
    porte.post(reverse("account_login"), {"login": compte.email, "password": f.MOT_DE_PASSE})
    neuf = Client()
    sans = f.CompteFabrique(email="sans-mot-de-passe@demo.invalid")
    sans.set_unusable_password()
    sans.save()
    neuf.force_login(sans, backend="comptes.backends.PorteBackend")
    return [
        ("second facteur", connecter(compte), siennes, False),
        ("code demandé", porte, [reverse("mfa_authenticate")], False),
        ("sans mot de passe", neuf, [reverse("account_set_password")], False),
    ]


def _credential() -> dict:
    """What a browser would have sent when the key was added."""
    cle = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    nom = b"cle-d-essai"
    atteste = AttestedCredentialData.create(bytes(16), nom, cle)
    objet = AttestationObject.create("none", AuthenticatorData.create(bytes(32), 0x41, 0, bytes(atteste)), {})
    defi = CollectedClientData.create("webauthn.create", b"defi", "http://localhost")
    reponse = {"clientDataJSON": websafe_encode(bytes(defi)), "attestationObject": websafe_encode(bytes(objet))}
    identifiant = websafe_encode(nom)
    return {
        "id": identifiant,
        "rawId": identifiant,
        "type": "public-key",
        "clientExtensionResults": {},
        "response": reponse,
    }


def _passation(client: Client) -> list[str]:
    """The handing over remembers its answers in the session: given here, they lead to the last step."""
    affectation = Affectation.objects.filter(fin=None, conseil__arrondissement__numero=18).get()
    dates, ouvert, faire = (
        reverse(f"passation_{etape}", args=[affectation.pk]) for etape in ("dates", "ouvert", "faire")
    )
    fin = timezone.localdate()
    client.post(dates, {"fin": fin})
    rubriques = inventaire(affectation, fin, fin)
    client.post(ouvert, {f"{r.code}_qui": r.choix(str(affectation.animateur), "")[0][0] for r in rubriques})
    return [ouvert, faire]


def _import_de_liste(client: Client) -> list[str]:
    """A list deposited, whose columns are to be named."""
    liste = ContentFile(b"nom;sexe;age\nDurand;F;40-59\n", name="liste.csv")
    client.post(reverse("tirage_liste", args=["TS-18-2099-preparation"]), {"fichier": liste, "liste": "Forum"})
    return [reverse("tirage_colonnes", args=["TS-18-2099-preparation"])]
