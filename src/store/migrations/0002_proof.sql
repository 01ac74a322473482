-- What proves a plan's bounds. A row says: no choice whose earlier tiers cost at most caps within the independent part of the model costs
-- less than bound there in the tier. Plans from before this migration have none.

CREATE TABLE proof (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    -- From 0, in the order in which the search takes the model apart.
    part INTEGER NOT NULL CHECK (part >= 0),
    tier INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 5),
    -- JSON array: most that each earlier tier costs in the part.
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

CREATE TRIGGER proof_published_on_update BEFORE UPDATE ON proof
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER proof_published_on_delete BEFORE DELETE ON proof
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER proof_published_on_insert BEFORE INSERT ON proof
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
