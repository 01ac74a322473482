-- Base tables. Numbers of people, posts, institutions and the like are positions in the problem that the dataset gives; they mean
-- something within one plan only. Dates are ISO texts, words of the field are the Chinese ones of the tables.

CREATE TABLE dataset (
    dataset INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    data_version TEXT NOT NULL,
    county TEXT NOT NULL,
    source TEXT NOT NULL,
    imported_at TEXT NOT NULL
) STRICT;

-- One row of an imported table, as text: cells is a JSON array of [column, text] pairs.
CREATE TABLE dataset_row (
    dataset INTEGER NOT NULL REFERENCES dataset,
    position INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row INTEGER NOT NULL,
    cells TEXT NOT NULL CHECK (json_valid(cells)),
    PRIMARY KEY (dataset, position)
) STRICT;

CREATE TABLE status (
    code TEXT PRIMARY KEY,
    chinese TEXT NOT NULL,
    rank INTEGER NOT NULL UNIQUE,
    -- 1 once the plan may not be altered any more.
    locked INTEGER NOT NULL CHECK (locked IN (0, 1))
) STRICT;
INSERT INTO status VALUES
    ('draft', '草案', 1, 0), ('confirmed', '已确认', 2, 0), ('published', '已发布', 3, 1),
    ('in_progress', '进行中', 4, 1), ('completed', '已完成', 5, 1);

CREATE TABLE plan (
    plan INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset INTEGER NOT NULL REFERENCES dataset,
    status TEXT NOT NULL DEFAULT 'draft' REFERENCES status,
    created_at TEXT NOT NULL,
    county TEXT NOT NULL,
    horizon_from TEXT NOT NULL,
    horizon_to TEXT NOT NULL,
    slot_unit TEXT NOT NULL CHECK (slot_unit IN ('半月', '月')),
    -- What the caller asked for over the dataset's settings.
    option_from TEXT,
    option_months INTEGER,
    seed INTEGER NOT NULL,
    effort TEXT NOT NULL,
    threads INTEGER NOT NULL,
    seconds REAL NOT NULL,
    program_version TEXT NOT NULL,
    work_limited INTEGER NOT NULL CHECK (work_limited IN (0, 1)),
    interrupted INTEGER NOT NULL CHECK (interrupted IN (0, 1)),
    -- 1 when the wall-clock limit ended the search: another run may differ.
    safety_net INTEGER NOT NULL CHECK (safety_net IN (0, 1)),
    people INTEGER NOT NULL,
    stays INTEGER NOT NULL,
    -- SHA-256 over everything stored for the plan but its status.
    seal TEXT NOT NULL
) STRICT;
CREATE INDEX plan_dataset ON plan (dataset);

CREATE TABLE tier (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    tier INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 5),
    code TEXT NOT NULL CHECK (code IN ('minimum', 'target', 'training', 'policy', 'wishes')),
    score INTEGER NOT NULL,
    bound INTEGER,
    PRIMARY KEY (plan, tier),
    UNIQUE (plan, code)
) STRICT;

CREATE TABLE note (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    note INTEGER NOT NULL,
    text_zh TEXT NOT NULL,
    text_en TEXT NOT NULL,
    PRIMARY KEY (plan, note)
) STRICT;

CREATE TABLE assumption (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    assumption INTEGER NOT NULL,
    text_zh TEXT NOT NULL,
    text_en TEXT NOT NULL,
    PRIMARY KEY (plan, assumption)
) STRICT;

CREATE TABLE slot (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    slot INTEGER NOT NULL,
    month TEXT NOT NULL,
    half TEXT NOT NULL CHECK (half IN ('上半月', '下半月', '全月')),
    slot_from TEXT NOT NULL,
    slot_to TEXT NOT NULL,
    PRIMARY KEY (plan, slot)
) STRICT;

CREATE TABLE community (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    community INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (plan, community)
) STRICT;

