"""A report read back from the JSON that was written of it."""

from __future__ import annotations

import math
from datetime import date
from typing import Annotated, Any, Literal

import shapely
from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationError, field_validator
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.errors import InputError
from geo.model import Clause, Finding, Report, RuleResult, Severity, Status, Text, Waiver


class _Closed(BaseModel):
    """A part of a report: an unknown key is an error, and so is a value of another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, allow_inf_nan=False)


def _number(value: object) -> int | float | None:
    """A finite number as it stands, so that a whole one is written again as it was."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)):
        return value
    raise ValueError("not a number")


_Number = Annotated[float | None, PlainValidator(_number)]


class _Text(_Closed):
    zh: str
    en: str

    def value(self) -> Text:
        return Text(self.zh, self.en)


class _Clause(_Closed):
    document: str
    locator: str
    paraphrase: _Text

    def value(self) -> Clause:
        return Clause(self.document, self.locator, self.paraphrase.value())


class _Waiver(_Closed):
    reason: _Text
    clause: str
    approver: str
    expires: date
    number: int | None = None
    measured: _Number = None
    evidence: str | None = None


def _geometry(value: Any) -> BaseGeometry | None:
    if value is None:
        return None
    try:
        found: BaseGeometry = shape(value)
    except (TypeError, KeyError, AttributeError, IndexError, ValueError, shapely.errors.ShapelyError) as error:
        raise ValueError("not a GeoJSON geometry") from error
    return found


class _Finding(_Closed):
    id: str
    rule: str
    name: str
    severity: Severity
    status: Status
    subjects: tuple[str, ...]
    measured: _Number
    required: _Number
    unit: str | None
    tolerance: float | None
    basis: str | None
    clause: _Clause
    message: _Text
    evidence: Annotated[BaseGeometry | None, BeforeValidator(_geometry)]
    fixes: tuple[str, ...]
    waiver: _Waiver | None
    lapsed: _Text | None = None
    since: Literal["new", "old"] | None = None

    def value(self) -> Finding:
        waiver = self.waiver
        return Finding(
            rule=self.rule,
            name=self.name,
            severity=self.severity,
            subjects=self.subjects,
            message=self.message.value(),
            clause=self.clause.value(),
            evidence=self.evidence,
            measured=self.measured,
            required=self.required,
            unit=self.unit,
            tolerance=self.tolerance,
            basis=self.basis,
            status=self.status,
            waiver=None if waiver is None else _waiver(self.id, waiver, self),
            lapsed=None if self.lapsed is None else self.lapsed.value(),
            fixes=self.fixes,
        )


def _waiver(finding: str, told: _Waiver, of: _Finding) -> Waiver:
    return Waiver(
        finding=finding,
        reason=told.reason.value(),
        clause=told.clause,
        approver=told.approver,
        expires=told.expires,
        measured=told.measured,
        rule=of.rule,
        subjects=of.subjects,
        evidence=told.evidence,
        number=told.number,
    )


class _Rule(_Closed):
    code: str
    name: str
    title: _Text
    severity: Severity
    status: Literal["passed", "failed", "waived", "cannot-tell", "crashed"]
    findings: int
    clause: _Clause

    def value(self) -> RuleResult:
        return RuleResult(
            self.code, self.name, self.title.value(), self.severity, self.status, self.findings, self.clause.value()
        )


class _Report(_Closed):
    layout: str
    revision: int | None
    rulebook: str
    stage: str | None = None
    notice: _Text | None
    summary: dict[str, int]
    findings: tuple[_Finding, ...]
    rules: tuple[_Rule, ...]
    against: dict[str, Any] | None = None

    @field_validator("findings")
    @classmethod
    def _ids(cls, findings: tuple[_Finding, ...]) -> tuple[_Finding, ...]:
        for i, finding in enumerate(findings):
            if finding.value().id != finding.id:
                raise ValueError(f"the id of finding {i} does not follow from its rule and subjects")
        return findings


def from_json(body: bytes, *, name: str = "report") -> Report:
    """The report that `to_json` wrote; `name` is what to call the file in an error.

    Raises:
        InputError: it is no report; the message names the place in it.
    """
    try:
        told = _Report.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ": ".join([name, ".".join(map(str, first["loc"]))]).removesuffix(": ")
        raise InputError(f"不是检查报告：{first['msg']}", f"not a report: {first['msg']}", where=where) from error
    return Report(
        layout=told.layout,
        revision=told.revision,
        rulebook=told.rulebook,
        findings=tuple(finding.value() for finding in told.findings),
        rules=tuple(rule.value() for rule in told.rules),
        notice=None if told.notice is None else told.notice.value(),
        stage=told.stage,
    )
