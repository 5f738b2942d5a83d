-- label: Saldo e copertura, per anno
-- row_label: year
-- column year: like sustainability.accounts.year
-- column budget_kind: like sustainability.accounts.budget_kind
-- column income: money "Entrate"
-- column spending: money "Uscite"
-- column balance: money "Saldo"
-- column coverage: percent "Copertura"
-- column fees_share: percent "Parte delle entrate che viene dagli enti"
-- column spending_per_body: money "Uscite per ente servito"
-- column spending_per_inhabitant: money "Uscite per abitante dei Comuni che aderiscono"
-- column latest: yes_no "Ultimo anno"
--
-- One row a participant and year: of the closed accounts where there are any, else of the forecast. An
-- item that is «nessuno» counts 0. A total is unknown, and what follows from it too, where its side has
-- no row or an unknown amount, or where an amount of the year has no side or no kind of budget beside
-- others that have one; all totals are, while an amount has no year. The latest year is the last one
-- with both totals, or the last one where no year has both.
WITH
amounts AS (
  SELECT participant, CAST(year AS INTEGER) AS year, year__cell, budget_kind, budget_kind__state, budget_kind__cell,
         side, side__cell, item, item__cell, amount__cell,
         CASE WHEN amount IS NOT NULL THEN amount WHEN amount__state = 'none' THEN 0 END AS amount,
         MAX(budget_kind IS 'final') OVER (PARTITION BY participant, year) AS closed,
         MAX(year IS NULL AND amount__state <> 'none') OVER (PARTITION BY participant) AS undated
  FROM sustainability_accounts
),
-- amounts of an unknown kind stay: they may be of the closed accounts
kept AS (
  SELECT * FROM amounts WHERE year IS NOT NULL AND NOT (closed AND budget_kind IS 'budget')
),
years AS (
  SELECT participant, year, MIN(budget_kind) AS budget_kind, MIN(budget_kind__state) AS budget_kind__state,
         group_concat(budget_kind__cell, char(10)) AS budget_kind__cell,
         group_concat(year__cell, char(10)) AS year__cell,
         COUNT(DISTINCT COALESCE(budget_kind, '')) > 1 OR SUM(side IS NULL) > 0 OR MAX(undated) AS unsure,
         CASE WHEN SUM(side = 'income') > 0 AND SUM(side = 'income' AND amount IS NULL) = 0
              THEN SUM(CASE WHEN side = 'income' THEN amount END) END AS income,
         CASE WHEN SUM(side = 'spending') > 0 AND SUM(side = 'spending' AND amount IS NULL) = 0
              THEN SUM(CASE WHEN side = 'spending' THEN amount END) END AS spending,
         COALESCE(SUM(CASE WHEN side = 'income' AND item = 'fees' THEN amount END), 0) AS fees,
         SUM(side = 'income' AND item IS NULL) AS without_item,
         group_concat(CASE WHEN side = 'income' THEN amount__cell || char(10) || side__cell END, char(10)) AS income__cell,
         group_concat(CASE WHEN side = 'spending' THEN amount__cell || char(10) || side__cell END, char(10)) AS spending__cell,
         group_concat(CASE WHEN side = 'income' THEN item__cell END, char(10)) AS items__cell
  FROM kept
  GROUP BY participant, year
),
totals AS (
  SELECT participant, year, year__cell, budget_kind, budget_kind__state, budget_kind__cell, fees, without_item, items__cell,
         CASE WHEN NOT unsure THEN income END AS income, CASE WHEN NOT unsure THEN spending END AS spending,
         COALESCE(income__cell, year__cell) AS income__cell, COALESCE(spending__cell, year__cell) AS spending__cell
  FROM years
),
-- a Comune that nobody marked may be a member: the inhabitants are unknown then
inhabitants AS (
  SELECT participant, SUM(population) AS inhabitants, group_concat(population__cell || char(10) || member__cell, char(10)) AS cells
  FROM profile_member_comuni
  WHERE member IS NULL OR member = 1
  GROUP BY participant
  HAVING COUNT(*) = COUNT(member) AND COUNT(*) = COUNT(population) AND SUM(population) > 0
),
last AS (
  SELECT participant, COALESCE(MAX(CASE WHEN income IS NOT NULL AND spending IS NOT NULL THEN year END), MAX(year)) AS year
  FROM totals GROUP BY participant
)
SELECT t.participant, t.year, t.year__cell, t.budget_kind, t.budget_kind__state, t.budget_kind__cell,
       ROUND(t.income, 2) AS income, t.income__cell,
       ROUND(t.spending, 2) AS spending, t.spending__cell,
       ROUND(t.income - t.spending, 2) AS balance, t.income__cell || char(10) || t.spending__cell AS balance__cell,
       CASE WHEN t.spending > 0 THEN t.income * 100.0 / t.spending END AS coverage,
       CASE WHEN t.spending = 0 THEN 'not_applicable' ELSE 'not_available' END AS coverage__state,
       t.income__cell || char(10) || t.spending__cell AS coverage__cell,
       CASE WHEN t.income > 0 AND t.without_item = 0 THEN t.fees * 100.0 / t.income END AS fees_share,
       COALESCE(t.items__cell || char(10), '') || t.income__cell AS fees_share__cell,
       ROUND(t.spending / b.bodies, 2) AS spending_per_body,
       t.spending__cell || COALESCE(char(10) || b.bodies__cell, '') AS spending_per_body__cell,
       ROUND(t.spending / i.inhabitants, 2) AS spending_per_inhabitant,
       t.spending__cell || COALESCE(char(10) || i.cells, '') AS spending_per_inhabitant__cell,
       t.year = l.year AS latest, t.income__cell || char(10) || t.spending__cell AS latest__cell
FROM totals t
JOIN last l ON l.participant = t.participant
LEFT JOIN bodies_served b ON b.participant = t.participant
LEFT JOIN inhabitants i ON i.participant = t.participant
ORDER BY t.participant, t.year
