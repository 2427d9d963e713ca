"""Checks the vector files against schema.json, with the part of JSON Schema 2020-12 that it uses.

A keyword this module does not know is an error: nothing in the schema goes unchecked.
"""

import re

ANNOTATIONS = {"$schema", "title", "description", "$defs"}

TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


def errors(document, schema):
    """What is wrong with a document, as (path, message); empty when it is valid."""
    return list(check(document, schema, schema, ()))


def check(value, schema, root, path):
    if schema is True:
        return
    if schema is False:
        yield path, "is not allowed"
        return
    for keyword, rule in schema.items():
        if keyword in ANNOTATIONS or keyword == "additionalProperties" and "properties" in schema:
            continue
        if keyword not in KEYWORDS:
            raise ValueError(f"schema.json: {keyword} is not supported")
        yield from KEYWORDS[keyword](value, rule, root, path)
    if "properties" in schema and "additionalProperties" in schema and isinstance(value, dict):
        rest = {name: member for name, member in value.items() if name not in schema["properties"]}
        yield from each_member(rest, schema["additionalProperties"], root, path)


def reference(value, rule, root, path):
    target = root
    for part in rule.removeprefix("#/").split("/"):
        target = target[part]
    yield from check(value, target, root, path)


def of_type(value, rule, root, path):
    names = [rule] if isinstance(rule, str) else rule
    if not any(TYPES[name](value) for name in names):
        yield path, f"is not of type {' or '.join(names)}"


def required(value, rule, root, path):
    if isinstance(value, dict):
        for name in rule:
            if name not in value:
                yield path, f"lacks {name}"


def properties(value, rule, root, path):
    if isinstance(value, dict):
        for name, schema in rule.items():
            if name in value:
                yield from check(value[name], schema, root, (*path, name))


def each_member(value, rule, root, path):
    if isinstance(value, dict):
        for name, member in value.items():
            yield from check(member, rule, root, (*path, name))


def items(value, rule, root, path):
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from check(item, rule, root, (*path, index))


def one_of(value, rule, root, path):
    """On failure, tells what is wrong with the alternative that goes furthest."""
    outcomes = [list(check(value, schema, root, path)) for schema in rule]
    matches = outcomes.count([])
    if matches > 1:
        yield path, f"matches {matches} alternatives"
    elif matches == 0:
        yield from max(outcomes, key=lambda outcome: len(outcome[0][0]))


def simple(holds, message):
    """A keyword that is a plain condition; `holds` is only asked about values it applies to."""

    def keyword(value, rule, root, path):
        if not holds(value, rule):
            yield path, message.format(rule)

    return keyword


def applies(kind, condition):
    return lambda value, rule: not TYPES[kind](value) or condition(value, rule)


def equal(value, other):
    return type(value) is type(other) and value == other


KEYWORDS = {
    "$ref": reference,
    "type": of_type,
    "required": required,
    "properties": properties,
    "additionalProperties": each_member,
    "items": items,
    "oneOf": one_of,
    "const": simple(equal, "is not {!r}"),
    "enum": simple(lambda value, rule: any(equal(value, other) for other in rule), "is not one of {}"),
    "minItems": simple(applies("array", lambda value, rule: len(value) >= rule), "has fewer than {} items"),
    "maxItems": simple(applies("array", lambda value, rule: len(value) <= rule), "has more than {} items"),
    "minLength": simple(applies("string", lambda value, rule: len(value) >= rule), "is shorter than {}"),
    "pattern": simple(applies("string", lambda value, rule: re.search(rule, value)), "does not match {}"),
    "minimum": simple(applies("integer", lambda value, rule: value >= rule), "is less than {}"),
    "maximum": simple(applies("integer", lambda value, rule: value <= rule), "is more than {}"),
}
