-- Code that runs today does not know the new column and does not need to.
SET lock_timeout = '2s';

ALTER TABLE customers ADD COLUMN phone text;

COMMENT ON COLUMN customers.phone IS 'In E.164 form.';
