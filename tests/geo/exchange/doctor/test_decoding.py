"""Few short texts are enough to tell their encoding; what is uncertain is asked."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import orjson
import pytest

from geo.exchange.doctor.decoding import canonical, encoding_proposal
from geo.exchange.doctor.inspection import SURE, Proposal
from geo.exchange.doctor.letters import Letters
from geo.exchange.formats import opened
from geo.exchange.mending import CHAINS, mended
from geo.exchange.source import Source
from geo.rulebook import Rulebook

NAMES = (
    "中关村壹号", "上地信息产业基地", "张家湾镇", "苏州工业园区", "张江高科", "西咸新区沣东新城", "鄂尔多斯装备基地",
    "佛山南海三山", "莆田秀屿木材", "乙", "A-12地块", "李家沟", "浒墅关", "濮阳", "亳州谯城", "郫县", "瀛海镇",
    "漷县医药健康产业园", "于家务乡", "雁栖镇（地区）", "二七机车厂",
)  # fmt: skip
TRADITIONAL = ("高雄軟體園區", "內湖科技園區", "將軍澳", "元朗", "白石角", "桃園航空城", "臺中精密機械", "竹南")


@pytest.fixture(scope="module")
def letters(book: Rulebook) -> Letters:
    return Letters.of(book)


def records(texts: Sequence[str], encoding: str, width: int) -> bytes:
    """The records of a table whose text has `width` bytes: what is longer is cut, in the middle of letters too."""
    cells = [text.encode(encoding)[:width].ljust(width) for text in texts]
    return b"".join(b" %-6d%s%12.3f" % (row, cell, row * 1.7) for row, cell in enumerate(cells))


def proposed(text: bytes, letters: Letters, declared: str | None = None) -> Proposal:
    found = encoding_proposal(Source("t.zip", "shapefile", (), text=text, declared=declared), letters)
    assert found is not None
    return found


@pytest.mark.parametrize("count", [1, 2, 4, 16])
@pytest.mark.parametrize("width", [40, 10, 7])
def test_names_are_read_right_however_few_and_however_cut(count: int, width: int, letters: Letters) -> None:
    rng = random.Random(f"{count} {width}")
    for _ in range(40):
        encoding, texts = rng.choice(["utf-8", "gb18030"]), rng.sample(NAMES, count)
        assert proposed(records(texts, encoding, width), letters).best.value == canonical(encoding), texts


@pytest.mark.parametrize("encoding", ["cp950", "utf-8", "gb18030"])
def test_traditional_text_is_told_apart(encoding: str, letters: Letters) -> None:
    found = proposed(records(TRADITIONAL, encoding, 30), letters)
    assert found.best.value == canonical(encoding)
    assert not found.asks


SPOILT: dict[str, Callable[[str], bytes]] = {
    CHAINS[0]: lambda text: text.encode().decode("latin-1").encode(),
    CHAINS[1]: lambda text: text.encode("gbk").decode("latin-1").encode(),
    CHAINS[2]: lambda text: text.encode().decode("gb18030").encode(),
}


@pytest.mark.parametrize("chain", CHAINS)
def test_text_that_was_encoded_twice_is_found_and_asked(chain: str, letters: Letters) -> None:
    texts = ["中关村软件园基地", "永丰产业", "翠湖科技园区"]
    found = proposed(b"\n".join(map(SPOILT[chain], texts)), letters)
    assert found.best.value == chain
    assert found.converts
    assert found.asks
    assert [mended(SPOILT[chain](text).decode(), chain) for text in texts] == texts


def test_a_lying_declaration_is_asked_and_a_true_one_is_not(letters: Letters) -> None:
    body = records(NAMES[:8], "gb18030", 30)
    lying, true = proposed(body, letters, "UTF-8"), proposed(body, letters, "GBK")
    assert (lying.best.value, lying.asks, lying.declared) == ("GB18030", True, False)
    assert (true.best.value, true.asks, true.declared) == ("GB18030", False, True)
    assert "UTF-8" in lying.best.evidence[-1].zh


def test_candidates_show_the_same_pieces_side_by_side(letters: Letters) -> None:
    found = proposed(records(NAMES[:3], "gb18030", 40), letters)
    previews = [candidate.evidence[0].en.removeprefix("Read so: ") for candidate in found.candidates]
    assert previews[0].split(" | ") == [*NAMES[:3]]
    assert len({*previews}) == len(previews) >= 3


def test_the_doubt_about_a_letter_is_said(letters: Letters) -> None:
    assert proposed("乙".encode("gb18030") + b"\xff", letters).best.confidence < SURE


def test_western_names_and_wide_text(letters: Letters) -> None:
    assert proposed("Zürich West, São Paulo, Orléans, Genève".encode("cp1252"), letters).best.value == "CP1252"
    for encoding in ("utf-16", "utf-16-be"):
        body = "名称,面积\r\n上地,1\r\n永丰,2\r\n".encode(encoding)
        assert proposed(body, letters).best.value == {"utf-16": "UTF-16LE", "utf-16-be": "UTF-16BE"}[encoding]


def test_plain_ascii_leaves_nothing_to_decide(letters: Letters) -> None:
    assert encoding_proposal(Source("t.zip", "shapefile", (), text=b" 1 north   2.5"), letters) is None


def test_a_file_that_says_its_encoding_is_only_doubted_where_its_text_is_spoilt(
    tmp_path: Path, letters: Letters
) -> None:
    def written(names: Sequence[str]) -> Path:
        features = [{"type": "Feature", "properties": {"名称": name}, "geometry": None} for name in names]
        path = tmp_path / "p.geojson"
        path.write_bytes(orjson.dumps({"type": "FeatureCollection", "features": features}))
        return path

    assert encoding_proposal(opened(written(NAMES)), letters) is None
    spoilt = [SPOILT[CHAINS[0]](name).decode() for name in NAMES]
    found = encoding_proposal(opened(written(spoilt)), letters)
    assert found is not None
    assert found.best.value == CHAINS[0]
    (layer,) = opened(written(spoilt), found.best.value).layers
    assert layer.table["名称"].tolist() == [*NAMES]
    garbled = encoding_proposal(opened(written(["鎴戝畨鐡", "娴锋穩鍥", "濉茬煣"])), letters)
    assert garbled is not None
    assert garbled.asks
