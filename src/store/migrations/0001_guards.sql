-- A published plan is never altered, a dataset never changes, and the event log only grows. The INSERT triggers also stop
-- INSERT OR REPLACE, which deletes without asking the DELETE triggers.

CREATE TRIGGER dataset_kept_on_update BEFORE UPDATE ON dataset
BEGIN SELECT RAISE(ABORT, 'an imported dataset is never altered'); END;
CREATE TRIGGER dataset_kept_on_delete BEFORE DELETE ON dataset
BEGIN SELECT RAISE(ABORT, 'an imported dataset is never deleted'); END;
CREATE TRIGGER dataset_kept_on_insert BEFORE INSERT ON dataset
WHEN EXISTS (SELECT 1 FROM dataset WHERE dataset = NEW.dataset OR hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'an imported dataset is never altered'); END;
CREATE TRIGGER dataset_row_kept_on_update BEFORE UPDATE ON dataset_row
BEGIN SELECT RAISE(ABORT, 'an imported dataset is never altered'); END;
CREATE TRIGGER dataset_row_kept_on_delete BEFORE DELETE ON dataset_row
BEGIN SELECT RAISE(ABORT, 'an imported dataset is never altered'); END;
CREATE TRIGGER dataset_row_kept_on_insert BEFORE INSERT ON dataset_row
WHEN EXISTS (SELECT 1 FROM plan WHERE dataset = NEW.dataset)
    OR EXISTS (SELECT 1 FROM dataset_row WHERE dataset = NEW.dataset AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'an imported dataset is never altered'); END;

CREATE TRIGGER event_kept_on_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the event log only grows'); END;
CREATE TRIGGER event_kept_on_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the event log only grows'); END;
CREATE TRIGGER event_kept_on_insert BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'the event log only grows'); END;

CREATE TRIGGER status_kept_on_update BEFORE UPDATE ON status
BEGIN SELECT RAISE(ABORT, 'the statuses are fixed'); END;
CREATE TRIGGER status_kept_on_delete BEFORE DELETE ON status
BEGIN SELECT RAISE(ABORT, 'the statuses are fixed'); END;
CREATE TRIGGER status_kept_on_insert BEFORE INSERT ON status
BEGIN SELECT RAISE(ABORT, 'the statuses are fixed'); END;

-- The status of a published plan goes forward; nothing else about it changes.
CREATE TRIGGER plan_published_on_update
BEFORE UPDATE OF plan, dataset, created_at, county, horizon_from, horizon_to, slot_unit, option_from, option_months, seed, effort,
    threads, seconds, program_version, work_limited, interrupted, safety_net, people, stays, seal ON plan
WHEN (SELECT locked FROM status WHERE code = OLD.status) = 1
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER plan_published_on_status BEFORE UPDATE OF status ON plan
WHEN (SELECT locked FROM status WHERE code = OLD.status) = 1
    AND coalesce((SELECT rank FROM status WHERE code = NEW.status), 0) <= (SELECT rank FROM status WHERE code = OLD.status)
BEGIN SELECT RAISE(ABORT, 'a published plan is never taken back'); END;
CREATE TRIGGER plan_published_on_delete BEFORE DELETE ON plan
WHEN (SELECT locked FROM status WHERE code = OLD.status) = 1
BEGIN SELECT RAISE(ABORT, 'a published plan is never deleted'); END;
CREATE TRIGGER plan_published_on_insert BEFORE INSERT ON plan
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER tier_published_on_update BEFORE UPDATE ON tier
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER tier_published_on_delete BEFORE DELETE ON tier
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER tier_published_on_insert BEFORE INSERT ON tier
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER note_published_on_update BEFORE UPDATE ON note
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER note_published_on_delete BEFORE DELETE ON note
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER note_published_on_insert BEFORE INSERT ON note
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER assumption_published_on_update BEFORE UPDATE ON assumption
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER assumption_published_on_delete BEFORE DELETE ON assumption
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER assumption_published_on_insert BEFORE INSERT ON assumption
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER slot_published_on_update BEFORE UPDATE ON slot
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER slot_published_on_delete BEFORE DELETE ON slot
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER slot_published_on_insert BEFORE INSERT ON slot
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER community_published_on_update BEFORE UPDATE ON community
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER community_published_on_delete BEFORE DELETE ON community
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER community_published_on_insert BEFORE INSERT ON community
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER institution_published_on_update BEFORE UPDATE ON institution
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER institution_published_on_delete BEFORE DELETE ON institution
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER institution_published_on_insert BEFORE INSERT ON institution
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER department_published_on_update BEFORE UPDATE ON department
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER department_published_on_delete BEFORE DELETE ON department
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER department_published_on_insert BEFORE INSERT ON department
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER post_published_on_update BEFORE UPDATE ON post
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER post_published_on_delete BEFORE DELETE ON post
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER post_published_on_insert BEFORE INSERT ON post
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER person_published_on_update BEFORE UPDATE ON person
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER person_published_on_delete BEFORE DELETE ON person
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER person_published_on_insert BEFORE INSERT ON person
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER pool_published_on_update BEFORE UPDATE ON pool
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER pool_published_on_delete BEFORE DELETE ON pool
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER pool_published_on_insert BEFORE INSERT ON pool
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER pool_post_published_on_update BEFORE UPDATE ON pool_post
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER pool_post_published_on_delete BEFORE DELETE ON pool_post
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER pool_post_published_on_insert BEFORE INSERT ON pool_post
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER stay_published_on_update BEFORE UPDATE ON stay
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER stay_published_on_delete BEFORE DELETE ON stay
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER stay_published_on_insert BEFORE INSERT ON stay
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER pool_use_published_on_update BEFORE UPDATE ON pool_use
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER pool_use_published_on_delete BEFORE DELETE ON pool_use
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER pool_use_published_on_insert BEFORE INSERT ON pool_use
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER pool_holding_published_on_update BEFORE UPDATE ON pool_holding
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER pool_holding_published_on_delete BEFORE DELETE ON pool_holding
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER pool_holding_published_on_insert BEFORE INSERT ON pool_holding
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER finding_published_on_update BEFORE UPDATE ON finding
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER finding_published_on_delete BEFORE DELETE ON finding
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER finding_published_on_insert BEFORE INSERT ON finding
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER shortage_published_on_update BEFORE UPDATE ON shortage
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER shortage_published_on_delete BEFORE DELETE ON shortage
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER shortage_published_on_insert BEFORE INSERT ON shortage
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER service_published_on_update BEFORE UPDATE ON service
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan IN (OLD.plan, NEW.plan) AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER service_published_on_delete BEFORE DELETE ON service
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = OLD.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
CREATE TRIGGER service_published_on_insert BEFORE INSERT ON service
WHEN EXISTS (SELECT 1 FROM plan JOIN status ON code = plan.status WHERE plan.plan = NEW.plan AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'a published plan is never altered'); END;
