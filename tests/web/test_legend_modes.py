"""The legend: three ways to colour, entries and layers that switch things off, one industry picked out."""

from playwright.sync_api import Page, expect


def fills(page: Page) -> dict[str, str]:
    return dict(
        page.locator("#map path.feature.group").evaluate_all(
            "paths => paths.map((p) => [p.dataset.id, p.getAttribute('fill')])"
        )
    )


def entries(page: Page) -> dict[str, int]:
    return dict(
        page.locator(".entry").evaluate_all(
            "all => all.map((e) => [e.dataset.category, Number(e.querySelector('.quiet').textContent)])"
        )
    )


def test_each_way_of_colouring_draws_what_the_data_say(visit, api) -> None:
    page = visit()
    book = api("rulebooks/zgc")
    groups = {
        f["id"]: f["properties"]
        for f in api("layouts/zgc-2020/features")["features"]
        if f["properties"]["kind"] == "group"
    }
    by_class = fills(page)
    page.get_by_role("radio", name="发展模式", exact=True).check(force=True)
    by_mode = fills(page)
    page.get_by_role("radio", name="产业", exact=True).check(force=True)
    by_industry = fills(page)
    assert len({tuple(f.items()) for f in (by_class, by_mode, by_industry)}) == 3
    for drawn, column in ((by_class, "class"), (by_mode, "modes")):
        seen: dict[str, set[str]] = {}
        for id, fill in drawn.items():
            value = groups[id][column]
            seen.setdefault(value if column == "class" else "".join(value[:1]), set()).add(fill)
        assert all(len(looks) == 1 for looks in seen.values())
        assert len(set().union(*seen.values())) == len(seen)
    assert set(entries(page)) >= {s["sector"] for s in book["industries"]}


def test_entries_count_their_features_and_switch_them_off(visit, api) -> None:
    page = visit("#colour=mode")
    counts = entries(page)
    assert list(counts)[:6] == [mode["name"] for mode in api("rulebooks/zgc")["modes"]]
    named = sum(count for key, count in counts.items() if key not in ("reserve", "small"))
    assert named == 31
    page.locator(".entry[data-category=领军企业]").click()
    expect(page.locator(".entry[data-category=领军企业]")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#map path.feature.group")).to_have_count(31 - counts["领军企业"])
    page.locator(".entry[data-category=领军企业]").click()
    expect(page.locator("#map path.feature.group")).to_have_count(31)


def test_layers_switch_off_and_on(visit) -> None:
    page = visit()
    page.wait_for_selector(".label:not([hidden])")
    for layer in ("park", "reserve", "zone", "district", "label"):
        drawn = {"district": "path.district", "label": ".label:not([hidden])"}.get(layer, f"path.feature.{layer}")
        before = page.locator(f"#map {drawn}").count()
        assert before > 0
        box = page.locator(f"input[name=layer][value={layer}]")
        box.uncheck()
        expect(page.locator(f"#map {drawn}")).to_have_count(0)
        box.check()
        expect(page.locator(f"#map {drawn}")).to_have_count(before)


def test_an_industry_is_picked_out(visit, api) -> None:
    page = visit("#colour=industry")
    page.get_by_label("突出显示").select_option("创新药物")
    having = {
        f["id"]
        for f in api("layouts/zgc-2020/features")["features"]
        if any(tag.startswith("创新药物") for tag in f["properties"]["industries"])
    }
    assert 0 < len(having) < 31
    strong = page.locator("#map path.feature.group").evaluate_all(
        "paths => paths.filter((p) => Number(p.getAttribute('fill-opacity')) > 0.5).map((p) => p.dataset.id)"
    )
    assert set(strong) == having
    expect(page.locator(".industry-picker")).to_contain_text(f"{len(having)} 个组团有此产业")
