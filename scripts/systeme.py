"""Check what only the system can give, and install it through apt when root.

Runs before the virtual environment exists: standard library only.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

# WeasyPrint opens these by name; its wheel does not bring them.
BIBLIOTHEQUES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
NAVIGATEURS = ("chromium", "chromium-browser", "google-chrome")


def chromium():
    """Return the browser that tests drive (CHROMIUM names another), or None."""
    return next(filter(None, map(shutil.which, (os.environ.get("CHROMIUM", ""), *NAVIGATEURS))), None)


def paquets_manquants():
    """Return the Debian packages without which the application does not run."""
    manquants = [paquet for fichier, paquet in BIBLIOTHEQUES.items() if not s_ouvre(fichier)]
    if not importlib.util.find_spec("ensurepip"):
        manquants.append("python3-venv")
    return manquants


def s_ouvre(fichier):
    """Tell whether the system has this shared library."""
    try:
        ctypes.CDLL(fichier)
    except OSError:
        return False
    return True


def commande_apt(paquets):
    return ["apt-get", "install", "-y", "--no-install-recommends", *paquets]


def installer(paquets):
    """Install ``paquets`` through apt. Return False when we may not, or when apt fails."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installation des paquets du système : {' '.join(paquets)}…", flush=True)
    environnement = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return all(
        subprocess.run(action, env=environnement, stdout=subprocess.DEVNULL, check=False).returncode == 0
        for action in (["apt-get", "update", "-qq"], commande_apt(paquets))
    )


def main():
    if sys.version_info < (3, 11):  # noqa: UP036 — the system's Python, not ours
        sys.exit(f"Python 3.11 ou plus récent est nécessaire ; {sys.executable} est en {sys.version.split()[0]}.")
    paquets = paquets_manquants()
    if paquets and not installer(paquets):
        commande = " ".join(commande_apt(paquets))
        sys.exit(f"Il manque des paquets au système. Installez-les, puis recommencez :\n\n  sudo {commande}\n")


if __name__ == "__main__":
    main()
