CREATE TABLE IF NOT EXISTS sales.orders (
    order_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    ordered_at TIMESTAMP NOT NULL,
    amount DECIMAL(12, 2) NOT NULL
)
DISTKEY (order_id)
SORTKEY (ordered_at);

CREATE TABLE IF NOT EXISTS sales.orders_staged (LIKE sales.orders);

CREATE MATERIALIZED VIEW sales.revenue_by_day
AUTO REFRESH NO
AS
SELECT
    DATE_TRUNC('day', ordered_at) AS day,
    SUM(amount) AS revenue
FROM sales.orders
GROUP BY 1;
