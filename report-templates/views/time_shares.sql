-- label: Persone e parte di tempo dedicata al Centro
-- row_label: employer
-- column employer_kind: like organization.allocation.employer_kind
-- column employer: like organization.allocation.employer
-- column part: text "Gruppo di persone"
-- column people: like organization.allocation.people
-- column share_of_time: like organization.allocation.share_of_time
-- column people_per_100_bodies: decimal "Persone ogni 100 enti serviti"
--
-- One row a group of people with the same share of time: those at work for the centre, and the
-- others of the same employer, whose share nobody stated. Without the number of those at work the
-- stated share is taken to be that of all people.
WITH
staff AS (
  SELECT a.*,
         CASE WHEN allocated IS NOT NULL THEN allocated WHEN allocated__state = 'none' THEN 0 END AS at_work
  FROM organization_allocation a
),
parts AS (
  SELECT participant, "row", 1 AS position, employer_kind, employer_kind__cell, employer, employer__cell,
         CASE WHEN at_work IS NULL THEN 'Persone nell''organizzazione' ELSE 'Persone dedicate' END AS part,
         COALESCE(at_work, people) AS people,
         CASE WHEN at_work IS NULL THEN people__state ELSE 'value' END AS people__state,
         CASE WHEN at_work IS NULL THEN people__cell ELSE allocated__cell END AS people__cell,
         share_of_time, share_of_time__state, share_of_time__cell
  FROM staff
  UNION ALL
  SELECT participant, "row", 2, employer_kind, employer_kind__cell, employer, employer__cell,
         'Altre persone', people - at_work, 'value',
         people__cell || char(10) || allocated__cell,
         NULL, 'not_available', people__cell || char(10) || allocated__cell
  FROM staff
  WHERE people > at_work
)
SELECT p.participant, p.employer_kind, p.employer_kind__cell, p.employer, p.employer__cell, p.part,
       p.people, p.people__state, p.people__cell,
       p.share_of_time, p.share_of_time__state, p.share_of_time__cell,
       p.people * 100.0 / b.bodies AS people_per_100_bodies,
       p.people__cell || COALESCE(char(10) || b.bodies__cell, '') AS people_per_100_bodies__cell
FROM parts p
LEFT JOIN bodies_served b ON b.participant = p.participant
ORDER BY p.participant, p."row", p.position
