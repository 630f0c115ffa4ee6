"""AWS Glue job: orders as CSV become clean Parquet, one folder a day.

Arguments, all of them S3 paths: --source, --target, and --rejected for rows that
cannot be used.
"""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import Window
from pyspark.sql import functions as F

args = getResolvedOptions(sys.argv, ["JOB_NAME", "source", "target", "rejected"])
glue = GlueContext(SparkContext.getOrCreate())
job = Job(glue)
job.init(args["JOB_NAME"], args)
spark = glue.spark_session
spark.conf.set("spark.sql.session.timeZone", "UTC")  # in which a day begins and ends
TIME = F.lit("yyyy-MM-dd'T'HH:mm:ssX")

# What does not fit its type becomes null, so the row can be set aside as it was sent. A
# plain cast gives null in Glue 5 only: Glue 6 has ANSI mode on, where it ends the job.
raw = spark.read.option("header", True).csv(args["source"])
orders = raw.select(
    F.struct("*").alias("as_sent"),
    F.trim("order_id").alias("order_id"),
    F.expr("try_cast(customer_id AS BIGINT)").alias("customer_id"),
    F.try_to_timestamp("ordered_at", TIME).alias("ordered_at"),
    F.expr("try_cast(amount AS DECIMAL(12, 2))").alias("amount"),
    F.try_to_timestamp("changed_at", TIME).alias("changed_at"),
)

has_keys = F.col("order_id").isNotNull() & F.col("ordered_at").isNotNull()
# Of a null, neither "usable" nor "not usable" is true: coalesce makes it false.
usable = F.coalesce(has_keys & (F.col("amount") >= 0), F.lit(False))
bad = orders.filter(~usable).select("as_sent.*")

# The source sends an order again when it changes. The newest row of each order counts.
newest = Window.partitionBy("order_id").orderBy(F.col("changed_at").desc())
ranked = orders.filter(usable).withColumn("place", F.row_number().over(newest))
latest = ranked.filter("place = 1").drop("place", "as_sent")
good = latest.withColumn("day", F.to_date("ordered_at"))

# Only the folders of the days in this run are replaced: no row is there twice. So the
# source has to hold whole days; a day of which it has one row keeps that row only.
spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
by_day = good.repartition("day").write.partitionBy("day")
by_day.mode("overwrite").parquet(args["target"])
bad.write.mode("overwrite").json(args["rejected"])

job.commit()
