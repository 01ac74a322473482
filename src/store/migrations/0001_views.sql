-- Public views: columns and their order are an interface, stable across versions. Institutions, departments and communities appear by
-- name, people and posts by code.

CREATE VIEW plan_summary AS
WITH pivot AS (
    SELECT plan,
        sum(CASE code WHEN 'minimum' THEN score END) AS score_minimum,
        sum(CASE code WHEN 'target' THEN score END) AS score_target,
        sum(CASE code WHEN 'training' THEN score END) AS score_training,
        sum(CASE code WHEN 'policy' THEN score END) AS score_policy,
        sum(CASE code WHEN 'wishes' THEN score END) AS score_wishes,
        sum(CASE code WHEN 'minimum' THEN bound END) AS bound_minimum,
        sum(CASE code WHEN 'target' THEN bound END) AS bound_target,
        sum(CASE code WHEN 'training' THEN bound END) AS bound_training,
        sum(CASE code WHEN 'policy' THEN bound END) AS bound_policy,
        sum(CASE code WHEN 'wishes' THEN bound END) AS bound_wishes,
        -- The dearest tier that is not proved to be the best.
        min(CASE WHEN bound IS NULL OR bound < score THEN tier END) AS open_tier
    FROM tier GROUP BY plan
)
SELECT plan.plan AS plan, status.chinese AS status, plan.created_at AS created_at, plan.horizon_from AS horizon_from,
    plan.horizon_to AS horizon_to, plan.people AS people, plan.stays AS stays,
    score_minimum, score_target, score_training, score_policy, score_wishes,
    bound_minimum, bound_target, bound_training, bound_policy, bound_wishes,
    -- 0 when every tier is proved; absent when nothing was proved in the open tier.
    CASE WHEN open_tier IS NULL THEN 0.0
        ELSE (SELECT (score - bound) * 1.0 / score FROM tier WHERE tier.plan = plan.plan AND tier.tier = open_tier) END AS gap,
    plan.seconds AS seconds, plan.seed AS seed, dataset.hash AS dataset_hash
FROM plan JOIN status ON status.code = plan.status JOIN dataset ON dataset.dataset = plan.dataset JOIN pivot ON pivot.plan = plan.plan;

CREATE VIEW roster AS
SELECT stay.plan AS plan, stay.stay AS stay, community.name AS community, institution.name AS institution,
    institution.level AS institution_level, department.name AS department, post.code AS post, post.kind AS dispatch_kind,
    person.code AS person, person.name AS person_name, person.category AS category, person.grade AS grade,
    home.name AS home_institution, stay.from_date AS from_date, stay.to_date AS to_date, pool_post.code AS pool_post,
    -- A stay that is under way when the plan begins is so whatever becomes of the plan.
    CASE WHEN stay.origin = 'carried' THEN '进行中' ELSE status.chinese END AS status
FROM stay
JOIN plan ON plan.plan = stay.plan
JOIN status ON status.code = plan.status
JOIN post ON post.plan = stay.plan AND post.post = stay.post
JOIN institution ON institution.plan = stay.plan AND institution.institution = post.institution
LEFT JOIN community ON community.plan = stay.plan AND community.community = institution.community
LEFT JOIN department ON department.plan = stay.plan AND department.department = post.department
JOIN person ON person.plan = stay.plan AND person.person = stay.person
JOIN institution AS home ON home.plan = stay.plan AND home.institution = person.home
LEFT JOIN pool_post ON pool_post.plan = stay.plan AND pool_post.pool_post = stay.pool_post;

CREATE VIEW roster_by_month AS
SELECT roster.plan AS plan, slot.month AS month, slot.half AS half, roster.institution AS institution, roster.department AS department,
    roster.post AS post, roster.person AS person, roster.person_name AS person_name, roster.category AS category, roster.grade AS grade,
    roster.home_institution AS home_institution, roster.dispatch_kind AS dispatch_kind, roster.status AS status
FROM roster
JOIN stay ON stay.plan = roster.plan AND stay.stay = roster.stay
JOIN slot ON slot.plan = stay.plan AND slot.slot >= stay.first_slot AND slot.slot < stay.first_slot + stay.slots;

-- branch_share is a fraction, of the size or of the posts in use as the county counts; absent where there is nothing to divide by.
CREATE VIEW pool_usage AS
SELECT pool_use.plan AS plan, pool.name AS community, slot.slot_from AS slot_from, slot.slot_to AS slot_to, pool_use.size AS size,
    pool_use.in_use AS in_use, pool_use.at_branches AS at_branches,
    pool_use.at_branches * 1.0 / nullif(CASE pool.basis WHEN 'total' THEN pool_use.size ELSE pool_use.in_use END, 0) AS branch_share,
    pool_use.size - pool_use.in_use AS free
FROM pool_use
JOIN pool ON pool.plan = pool_use.plan AND pool.pool = pool_use.pool
JOIN slot ON slot.plan = pool_use.plan AND slot.slot = pool_use.slot;

CREATE VIEW pool_ledger AS
SELECT pool_holding.plan AS plan, pool_post.code AS pool_post, person.code AS person, institution.name AS institution,
    pool_holding.from_date AS from_date, pool_holding.to_date AS to_date
FROM pool_holding
JOIN pool_post ON pool_post.plan = pool_holding.plan AND pool_post.pool_post = pool_holding.pool_post
JOIN person ON person.plan = pool_holding.plan AND person.person = pool_holding.person
JOIN institution ON institution.plan = pool_holding.plan AND institution.institution = pool_holding.institution;

CREATE VIEW shortages AS
SELECT plan, requirement, scope, from_date AS window_from, to_date AS window_to, required, assigned, required - assigned AS missing,
    reason_zh AS reason
FROM shortage;

CREATE VIEW findings AS
SELECT plan, rule, strictness, tier, subject, from_date AS window_from, to_date AS window_to, amount, unit, message_zh AS message
FROM finding;

-- Of the newest plan's dataset: what was served before its horizon.
CREATE VIEW service_ledger AS
SELECT person.code AS person, institution.name AS institution, service.from_date AS from_date, service.to_date AS to_date,
    service.half_months / 2.0 AS months, service.counts_as_grassroots AS counts_as_grassroots, service.source AS source
FROM service
JOIN person ON person.plan = service.plan AND person.person = service.person
JOIN institution ON institution.plan = service.plan AND institution.institution = service.institution
WHERE service.plan = (SELECT max(plan) FROM plan);
