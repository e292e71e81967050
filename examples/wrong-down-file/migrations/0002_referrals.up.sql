SET lock_timeout = '2s';

ALTER TABLE accounts ALTER COLUMN trial_ends_at DROP NOT NULL;

ALTER TABLE accounts ADD COLUMN referred_by bigint;

ALTER TABLE accounts ADD CONSTRAINT accounts_referred_by_fkey
  FOREIGN KEY (referred_by) REFERENCES accounts (id) NOT VALID;
