-- Publications, the numbers of their notices, what a plan took over from them, what changed between datasets, and the log as a chain.

-- Months of a plan that were confirmed and made known. Publications follow each other: a later one takes the place of what earlier ones say
-- from its first month on.
CREATE TABLE publication (
    publication INTEGER PRIMARY KEY CHECK (publication >= 1),
    plan INTEGER NOT NULL REFERENCES plan,
    -- First month that it says something new about, and last month, as 2027-01.
    from_month TEXT NOT NULL,
    through_month TEXT NOT NULL CHECK (through_month >= from_month),
    published_at TEXT NOT NULL,
    published_by TEXT NOT NULL CHECK (published_by <> ''),
    note TEXT NOT NULL
) STRICT;
CREATE INDEX publication_plan ON publication (plan);

-- The register of notices: the number of a published stay, YYYYMM and four digits or more. A stay that a later publication leaves as it was
-- keeps its number, with a row for each plan it was published with. Stays that the county's own history began have none.
CREATE TABLE notice (
    plan INTEGER NOT NULL,
    stay INTEGER NOT NULL,
    number TEXT NOT NULL,
    -- The one that gave the number.
    publication INTEGER NOT NULL REFERENCES publication,
    PRIMARY KEY (plan, stay),
    FOREIGN KEY (plan, stay) REFERENCES stay (plan, stay)
) STRICT;
CREATE INDEX notice_number ON notice (number);

-- What a plan was made on top of. Plans made before anything was published have none.
CREATE TABLE takeover (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    takeover INTEGER NOT NULL CHECK (takeover = 1),
    publication INTEGER NOT NULL REFERENCES publication,
    -- Last day that the plan had to leave as published.
    frozen_through TEXT NOT NULL,
    PRIMARY KEY (plan, takeover)
) STRICT;

-- How a dataset differs from the one imported before it. cells is a JSON array of [column, before, after], null where there was nothing.
CREATE TABLE dataset_change (
    dataset INTEGER NOT NULL REFERENCES dataset,
    position INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('added', 'removed', 'changed')),
    -- What identifies the row within its table.
    row_key TEXT NOT NULL,
    -- In the dataset's file; of a removed row, in the earlier one.
    row INTEGER NOT NULL,
    cells TEXT NOT NULL CHECK (json_valid(cells)),
    PRIMARY KEY (dataset, position)
) STRICT;

-- What the event was about, as JSON, and SHA-256 over the digest before it and all of the event. Events from before have none; the first
-- digest covers them.
ALTER TABLE event ADD COLUMN detail TEXT;
ALTER TABLE event ADD COLUMN digest TEXT;

CREATE TRIGGER publication_kept_on_update BEFORE UPDATE ON publication
BEGIN SELECT RAISE(ABORT, 'a publication is never altered'); END;
CREATE TRIGGER publication_kept_on_delete BEFORE DELETE ON publication
BEGIN SELECT RAISE(ABORT, 'a publication is never taken back'); END;
CREATE TRIGGER publication_kept_on_insert BEFORE INSERT ON publication
WHEN EXISTS (SELECT 1 FROM publication WHERE publication >= NEW.publication)
    OR NOT EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a publication is of a published plan, and never altered'); END;
