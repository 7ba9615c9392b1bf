"""What the reference layout leaves open or untold, pinned: advice that the documents themselves cause, and rules whose
subject is not on the map. A line goes when the layout or the documents change, never because a rule fell silent."""

from typing import Final

WAIVED: Final = {("ARE002", ("G28",)), ("MOD002", ("G24",))}

OPEN: Final[set[tuple[str, tuple[str, ...]]]] = {
    *(("CON001", (group,)) for group in ("G11", "G15", "G20", "G21", "G29", "G31")),
    *(("CON003", (f"G{n:02d}",)) for n in (5, 9, 10, 11, 14, 15, 16, 20, 21, 29, 30, 31)),
    *(("GRP001", (group,)) for group in ("G03", "G09")),
    ("GRP002", ("G02", "G04")),
    *(("PRK001", (group,)) for group in ("G12", "G19", "G25", "G27", "G28", "G30")),
    *(("PRK003", (park,)) for park in ("P04", "P06", "P16")),
    *(("SVC001", (park,)) for park in ("P02", "P03", "P10", "P12", "P13", "P15")),
    ("TZH003", ("高端装备制造",)),
}

CANNOT_TELL: Final = {
    *(f"SPE{n:03d}" for n in range(1, 17)),
    *("SIT001", "SIT002", "SIT003", "SIT004", "SIT007"),
    *("YNQ005", "YNQ006", "YNQ007"),
    *("ATT004", "ATT005", "LOC003", "LOC004", "LOC005", "LOC006", "PRK004", "SVC002"),
}
