"""Refuse to start on a port that cannot be opened, in words."""

import errno
import socket
import sys

PRIS = """Le port {port} est déjà pris : l'application tourne peut-être déjà.
Arrêtez le programme qui l'occupe, ou choisissez un autre port : make run PORT=8001"""


def main(port: str) -> None:
    with socket.socket() as prise:
        # As gunicorn does: a port that was just closed is free.
        prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prise.bind(("127.0.0.1", int(port)))
        except (ValueError, OverflowError):
            sys.exit(f"PORT doit être un nombre entre 1 et 65535 : « {port} » n'en est pas un.")
        except OSError as erreur:
            if erreur.errno == errno.EADDRINUSE:
                sys.exit(PRIS.format(port=port))
            sys.exit(f"Le port {port} ne peut pas être ouvert : {erreur.strerror}.")


if __name__ == "__main__":
    main(sys.argv[1])
