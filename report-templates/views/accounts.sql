-- label: Entrate e uscite, per anno e documento
-- row_label: item
-- column period: text "Anno e documento"
-- column side: like sustainability.accounts.side
-- column item: like sustainability.accounts.item
-- column amount: like sustainability.accounts.amount
--
-- The rows of the accounts with year and kind of budget in one word, so that a forecast and the closed
-- accounts of the same year are never added up. Without a year the amount stands in a column of its own.
SELECT participant,
       CAST(CAST(year AS INTEGER) AS TEXT)
         || CASE budget_kind WHEN 'budget' THEN ', previsione' WHEN 'final' THEN ', rendiconto' ELSE '' END AS period,
       year__state AS period__state, year__cell || char(10) || budget_kind__cell AS period__cell,
       side, side__state, side__cell, item, item__state, item__cell, amount, amount__state, amount__cell
FROM sustainability_accounts
ORDER BY participant, year, budget_kind, "row"
