"""The questions that are asked of every database of records, as ready views.

    SELECT * FROM growth_targets WHERE report_year = 2024 ORDER BY value DESC

Written in the SQL that SQLite and DuckDB share.
"""

from __future__ import annotations

VIEWS = {
    # What was promised, and what was reported as done.
    "targets": "SELECT * FROM records WHERE status = 'target'",
    "results": "SELECT * FROM records WHERE status = 'result'",
    # The one figure that the literature on growth targets codes by hand, with its wording: of the
    # year of the report, not the yearly average of a five-year plan.
    "growth_targets": """
        SELECT region, region_code, report_year, report_type, value, value_max, comparator,
               modality, wording, qualitative, text, sentence, source, start, "end"
        FROM records
        WHERE status = 'target' AND indicator_key = 'gdp' AND measure = 'growth'
          AND (period IS NULL OR period = CAST(report_year AS VARCHAR))
        ORDER BY source, start""",
    # Known indicators over regions and years, to be pivoted.
    "panel": """
        SELECT indicator_key, region, region_code, report_year, status, period, measure, value,
               value_max, unit, number, number_max, base_unit, comparator, modality, qualitative,
               text, source, start, "end"
        FROM records
        WHERE indicator_key IS NOT NULL AND region IS NOT NULL""",
    # What each document gave: no target stated is not the same as not read.
    "coverage": """
        SELECT documents.source, documents.region, documents.region_code, documents.report_year,
               documents.report_type, documents.error, COUNT(records.id) AS records,
               COUNT(CASE WHEN records.status = 'target' THEN 1 END) AS targets,
               COUNT(CASE WHEN records.status = 'result' THEN 1 END) AS results
        FROM documents LEFT JOIN records ON records.source = documents.source
        GROUP BY documents.source, documents.region, documents.region_code,
                 documents.report_year, documents.report_type, documents.error
        ORDER BY documents.source""",
    "failures": "SELECT source, error, hint FROM documents WHERE error IS NOT NULL",
}
