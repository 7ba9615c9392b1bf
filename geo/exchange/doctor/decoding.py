"""Which encoding a file's text is in: proposed from the bytes of its records, whatever its header says."""

from __future__ import annotations

import codecs
import math
import operator
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from geo.exchange.doctor.inspection import About, Candidate, Proposal
from geo.exchange.doctor.letters import BROKEN, Letters, is_common, is_han, without_cut
from geo.exchange.mending import CHAINS, mended
from geo.exchange.source import Source
from geo.model import Text

UTF8: Final = "UTF-8"
_TITLES: Final = {
    UTF8: Text("UTF-8", "UTF-8"),
    "GB18030": Text("GBK（GB18030）", "GBK (GB18030)"),
    "CP950": Text("Big5（繁体）", "Big5 (traditional Chinese)"),
    "UTF-16LE": Text("UTF-16", "UTF-16"),
    "UTF-16BE": Text("UTF-16（高位在前）", "UTF-16 (big-endian)"),
    "CP1252": Text("西欧（CP1252、ISO-8859-1）", "Western (CP1252, ISO-8859-1)"),
    CHAINS[0]: Text("UTF-8，但被当作西欧文字又编码了一次", "UTF-8 taken for Western text, encoded once more"),
    CHAINS[1]: Text("GBK，但被当作西欧文字存成了 UTF-8", "GBK taken for Western text, stored as UTF-8"),
    CHAINS[2]: Text("UTF-8，但被当作 GBK 又编码了一次", "UTF-8 taken for GBK, encoded once more"),
}  # fmt: skip
_SAME: Final = {
    "utf-8-sig": UTF8, "gbk": "GB18030", "gb2312": "GB18030", "hz": "GB18030", "big5": "CP950", "big5hkscs": "CP950",
    "iso8859-1": "CP1252", "utf-16": "UTF-16LE",
}  # fmt: skip
_WIDE: Final = ("UTF-16LE", "UTF-16BE")
_RUN: Final = re.compile(rb"[^\x00-\x2f\x3a-\x3f]*[\x80-\xff][^\x00-\x2f\x3a-\x3f]*")
"""Bytes around one beyond ASCII that may belong together: no encoding here has letters with the bytes left out."""

_SAMPLE_ROWS: Final = 5_000
_SAMPLE_BYTES: Final = 256 * 1024
_MOST_RUNS: Final = 1_500
_MOST_SHOWN: Final = 4
_MOST_WORDS: Final = 6
_MOST_ODD_SHARE: Final = 0.2
_MARGIN: Final = 8.0
_CHAIN_COST: Final = 12.0
"""Mistakes upon mistakes are rarer than plain text."""

_LEAST_COMMON_SHARE: Final = 0.5
_MOST_CONFIDENCE: Final = 0.99
_DOUBTFUL: Final = 0.85
"""What contradicts the file itself, or leaves letters broken, is asked, however likely it is."""


@dataclass(frozen=True)
class Reading:
    """A sample under one encoding: its pieces of text, what they cost, and the words of plans among them."""

    encoding: str
    texts: tuple[str, ...]
    cost: float
    words: tuple[str, ...]

    @property
    def broken(self) -> int:
        """How many letters could not be read, those that were cut at the end of a field apart."""
        return sum(without_cut(text).count(BROKEN) for text in self.texts)

    @property
    def common_share(self) -> float:
        """How many of the Chinese characters are common ones; 1 where there are none."""
        chinese = [letter for text in self.texts for letter in text if is_han(letter)]
        return sum(map(is_common, chinese)) / len(chinese) if chinese else 1.0

    @property
    def garbled(self) -> bool:
        """Whether it can be read, but hardly is what anyone wrote."""
        return not self.words and self.common_share < _LEAST_COMMON_SHARE


def canonical(encoding: str) -> str:
    """One name for encodings that are as good as the same here; a name that nobody knows as it is."""
    if encoding in _TITLES:
        return encoding
    try:
        name = codecs.lookup(encoding.strip()).name
    except (LookupError, ValueError):
        return encoding
    return _SAME.get(name, name.upper())


def encoding_proposal(source: Source, letters: Letters) -> Proposal | None:
    """In which encoding the text of a file is; None where that is plain: all is ASCII, or the format itself says so."""
    sample = _sample(source)
    readings = sorted(_readings(sample, letters, narrow=source.text is not None), key=lambda reading: reading.cost)
    if not readings:
        return None
    best = readings[0]
    if source.text is None and best.encoding == UTF8 and not best.garbled:
        return None
    declared = None if source.declared is None else canonical(source.declared)
    agrees = declared == best.encoding and not best.broken
    sure = _confidence(readings, declared)
    return Proposal(
        about=About.ENCODING,
        title=Text("文字的编码", "Encoding of the text"),
        candidates=tuple(_candidate(reading, sure[reading.encoding], declared) for reading in readings[:_MOST_SHOWN]),
        converts=best.encoding in CHAINS,
        declared=agrees,
    )


def chosen_encoding(proposal: Proposal | None, encoding: str) -> Proposal | None:
    """The question about the encoding when a person has answered it: their answer first, and nothing to ask."""
    if proposal is None:
        return None
    value = canonical(encoding)
    known = [candidate for candidate in proposal.candidates if candidate.value == value]
    evidence = known[0].evidence if known else ()
    said = Text("由人选定", "Chosen by a person")
    chosen = Candidate(value, title_of(value), 1.0, (said, *evidence))
    others = (candidate for candidate in proposal.candidates if candidate.value != value)
    return replace(proposal, candidates=(chosen, *others), converts=False, declared=False)


