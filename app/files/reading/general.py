"""kreuzberg, told to keep nothing, recognise nothing in pictures and leave nothing out."""

from pathlib import Path

from kreuzberg import (
    ConcurrencyConfig,
    ContentFilterConfig,
    ExtractionConfig,
    ExtractionResult,
    PageConfig,
    extract_file_sync,
)


def extracted(path: Path, media_type: str) -> ExtractionResult:
    """What it reads of a file, with its pages where it has any."""
    config = ExtractionConfig(  # type: ignore[call-arg]  # its stubs do not know disable_ocr
        use_cache=False,
        enable_quality_processing=False,
        disable_ocr=True,
        pages=PageConfig(extract_pages=True),
        content_filter=ContentFilterConfig(include_headers=True, include_footers=True, strip_repeating_text=False),
        concurrency=ConcurrencyConfig(max_threads=1),
    )
    return extract_file_sync(str(path), mime_type=media_type, config=config)
