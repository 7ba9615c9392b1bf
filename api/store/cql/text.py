"""CQL2 text (OGC 21-065r2, annex B) to the tree that CQL2 JSON writes.

Written by hand because a filter comes from anybody: it reads each word once, refuses deep nesting before it descends,
and says at which character it stopped. The grammar goes by precedence, from OR down to a single value.
"""

from __future__ import annotations

from typing import Any

from api.store.cql.limits import Limits, too_deep, too_many
from api.store.cql.literals import INSTANTS, SHAPES, number_of, shape_end, shape_of
from api.store.cql.tokens import Token, Tokens, misread
from geo.errors import InputError

_COMPARISONS = frozenset({"=", "<>", "<", "<=", ">", ">="})
_NEGATABLE = frozenset({"like", "in", "between"})
_SUMS = frozenset({"+", "-"})
_PRODUCTS = frozenset({"*", "/", "%", "div"})
_RESERVED = _NEGATABLE | {"and", "or", "not", "is", "null", "div"}
_SPELLINGS = {"a_containedby": "a_containedBy"}


def parse_text(text: str, limits: Limits) -> Any:
    """The tree of a filter in CQL2 text, as CQL2 JSON has it.

    Raises:
        InputError: it does not follow the grammar, with the place; or it is nested too deep.
    """
    return _Parser(text, limits).whole()


class _Parser:
    def __init__(self, text: str, limits: Limits) -> None:
        self._text = text
        self._tokens = Tokens(text)
        self._limits = limits
        self._at = 0
        self._depth = 0
        self._values = 0

    def whole(self) -> Any:
        tree = self._either()
        if self._now.sort != "end":
            raise self._unexpected("过滤条件应到此结束", "the filter should end here")
        return tree

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _takes(self, *words: str) -> str | None:
        """Step over the next word if it is one of these."""
        word = self._now.word
        if word in words:
            self._at += 1
            return word
        return None

    def _expect(self, word: str) -> None:
        if not self._takes(word):
            raise self._unexpected(f"应为 {word}", f"expected {word}")

    def _unexpected(self, zh: str, en: str) -> InputError:
        found = self._now.text
        zh, en = (
            (f"{zh}，却是 {found}", f"{en}, found {found}") if found else (f"{zh}，却已结束", f"{en}, found the end")
        )
        return misread(self._now.start, zh, en)

    def _either(self) -> Any:
        """Alternatives; also where every nested expression passes, and so where depth is counted."""
        self._depth += 1
        if self._depth > self._limits.depth:
            raise too_deep(self._limits.depth, "filter")
        terms = [self._both()]
        while self._takes("or"):
            terms.append(self._both())
        self._depth -= 1
        return terms[0] if len(terms) == 1 else {"op": "or", "args": terms}

    def _both(self) -> Any:
        terms = [self._negated()]
        while self._takes("and"):
            terms.append(self._negated())
        return terms[0] if len(terms) == 1 else {"op": "and", "args": terms}

    def _negated(self) -> Any:
        times = 0
        while self._takes("not"):
            times += 1
            if times > self._limits.depth:
                raise too_deep(self._limits.depth, "filter")
        tree = self._compared()
        for _ in range(times):
            tree = {"op": "not", "args": [tree]}
        return tree

    def _compared(self) -> Any:
        left = self._sum()
        if sign := self._takes(*_COMPARISONS):
            return {"op": sign, "args": [left, self._sum()]}
        if self._takes("is"):
            negated = self._takes("not")
            self._expect("null")
            return _unless(negated, {"op": "isNull", "args": [left]})
        negated = self._takes("not")
        word = self._takes(*_NEGATABLE)
        if word is None:
            if negated:
                raise self._unexpected("应为 LIKE、IN 或 BETWEEN", "expected LIKE, IN or BETWEEN")
            return left
        return _unless(negated, {"op": word, "args": [left, *self._second(word)]})

    def _second(self, word: str) -> list[Any]:
        """What stands after LIKE, IN or BETWEEN."""
        if word == "in":
            return [self._list()]
        if word == "like":
            return [self._sum()]
        low = self._sum()
        self._expect("and")
        return [low, self._sum()]

    def _sum(self) -> Any:
        left = self._product()
        while sign := self._takes(*_SUMS):
            left = {"op": sign, "args": [left, self._product()]}
        return left

    def _product(self) -> Any:
        left = self._power()
        while sign := self._takes(*_PRODUCTS):
            left = {"op": sign, "args": [left, self._power()]}
        return left

    def _power(self) -> Any:
        base = self._signed()
        while self._takes("^"):
            base = {"op": "^", "args": [base, self._signed()]}
        return base

    def _signed(self) -> Any:
        if sign := self._takes("-", "+"):
            value = self._value()
            if sign == "+":
                return value
            plain = isinstance(value, (int, float)) and not isinstance(value, bool)
            return -value if plain else {"op": "*", "args": [-1, value]}
        return self._value()

    def _value(self) -> Any:
        self._values += 1
        if self._values > self._limits.nodes:
            raise too_many(self._limits.nodes, "filter")
        token = self._now
        word = token.word
        if word == "(":
            return self._grouped()
        if token.sort not in ("number", "text", "quoted", "name") or word in _RESERVED:
            raise self._unexpected("应为属性、值或表达式", "expected a property, a value or an expression")
        if word in SHAPES and self._tokens[self._at + 1].word in ("(", "z", "empty"):
            return self._shape()
        self._at += 1
        if token.sort == "number":
            return number_of(token)
        if token.sort == "text":
            return _unquoted(token.text)
        if word in ("true", "false"):
            return word == "true"
        if token.sort == "name" and self._takes("("):
            return self._call(word)
        return {"property": token.text.strip('"')}

    def _grouped(self) -> Any:
        """An expression in parentheses, or, with commas, a list."""
        items = self._list()
        return items[0] if len(items) == 1 else items

    def _list(self) -> list[Any]:
        self._expect("(")
        return self._arguments(lists=False)

    def _call(self, name: str) -> Any:
        args = self._arguments(lists=name.startswith("a_"))
        if name in INSTANTS and len(args) == 1:
            return {name: args[0]}
        if name in ("interval", "bbox"):
            return {name: args}
        return {"op": _SPELLINGS.get(name, name), "args": args}

    def _arguments(self, *, lists: bool) -> list[Any]:
        """Values up to the closing parenthesis; with `lists`, one in parentheses is a list, even of one."""
        args: list[Any] = []
        if self._takes(")"):
            return args
        while True:
            args.append(self._list() if lists and self._now.word == "(" else self._either())
            if not self._takes(","):
                break
        self._expect(")")
        return args

    def _shape(self) -> Any:
        """A geometry in well-known text."""
        start = self._now.start
        self._at = shape_end(self._tokens, self._at)
        return shape_of(self._text[start : self._tokens[self._at - 1].end], start)


def _unless(negated: str | None, tree: dict[str, Any]) -> dict[str, Any]:
    return {"op": "not", "args": [tree]} if negated else tree


def _unquoted(text: str) -> str:
    return text[1:-1].replace("\\'", "''").replace("''", "'")
