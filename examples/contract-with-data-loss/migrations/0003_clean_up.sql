SET lock_timeout = '2s';

ALTER TABLE customers DROP COLUMN loyalty_card;

ALTER TABLE customers RENAME COLUMN full_name TO name;

DROP VIEW open_orders;
