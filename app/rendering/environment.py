"""One Jinja environment for pages, fragments and mail: a missing value is an error, and every value is escaped.

Every macro in `templates/components/` is at hand in every template as `ui.<macro>`, without an import; so a block
rendered alone finds it too. Charts are `charts.<name>`, a file's address is `static("app.css")`.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.runtime import Macro

from app.rendering import charts, states, words
from app.rendering.static_files import static_files

TEMPLATES = Path(__file__).parent.parent.parent / "templates"

_FILTERS = (
    words.date_words,
    words.date_short,
    words.date_day,
    words.month_words,
    words.month_short,
    words.time_words,
    words.stamp_words,
    words.stamp_short,
    words.machine_time,
    words.days_away,
    words.number,
    words.plural,
    words.hours,
    words.hours_short,
    words.hours_number,
    words.size,
    words.in_words,
    words.possessive,
    words.provider_within,
    words.sentence_case,
    words.somebody,
)


class FaultLike(Protocol):
    """Something wrong with one field, as `domain.refusals.Fault`."""

    @property
    def path(self) -> str: ...
    @property
    def sentence(self) -> str: ...


def fault_at(faults: Iterable[FaultLike], path: str) -> str:
    """Every sentence about one field, joined; "" when nothing is wrong with it. The filter is `faults|at("title")`."""
    return " ".join(fault.sentence for fault in faults if fault.path == path)


def element_id(path: str) -> str:
    """A field's path as an element id: `files.0.name` becomes `files-0-name`."""
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in path)


_MEMORY = 8192
_ALWAYS_THE_SAME = {"icon", "mark", "legend", "rag", "glyph", "pill", "ksb_state", "tag_state", "evidence_state"}
_ALWAYS_THE_SAME |= {"time_state", "check_state", "review_state", "target_state", "apprenticeship_status"}
_ALWAYS_THE_SAME |= {"tile", "covered_ksb", "listed_piece", "months_table", "caseload_row"}
"""Macros that are asked for hundreds of times with the same words, or for rows that change more seldom than they are
looked at: drawn once and remembered, the least used forgotten first.

Remembered by type too, since text that is safe and the same text that is not are equal. A row is remembered by all that
is in it, so it is a tuple of plain values: no text that is already safe.
"""


def _remembered(macro: Macro) -> Callable[..., str]:
    return lru_cache(_MEMORY, typed=True)(macro)


def _components(environment: Environment) -> SimpleNamespace:
    """Every macro of `components/`, by name; the same name in two files is a mistake that stops the start."""
    found: dict[str, Callable[..., str]] = {}
    icons = environment.get_template("components/icons.html").make_module()
    environment.globals["icon"] = _remembered(vars(icons)["icon"])
    for name in environment.list_templates(filter_func=lambda name: name.startswith("components/")):
        for word, macro in vars(environment.get_template(name).module).items():
            if isinstance(macro, Macro) and not word.startswith("_"):
                if word in found:
                    raise ValueError(f"{name} defines the macro {word} a second time")
                found[word] = _remembered(macro) if word in _ALWAYS_THE_SAME else macro
    return SimpleNamespace(**found)


def make_environment(templates: Path) -> Environment:
    """A new environment over a folder of templates that has `components/` in it."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        # Mail is plain text: there “&amp;” would be shown as it stands.
        autoescape=select_autoescape(disabled_extensions=("txt",), default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update({word.__name__: word for word in _FILTERS})
    environment.filters.update({"at": fault_at, "element_id": element_id})
    environment.globals.update(static=static_files().address, charts=charts, states=states)
    environment.globals["ui"] = _components(environment)
    return environment


@cache
def environment() -> Environment:
    """Touchmark's environment, made once for the life of the process."""
    return make_environment(TEMPLATES)


def render(template: str, **context: object) -> str:
    """A whole template as text; raises jinja2.UndefinedError where it names a value that it was not given."""
    return environment().get_template(template).render(context)


def render_block(template: str, block: str, **context: object) -> str:
    """One named block of a page's template, for an answer that replaces a part of the page.

    The block sees `context`, the macros and the filters, but nothing that the template sets outside the block.
    """
    found = environment().get_template(template)
    values: Mapping[str, object] = context
    return "".join(found.blocks[block](found.new_context(dict(values))))
