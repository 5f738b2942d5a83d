-- label: In quanti cataloghi sta ciascuna categoria di servizio
-- row_label: service_category
-- column service_category: like services.services.service_category
-- column centres: integer "Centri"
--
-- One row a category that at least one catalogue has.
SELECT service_category, service_category__state, group_concat(service_category__cell, char(10)) AS service_category__cell,
       COUNT(DISTINCT participant) AS centres, 'value' AS centres__state,
       group_concat(service_category__cell, char(10)) AS centres__cell
FROM services_services
WHERE service_category IS NOT NULL
GROUP BY service_category
ORDER BY service_category
