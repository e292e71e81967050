CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  full_name text NOT NULL,
  loyalty_card varchar(20),
  created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN customers.loyalty_card IS 'Number on the plastic card, if the customer still has one.';
