"""ProConnect, the sign-in of public agents (docs/decisions/0015-proconnect.md). Off until it is configured."""
