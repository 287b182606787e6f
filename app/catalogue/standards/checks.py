"""What else is wrong with a standard's file, beyond its shape: codes, links, sums and the split between methods."""

from collections.abc import Iterator

from app.catalogue.codes import codes_of, dangling, duplicates, repeated, unlisted_sources
from app.catalogue.faults import FileFault
from app.catalogue.yaml_file import Part


def standard_faults(root: Part) -> Iterator[FileFault]:
    """Every fault of one standard's file that its shape does not show. Reads what is readable, so that a wrong type
    in one place hides nothing in another.
    """
    yield from _file_name(root)
    yield from unlisted_sources(root)
    yield from _repeated_codes(root)
    yield from _version_log(root)
    yield from _statements(root)
    yield from _duties(root)
    yield from _days(root)
    yield from _weights(root)
    yield from _method_mapping(root)


def _file_name(root: Part) -> Iterator[FileFault]:
    reference, version = root["reference"].text, root["version"].text
    expected = f"{reference}-{version}.yaml"
    if reference and version and root.file.path.name != expected:
        yield root["reference"].fault(f"The file is called {root.file.path.name}; name it {expected}.")


def _repeated_codes(root: Part) -> Iterator[FileFault]:
    yield from duplicates(root["kinds"], "kind")
    yield from duplicates(root["kinds"], "initial", "initial")
    yield from duplicates(root["options"], "option")
    yield from duplicates(root["assessment_methods"], "assessment method")
    yield from duplicates(root["ksbs"]["items"], "KSB")
    yield from duplicates(root["duties"]["items"], "duty")


def _version_log(root: Part) -> Iterator[FileFault]:
    log = root["version_log"]["items"]
    yield from duplicates(log, "version", "version")
    versions = [entry["version"].text for entry in log.items()]
    if root["version"].text and versions and root["version"].text not in versions:
        yield log.fault(f"The version log has no line for version {root['version'].text}.")


def _statements(root: Part) -> Iterator[FileFault]:
    ksbs = list(root["ksbs"]["items"].items())
    initials = {kind["code"].text: kind["initial"].text for kind in root["kinds"].items()}
    yield from dangling((ksb["kind"] for ksb in ksbs), codes_of(root["kinds"]), "a kind")
    yield from dangling((ksb["option"] for ksb in ksbs), codes_of(root["options"]), "an option")
    for ksb in ksbs:
        code, initial = ksb["code"].text, initials.get(ksb["kind"].text)
        if code and initial and code.rstrip("0123456789") != initial:
            yield ksb["code"].fault(f"{code} is of a kind whose codes begin with {initial}.")
    if root["duties"]["items"].value:
        needed = {part.text for duty in root["duties"]["items"].items() for part in duty["ksbs"].items()}
        for ksb in ksbs:
            if ksb["code"].text and ksb["code"].text not in needed:
                yield ksb.fault(f"No duty needs {ksb['code'].text}.")


def _duties(root: Part) -> Iterator[FileFault]:
    known = codes_of(root["ksbs"]["items"])
    duties = list(root["duties"]["items"].items())
    yield from dangling((duty["option"] for duty in duties), codes_of(root["options"]), "an option")
    for duty in duties:
        if duty["ksbs"].value == []:
            yield duty["ksbs"].fault(f"Duty {duty['code'].text} has no KSBs.")
        yield from dangling(duty["ksbs"].items(), known, "a KSB")
        yield from repeated(duty["ksbs"], "KSB")


def _days(root: Part) -> Iterator[FileFault]:
    total = root["duties"]["otj_days_total"]
    days = [duty["otj_days"] for duty in root["duties"]["items"].items()]
    numbers = [part.number for part in days if part.number is not None]
    wrong_type = any(part.value is not None and part.number is None for part in days)
    if wrong_type or (total.value is not None and total.number is None):
        return
    if total.number is None and numbers:
        yield total.fault(f"The duties’ off-the-job days make {sum(numbers)}; state that total.")
    elif total.number is not None and len(numbers) < len(days):
        yield total.fault("A total of off-the-job days is stated, but a duty has none.")
    elif total.number is not None and sum(numbers) != total.number:
        yield total.fault(f"The duties’ off-the-job days make {sum(numbers)}, but the stated total is {total.number}.")


def _weights(root: Part) -> Iterator[FileFault]:
    methods = root["assessment_methods"]
    weights = [method["weight_percent"]["value"].number for method in methods.items()]
    known = [weight for weight in weights if weight is not None]
    if known and len(known) == len(weights) and sum(known) != 100:
        yield methods.fault(f"The weights of the assessment methods make {sum(known)}%, not 100%.")


def _method_mapping(root: Part) -> Iterator[FileFault]:
    known = codes_of(root["assessment_methods"])
    confirmed = root["method_mapping"]["confirmed"].value
    for ksb in root["ksbs"]["items"].items():
        named = ksb["assessed_by"]
        yield from dangling(named.items(), known, "an assessment method")
        yield from repeated(named, "assessment method")
        if confirmed is True and named.value == []:
            yield named.fault(f"The split is confirmed, but no method assesses {ksb['code'].text}.")
        if confirmed is False and named.value:
            yield named.fault(f"{ksb['code'].text} names a method, but the split is not confirmed.")
