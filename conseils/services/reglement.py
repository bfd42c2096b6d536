"""Writing the règlement intérieur: hand in a version, note its adoption, verify it."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.definitions import LOI
from conseils.models import ConseilCitoyen, Reunion, VerificationReglement, VersionReglement
from conseils.services.depots import ranger
from conseils.services.ecriture import verrouiller_conseil
from socle.services.ecriture import enregistrer, refuser
from socle.templatetags.typographie import date_fr


@transaction.atomic
def deposer_version(
    *, conseil: ConseilCitoyen, par: Compte, ecrit_le: date, texte: str = "", fichier: UploadedFile | None = None
) -> VersionReglement:
    """Add the next version: a file, or a pasted text. Raises ``ValidationError``."""
    verrouiller_conseil(conseil.pk)
    versions = conseil.versions_reglement
    _verifier_ecriture(ecrit_le, versions.first())
    _verifier_texte_ou_fichier(texte, fichier)
    version = VersionReglement(
        conseil=conseil, numero=versions.prochain_numero(), ecrit_le=ecrit_le, texte=texte.strip()
    )
    if fichier:
        version.fichier = ranger(fichier, dossier=f"reglements/{conseil.pk}")
    enregistrer(version)
    tracer(acte="reglement_depose", objet=version, par=par, numero=version.numero)
    return version


@transaction.atomic
def adopter_version(*, version: VersionReglement, par: Compte, reunion: Reunion) -> VersionReglement:
    """Note the meeting that adopted this version; its date is that of the adoption. Raises ``ValidationError``."""
    verrouiller_conseil(version.conseil_id)
    version.refresh_from_db()
    _verifier_assemblee(version, reunion)
    _verifier_ordre(version, reunion.date)
    if version.verifications.exists():
        refuser("reunion", "Cette version est déjà vérifiée : son adoption ne se change plus.")
    version.adoptee_en = reunion
    enregistrer(version)
    tracer(acte="reglement_adopte", objet=version, par=par, numero=version.numero, reunion=reunion.pk)
    return version


@transaction.atomic
def verifier_version(
    *, version: VersionReglement, institution: str, par: Compte, avis: str, observations: str = ""
) -> VerificationReglement:
    """Sign an opinion, today. It stays: another opinion is another verification. Raises ``ValidationError``."""
    verrouiller_conseil(version.conseil_id)
    version.refresh_from_db()
    _verifier_en_vigueur(version)
    _verifier_observations(avis, observations.strip())
    verification = VerificationReglement(
        version=version, institution=institution, avis=avis, observations=observations.strip(), par=par
    )
    enregistrer(verification)
    tracer(acte="reglement_verifie", objet=version, par=par, vers=avis, institution=institution)
    return verification


def _verifier_ecriture(jour: date, precedente: VersionReglement | None) -> None:
    if jour < LOI:
        refuser("ecrit_le", "Aucun règlement n'a été écrit avant la loi du 21 février 2014 : vérifiez l'année.")
    if jour > timezone.localdate():
        refuser("ecrit_le", "Cette date est à venir.")
    if precedente and jour < precedente.ecrit_le:
        refuser(
            "ecrit_le",
            f"La version {precedente.numero} est du {date_fr(precedente.ecrit_le)} : la suivante ne peut pas être "
            "plus ancienne.",
        )


def _verifier_texte_ou_fichier(texte: str, fichier: UploadedFile | None) -> None:
    if not texte.strip() and not fichier:
        refuser("fichier", "Choisissez un fichier, ou collez le texte du règlement.")
    if texte.strip() and fichier:
        refuser("texte", "Un fichier et un texte : gardez l'un des deux, pour qu'il n'y ait qu'un règlement.")


def _verifier_assemblee(version: VersionReglement, reunion: Reunion) -> None:
    if reunion.conseil_id != version.conseil_id:
        refuser("reunion", "Cette réunion est celle d'un autre conseil.")
    if reunion.type != Reunion.Type.ASSEMBLEE:
        refuser("reunion", "Le règlement s'adopte en assemblée ouverte : choisissez-en une.")
    if reunion.statut != Reunion.Statut.TENUE:
        refuser("reunion", "Cette assemblée n'a pas été tenue : le règlement n'a pas pu y être adopté.")
    if reunion.date < version.ecrit_le:
        refuser("reunion", f"La version {version.numero} a été écrite après cette assemblée.")


def _verifier_ordre(version: VersionReglement, jour: date) -> None:
    """A later version is not adopted before an earlier one."""
    autres = version.conseil.versions_reglement.filter(adoptee_en__isnull=False)
    if autres.filter(numero__lt=version.numero, adoptee_en__date__gt=jour).exists():
        refuser("reunion", "Une version plus ancienne a été adoptée après cette assemblée.")
    if autres.filter(numero__gt=version.numero, adoptee_en__date__lt=jour).exists():
        refuser("reunion", "Une version plus récente a été adoptée avant cette assemblée.")


def _verifier_en_vigueur(version: VersionReglement) -> None:
    if version.adoptee_en_id is None:
        refuser("avis", "Cette version n'est pas adoptée : elle se vérifie une fois adoptée en assemblée ouverte.")
    suivantes = version.conseil.versions_reglement.filter(numero__gt=version.numero, adoptee_en__isnull=False)
    if suivante := suivantes.first():
        refuser("avis", f"La version {suivante.numero} a été adoptée depuis : vérifiez celle-là.")


def _verifier_observations(avis: str, observations: str) -> None:
    if avis == VerificationReglement.Avis.OBSERVATIONS and not observations:
        refuser("observations", "Écrivez vos observations : le conseil y répondra par une nouvelle version.")
    if avis == VerificationReglement.Avis.CONFORME and observations:
        refuser("observations", "Un avis conforme n'a pas d'observations : effacez-les, ou changez l'avis.")