def _sample(source: Source) -> bytes:
    if source.text is not None:
        return source.text[:_SAMPLE_BYTES]
    found = dict.fromkeys(text for text in _texts(source) if not text.isascii())
    return "\n".join(found).encode(UTF8, "replace")[:_SAMPLE_BYTES]


def _texts(source: Source) -> Iterator[str]:
    for layer in source.layers:
        rows = np.unique(np.linspace(0, max(len(layer) - 1, 0), min(len(layer), _SAMPLE_ROWS)).astype(int))
        yield layer.name
        for name in layer.table.columns:
            yield str(name)
            yield from (value for value in layer.table[name].iloc[rows] if isinstance(value, str))


def _readings(sample: bytes, letters: Letters, *, narrow: bool) -> Iterator[Reading]:
    """The sample under every encoding that it may be in; `narrow`: it may be in others than UTF-8 and its mistakes."""
    if narrow and _is_wide(sample):
        for encoding in _WIDE:
            yield _read(encoding, _wide_texts(sample, encoding), letters)
        return
    runs = [*dict.fromkeys(_RUN.findall(sample))][:_MOST_RUNS]
    if not runs:
        return
    for encoding in (UTF8, "GB18030", "CP950", "CP1252") if narrow else (UTF8,):
        yield _read(encoding, [run.decode(encoding, "replace") for run in runs], letters)
    plain = [run.decode(UTF8, "replace") for run in runs]
    for chain in CHAINS:
        texts = [mended(text, chain) for text in plain]
        if sum(map(operator.ne, texts, plain)) > len(plain) / 3:
            yield _read(chain, texts, letters, _CHAIN_COST)


def _read(encoding: str, texts: Sequence[str], letters: Letters, extra: float = 0.0) -> Reading:
    words = letters.known(texts)
    cost = sum(map(letters.cost, texts)) - letters.gain(words) + extra
    return Reading(encoding, tuple(texts), cost, tuple(words))


def _is_wide(sample: bytes) -> bool:
    """Whether every other byte tends to be zero, or a mark at the beginning says so: UTF-16 with ASCII in it."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    zeros = [sample[start::2].count(0) for start in (0, 1)]
    return max(zeros) > _MOST_ODD_SHARE * len(sample) / 2 and min(zeros) * 10 < max(zeros)


def _wide_texts(sample: bytes, encoding: str) -> list[str]:
    pieces = sample[: len(sample) // 2 * 2].decode(encoding, "replace").lstrip("\ufeff").split()
    return [piece for piece in dict.fromkeys(pieces) if not piece.isascii()][:_MOST_RUNS]


def _confidence(readings: Sequence[Reading], declared: str | None) -> dict[str, float]:
    """How sure each reading is, from how much more the others cost; the first one the surest."""
    best = readings[0]
    others = [reading for reading in readings if reading.texts != best.texts]
    margin = others[0].cost - best.cost if others else math.inf
    first = min(1 - 0.5 * math.exp(-margin / _MARGIN), _MOST_CONFIDENCE)
    if best.broken or best.garbled or (declared is not None and declared != best.encoding):
        first = min(first, _DOUBTFUL)
    weights = [math.exp(max(-700.0, (best.cost - reading.cost) / _MARGIN)) for reading in readings[1:]]
    total = sum(weights) or 1.0
    rest = [(1 - first) * weight / total for weight in weights]
    return {reading.encoding: sure for reading, sure in zip(readings, [first, *rest], strict=True)}


def _candidate(reading: Reading, confidence: float, declared: str | None) -> Candidate:
    return Candidate(reading.encoding, title_of(reading.encoding), confidence, tuple(_evidence(reading, declared)))


def title_of(encoding: str) -> Text:
    """What people call an encoding."""
    return _TITLES.get(encoding, Text(encoding, encoding))


def _evidence(reading: Reading, declared: str | None) -> Iterator[Text]:
    shown = " | ".join(_neat(reading.texts[place]) for place in _shown(reading.texts))
    yield Text(f"按此读作：{shown}", f"Read so: {shown}")
    if reading.words:
        words = reading.words[:_MOST_WORDS]
        yield Text(f"其中有规划常用的词：{'、'.join(words)}", f"Words of plans among it: {', '.join(words)}")
    yield _letters_seen(reading)
    if declared is not None:
        yield _on_declared(declared, declared == reading.encoding)


def _neat(text: str) -> str:
    """A piece without the digits of the number that stands before it in a table of fixed widths."""
    return text.lstrip("0123456789") or text


def _shown(texts: Sequence[str]) -> list[int]:
    """The places of a few pieces that say much, in their order."""
    longest = sorted(range(len(texts)), key=lambda place: (-min(len(texts[place].encode()), 24), place))
    return sorted(longest[:_MOST_SHOWN])


def _letters_seen(reading: Reading) -> Text:
    common = f"{reading.common_share:.0%}"
    if reading.broken:
        return Text(
            f"汉字中常用字占 {common}，{reading.broken} 处读不出",
            f"{common} of the Chinese characters are common ones; {reading.broken} letters cannot be read",
        )
    if reading.garbled:
        return Text(
            f"汉字中常用字只占 {common}：文字可能在写入这个文件之前就已损坏",
            f"Only {common} of the Chinese characters are common ones: the text may have been spoilt before",
        )
    return Text(f"汉字中常用字占 {common}", f"{common} of the Chinese characters are common ones")


def _on_declared(declared: str, same: bool) -> Text:
    title = title_of(declared)
    if same:
        return Text(f"文件自己也这样声明（{title.zh}）", f"The file says so itself ({title.en})")
    return Text(f"文件声明的是 {title.zh}", f"The file says that it is {title.en}")
