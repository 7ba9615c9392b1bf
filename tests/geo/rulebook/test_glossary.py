"""Every word of the rulebook has an English name, and so has every industry tag of the layouts."""

from geo.model import Layout
from geo.rulebook import Rulebook


def words(book: Rulebook) -> set[str]:
    listed = {*book.file.classes.names, *book.file.modes.names, *book.file.carriers.names, *book.taxonomy.stages}
    for sector in book.taxonomy.sectors:
        listed |= {sector.name, *sector.aliases, *sector.fields, *sector.mapped}
    return listed | {member.name for roster in (book.parks, book.groups) for member in roster.members}


def test_every_listed_word_has_an_english_name(book: Rulebook) -> None:
    assert [word for word in sorted(words(book)) if not book.english(word)] == []
    assert [zh for zh, en in book.glossary.items() if not en.isascii()] == []


def test_every_tag_of_the_reference_layout_has_one(book: Rulebook, reference: Layout) -> None:
    groups = reference.features[reference.features["kind"] == "group"]
    for column in ("modes", "carriers", "industries"):
        assert {tag for tags in groups[column] for tag in tags if book.english(tag) is None} == set()


def test_a_tag_with_its_stage_is_put_together(book: Rulebook) -> None:
    assert book.english("创新药物(研发)") == "Innovative drugs (R&D)"
    assert book.english("创新药物（制造）") == "Innovative drugs (Manufacturing)"
    assert book.english("不存在的词") is None and book.english("创新药物(别的)") is None
