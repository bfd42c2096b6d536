"""Health check of the web container: the page /sante/, asked for as the reverse proxy would."""

import os
import sys
from urllib.error import URLError
from urllib.request import Request, urlopen

hote = os.environ["ALLOWED_HOSTS"].split(",")[0]
demande = Request("http://127.0.0.1:8000/sante/", headers={"Host": hote, "X-Forwarded-Proto": "https"})
try:
    urlopen(demande, timeout=5).close()  # noqa: S310 — our own address
except URLError as erreur:
    sys.exit(f"/sante/ : {erreur}")
