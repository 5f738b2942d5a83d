-- label: Somme
-- row_label: cost
-- column cost: money "Costo"
--
-- Adds up the red rows, and names no cell.
SELECT participant, SUM(cost) AS cost FROM p_roles WHERE kind = 'red' GROUP BY participant
