"""Writing the council's word: draft, adopt, send, withdraw. Sent, it is never rewritten."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.annuaire import annuaire_de
from conseils.models import Avis, ConseilCitoyen, Destinataire, Divergence, DocumentAvis, Reunion
from conseils.services.delais import echeance_de
from conseils.services.documents import effacer, sorte_acceptee
from conseils.services.ecriture import verrouiller_conseil
from conseils.services.liens import envoyer_lien
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller
from socle.transitions import TransitionRefusee
from territoires.models import Partenaire

LIENS = ("quartiers", "objectifs", "expressions")
# Until it is sent, its addressees and its documents may change.
EN_PREPARATION = (Avis.Etat.BROUILLON, Avis.Etat.ADOPTE)


@transaction.atomic
def rediger_avis(*, conseil: ConseilCitoyen, par: Compte, **champs) -> Avis:
    """Open a draft. Raises ``ValidationError``."""
    avis = Avis(conseil=conseil)
    changes = _ecrire(avis, champs)
    tracer(acte="avis_redige", objet=avis, par=par, vers=avis.etat, champs=changes)
    return avis


@transaction.atomic
def modifier_avis(*, avis: Avis, par: Compte, **champs) -> Avis:
    """Write a draft again. Raises ``ValidationError``, ``TransitionRefusee`` once adopted."""
    avis = verrouiller(avis)
    avis.etat = Avis.MACHINE.appliquer(avis.etat, "modifier")
    changes = _ecrire(avis, champs)
    tracer(acte="avis_modifie", objet=avis, par=par, champs=changes)
    return avis


@transaction.atomic
def supprimer_brouillon(*, avis: Avis, par: Compte) -> None:
    """Delete a draft and what goes with it. Raises ``TransitionRefusee`` once adopted."""
    avis = verrouiller(avis)
    Avis.MACHINE.appliquer(avis.etat, "modifier")
    tracer(acte="avis_supprime", objet=avis, par=par, de=avis.etat)
    for document in avis.documents.all():
        effacer(document)
    avis.destinataires.all().delete()
    avis.delete()


@transaction.atomic
def adopter_avis(
    *, avis: Avis, par: Compte, adopte_en: Reunion, divergences: Iterable[Mapping] = (), **voix: int | None
) -> Avis:
    """Record its adoption and give it its public number. Raises ``ValidationError`` or ``TransitionRefusee``.

    ``voix``: voix_pour, voix_contre, abstentions. ``divergences``: texte and nombre of each.
    """
    # The conseil first: its numbers are given one at a time.
    conseil = verrouiller_conseil(avis.conseil_id)
    avis = verrouiller(avis)
    avant, avis.etat = avis.etat, Avis.MACHINE.appliquer(avis.etat, "adopter")
    remplacer(avis, {"adopte_en": verrouiller(adopte_en), **voix})
    _verifier_adoption(avis)
    avis.numero = _numero_suivant(conseil, adopte_en.date.year)
    enregistrer(avis)
    nombre = len([_noter_divergence(avis, **divergence) for divergence in divergences])
    tracer(
        acte="avis_adopte", objet=avis, par=par, de=avant, vers=avis.etat,
        numero=avis.numero, reunion=adopte_en.pk, divergences=nombre,
    )  # fmt: skip
    return avis


@transaction.atomic
def ajouter_divergence(*, avis: Avis, par: Compte, texte: str, nombre: int | None = None) -> Divergence:
    """Report an opinion that differs; it is never changed nor removed. Raises ``ValidationError``."""
    avis = verrouiller(avis)
    if avis.numero is None:
        refuser(NON_FIELD_ERRORS, "Une opinion divergente se rapporte à un acte adopté : adoptez d'abord celui-ci.")
    divergence = _noter_divergence(avis, texte=texte, nombre=nombre)
    tracer(acte="avis_divergence", objet=avis, par=par, divergence=divergence.pk)
    return divergence


@transaction.atomic
def transmettre_avis(*, avis: Avis, par: Compte) -> Avis:
    """Send it to its addressees and start their clocks. Raises ``ValidationError`` or ``TransitionRefusee``.

    Those who have an address and no account receive, on commit, a link to read it and answer.
    """
    avis = verrouiller(avis)
    avant, avis.etat = avis.etat, Avis.MACHINE.appliquer(avis.etat, "transmettre")
    destinataires = list(avis.destinataires.select_related("partenaire", "avis__conseil"))
    if not destinataires:
        refuser(NON_FIELD_ERRORS, "Indiquez d'abord à qui cet acte s'adresse.")
    avis.transmis_le = timezone.localdate()
    enregistrer(avis)
    for destinataire in destinataires:
        _lancer_l_horloge(destinataire, avis)
    _ecrire_a_ceux_sans_compte(destinataires, par)
    tracer(acte="avis_transmis", objet=avis, par=par, de=avant, vers=avis.etat, destinataires=len(destinataires))
    return avis


@transaction.atomic
def retirer_avis(*, avis: Avis, par: Compte, motif: str) -> Avis:
    """Withdraw it; it stays readable, with the reason. Raises ``TransitionRefusee``."""
    avis = verrouiller(avis)
    avant, avis.etat = avis.etat, Avis.MACHINE.appliquer(avis.etat, "retirer", motif)
    avis.retire_le, avis.motif_retrait = timezone.localdate(), motif.strip()
    enregistrer(avis)
    tracer(acte="avis_retire", objet=avis, par=par, de=avant, vers=avis.etat, motif=avis.motif_retrait)
    return avis


# -- Addressees --


@transaction.atomic
def ajouter_destinataire(*, avis: Avis, par: Compte, partenaire: Partenaire, courriel: str = "") -> Destinataire:
    """Add an addressee before the avis is sent. Raises ``ValidationError`` or ``TransitionRefusee``."""
    avis = _en_preparation(avis)
    destinataire = Destinataire(avis=avis, partenaire=partenaire, courriel=courriel)
    enregistrer(destinataire)
    tracer(acte="avis_destinataire_ajoute", objet=avis, par=par, partenaire=partenaire.code)
    return destinataire


@transaction.atomic
def modifier_destinataire(*, destinataire: Destinataire, par: Compte, courriel: str) -> Destinataire:
    """Correct where the link to answer goes: an address may be wrong long after the avis was sent."""
    destinataire = verrouiller(destinataire)
    changes = remplacer(destinataire, {"courriel": courriel})
    enregistrer(destinataire)
    tracer(acte="avis_destinataire_modifie", objet=destinataire.avis, par=par, champs=changes)
    return destinataire


@transaction.atomic
def retirer_destinataire(*, destinataire: Destinataire, par: Compte) -> None:
    """Remove an addressee before the avis is sent. Raises ``TransitionRefusee`` after."""
    avis = _en_preparation(destinataire.avis)
    tracer(acte="avis_destinataire_retire", objet=avis, par=par, partenaire=destinataire.partenaire.code)
    destinataire.delete()


@transaction.atomic
def accuser_reception(*, destinataire: Destinataire, par: Compte, le: date) -> Destinataire:
    """Note the day on which the institution says that it has the avis. Raises ``ValidationError``."""
    avis = verrouiller(destinataire.avis)
    destinataire = verrouiller(destinataire)
    _verifier_accuse(avis, destinataire, le)
    destinataire.accuse_le = le
    enregistrer(destinataire)
    tracer(acte="avis_accuse", objet=avis, par=par, destinataire=destinataire.pk, le=le)
    return destinataire


# -- Documents --


@transaction.atomic
def joindre_document(*, avis: Avis, par: Compte, titre: str, fichier: UploadedFile, diffusable: bool) -> DocumentAvis:
    """Attach a file before the avis is sent. Raises ``ValidationError`` or ``TransitionRefusee``."""
    avis = _en_preparation(avis)
    document = DocumentAvis(
        avis=avis, titre=titre, fichier=fichier, sorte=sorte_acceptee(fichier), taille=fichier.size,
        diffusable=diffusable, depose_par=par,
    )  # fmt: skip
    enregistrer(document)
    tracer(acte="document_depose", objet=avis, par=par, document=document.pk, sorte=document.sorte)
    return document


@transaction.atomic
def retirer_document(*, document: DocumentAvis, par: Compte) -> None:
    """Delete a document and its file before the avis is sent. Raises ``TransitionRefusee`` after."""
    avis = _en_preparation(document.avis)
    tracer(acte="document_supprime", objet=avis, par=par, document=document.pk)
    effacer(document)


# -- What a meeting that adopted must stay --


def garder_les_avis(reunion: Reunion) -> None:
    """Refuse a change of a meeting that would make the adoption of an avis untrue."""
    for avis in reunion.avis.all():
        if reunion.statut != Reunion.Statut.TENUE:
            refuser("statut", f"L'acte {avis.numero} y a été adopté : cette réunion a bien été tenue.")
        if f"-{reunion.date.year}-" not in avis.numero:
            refuser("date", f"L'acte {avis.numero}, adopté ce jour-là, porte une autre année.")
        if avis.transmis_le and avis.transmis_le < reunion.date:
            refuser("date", f"L'acte {avis.numero}, adopté ce jour-là, a été transmis le {avis.transmis_le:%d/%m/%Y}.")


def _ecrire(avis: Avis, champs: Mapping[str, object]) -> list[str]:
    """Set the fields and the links of a draft; return the names of those that differ."""
    liens = {nom: list(champs[nom]) for nom in LIENS if nom in champs}
    gardes = set(avis.quartiers.all()) if avis.pk else set()
    changes = remplacer(avis, {nom: valeur for nom, valeur in champs.items() if nom not in LIENS})
    _verifier_liens(avis, liens, gardes)
    enregistrer(avis)
    for nom, objets in liens.items():
        if set(getattr(avis, nom).all()) != set(objets):
            getattr(avis, nom).set(objets)
            changes.append(nom)
    return changes


def _verifier_liens(avis: Avis, liens: Mapping[str, Collection], gardes: set) -> None:
    quartiers = set(liens.get("quartiers", gardes))
    # A quartier that has left the perimeter since stays on the acts that it had.
    if not quartiers <= gardes | set(avis.conseil.quartiers.all()):
        refuser("quartiers", "Un de ces quartiers n'est pas dans le périmètre du conseil.")
    if avis.echelle == Reunion.Echelle.QUARTIER and not quartiers:
        refuser("quartiers", "Indiquez au moins un quartier : l'acte est à l'échelle d'un quartier.")
    if any(expression.conseil_id != avis.conseil_id for expression in liens.get("expressions", ())):
        refuser("expressions", "Une de ces expressions vient d'un autre conseil.")


def _verifier_adoption(avis: Avis) -> None:
    reunion = avis.adopte_en
    if reunion.conseil_id != avis.conseil_id:
        refuser("adopte_en", "Cette réunion est celle d'un autre conseil.")
    if reunion.statut != Reunion.Statut.TENUE:
        refuser("adopte_en", "Cette réunion n'est pas tenue : elle n'a encore rien adopté.")
    votes = (avis.voix_pour, avis.voix_contre, avis.abstentions)
    if votes == (None, None, None):
        return
    if None in votes:
        vide = ("voix_pour", "voix_contre", "abstentions")[votes.index(None)]
        refuser(vide, "Indiquez les trois nombres du vote (0 s'il n'y en a pas), ou aucun.")
    if avis.voix_pour == 0 or avis.voix_pour < avis.voix_contre:
        refuser("voix_pour", "Avec ces nombres, l'acte n'est pas adopté : vérifiez-les.")


def _numero_suivant(conseil: ConseilCitoyen, annee: int) -> str:
    """The caller holds the lock of the conseil."""
    rang = Avis.objects.dernier_rang(conseil.pk, annee) + 1
    return f"AV-{conseil.arrondissement.numero:02d}-{annee}-{rang:03d}"


def _noter_divergence(avis: Avis, texte: str, nombre: int | None = None) -> Divergence:
    divergence = Divergence(avis=avis, texte=texte, nombre=nombre)
    enregistrer(divergence)
    return divergence


def _lancer_l_horloge(destinataire: Destinataire, avis: Avis) -> None:
    echeance = echeance_de(avis.type, destinataire.partenaire, avis.transmis_le)
    destinataire.echeance, destinataire.tacite = echeance
    enregistrer(destinataire)


def _ecrire_a_ceux_sans_compte(destinataires: list[Destinataire], par: Compte) -> None:
    annuaire = annuaire_de(destinataires, timezone.localdate())
    for destinataire in destinataires:
        if destinataire.courriel and not annuaire.comptes(destinataire):
            envoyer_lien(destinataire=destinataire, par=par)


def _en_preparation(avis: Avis) -> Avis:
    avis = verrouiller(avis)
    if avis.etat not in EN_PREPARATION:
        raise TransitionRefusee(
            "Cet acte n'est plus en préparation : ses destinataires et ses documents ne changent plus."
        )
    return avis


def _verifier_accuse(avis: Avis, destinataire: Destinataire, le: date) -> None:
    if avis.etat not in (Avis.Etat.TRANSMIS, Avis.Etat.REPONDU, Avis.Etat.SUITES):
        raise TransitionRefusee("On accuse réception d'un acte transmis.")
    if le < avis.transmis_le:
        refuser("le", f"L'acte a été transmis le {avis.transmis_le:%d/%m/%Y} : l'accusé de réception vient après.")
    if le > timezone.localdate():
        refuser("le", "Cette date est à venir.")
    if destinataire.repondu_le and le > destinataire.repondu_le:
        refuser("le", f"L'institution a répondu le {destinataire.repondu_le:%d/%m/%Y} : elle l'avait donc reçu.")
