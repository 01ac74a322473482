-- Repairs: a plan made against another one, and the tier in which its changes cost.

-- The checks of two tables know one tier more. Tier numbers are names, given in the order in which tiers came to be: policy goals keep 4 and
-- wishes 5, as plans are sealed with them; tier_rank says which is dearer. A plan that is no repair has no row for stability.
CREATE TABLE proof_kept AS SELECT * FROM proof;
DROP TABLE proof;
CREATE TABLE tier_kept AS SELECT * FROM tier;
DROP VIEW plan_summary;
DROP TABLE tier;

CREATE TABLE tier_rank (
    tier INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    -- 1 is the dearest.
    rank INTEGER NOT NULL UNIQUE
) STRICT;
INSERT INTO tier_rank VALUES (1, 'minimum', 1), (2, 'target', 2), (3, 'training', 3), (6, 'stability', 4), (4, 'policy', 5), (5, 'wishes', 6);
CREATE TRIGGER tier_rank_kept_on_update BEFORE UPDATE ON tier_rank
BEGIN SELECT RAISE(ABORT, 'the tiers are fixed'); END;
CREATE TRIGGER tier_rank_kept_on_delete BEFORE DELETE ON tier_rank
BEGIN SELECT RAISE(ABORT, 'the tiers are fixed'); END;
CREATE TRIGGER tier_rank_kept_on_insert BEFORE INSERT ON tier_rank
BEGIN SELECT RAISE(ABORT, 'the tiers are fixed'); END;

CREATE TABLE tier (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    tier INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 6),
    code TEXT NOT NULL CHECK (code IN ('minimum', 'target', 'training', 'policy', 'wishes', 'stability')),
    score INTEGER NOT NULL,
    bound INTEGER,
    PRIMARY KEY (plan, tier),
    UNIQUE (plan, code)
) STRICT;
INSERT INTO tier SELECT plan, tier, code, score, bound FROM tier_kept;
DROP TABLE tier_kept;
CREATE TRIGGER tier_published_on_update BEFORE UPDATE ON tier
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER tier_published_on_delete BEFORE DELETE ON tier
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER tier_published_on_insert BEFORE INSERT ON tier
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;

CREATE TABLE proof (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    -- From 0, in the order in which the search takes the model apart.
    part INTEGER NOT NULL CHECK (part >= 0),
    tier INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 6),
    -- JSON array, dearest first: most that each earlier tier costs in the part. Stability is left out where it costs nothing.
    caps TEXT NOT NULL CHECK (json_valid(caps)),
    -- What the tier cost in the part when it was left; absent where it ruled nothing out for later tiers.
    left_at INTEGER,
    bound INTEGER NOT NULL,
    -- SHA-256 of the tier's program, in hexadecimal.
    program TEXT NOT NULL,
    -- By row of the program: rows skipped since the last, then the multiplier in units of 2^-24, zigzag, both as LEB128.
    multipliers BLOB NOT NULL,
    PRIMARY KEY (plan, part, tier),
    FOREIGN KEY (plan, tier) REFERENCES tier (plan, tier) DEFERRABLE INITIALLY DEFERRED
) STRICT;
INSERT INTO proof SELECT plan, part, tier, caps, left_at, bound, program, multipliers FROM proof_kept;
DROP TABLE proof_kept;
CREATE TRIGGER proof_published_on_update BEFORE UPDATE ON proof
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER proof_published_on_delete BEFORE DELETE ON proof
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER proof_published_on_insert BEFORE INSERT ON proof
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;

-- The plan that a repair was measured against, which is therefore kept, and why it was repaired.
ALTER TABLE plan ADD COLUMN baseline INTEGER REFERENCES plan;
ALTER TABLE plan ADD COLUMN repair_reason TEXT;
CREATE TRIGGER plan_published_on_repair BEFORE UPDATE OF baseline, repair_reason ON plan
WHEN (SELECT locked FROM status WHERE code = OLD.status) = 1
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;

CREATE VIEW plan_summary AS
WITH pivot AS (
    SELECT plan,
        sum(CASE tier.code WHEN 'minimum' THEN score END) AS score_minimum,
        sum(CASE tier.code WHEN 'target' THEN score END) AS score_target,
        sum(CASE tier.code WHEN 'training' THEN score END) AS score_training,
        sum(CASE tier.code WHEN 'policy' THEN score END) AS score_policy,
        sum(CASE tier.code WHEN 'wishes' THEN score END) AS score_wishes,
        sum(CASE tier.code WHEN 'stability' THEN score END) AS score_stability,
        sum(CASE tier.code WHEN 'minimum' THEN bound END) AS bound_minimum,
        sum(CASE tier.code WHEN 'target' THEN bound END) AS bound_target,
        sum(CASE tier.code WHEN 'training' THEN bound END) AS bound_training,
        sum(CASE tier.code WHEN 'policy' THEN bound END) AS bound_policy,
        sum(CASE tier.code WHEN 'wishes' THEN bound END) AS bound_wishes,
        sum(CASE tier.code WHEN 'stability' THEN bound END) AS bound_stability,
        -- The dearest tier that is not proved to be the best.
        min(CASE WHEN bound IS NULL OR bound < score THEN rank END) AS open_rank
    FROM tier JOIN tier_rank ON tier_rank.tier = tier.tier GROUP BY plan
)
SELECT plan.plan AS plan, status.chinese AS status, plan.created_at AS created_at, plan.horizon_from AS horizon_from,
    plan.horizon_to AS horizon_to, plan.people AS people, plan.stays AS stays,
    score_minimum, score_target, score_training, score_policy, score_wishes,
    bound_minimum, bound_target, bound_training, bound_policy, bound_wishes,
    -- 0 when every tier is proved; absent when nothing was proved in the open tier.
    CASE WHEN open_rank IS NULL THEN 0.0
        ELSE (SELECT (score - bound) * 1.0 / score FROM tier JOIN tier_rank ON tier_rank.tier = tier.tier
            WHERE tier.plan = plan.plan AND rank = open_rank) END AS gap,
    plan.seconds AS seconds, plan.seed AS seed, dataset.hash AS dataset_hash,
    -- Absent in a plan that is no repair.
    score_stability, bound_stability, plan.baseline AS baseline, plan.repair_reason AS repair_reason
FROM plan JOIN status ON status.code = plan.status JOIN dataset ON dataset.dataset = plan.dataset JOIN pivot ON pivot.plan = plan.plan;
