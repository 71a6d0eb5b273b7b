"""What a template of a letter may do: fill in texts, ask "if", and go through a list once. Nothing else.

A template that a team writes comes from a file beside round.toml. Instead of fencing in all that Jinja can do, it gets
a small part of it, in which nothing can run for long or grow large: no calls, no arithmetic, no variables of its own,
no loop within a loop, no other files. And in which every name can be looked up without running it, in branches too
that no example reaches. The sandbox of Jinja is a second wall, not the first.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment, TemplateSyntaxError, nodes

MOST_CHARACTERS = 20_000
MOST_DEPTH = 30  # of parts within parts; the letters that come with Sayback have 12

FILTERS = ("day", "sentence", "join", "length", "lower", "upper", "capitalize", "trim")
_LOOP = ("first", "last", "index", "length")
_PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.Const,
)  # fmt: skip
_WORDS: Mapping[type[nodes.Node], str] = {
    nodes.Call: "calls are",
    nodes.Include: "`include` is",
    nodes.Import: "`import` is",
    nodes.FromImport: "`import` is",
    nodes.Extends: "`extends` is",
    nodes.Block: "`block` is",
    nodes.Macro: "`macro` is",
    nodes.CallBlock: "`call` is",
    nodes.Assign: "`set` is",
    nodes.AssignBlock: "`set` is",
    nodes.FilterBlock: "a `filter` block is",
    nodes.With: "`with` is",
    nodes.ScopedEvalContextModifier: "`autoescape` is",
    nodes.BinExpr: "arithmetic is",
    nodes.Concat: "`~` is",
    nodes.Test: "a test with `is` is",
    nodes.Getitem: "a square bracket is",
}


class _Anything(tuple[str, ...]):
    """The fields of what is not known, so that nothing is said of each of them."""

    __slots__ = ()

    def __contains__(self, name: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True


_ANYTHING = _Anything()
_Scope = Mapping[str, Sequence[str] | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a template must not do or cannot know, and the line where it stands."""

    line: int
    message: str
    is_name: bool = False  # nothing worse than a name that does not exist


def faults_of(
    source: str, environment: Environment, texts: Sequence[str], lists: Mapping[str, Sequence[str]]
) -> list[Fault]:
    """What is wrong with a template that knows ``texts`` and ``lists`` (with the fields of their items), by line."""
    if len(source) > MOST_CHARACTERS:
        return [Fault(1, f"has more than {MOST_CHARACTERS} characters")]
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        return [Fault(error.lineno, (error.message or "is no template").rstrip("."))]
    except RecursionError:
        return [Fault(1, _TOO_DEEP)]
    names: dict[str, Sequence[str] | None] = {**dict.fromkeys(texts), **lists}
    found = _Rules(names, lists).look(tree, names, in_loop=False, depth=0)
    placed = (replace(fault, line=fault.line or 1) for fault in found)  # some parts of Jinja have no line
    return sorted(dict.fromkeys(placed), key=lambda fault: fault.line)


_TOO_DEEP = f"has parts nested deeper than {MOST_DEPTH}"


@dataclass(frozen=True, slots=True)
class _Rules:
    known: _Scope
    lists: Mapping[str, Sequence[str]]

    def look(self, node: nodes.Node, scope: _Scope, *, in_loop: bool, depth: int) -> Iterator[Fault]:
        """The faults of ``node`` and of what is in it; ``scope`` are the names and what can be asked of each."""
        if depth > MOST_DEPTH:
            yield Fault(node.lineno, _TOO_DEEP)
        elif isinstance(node, nodes.For):
            yield from self._loop(node, scope, in_loop=in_loop, depth=depth)
        elif isinstance(node, nodes.Name):
            yield from _name(node, scope)
        elif isinstance(node, nodes.Getattr):
            yield from _field(node, scope)
        else:
            yield from _filter(node) if isinstance(node, nodes.Filter) else _kind(node)
            yield from self._all(node.iter_child_nodes(), scope, in_loop=in_loop, depth=depth)

    def _all(self, parts: Iterable[nodes.Node], scope: _Scope, *, in_loop: bool, depth: int) -> Iterator[Fault]:
        for part in parts:
            yield from self.look(part, scope, in_loop=in_loop, depth=depth + 1)

    def _loop(self, node: nodes.For, scope: _Scope, *, in_loop: bool, depth: int) -> Iterator[Fault]:
        if in_loop or node.recursive:
            yield Fault(node.lineno, "a loop within a loop is not allowed in letters")
        of = node.iter.name if isinstance(node.iter, nodes.Name) else None
        inner: dict[str, Sequence[str] | None] = {**scope, "loop": _LOOP}
        if of is None or of not in self.lists or not isinstance(node.target, nodes.Name):
            yield Fault(node.lineno, f"a loop goes through one of the lists: {', '.join(self.lists)}")
            inner |= dict.fromkeys(_names_in(node.target), _ANYTHING)
        else:
            if node.target.name in self.known or node.target.name == "loop":
                yield Fault(node.target.lineno, f"`{node.target.name}` is a variable already: call it something else")
            inner[node.target.name] = self.lists[of] or None
        parts = [*node.body, *node.else_, *([node.test] if node.test else ())]
        yield from self._all(parts, inner, in_loop=True, depth=depth)


def _names_in(target: nodes.Node) -> list[str]:
    return [name.name for name in (target, *target.find_all(nodes.Name)) if isinstance(name, nodes.Name)]


def _name(node: nodes.Name, scope: _Scope) -> Iterator[Fault]:
    if node.name not in scope:
        yield Fault(node.lineno, f"there is no variable `{node.name}`{_meant(node.name, scope)}", is_name=True)


def _field(node: nodes.Getattr, scope: _Scope) -> Iterator[Fault]:
    if not isinstance(node.node, nodes.Name):
        yield Fault(node.lineno, "a dot goes behind a variable only")
    elif node.node.name not in scope:
        yield from _name(node.node, scope)
    elif node.attr not in (fields := scope[node.node.name] or ()):
        name = node.node.name
        there = _meant(node.attr, fields) if fields else f": `{name}` is a text"
        yield Fault(node.lineno, f"`{name}` has no `{node.attr}`{there}", is_name=True)


def _filter(node: nodes.Filter) -> Iterator[Fault]:
    if node.name not in FILTERS:
        yield Fault(node.lineno, f"`| {node.name}` is not allowed in letters{_meant(node.name, FILTERS)}")
    arguments = [*node.args, *(pair.value for pair in node.kwargs)]
    plain = len(arguments) <= 1 and all(isinstance(one, nodes.Const) for one in arguments)
    if node.dyn_args or node.dyn_kwargs or not plain or (arguments and node.name != "join"):
        yield Fault(node.lineno, f"`| {node.name}` is written without anything in brackets, but for join")


def _kind(node: nodes.Node) -> Iterator[Fault]:
    if not isinstance(node, (*_PLAIN, nodes.Keyword)):
        words = next((words for kind, words in _WORDS.items() if isinstance(node, kind)), "this is")
        yield Fault(node.lineno, f"{words} not allowed in letters")


def _meant(typed: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = difflib.get_close_matches(typed, names, n=1)
    hint = f"; did you mean `{near[0]}`?" if near else ""
    return f"{hint or '.'} There are: {', '.join(names)}"
