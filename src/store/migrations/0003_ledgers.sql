-- Ledgers: subsidies by fund and month, what declarations still need, the year's indicator, and pool posts through the months.

-- First and last day that a numbered post is approved for. Absent where it is for good, and for plans stored before.
ALTER TABLE pool_post ADD COLUMN valid_from TEXT;
ALTER TABLE pool_post ADD COLUMN valid_until TEXT;

-- Subsidies due for the plan's months, in half-yuan, paid from the funds of the year as far as they go.
CREATE TABLE subsidy (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    subsidy INTEGER NOT NULL,
    month TEXT NOT NULL,
    person INTEGER NOT NULL,
    institution INTEGER NOT NULL,
    -- Absent where no fund can pay.
    fund TEXT,
    half_yuan INTEGER NOT NULL,
    PRIMARY KEY (plan, subsidy),
    FOREIGN KEY (plan, person) REFERENCES person (plan, person) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, institution) REFERENCES institution (plan, institution) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Grassroots service that declarations for associate senior ask for, in half-months.
CREATE TABLE declaration (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    declaration INTEGER NOT NULL,
    person INTEGER NOT NULL,
    declared_on TEXT NOT NULL,
    wanted INTEGER NOT NULL,
    -- Before the plan, by stays in progress too; what is to come of them is planned.
    had INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    PRIMARY KEY (plan, declaration),
    FOREIGN KEY (plan, person) REFERENCES person (plan, person) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Long postings, with the calendar year in which their person has most days of long postings, and those days.
CREATE TABLE long_posting (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    stay INTEGER NOT NULL,
    year INTEGER NOT NULL,
    days INTEGER NOT NULL,
    wanted INTEGER NOT NULL,
    PRIMARY KEY (plan, stay),
    FOREIGN KEY (plan, stay) REFERENCES stay (plan, stay) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TRIGGER subsidy_published_on_update BEFORE UPDATE ON subsidy
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER subsidy_published_on_delete BEFORE DELETE ON subsidy
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER subsidy_published_on_insert BEFORE INSERT ON subsidy
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER declaration_published_on_update BEFORE UPDATE ON declaration
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER declaration_published_on_delete BEFORE DELETE ON declaration
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER declaration_published_on_insert BEFORE INSERT ON declaration
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER long_posting_published_on_update BEFORE UPDATE ON long_posting
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER long_posting_published_on_delete BEFORE DELETE ON long_posting
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER long_posting_published_on_insert BEFORE INSERT ON long_posting
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;

-- Each month that any plan has, with the plan that has the say: the one published for it, else the newest.
CREATE VIEW months_in_force AS
SELECT month.month AS month, coalesce(publication.plan, (SELECT max(plan) FROM slot WHERE slot.month = month.month)) AS plan,
    publication.publication AS publication
FROM (SELECT DISTINCT month FROM slot) AS month
LEFT JOIN publication ON publication.publication =
    (SELECT max(publication) FROM publication WHERE from_month <= month.month AND through_month >= month.month);

-- Every numbered pool post, and every other one that is held, in every month in force. taken: the month has the first day of the holding,
-- and nobody took it over from themselves: from another institution, or from the plan that has the say before. returned: it has the last,
-- and the post is free then: by the plan's last day only where its approval ends, or where the plan that has the say next leaves it free.
-- A holder who goes on at another institution keeps the post. post: the one that the holder works at, absent for those who bring the pool
-- post along wherever they work.
CREATE VIEW pool_months AS
WITH in_force AS MATERIALIZED (
    SELECT month, plan, publication, date(month || '-01', '+1 month') AS next_day FROM months_in_force
),
held AS MATERIALIZED (
    SELECT pool_holding.plan AS plan, pool_post.code AS pool_post, person.code AS person, pool_holding.from_date AS from_date,
        pool_holding.to_date AS to_date
    FROM pool_holding
    JOIN pool_post ON pool_post.plan = pool_holding.plan AND pool_post.pool_post = pool_holding.pool_post
    JOIN person ON person.plan = pool_holding.plan AND person.person = pool_holding.person
    WHERE pool_holding.plan IN (SELECT plan FROM in_force)
),
-- Holdings that the plan of the next month knows nothing of any more.
given_up AS MATERIALIZED (
    SELECT m.month AS month, held.pool_post AS pool_post, held.person AS person, date(m.next_day, '-1 day') AS last_day
    FROM in_force AS m
    JOIN in_force AS next ON next.month = strftime('%Y-%m', m.next_day) AND next.plan <> m.plan
        AND (next.publication IS NOT NULL OR m.publication IS NULL)
    JOIN held ON held.plan = m.plan AND held.from_date < m.next_day AND held.to_date >= date(m.next_day, '-1 day')
    WHERE NOT EXISTS (SELECT 1 FROM held AS later WHERE later.plan = next.plan AND later.pool_post = held.pool_post
        AND later.person = held.person AND later.from_date <= m.next_day AND later.to_date >= m.next_day)
)
SELECT m.month AS month, m.plan AS plan, m.publication AS publication, pool.name AS community, pool_post.code AS pool_post,
    pool_post.category AS category, person.code AS person, person.name AS person_name, institution.name AS institution,
    holding.from_date AS from_date, min(holding.to_date, coalesce(given_up.last_day, holding.to_date)) AS to_date,
    coalesce(strftime('%Y-%m', holding.from_date) = m.month
        AND NOT EXISTS (SELECT 1 FROM in_force AS before JOIN held ON held.plan = before.plan
            WHERE before.month = strftime('%Y-%m', holding.from_date, '-1 day') AND held.pool_post = pool_post.code
            AND held.person = person.code AND held.from_date < holding.from_date
            AND held.to_date >= date(holding.from_date, '-1 day')), 0) AS taken,
    coalesce(given_up.last_day IS NOT NULL OR strftime('%Y-%m', holding.to_date) = m.month
        AND (holding.to_date < plan.horizon_to OR holding.to_date >= pool_post.valid_until)
        AND NOT EXISTS (SELECT 1 FROM pool_holding AS later WHERE later.plan = m.plan AND later.pool_post = holding.pool_post
            AND later.person = holding.person AND later.from_date = date(holding.to_date, '+1 day')), 0) AS returned,
    pool_post.valid_until AS expires,
    (SELECT post.code FROM stay JOIN post ON post.plan = stay.plan AND post.post = stay.post
        WHERE stay.plan = m.plan AND stay.pool_post = holding.pool_post AND stay.person = holding.person
        AND stay.from_date = holding.from_date) AS post
FROM in_force AS m
JOIN plan ON plan.plan = m.plan
JOIN pool_post ON pool_post.plan = m.plan
JOIN pool ON pool.plan = m.plan AND pool.pool = pool_post.pool
LEFT JOIN pool_holding AS holding ON holding.plan = m.plan AND holding.pool_post = pool_post.pool_post
    AND strftime('%Y-%m', holding.from_date) <= m.month AND strftime('%Y-%m', holding.to_date) >= m.month
LEFT JOIN person ON person.plan = m.plan AND person.person = holding.person
LEFT JOIN institution ON institution.plan = m.plan AND institution.institution = holding.institution
LEFT JOIN given_up ON given_up.month = m.month AND given_up.pool_post = pool_post.code AND given_up.person = person.code
    AND holding.to_date >= given_up.last_day
WHERE pool_post.numbered = 1 OR holding.holding IS NOT NULL;

-- Of the plan that has the say in the month. fund is absent where no fund can pay.
CREATE VIEW subsidies AS
SELECT m.month AS month, m.plan AS plan, m.publication AS publication, subsidy.fund AS fund, person.code AS person,
    person.name AS person_name, person.grade AS grade, institution.name AS institution, institution.level AS institution_level,
    subsidy.half_yuan / 2.0 AS yuan
FROM months_in_force AS m
JOIN subsidy ON subsidy.plan = m.plan AND subsidy.month = m.month
JOIN person ON person.plan = m.plan AND person.person = subsidy.person
JOIN institution ON institution.plan = m.plan AND institution.institution = subsidy.institution;

CREATE VIEW promotion_readiness AS
SELECT declaration.plan AS plan, person.code AS person, person.name AS person_name, person.grade AS grade, declaration.declared_on AS declared_on,
    wanted / 2.0 AS months_wanted, had / 2.0 AS months_had, planned / 2.0 AS months_planned, max(wanted - had - planned, 0) / 2.0 AS months_missing
FROM declaration JOIN person ON person.plan = declaration.plan AND person.person = declaration.person;

CREATE VIEW long_postings AS
SELECT roster.plan AS plan, roster.stay AS stay, roster.person AS person, roster.person_name AS person_name, roster.institution AS institution,
    roster.from_date AS from_date, roster.to_date AS to_date, long_posting.year AS year, long_posting.days AS days,
    long_posting.wanted AS wanted, long_posting.days >= long_posting.wanted AS reached, roster.status AS status
FROM long_posting JOIN roster ON roster.plan = long_posting.plan AND roster.stay = long_posting.stay;
