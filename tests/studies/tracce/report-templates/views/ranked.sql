-- label: Posti
-- row_label: place
-- column place: integer "Posto"
-- column above: money "Sopra la media"
--
-- Looks at all participants at once, and names no cell.
SELECT participant, rank() OVER (ORDER BY fund DESC) AS place, fund - (SELECT avg(fund) FROM s) AS above
FROM s WHERE fund IS NOT NULL
