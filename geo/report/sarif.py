"""A report as SARIF 2.1.0, the form in which code hosts and editors take the findings of any linter."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import orjson
import shapely

from geo.model import Finding, Report, RuleResult, Severity, Status
from geo.report.against import Against

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_SINCE: Final = {"new": "new", "old": "unchanged"}
_LANGUAGES: Final = {"zh": "zh-CN", "en": "en"}


def to_sarif(report: Report, against: Against | None = None, *, lang: str = "zh") -> bytes:
    """The report as a SARIF log of one run.

    A waived finding is a result with a suppression, one that could not be judged a result of kind `open`, and a rule
    that crashed a notification: the run did not succeed. `partialFingerprints` holds the finding's id, by which
    services tell known results from new ones.
    """
    index = {rule.code: i for i, rule in enumerate(report.rules)}
    told = [f for f in report.findings if f.status is not Status.CRASHED]
    crashed = [f for f in report.findings if f.status is Status.CRASHED]
    run = {
        "tool": {"driver": _driver(report, lang)},
        "language": _LANGUAGES[lang],
        "columnKind": "utf16CodeUnits",
        "invocations": [
            {
                "executionSuccessful": not crashed,
                "toolExecutionNotifications": [_notification(finding, lang) for finding in crashed],
            }
        ],
        "properties": _about(report),
        "results": [_result(finding, index, against, lang) for finding in told],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return orjson.dumps(log, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY) + b"\n"


def _driver(report: Report, lang: str) -> dict[str, Any]:
    return {
        "name": "Yuantu",
        "fullName": "Yuantu 园图",
        "version": _version(),
        "rules": [_rule(rule, lang) for rule in report.rules],
    }


def _version() -> str:
    try:
        return version("yuantu")
    except PackageNotFoundError:
        return "0.1.0"


def _rule(rule: RuleResult, lang: str) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title.say(lang)},
        "fullDescription": {"text": rule.clause.paraphrase.say(lang)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"document": rule.clause.document, "locator": rule.clause.locator, "status": rule.status},
    }


def _about(report: Report) -> dict[str, Any]:
    notice = None if report.notice is None else report.notice.data()
    about = {"layout": report.layout, "revision": report.revision, "rulebook": report.rulebook, "stage": report.stage}
    return {**about, "notice": notice, "summary": dict(report.summary)}


def _result(finding: Finding, index: dict[str, int], against: Against | None, lang: str) -> dict[str, Any]:
    unsure = finding.status is Status.CANNOT_TELL
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        **({"ruleIndex": index[finding.rule]} if finding.rule in index else {}),
        "kind": "open" if unsure else "fail",
        "level": "none" if unsure else _LEVELS[finding.severity],
        "message": {"text": finding.message.say(lang)},
        "locations": [{"logicalLocations": list(_subjects(finding.subjects))}],
        "partialFingerprints": {"yuantuFinding/v1": finding.id},
        "properties": _properties(finding),
    }
    if finding.waiver is not None and finding.status is Status.WAIVED:
        result["suppressions"] = [_suppression(finding, lang)]
    if against is not None and (since := against.since(finding)) is not None:
        result["baselineState"] = _SINCE[since]
    return result


def _subjects(ids: Iterable[str]) -> Iterable[dict[str, str]]:
    return ({"name": id, "fullyQualifiedName": id, "kind": "element"} for id in ids)


def _suppression(finding: Finding, lang: str) -> dict[str, Any]:
    waiver = finding.waiver
    assert waiver is not None
    more = {"approver": waiver.approver, "expires": waiver.expires.isoformat(), "clause": waiver.clause}
    justification = waiver.reason.say(lang)
    return {"kind": "external", "status": "accepted", "justification": justification, "properties": more}


def _properties(finding: Finding) -> dict[str, Any]:
    told = finding.data()
    kept = ("status", "measured", "required", "unit", "tolerance", "basis", "clause", "message", "fixes", "lapsed")
    place = finding.evidence
    has_place = place is not None and not place.is_empty
    return {key: told[key] for key in kept} | {
        "bbox": [round(value, 6) for value in shapely.bounds(place).tolist()] if has_place else None,
        "subjects": list(finding.subjects),
    }


def _notification(finding: Finding, lang: str) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": finding.message.say(lang)},
        "associatedRule": {"id": finding.rule},
        "descriptor": {"id": "rule-crashed"},
    }