CREATE TABLE institution (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    institution INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    parent INTEGER,
    community INTEGER,
    is_branch INTEGER NOT NULL CHECK (is_branch IN (0, 1)),
    PRIMARY KEY (plan, institution),
    FOREIGN KEY (plan, parent) REFERENCES institution (plan, institution) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, community) REFERENCES community (plan, community) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE department (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    department INTEGER NOT NULL,
    institution INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (plan, department),
    FOREIGN KEY (plan, institution) REFERENCES institution (plan, institution) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE post (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    post INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    institution INTEGER NOT NULL,
    department INTEGER,
    kind TEXT NOT NULL,
    PRIMARY KEY (plan, post),
    FOREIGN KEY (plan, institution) REFERENCES institution (plan, institution) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, department) REFERENCES department (plan, department) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Identity numbers stay in the dataset: no view needs them.
CREATE TABLE person (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    person INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    -- Absent when unknown.
    grade TEXT,
    home INTEGER NOT NULL,
    department INTEGER,
    telephone TEXT,
    PRIMARY KEY (plan, person),
    FOREIGN KEY (plan, home) REFERENCES institution (plan, institution) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, department) REFERENCES department (plan, department) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE pool (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    pool INTEGER NOT NULL,
    name TEXT NOT NULL,
    branch_percent INTEGER NOT NULL,
    -- What the branch share is a share of.
    basis TEXT NOT NULL CHECK (basis IN ('total', 'in-use')),
    PRIMARY KEY (plan, pool)
) STRICT;

CREATE TABLE pool_post (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    pool_post INTEGER NOT NULL,
    code TEXT NOT NULL,
    pool INTEGER NOT NULL,
    pool_class INTEGER NOT NULL,
    category TEXT,
    -- 0 where the county's table does not number it.
    numbered INTEGER NOT NULL CHECK (numbered IN (0, 1)),
    PRIMARY KEY (plan, pool_post),
    FOREIGN KEY (plan, pool) REFERENCES pool (plan, pool) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE stay (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    -- From 1, by person and time.
    stay INTEGER NOT NULL,
    person INTEGER NOT NULL,
    post INTEGER NOT NULL,
    first_slot INTEGER NOT NULL,
    slots INTEGER NOT NULL CHECK (slots >= 1),
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL CHECK (to_date >= from_date),
    -- The establishment post held beyond what the person holds anyway.
    source TEXT NOT NULL CHECK (source IN ('none', 'own', 'pool')),
    pool_class INTEGER,
    pool_post INTEGER,
    -- Item of the person's training programme that it counts towards.
    item INTEGER,
    origin TEXT NOT NULL CHECK (origin IN ('carried', 'pinned', 'planned')),
    PRIMARY KEY (plan, stay),
    CHECK ((source = 'pool') = (pool_post IS NOT NULL) AND (source = 'pool') = (pool_class IS NOT NULL)),
    FOREIGN KEY (plan, person) REFERENCES person (plan, person) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, post) REFERENCES post (plan, post) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, pool_post) REFERENCES pool_post (plan, pool_post) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE pool_use (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    pool INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    size INTEGER NOT NULL,
    in_use INTEGER NOT NULL,
    at_branches INTEGER NOT NULL,
    PRIMARY KEY (plan, pool, slot),
    FOREIGN KEY (plan, pool) REFERENCES pool (plan, pool) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, slot) REFERENCES slot (plan, slot) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Who holds which pool post, and where.
CREATE TABLE pool_holding (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    holding INTEGER NOT NULL,
    pool_post INTEGER NOT NULL,
    person INTEGER NOT NULL,
    institution INTEGER NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL,
    PRIMARY KEY (plan, holding),
    FOREIGN KEY (plan, pool_post) REFERENCES pool_post (plan, pool_post) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, person) REFERENCES person (plan, person) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, institution) REFERENCES institution (plan, institution) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE finding (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    finding INTEGER NOT NULL,
    rule TEXT NOT NULL,
    strictness TEXT NOT NULL CHECK (strictness IN ('严格', '弹性')),
    tier TEXT,
    subject TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL,
    amount INTEGER NOT NULL,
    unit TEXT NOT NULL,
    cost INTEGER NOT NULL,
    message_zh TEXT NOT NULL,
    message_en TEXT NOT NULL,
    PRIMARY KEY (plan, finding)
) STRICT;

CREATE TABLE shortage (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    shortage INTEGER NOT NULL,
    requirement TEXT NOT NULL,
    scope TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL,
    required INTEGER NOT NULL,
    assigned INTEGER NOT NULL,
    -- 1 for a strict minimum, 0 for a target.
    minimum INTEGER NOT NULL CHECK (minimum IN (0, 1)),
    -- Absent where nobody has said why.
    reason_zh TEXT,
    reason_en TEXT,
    PRIMARY KEY (plan, shortage)
) STRICT;

-- Service before the horizon.
CREATE TABLE service (
    plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    service INTEGER NOT NULL,
    person INTEGER NOT NULL,
    institution INTEGER NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL,
    half_months INTEGER NOT NULL,
    counts_as_grassroots INTEGER NOT NULL CHECK (counts_as_grassroots IN (0, 1)),
    source TEXT NOT NULL CHECK (source IN ('imported', 'carried')),
    PRIMARY KEY (plan, service),
    FOREIGN KEY (plan, person) REFERENCES person (plan, person) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, institution) REFERENCES institution (plan, institution) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Who, when, what, why. The plan's number stays when a draft is deleted.
CREATE TABLE event (
    event INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    plan INTEGER,
    reason TEXT NOT NULL
) STRICT;
