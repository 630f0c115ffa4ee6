-- Runs as one transaction: either both statements count, or neither does.
COPY sales.orders_staged
FROM 's3://orders-clean/orders/manifest.json'
IAM_ROLE 'arn:aws:iam::123456789012:role/redshift-reads-orders'
FORMAT AS PARQUET
MANIFEST;

-- Rows that are known are updated, the others are inserted; loading a file twice changes nothing.
MERGE INTO sales.orders
USING sales.orders_staged
ON sales.orders.order_id = sales.orders_staged.order_id
REMOVE DUPLICATES;

-- DELETE can be undone with the transaction. TRUNCATE would commit what came before it.
DELETE FROM sales.orders_staged;
