CREATE TYPE order_status AS ENUM ('placed', 'paid', 'shipped');

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL,
  status order_status NOT NULL DEFAULT 'placed',
  total numeric(12, 2) NOT NULL CHECK (total >= 0),
  placed_at timestamptz NOT NULL DEFAULT now(),
  note text
);

CREATE INDEX orders_customer_id_idx ON orders (customer_id);

CREATE VIEW open_orders AS
  SELECT id, customer_id, total FROM orders WHERE status <> 'shipped';
