"""The FALC version of a bilan (« facile à lire et à comprendre »), after the European rules.

Short sentences in the active voice, one idea each; hard words in bold, explained beside; « 4 personnes sur 10 »
and never a percentage; no acronym, no Roman numeral, no italic. ``phrases`` holds what any kind of bilan says
in this way, ``conseil`` what the bilan of a conseil says.
"""
