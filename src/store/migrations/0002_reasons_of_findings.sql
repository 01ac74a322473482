-- Why a finding could not be helped: unmet training months, missed service credit. Absent for what needs no reason and for plans stored before.
ALTER TABLE finding ADD COLUMN reason_zh TEXT;
ALTER TABLE finding ADD COLUMN reason_en TEXT;

DROP VIEW findings;
CREATE VIEW findings AS
SELECT plan, rule, strictness, tier, subject, from_date AS window_from, to_date AS window_to, amount, unit, message_zh AS message,
    reason_zh AS reason
FROM finding;
