"""The taxonomy: the 2+4+1 system, words mapped by hand, distances."""

from typing import Any

import pytest
from pydantic import ValidationError

from geo.rulebook import Rulebook
from geo.rulebook.taxonomy import UNRELATED, TaxonomyFile

FOCUS_WORDS = {
    "科学仪器和传感器", "高性能纳米材料", "研发设计", "体育科技", "创意设计", "第三代半导体",
    "石墨烯", "中医药", "新型显示材料", "先进化工材料", "无人机", "园艺科技",
}  # fmt: skip


def test_the_tiers_are_two_four_and_one(book: Rulebook) -> None:
    assert [tier.count for tier in book.taxonomy.tiers] == [2, 4, 1]


@pytest.mark.parametrize(
    ("alias", "sector"),
    [
        ("绿色能源与节能环保", "新能源与节能环保"),
        ("生物技术与健康", "生物与健康"),
        ("医药健康", "生物与健康"),
        ("创新药物(研发)", "生物与健康"),
    ],
)
def test_other_names_mean_the_same_sector(book: Rulebook, alias: str, sector: str) -> None:
    assert book.taxonomy.sector_of[alias] == sector


def test_the_twelve_focus_words_are_mapped_with_a_note(book: Rulebook) -> None:
    words = {w.name: w for s in book.taxonomy.sectors for w in s.words if w.document == "002"}
    assert set(words) == FOCUS_WORDS
    assert all(w.zh and w.en for s in book.taxonomy.sectors for w in s.words)
    assert all(book.taxonomy.field_of[name] == (word.field or name) for name, word in words.items())


def test_the_eleven_frontier_fields_of_document_001_are_known(book: Rulebook) -> None:
    words = {w.name: w.field for s in book.taxonomy.sectors for w in s.words if w.document == "001"}
    assert words == {
        "量子信息": None, "智能网联汽车": "智能网联汽车与智能出行", "6G": "下一代通信和网络", "元宇宙": None,
        "光电子": None, "超材料": "前沿新材料", "二维材料": "前沿新材料", "基因编辑": None, "脑机接口": None,
        "低碳技术": None, "空天开发": "航空航天",
    }  # fmt: skip
    for code in ("SPE011", "SPE014"):
        frontier = set(book.rules[code].params["frontier"])
        assert frontier - words.keys() == {"智能网联汽车与智能出行", "石墨烯", "航空航天"}
        assert words.keys() <= frontier <= book.taxonomy.sector_of.keys()


def test_every_tag_stands_once(book: Rulebook) -> None:
    tags = [tag for s in book.taxonomy.sectors for tag in (s.name, *s.aliases, *s.fields, *s.mapped)]
    assert len(tags) == len(set(tags))


def test_the_horticulture_chain_and_the_six_industries_are_mapped(book: Rulebook) -> None:
    chains = {chain.document: chain for chain in book.taxonomy.chains}
    assert {book.taxonomy.field_of[link] for link in chains["000"].links} == {"生物农业"}
    sectors = [book.taxonomy.sector_of[link] for link in chains["004"].links]
    assert sectors == ["新一代信息技术", "现代服务业", "先进制造", "现代服务业", "现代服务业", "生物与健康"]


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("创新药物(研发)", "创新药物(制造)", 0),
        ("园艺科技", "生物农业", 0),
        ("创新药物", "精准医疗", 1),
        ("创新药物", "生物与健康", 1),
        ("创新药物", "大数据", 2),
        ("创新药物", "新材料", UNRELATED),
        ("创新药物", "区块连", UNRELATED),
        ("区块连", "区块连", UNRELATED),
        ("新材料", "新材料", 1),
    ],
)
def test_distance_counts_the_levels_up(book: Rulebook, one: str, other: str, distance: int) -> None:
    assert book.taxonomy.distance(one, other) == book.taxonomy.distance(other, one) == distance


def test_branches_bunch_what_is_near(book: Rulebook) -> None:
    tags = ["创新药物", "大数据", "云计算", "区块连", "新材料", "园艺科技"]
    branches = book.taxonomy.branches
    assert branches(tags, 0) == (("创新药物",), ("大数据",), ("云计算",), ("新材料",), ("园艺科技",))
    assert branches(tags, 1) == (("创新药物", "园艺科技"), ("大数据", "云计算"), ("新材料",))
    assert branches(tags, 2) == (("创新药物", "大数据", "云计算", "园艺科技"), ("新材料",))


def test_a_stage_is_read_from_a_tag(book: Rulebook) -> None:
    assert [book.taxonomy.stage_of(tag) for tag in ("创新药物(研发)", "创新药物(制造)", "创新药物", "x(销售)")] == [
        "研发", "制造", None, None,
    ]  # fmt: skip


SECTOR: dict[str, Any] = {"name": "甲", "en": "a", "tier": "一", "fields": ["乙"]}
WORD = {"name": "丙", "document": "002", "zh": "注", "en": "note"}
FILE: dict[str, Any] = {"stages": [], "tiers": [{"name": "一", "en": "one", "count": 1}], "sectors": [SECTOR]}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"tiers": [{"name": "一", "en": "one", "count": 2}]}, "has 1 sectors, not 2"),
        ({"tiers": []}, "there is no tier"),
        ({"chains": [{"name": "链", "en": "c", "document": "000", "links": ["丁"]}]}, "no sector knows"),
        ({"sectors": [{**SECTOR, "words": [{**WORD, "field": "丁"}]}]}, "which is no field of"),
    ],
)
def test_a_taxonomy_that_does_not_add_up_is_refused(wrong: dict[str, Any], says: str) -> None:
    TaxonomyFile.model_validate(FILE)
    with pytest.raises(ValidationError, match=says):
        TaxonomyFile.model_validate({**FILE, **wrong})
