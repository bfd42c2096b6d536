"""The account: a person, known by an e-mail address."""

import re
import unicodedata
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Prefetch, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property  # prefetch_related knows this one, not functools'

from comptes.models.habilitation import Habilitation
from comptes.permissions import Permission
from comptes.roles import ROLES

# An address that reaches nobody, and says that the account is nobody's any more.
DOMAINE_ANONYME = "anonyme.invalid"
LETTRES_ACCENTUEES = {"a": "àâä", "c": "ç", "e": "éèêë", "i": "îï", "o": "ôö", "u": "ùûü", "y": "ÿ"}


class CompteQuerySet(models.QuerySet):
    def rechercher(self, texte: str) -> "CompteQuerySet":
        """Every word of ``texte`` is found in the first name, the name or the address, accents or not."""
        comptes = self
        for motif in map(_sans_accent_ni_casse, texte.split()):
            comptes = comptes.filter(Q(prenom__iregex=motif) | Q(nom__iregex=motif) | Q(email__iregex=motif))
        return comptes

    def invites(self) -> "CompteQuerySet":
        """Invited, and no password chosen yet."""
        return self.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def avec_roles_du_jour(self) -> "CompteQuerySet":
        """Fill ``habilitations_en_cours`` for the whole list in one query."""
        en_cours = Habilitation.objects.en_cours().select_related("arrondissement")
        return self.prefetch_related(Prefetch("habilitations", en_cours, to_attr="habilitations_en_cours"))


def _sans_accent_ni_casse(mot: str) -> str:
    # A regular expression, because LIKE ignores the case of ASCII letters only on SQLite.
    return "".join(map(_lettre, mot))


def _lettre(lettre: str) -> str:
    nue = unicodedata.normalize("NFD", lettre)[0].lower()
    if nue not in LETTRES_ACCENTUEES:
        return re.escape(lettre)
    formes = nue + LETTRES_ACCENTUEES[nue]
    return f"[{formes}{formes.upper()}]"


class CompteManager(BaseUserManager.from_queryset(CompteQuerySet)):
    def create_user(self, email: str, password: str | None = None, **champs) -> "Compte":
        """Create an account; without a password it waits for its invitation to be answered."""
        compte = self.model(email=self.normalize_email(email).lower(), **champs)
        compte.set_password(password)
        compte.save(using=self._db)
        return compte

    def get_by_natural_key(self, email: str) -> "Compte":
        return self.get(email__iexact=email)

    def avec_ses_droits(self, pk: int) -> "Compte | None":
        """The account and its ``habilitations_en_cours``: one query, or two for somebody who has none."""
        habilitations = list(Habilitation.objects.filter(compte=pk).d_un_compte().select_related("compte"))
        compte = habilitations[0].compte if habilitations else self.filter(pk=pk).first()
        if compte is not None:
            compte.habilitations_en_cours = habilitations
        return compte


class Compte(AbstractBaseUser):
    """A person who signs in. What he or she may do comes from dated habilitations, never from flags.

    Personal data kept three years after the last sign-in (docs/donnees-personnelles.md).
    """

    class Etat(models.TextChoices):
        """Derived, never stored."""

        INVITE = "invite", "invité"
        ACTIF = "actif", "actif"
        FERME = "ferme", "fermé"

    email = models.EmailField(
        "adresse e-mail",
        unique=True,
        error_messages={"unique": "Un compte existe déjà avec cette adresse."},
    )
    prenom = models.CharField("prénom", max_length=80)
    nom = models.CharField("nom", max_length=80)
    institution = models.ForeignKey(
        "territoires.Partenaire",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="comptes",
        verbose_name="institution représentée",
        help_text="Au nom de qui cette personne répond aux avis.",
    )
    is_active = models.BooleanField("actif", default=True)
    cree_le = models.DateTimeField("créé le", default=timezone.now, editable=False)

    objects = CompteManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["prenom", "nom"]

    class Meta:
        verbose_name = "compte"
        ordering = ["nom", "prenom", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="compte_email_sans_casse",
                violation_error_message="Un compte existe déjà avec cette adresse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}"

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.prenom

    @property
    def etat(self) -> Etat:
        """« Invité » as long as no password has been chosen."""
        if not self.is_active:
            return self.Etat.FERME
        return self.Etat.INVITE if self.password.startswith(UNUSABLE_PASSWORD_PREFIX) else self.Etat.ACTIF

    @property
    def anonyme(self) -> bool:
        """Whether the person was forgotten: what was done under this account stays, whoever did it does not."""
        return self.email.endswith(f"@{DOMAINE_ANONYME}")

    @cached_property
    def habilitations_en_cours(self) -> list[Habilitation]:
        """The habilitations that run today, with their territory: one query per request."""
        return list(self.habilitations.d_un_compte())

    @cached_property
    def permissions_en_cours(self) -> frozenset[Permission]:
        """Every permission held somewhere today."""
        return frozenset(p for h in self.habilitations_en_cours for p in ROLES[h.role].droits)

    def a_le_role(self, code: str) -> bool:
        """Tell whether a habilitation of role ``code`` runs today."""
        return any(h.role == code for h in self.habilitations_en_cours)

    @property
    def mfa_obligatoire(self) -> bool:
        """Whether a role that runs today is held only with a second factor (never in the demonstration)."""
        return settings.MFA_EXIGEE and any(ROLES[h.role].mfa for h in self.habilitations_en_cours)

    # Django's questions, asked to its backends (here the one door, ``comptes.backends``). There is no
    # ``is_superuser`` and no ``is_staff``: nobody goes round the door.

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        return any(backend.has_perm(self, perm, obj) for backend in get_backends())

    def has_perms(self, perms: Iterable[str], obj: models.Model | None = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return any(backend.has_module_perms(self, app_label) for backend in get_backends())
