"""Start the web server that is named after, and let the reverse proxy leave before it stops.

Asked to stop, gunicorn closes its port at once: what the kernel had accepted for it is cut, and a form is lost that
the proxy may not send again. So /sante/ says no first, for as long as the proxy needs to notice (Caddyfile,
``health_interval``), and only then is the server asked.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

# Two of the proxy's questions, with some margin.
DELAI = float(os.environ.get("RETRAIT_DELAI") or 5)


def principal(commande: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="retrait-") as dossier:
        signe = Path(dossier) / "retrait"
        serveur = subprocess.Popen(commande, env={**os.environ, "RETRAIT": str(signe)})

        def se_retirer(numero: int, _cadre: object) -> None:
            signe.touch()
            threading.Timer(DELAI, serveur.send_signal, [numero]).start()

        signal.signal(signal.SIGTERM, se_retirer)
        signal.signal(signal.SIGHUP, lambda numero, _cadre: serveur.send_signal(numero))
        return serveur.wait()


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