CREATE TRIGGER notice_kept_on_update BEFORE UPDATE ON notice
BEGIN SELECT RAISE(ABORT, 'a notice is never renumbered'); END;
CREATE TRIGGER notice_kept_on_delete BEFORE DELETE ON notice
BEGIN SELECT RAISE(ABORT, 'a notice is never taken back'); END;
CREATE TRIGGER notice_kept_on_insert BEFORE INSERT ON notice
WHEN EXISTS (SELECT 1 FROM notice WHERE plan = NEW.plan AND stay = NEW.stay)
BEGIN SELECT RAISE(ABORT, 'a notice is never renumbered'); END;
CREATE TRIGGER takeover_published_on_update BEFORE UPDATE ON takeover
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER takeover_published_on_delete BEFORE DELETE ON takeover
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER takeover_published_on_insert BEFORE INSERT ON takeover
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER dataset_change_kept_on_update BEFORE UPDATE ON dataset_change
BEGIN SELECT RAISE(ABORT, 'an imported dataset is never altered'); END;
CREATE TRIGGER dataset_change_kept_on_delete BEFORE DELETE ON dataset_change
BEGIN SELECT RAISE(ABORT, 'an imported dataset is never altered'); END;
CREATE TRIGGER dataset_change_kept_on_insert BEFORE INSERT ON dataset_change
WHEN EXISTS (SELECT 1 FROM plan WHERE dataset = NEW.dataset)
    OR EXISTS (SELECT 1 FROM dataset_change WHERE dataset = NEW.dataset AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'an imported dataset is never altered'); END;

-- Of a published plan, the stays that begin by the end of its last published month are published, the others are still drafts.
DROP VIEW roster_by_month;
DROP VIEW roster;
CREATE VIEW roster AS
SELECT stay.plan AS plan, stay.stay AS stay, community.name AS community, institution.name AS institution,
    institution.level AS institution_level, department.name AS department, post.code AS post, post.kind AS dispatch_kind,
    person.code AS person, person.name AS person_name, person.category AS category, person.grade AS grade,
    home.name AS home_institution, stay.from_date AS from_date, stay.to_date AS to_date, pool_post.code AS pool_post,
    -- A stay that is under way when the plan begins is so whatever becomes of the plan.
    CASE WHEN stay.origin = 'carried' AND stay.first_slot < 0 THEN '进行中'
        WHEN status.locked = 1 AND strftime('%Y-%m', stay.from_date)
            > coalesce((SELECT max(through_month) FROM publication WHERE publication.plan = stay.plan), '9999-12') THEN '草案'
        ELSE status.chinese END AS status,
    -- Number of the stay's notice, once published.
    notice.number AS notice
FROM stay
JOIN plan ON plan.plan = stay.plan
JOIN status ON status.code = plan.status
JOIN post ON post.plan = stay.plan AND post.post = stay.post
JOIN institution ON institution.plan = stay.plan AND institution.institution = post.institution
LEFT JOIN community ON community.plan = stay.plan AND community.community = institution.community
LEFT JOIN department ON department.plan = stay.plan AND department.department = post.department
JOIN person ON person.plan = stay.plan AND person.person = stay.person
JOIN institution AS home ON home.plan = stay.plan AND home.institution = person.home
LEFT JOIN pool_post ON pool_post.plan = stay.plan AND pool_post.pool_post = stay.pool_post
LEFT JOIN notice ON notice.plan = stay.plan AND notice.stay = stay.stay;

CREATE VIEW roster_by_month AS
SELECT roster.plan AS plan, slot.month AS month, slot.half AS half, roster.institution AS institution, roster.department AS department,
    roster.post AS post, roster.person AS person, roster.person_name AS person_name, roster.category AS category, roster.grade AS grade,
    roster.home_institution AS home_institution, roster.dispatch_kind AS dispatch_kind, roster.status AS status
FROM roster
JOIN stay ON stay.plan = roster.plan AND stay.stay = roster.stay
JOIN slot ON slot.plan = stay.plan AND slot.slot >= stay.first_slot AND slot.slot < stay.first_slot + stay.slots;

-- superseded_by: the later publication that says something else about some of its months.
CREATE VIEW publications AS
SELECT publication.publication AS publication, publication.plan AS plan, publication.from_month AS from_month,
    publication.through_month AS through_month, publication.published_at AS published_at, publication.published_by AS published_by,
    publication.note AS note, (SELECT count(DISTINCT number) FROM notice WHERE notice.publication = publication.publication) AS notices,
    (SELECT min(later.publication) FROM publication AS later
        WHERE later.publication > publication.publication AND later.from_month <= publication.through_month) AS superseded_by
FROM publication;
