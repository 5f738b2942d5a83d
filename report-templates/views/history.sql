-- label: Tappe e affidamenti
-- row_label: what
-- column what: text "Che cosa è accaduto"
-- column year: year "Anno"
-- column start_date: date "Dal"
-- column end_date: date "Al"
--
-- One row a milestone, with its year, and one an award to a company or contract with a partner, with
-- its days. An award is asked as year, month and years: it ends the day before the same month begins
-- again. Without one of the three its days stay unknown.
WITH
award AS (
  SELECT participant, manager_name, manager_name__cell, award_years__cell,
         CAST(award_start_year AS INTEGER) AS year,
         CAST(award_years AS INTEGER) AS years,
         CASE award_start_month WHEN 'january' THEN 1 WHEN 'february' THEN 2 WHEN 'march' THEN 3 WHEN 'april' THEN 4
              WHEN 'may' THEN 5 WHEN 'june' THEN 6 WHEN 'july' THEN 7 WHEN 'august' THEN 8 WHEN 'september' THEN 9
              WHEN 'october' THEN 10 WHEN 'november' THEN 11 WHEN 'december' THEN 12 END AS month,
         award_start_year__cell || COALESCE(char(10) || award_start_month__cell, '') AS start_cells
  FROM profile
  WHERE award_start_year IS NOT NULL
),
-- the last month of the award
ending AS (
  SELECT *, CASE month WHEN 1 THEN 12 ELSE month - 1 END AS last_month,
         year + years - CASE month WHEN 1 THEN 1 ELSE 0 END AS last_year,
         month IS NOT NULL AND years IS NOT NULL AS dated,
         -- whether there are days at all depends on the length too
         start_cells || COALESCE(char(10) || award_years__cell, '') AS dated_cells
  FROM award
),
facts AS (
  SELECT participant, 0 AS award, "row" AS position,
         event AS what, event__cell AS what__cell, 'value' AS what__state,
         year, year__cell, year__state,
         NULL AS start_date, 'not_applicable' AS start_date__state, event__cell AS start_date__cell,
         NULL AS end_date, 'not_applicable' AS end_date__state, event__cell AS end_date__cell
  FROM profile_milestones
  WHERE event IS NOT NULL
  UNION ALL
  SELECT participant, 1, 1,
         'Affidamento o contratto di partenariato' || COALESCE(': ' || manager_name, ''),
         start_cells || COALESCE(char(10) || manager_name__cell, ''), 'value',
         CASE WHEN NOT dated THEN year END, dated_cells, CASE WHEN dated THEN 'not_applicable' ELSE 'value' END,
         CASE WHEN dated THEN printf('%04d-%02d-01', year, month) END,
         CASE WHEN dated THEN 'value' ELSE 'not_available' END, dated_cells,
         CASE WHEN dated THEN
           printf('%04d-%02d-%02d', last_year, last_month,
                  CASE WHEN last_month IN (4, 6, 9, 11) THEN 30
                       WHEN last_month <> 2 THEN 31
                       WHEN last_year % 4 = 0 AND (last_year % 100 <> 0 OR last_year % 400 = 0) THEN 29
                       ELSE 28 END) END,
         CASE WHEN dated THEN 'value' ELSE 'not_available' END, dated_cells
  FROM ending
)
SELECT participant, what, what__state, what__cell, year, year__state, year__cell,
       start_date, start_date__state, start_date__cell, end_date, end_date__state, end_date__cell
FROM facts
ORDER BY participant, award, position
