-- An incremental refresh sees committed rows only, so it has a run of its own after the load.
REFRESH MATERIALIZED VIEW sales.revenue_by_day;
