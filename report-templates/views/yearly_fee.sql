-- label: Quota annua dei servizi di base secondo gli abitanti
-- row_label: tariff
-- column tariff: like sustainability.tariffs.service
-- column inhabitants: integer "Abitanti"
-- column fee: money "Quota annua"
-- column fee_per_inhabitant: money "Quota annua per abitante"
--
-- One row a participant and number of inhabitants. Who has price bands pays the band's amount (none
-- or more than one band: no fee); who has none but exactly one tariff per inhabitant pays amount x
-- inhabitants. Who asks for anything else has no rows: its fee does not follow from inhabitants.
-- With bands of several names it is not known which ones are of the base services: no fee.
-- Sizes: typical ones, and the last inside and first outside each edge of the bands; with many price
-- lists only the typical ones, or there would be thousands.
WITH
bands AS (
  SELECT *, lower(trim(tariff)) AS series FROM sustainability_price_bands
  WHERE tariff IS NOT NULL AND ("from" IS NOT NULL OR "to" IS NOT NULL)
),
-- every cell that says to whom a band applies, also in rows that make no band
edge_cells AS (
  SELECT participant, group_concat(tariff__cell || char(10) || from__cell || char(10) || from_excluded__cell
                                   || char(10) || to__cell || char(10) || to_excluded__cell, char(10)) AS cells
  FROM sustainability_price_bands GROUP BY participant
),
banded AS (
  SELECT b.participant, MIN(tariff) AS tariff, MIN(tariff__cell) AS tariff__cell, MIN(series) AS series,
         COUNT(DISTINCT series) AS lists, MIN(e.cells) AS all_cells
  FROM bands b JOIN edge_cells e ON e.participant = b.participant GROUP BY b.participant
),
per_inhabitant AS (
  SELECT participant, MIN(service) AS tariff, MIN(service__cell) AS tariff__cell, MIN(amount) AS amount,
         MIN(amount__state) AS amount__state,
         MIN(amount__cell) || char(10) || MIN(basis__cell) || char(10) || MIN(service__cell) AS amount__cell
  FROM sustainability_tariffs
  WHERE basis = 'per_inhabitant' AND participant NOT IN (SELECT participant FROM bands)
  GROUP BY participant HAVING COUNT(*) = 1
),
-- a price without a stated period is taken as yearly; one paid once or by use gives no yearly fee
times AS (
  SELECT participant, lower(trim(service)) AS series,
         MIN(CASE COALESCE(period, 'yearly') WHEN 'yearly' THEN 1 WHEN 'half_yearly' THEN 2
                                             WHEN 'quarterly' THEN 4 WHEN 'monthly' THEN 12 END) AS times,
         group_concat(period__cell, char(10)) AS cells
  FROM sustainability_tariffs GROUP BY participant, lower(trim(service))
),
edges AS (
  SELECT * FROM bands WHERE (SELECT COUNT(*) FROM banded) <= 5
),
sizes AS (
  SELECT DISTINCT CAST(n AS INTEGER) AS inhabitants FROM (
    SELECT column1 AS n FROM (VALUES (100), (250), (500), (750), (1000), (1500), (2000), (3000), (4000), (5000),
                                     (6000), (8000), (10000), (15000), (20000), (25000), (30000), (35000), (40000),
                                     (50000), (60000))
    UNION ALL SELECT "from" - 1 + COALESCE(from_excluded, 0) FROM edges
    UNION ALL SELECT "from" + COALESCE(from_excluded, 0) FROM edges
    UNION ALL SELECT "to" - COALESCE(to_excluded, 0) FROM edges
    UNION ALL SELECT "to" + 1 - COALESCE(to_excluded, 0) FROM edges
  ) WHERE n >= 1
),
fees AS (
  SELECT t.participant, t.tariff, t.tariff__cell, s.inhabitants,
         CASE WHEN t.lists = 1 AND COUNT(b."row") = 1 THEN MIN(b.amount) * COALESCE(MIN(x.times), CASE WHEN MIN(x.series) IS NULL THEN 1 END) END AS fee,
         CASE WHEN COUNT(b."row") = 1 AND MIN(b.amount) IS NULL THEN MIN(b.amount__state) ELSE 'not_available' END AS empty,
         CASE WHEN t.lists = 1 AND COUNT(b."row") = 1 THEN
           MIN(b.amount__cell || char(10) || b.tariff__cell || char(10) || b.from__cell || char(10) || b.from_excluded__cell
               || char(10) || b.to__cell || char(10) || b.to_excluded__cell) || COALESCE(char(10) || MIN(x.cells), '')
         ELSE t.all_cells END AS cells
  FROM banded t
  CROSS JOIN sizes s
  LEFT JOIN times x ON x.participant = t.participant AND x.series = t.series
  LEFT JOIN bands b
    ON b.participant = t.participant
   AND (b."from" IS NULL OR s.inhabitants > b."from" OR (s.inhabitants = b."from" AND COALESCE(b.from_excluded, 0) = 0))
   AND (b."to" IS NULL OR s.inhabitants < b."to" OR (s.inhabitants = b."to" AND COALESCE(b.to_excluded, 0) = 0))
  GROUP BY t.participant, s.inhabitants
  UNION ALL
  SELECT t.participant, t.tariff, t.tariff__cell, s.inhabitants, t.amount * x.times * s.inhabitants,
         CASE WHEN t.amount IS NULL THEN t.amount__state ELSE 'not_available' END,
         t.amount__cell || char(10) || x.cells
  FROM per_inhabitant t
  CROSS JOIN sizes s
  JOIN times x ON x.participant = t.participant AND x.series = lower(trim(t.tariff))
)
SELECT participant, tariff, tariff__cell, inhabitants,
       ROUND(fee, 2) AS fee,
       CASE WHEN fee IS NULL THEN empty ELSE 'value' END AS fee__state,
       cells AS fee__cell,
       ROUND(fee / inhabitants, 4) AS fee_per_inhabitant,
       CASE WHEN fee IS NULL THEN empty ELSE 'value' END AS fee_per_inhabitant__state,
       cells AS fee_per_inhabitant__cell
FROM fees
ORDER BY participant, inhabitants
