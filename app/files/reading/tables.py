"""Rows of a table in words: each value after the heading of its column, so that a date under “DOB” says what it is."""

_LONGEST_HEADING = 40


def in_words(rows: list[list[str]]) -> str:
    """One line for each row; "DOB: 4/5/2016" where the first row with anything in it is headings."""
    headings: list[str] = []
    lines: list[str] = []
    for row in rows:
        filled = [one for one in row if one.strip()]
        if not filled:
            continue
        if not lines:
            headings = row if len(filled) > 1 and all(_is_heading(one) for one in filled) else []
            lines.append("\t".join(row).strip())
            continue
        lines.append("\t".join(_headed(headings, at, one) for at, one in enumerate(row) if one.strip()))
    return "\n".join(lines)


def _is_heading(words: str) -> bool:
    return len(words) <= _LONGEST_HEADING and not any(one.isdigit() for one in words)


def _headed(headings: list[str], at: int, value: str) -> str:
    heading = headings[at].strip() if at < len(headings) else ""
    return f"{heading}: {value}" if heading else value
