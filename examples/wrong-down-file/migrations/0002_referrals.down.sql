-- Takes the column back and forgets that trial_ends_at was NOT NULL.
ALTER TABLE accounts DROP COLUMN referred_by;
