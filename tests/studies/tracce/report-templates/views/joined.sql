-- label: Vista
-- row_label: role
-- column role: like p.roles.role
-- column people: like p.roles.people
-- column fund: like s.fund
-- column tot: money "Totale"
SELECT r.participant, r.role, r.role__cell, r.people, r.people__cell, s.fund, s.fund__cell, r.cost + s.fund AS tot
FROM p_roles r JOIN s ON s.participant = r.participant WHERE s.has_x = 1
