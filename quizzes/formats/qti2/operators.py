"""The operators of QTI's expressions, on values that are known. NULL in, NULL out, mostly."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from .declarations import Scalar, Value
from .names import attribute, number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

T = TypeVar("T")
MAX_CONTAINER = 500
Operator: TypeAlias = Callable[["Element", Sequence[Value]], Value]


class Unsupported(Exception):
    """The processing does something that is not run here; the message names it."""


def _container(expression: Element, values: Sequence[Value]) -> Value:
    found: list[Scalar] = []
    for value in values:
        found += value if isinstance(value, tuple) else () if value is None else (value,)
        if len(found) > MAX_CONTAINER:
            raise Unsupported("a container with more than 500 values")
    return tuple(found) or None


def _is_null(expression: Element, values: Sequence[Value]) -> Value:
    return _one(values) is None


def _not(expression: Element, values: Sequence[Value]) -> Value:
    value = _one(values)
    return None if value is None else value is not True


def _and(expression: Element, values: Sequence[Value]) -> Value:
    if any(value is False for value in values):
        return False
    return None if None in values else True


def _or(expression: Element, values: Sequence[Value]) -> Value:
    if any(value is True for value in values):
        return True
    return None if None in values else False


def _any_n(expression: Element, values: Sequence[Value]) -> Value:
    least, most = (number(attribute(expression, key)) for key in ("min", "max"))
    if least is None or most is None:
        raise Unsupported("any-n without numbers")
    return least <= sum(value is True for value in values) <= most


def _match(expression: Element, values: Sequence[Value]) -> Value:
    first, second = _two(values)
    if first is None or second is None:
        return None
    if isinstance(first, tuple) or isinstance(second, tuple):
        return Counter(_tuple(first)) == Counter(_tuple(second))
    return first == second


def _equal(expression: Element, values: Sequence[Value]) -> Value:
    if attribute(expression, "tolerance-mode") not in ("", "exact"):
        raise Unsupported("equal with a tolerance")
    return _compared(values, lambda first, second: first == second)


def _string_match(expression: Element, values: Sequence[Value]) -> Value:
    first, second = _two(values)
    if first is None or second is None:
        return None
    if attribute(expression, "case-sensitive").lower() == "false":
        return str(first).casefold() == str(second).casefold()
    return str(first) == str(second)


def _member(expression: Element, values: Sequence[Value]) -> Value:
    first, second = _one_and_all(values)
    if first is None or second is None:
        return None
    return first in _tuple(second)


def _contains(expression: Element, values: Sequence[Value]) -> Value:
    first, second = _two(values)
    if first is None or second is None:
        return None
    return not Counter(_tuple(second)) - Counter(_tuple(first))


def _delete(expression: Element, values: Sequence[Value]) -> Value:
    first, second = _one_and_all(values)
    if first is None or second is None:
        return None
    return tuple(value for value in _tuple(second) if value != first) or None


def _size(expression: Element, values: Sequence[Value]) -> Value:
    value = _one(values)
    return 0.0 if value is None else float(len(_tuple(value)))


def _arithmetic(compute: Callable[[Sequence[float]], float]) -> Operator:
    def operator(expression: Element, values: Sequence[Value]) -> Value:
        flat = [one for value in values for one in _tuple(value)]
        if None in values or not flat:
            return None
        result = compute([_number(one) for one in flat])
        if not math.isfinite(result):
            raise Unsupported("a number without end")
        return result

    return operator


def _comparison(compare: Callable[[float, float], bool]) -> Operator:
    return lambda expression, values: _compared(values, compare)


def _compared(values: Sequence[Value], compare: Callable[[float, float], bool]) -> Value:
    first, second = _two(values)
    if first is None or second is None:
        return None
    return compare(_number(first), _number(second))


def _difference(numbers: Sequence[float]) -> float:
    first, second = _two(numbers)
    return first - second


def _quotient(numbers: Sequence[float]) -> float:
    first, second = _two(numbers)
    return first / second if second else math.nan


def _number(value: Value) -> float:
    if isinstance(value, float):
        return value
    raise Unsupported("a calculation with what is no number")


def _tuple(value: Value) -> tuple[Scalar, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _one(values: Sequence[Value]) -> Value:
    if len(values) != 1:
        raise Unsupported("an operator without its value")
    return values[0]


def _one_and_all(values: Sequence[Value]) -> tuple[Value, Value]:
    """A value and a container, which even the specification's examples confuse."""
    first, second = _two(values)
    is_confused = isinstance(first, tuple) and not isinstance(second, tuple)
    return (second, first) if is_confused else (first, second)


def _two(values: Sequence[T]) -> tuple[T, T]:
    if len(values) != 2:
        raise Unsupported("an operator without its two values")
    return values[0], values[1]


OPERATORS: dict[str, Operator] = {
    "multiple": _container,
    "ordered": _container,
    "is-null": _is_null,
    "not": _not,
    "and": _and,
    "or": _or,
    "any-n": _any_n,
    "match": _match,
    "equal": _equal,
    "string-match": _string_match,
    "member": _member,
    "contains": _contains,
    "delete": _delete,
    "container-size": _size,
    "sum": _arithmetic(sum),
    "product": _arithmetic(math.prod),
    "min": _arithmetic(min),
    "max": _arithmetic(max),
    "subtract": _arithmetic(_difference),
    "divide": _arithmetic(_quotient),
    "round": _arithmetic(lambda numbers: float(math.floor(numbers[0] + 0.5))),
    "truncate": _arithmetic(lambda numbers: float(math.trunc(numbers[0]))),
    "integer-to-float": _arithmetic(lambda numbers: numbers[0]),
    "lt": _comparison(lambda first, second: first < second),
    "lte": _comparison(lambda first, second: first <= second),
    "gt": _comparison(lambda first, second: first > second),
    "gte": _comparison(lambda first, second: first >= second),
}
