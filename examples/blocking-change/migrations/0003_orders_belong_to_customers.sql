-- Everything at once, on tables that are busy all day.
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id);

CREATE INDEX orders_placed_at_idx ON orders (placed_at);

ALTER TABLE orders ADD COLUMN currency char(3);

UPDATE orders SET currency = 'EUR';

ALTER TABLE orders ALTER COLUMN currency SET NOT NULL;
