"""A fictional team and fictional inhabitants, for the demonstration only (docs/demonstration.md).

Everything here writes models directly, in bulk, instead of going through the services: three years of
work cannot be replayed act by act in a few seconds, and a service would stamp each act with today's
date. The price is paid in ``tests/animateurs/demo``, which holds the result to the rules of the services.
"""
