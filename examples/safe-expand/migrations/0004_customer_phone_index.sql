-- Runs outside of a transaction, as CONCURRENTLY demands.
CREATE INDEX CONCURRENTLY customers_phone_idx ON customers (phone);
