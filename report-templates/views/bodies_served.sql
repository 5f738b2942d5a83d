-- label: Enti serviti in tutto
-- row_label: bodies
-- column bodies: integer "Enti serviti"
--
-- One row a participant whose numbers of bodies are all known: the others have none, and what would be
-- divided by it stays unknown.
SELECT participant, SUM("count") AS bodies, group_concat("count__cell", char(10)) AS bodies__cell
FROM profile_bodies
GROUP BY participant
HAVING COUNT(*) = COUNT("count") AND SUM("count") > 0
