-- label: Lettori per anno di nascita del gruppo
-- row_label: group_name
-- column group_name: like lending.groups.group
-- column year: year "Anno di nascita"
-- column readers: like lending.groups.members
SELECT participant, "group" AS group_name, group__cell AS group_name__cell,
       CAST(substr(born, 1, 4) AS INTEGER) AS year, born__cell AS year__cell,
       members AS readers, members__cell AS readers__cell, members__state AS readers__state
FROM lending_groups
WHERE born IS NOT NULL
ORDER BY participant, "row"
