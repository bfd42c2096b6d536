"""Start docker-compose.yml for good and try what production promises (``make repetition``).

A copy of the repository, a project and volumes of its own, ``conseils.localhost`` for a name. Asks for Docker with
Compose, and for ports 80, 443 and 8000; not for a machine that serves, whose image would be replaced. Everything is
erased at the end, except the images.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.repetition_pile import Pile, chronometrer, copier
from scripts.repetition_web import Journee

PERMANENTS = {"proxy", "web", "web-relais", "worker", "beat", "db", "redis"}
NET_BIND_SERVICE = 1 << 10  # ports 80 and 443, for Caddy alone


def principal() -> int:
    with tempfile.TemporaryDirectory(prefix="repetition-") as dossier:
        pile = Pile(Path(dossier))
        copier(pile.dossier)
        try:
            demarrer(pile)
            contraintes(pile)
            journee = Journee(pile)
            journee.reponses()
            journee.document()
            journee.remplacements()
            journee.panne()
            sauvegarde(pile)
            arrets(pile)
            reprise(pile, journee)
        finally:
            pile.composer("down", "--volumes", "--timeout", "5", attendu=None)
    print(f"{pile.fautes} défaut(s).")
    return min(pile.fautes, 1)


def demarrer(pile: Pile) -> None:
    construite = chronometrer(lambda: pile.composer("build"))
    pile.noter("image construite", f"{construite:.0f} s", tenu=True)
    prete = chronometrer(lambda: pile.composer("up", "--detach", "--wait"))
    sante = {service: pile.inspecter(service)["State"].get("Health", {}).get("Status") for service in PERMANENTS}
    malades = sorted(service for service, etat in sante.items() if etat != "healthy")
    pile.noter(f"démarrée en {prete:.0f} s, services en mauvaise santé", malades or "aucun", tenu=not malades)
    fin = pile.inspecter("preparation")["State"]["ExitCode"]
    pile.noter("préparation, code de sortie", fin, tenu=fin == 0)


def contraintes(pile: Pile) -> None:
    """What each container may do, asked of the kernel and of the engine rather than of the file that we wrote."""
    for service in sorted(PERMANENTS):
        lignes = pile.dans(service, "cat", "/proc/1/status").splitlines()
        lus = dict(ligne.split(":\t", 1) for ligne in lignes if ":\t" in ligne)
        personne, droits = lus["Uid"].split()[0], int(lus["CapEff"], 16)
        permis = NET_BIND_SERVICE if service == "proxy" else 0
        ecrits = pile.ecrits(service)
        pile.noter(
            f"{service} : utilisateur {personne}, capacités {droits:x}, écrit hors des volumes",
            " ".join(ecrits) or "rien",
            tenu=personne != "0" and not droits & ~permis and lus["NoNewPrivs"] == "1" and not ecrits,
        )


def sauvegarde(pile: Pile) -> None:
    """The archive, then the drill."""
    pile.copies.mkdir()
    # The user 1000 of the container writes here, whoever we are.
    pile.copies.chmod(0o777)
    duree = chronometrer(lambda: pile.console("sauvegarder", "/sauvegardes"))
    (archive,) = pile.copies.iterdir()
    pile.noter(f"sauvegarde en {duree:.0f} s, octets", archive.stat().st_size, tenu=True)
    exercice = pile.console("exercice_de_restauration", f"/sauvegardes/{archive.name}")
    pile.noter("exercice de restauration", exercice.splitlines()[-1], tenu=True)


def arrets(pile: Pile) -> None:
    """Each leaves by itself before its patience runs out; 137 would be the engine's own kill."""
    for service in ("worker", "beat", "web", "web-relais", "proxy", "redis", "db"):
        patience = pile.inspecter(service)["Config"].get("StopTimeout") or 10
        duree = chronometrer(partial(pile.composer, "stop", service))
        code = pile.inspecter(service)["State"]["ExitCode"]
        pile.noter(f"{service} s'arrête en {duree:.1f} s sur {patience}, code", code, tenu=code == 0)


def reprise(pile: Pile, journee: Journee) -> None:
    """Containers thrown away, then volumes too: all is found again, in the volumes, then from the archive."""
    pile.composer("down")
    pile.composer("up", "--detach", "--wait")
    journee.retrouver("après down et up")
    pile.composer("down", "--volumes")
    pile.composer("up", "--detach", "--wait", "db", "redis")
    (archive,) = pile.copies.iterdir()
    pile.console("restaurer", f"/sauvegardes/{archive.name}")
    pile.composer("up", "--detach", "--wait")
    journee.retrouver("restauré sur une installation vide")
    verifies = pile.dans("web", "python", "manage.py", "verifier_rapports").splitlines()[-1]
    pile.noter("verifier_rapports", verifies, tenu=True)


if __name__ == "__main__":
    sys.exit(principal())
