"""SARIF 2.1.0: what its schema requires and the standard says of each member."""

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from geo.check import check, delta
from geo.model import Layout, Report, Status
from geo.report import Against
from geo.report.sarif import to_sarif
from geo.rulebook import Rulebook
from tests.conftest import ON

MESSAGE = {"type": "object", "required": ["text"], "additionalProperties": False,
           "properties": {"text": {"type": "string", "minLength": 1}}}  # fmt: skip
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = {
    "type": "object", "required": ["id"], "additionalProperties": False,
    "properties": {
        "id": {"type": "string"}, "name": {"type": "string"}, "shortDescription": MESSAGE, "fullDescription": MESSAGE,
        "properties": {"type": "object"},
        "defaultConfiguration": {"type": "object", "properties": {"level": LEVEL}, "additionalProperties": False},
    },
}  # fmt: skip
RESULT = {
    "type": "object", "required": ["message"], "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0}, "message": MESSAGE,
        "kind": {"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]}, "level": LEVEL,
        "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]},
        "locations": {"type": "array", "uniqueItems": True, "items": {
            "type": "object", "additionalProperties": False, "properties": {"logicalLocations": {
                "type": "array", "uniqueItems": True, "items": {
                    "type": "object", "additionalProperties": False,
                    "properties": {key: {"type": "string"} for key in ["name", "fullyQualifiedName", "kind"]}}}}}},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "properties": {"type": "object"},
        "suppressions": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {
            "type": "object", "required": ["kind"], "additionalProperties": False, "properties": {
                "kind": {"enum": ["inSource", "external"]}, "justification": {"type": "string"},
                "status": {"enum": ["accepted", "underReview", "rejected"]}, "properties": {"type": "object"}}}},
    },
}  # fmt: skip
NOTIFICATION = {
    "type": "object", "required": ["message"], "additionalProperties": False,
    "properties": {"message": MESSAGE, "level": LEVEL, "associatedRule": {"type": "object"},
                   "descriptor": {"type": "object"}},
}  # fmt: skip
RUN = {
    "type": "object", "required": ["tool"], "additionalProperties": False,
    "properties": {
        "tool": {"type": "object", "required": ["driver"], "properties": {"driver": {
            "type": "object", "required": ["name"], "additionalProperties": False, "properties": {
                "name": {"type": "string"}, "fullName": {"type": "string"}, "version": {"type": "string"},
                "rules": {"type": "array", "uniqueItems": True, "items": RULE}}}}},
        "language": {"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "invocations": {"type": "array", "items": {
            "type": "object", "required": ["executionSuccessful"], "additionalProperties": False, "properties": {
                "executionSuccessful": {"type": "boolean"},
                "toolExecutionNotifications": {"type": "array", "items": NOTIFICATION}}}},
        "results": {"type": "array", "items": RESULT}, "properties": {"type": "object"},
    },
}  # fmt: skip
LOG = {
    "type": "object", "required": ["version", "runs"], "additionalProperties": False,
    "properties": {"$schema": {"type": "string", "format": "uri"}, "version": {"const": "2.1.0"},
                   "runs": {"type": "array", "items": RUN}},
}  # fmt: skip


def run_of(report: Report, against: Against | None = None, lang: str = "zh") -> dict[str, Any]:
    log = json.loads(to_sarif(report, against, lang=lang))
    jsonschema.validate(log, LOG)
    (run,) = log["runs"]
    return dict(run)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_is_a_result_with_rule_level_and_fingerprint(report: Report, lang: str) -> None:
    run = run_of(report, lang=lang)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in report.rules]
    assert len(run["results"]) == len(report.findings) and run["invocations"][0]["executionSuccessful"]
    for finding, result in zip(report.findings, run["results"], strict=True):
        assert result["partialFingerprints"]["yuantuFinding/v1"] == finding.id
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert result["message"]["text"] == (finding.message.zh if lang == "zh" else finding.message.en)
        assert (result["kind"] == "fail") or result["level"] == "none"
        (place,) = result["locations"]
        assert [it["name"] for it in place["logicalLocations"]] == list(finding.subjects)


def test_a_waiver_is_an_accepted_suppression(report: Report) -> None:
    results = {result["partialFingerprints"]["yuantuFinding/v1"]: result for result in run_of(report)["results"]}
    waived = [finding for finding in report.findings if finding.waiver]
    assert waived
    for finding in report.findings:
        suppressions = results[finding.id].get("suppressions", [])
        assert len(suppressions) == (finding.status is Status.WAIVED)
        if finding.waiver and suppressions:
            assert suppressions[0]["justification"] == finding.waiver.reason.zh
            assert suppressions[0]["properties"]["expires"] == finding.waiver.expires.isoformat()


def test_what_cannot_be_told_is_open_and_a_crash_is_no_success(report: Report) -> None:
    first, second, *rest = report.findings
    changed = (replace(first, status=Status.CANNOT_TELL), replace(second, status=Status.CRASHED), *rest)
    run = run_of(replace(report, findings=changed))
    assert run["results"][0]["kind"] == "open" and run["results"][0]["level"] == "none"
    assert len(run["results"]) == len(report.findings) - 1
    invocation = run["invocations"][0]
    assert not invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"][0]["associatedRule"]["id"] == second.rule


def test_beside_an_earlier_report_results_have_a_baseline(report: Report, reference: Layout, book: Rulebook) -> None:
    earlier = check(reference, book, on=ON)
    run = run_of(report, Against.of(earlier, report, delta(earlier, report)))
    states = {f.id: result.get("baselineState") for f, result in zip(report.findings, run["results"], strict=True)}
    assert all(states[f.id] == "new" for f in report.findings if f.status is Status.OPEN)
    assert all(states[f.id] is None for f in report.findings if f.status is not Status.OPEN)
