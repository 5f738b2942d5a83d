-- label: Periodi di validità
-- row_label: what
-- column what: text "Che cosa"
-- column with_whom: text "Con chi"
-- column start_date: date "Dal"
-- column end_date: date "Al"
-- column years: integer "Anni"
--
-- One row an agreement in force with the bodies, and one an award to a company or contract with a
-- partner. An award is asked as year, month and years: it ends the day before the same month begins
-- again. Without the month its dates stay unknown.
WITH
award AS (
  SELECT participant, manager_name, manager_name__cell, award_years, award_years__state, award_years__cell,
         CAST(award_start_year AS INTEGER) AS year,
         CASE award_start_month WHEN 'january' THEN 1 WHEN 'february' THEN 2 WHEN 'march' THEN 3 WHEN 'april' THEN 4
              WHEN 'may' THEN 5 WHEN 'june' THEN 6 WHEN 'july' THEN 7 WHEN 'august' THEN 8 WHEN 'september' THEN 9
              WHEN 'october' THEN 10 WHEN 'november' THEN 11 WHEN 'december' THEN 12 END AS month,
         award_start_year__cell || COALESCE(char(10) || award_start_month__cell, '') AS start_cells
  FROM profile
  WHERE award_start_year IS NOT NULL OR award_years IS NOT NULL
),
-- the last month of the award
ending AS (
  SELECT *, CASE month WHEN 1 THEN 12 ELSE month - 1 END AS last_month,
         year + CAST(award_years AS INTEGER) - CASE month WHEN 1 THEN 1 ELSE 0 END AS last_year
  FROM award
)
SELECT participant, 'Affidamento o partenariato' AS what,
       manager_name AS with_whom, manager_name__cell AS with_whom__cell,
       printf('%04d-%02d-01', year, month) AS start_date,
       start_cells AS start_date__cell,
       printf('%04d-%02d-%02d', last_year, last_month,
              CASE WHEN last_month IN (4, 6, 9, 11) THEN 30
                   WHEN last_month <> 2 THEN 31
                   WHEN last_year % 4 = 0 AND (last_year % 100 <> 0 OR last_year % 400 = 0) THEN 29
                   ELSE 28 END) AS end_date,
       start_cells || COALESCE(char(10) || award_years__cell, '') AS end_date__cell,
       award_years AS years, award_years__state AS years__state, award_years__cell AS years__cell
FROM ending
WHERE year IS NOT NULL AND month IS NOT NULL AND award_years IS NOT NULL
UNION ALL
SELECT participant, 'Affidamento o partenariato', manager_name, manager_name__cell,
       NULL, start_cells, NULL, COALESCE(start_cells || char(10), '') || COALESCE(award_years__cell, ''),
       award_years, award_years__state, award_years__cell
FROM award
WHERE year IS NULL OR month IS NULL OR award_years IS NULL
UNION ALL
SELECT participant, 'Convenzione con gli enti', 'Enti aderenti', NULL,
       start_date, start_date__cell, end_date, end_date__cell,
       duration_years, duration_years__state, duration_years__cell
FROM agreement
WHERE start_date IS NOT NULL OR end_date IS NOT NULL
