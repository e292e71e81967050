-- SQLite cannot change the collation of a column: the table is built anew.
CREATE TABLE new_customers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL COLLATE NOCASE,
  joined_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO new_customers (id, email, joined_at) SELECT id, email, joined_at FROM customers;
DROP TABLE customers;
ALTER TABLE new_customers RENAME TO customers;
