"""Groups of witnesses that have a siglum of their own: those of the print profile, and those of the files."""

from __future__ import annotations

from collate.model import Collation, Profile


def groups(collation: Collation, profile: Profile) -> dict[str, tuple[str, ...]]:
    """The sigla of the members by the siglum of the group; the larger groups of the files first.

    A group of one witness, or of all, has no siglum; nor has one that is called as a witness is. The groups of the
    profile replace those of the files that have their names.
    """
    found: dict[str, tuple[str, ...]] = {}
    for witness in collation.witnesses:
        for name in witness.source.groups:
            found[name] = (*found.get(name, ()), witness.siglum)
    every = len(collation.witnesses)
    own = {name: held for name, held in found.items() if 1 < len(held) < every and name not in collation.sigla}
    ordered = dict(sorted(own.items(), key=lambda group: -len(group[1])))
    return {**ordered, **profile.groups}
