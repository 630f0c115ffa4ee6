"""AWS Glue job: orders as CSV become clean Parquet, one folder a day.

Arguments: --source and --target, S3 paths; --rejected, an S3 path for the rows that cannot be used.
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

# A value that does not fit its type becomes null, so the row is kept as it was sent.
raw = spark.read.option("header", True).csv(args["source"])
orders = raw.select(
    F.struct("*").alias("as_sent"),
    F.trim("order_id").alias("order_id"),
    F.col("customer_id").cast("long").alias("customer_id"),
    F.to_timestamp("ordered_at", "yyyy-MM-dd'T'HH:mm:ssX").alias("ordered_at"),
    F.col("amount").cast("decimal(12,2)").alias("amount"),
    F.to_timestamp("changed_at", "yyyy-MM-dd'T'HH:mm:ssX").alias("changed_at"),
)

# The source sends an order again when it changes. The newest row of each order counts.
newest = Window.partitionBy("order_id").orderBy(F.col("changed_at").desc())
latest = orders.withColumn("place", F.row_number().over(newest)).filter("place = 1").drop("place")

usable = F.col("order_id").isNotNull() & F.col("ordered_at").isNotNull() & (F.col("amount") >= 0)
good = latest.filter(usable).withColumn("day", F.to_date("ordered_at")).drop("as_sent")
# Of a null, neither "usable" nor "not usable" is true: coalesce makes it false.
bad = latest.filter(~F.coalesce(usable, F.lit(False))).select("as_sent.*")

# Only the folders of the days in this run are replaced, so a second run leaves no rows twice.
spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
good.repartition("day").write.mode("overwrite").partitionBy("day").parquet(args["target"])
bad.write.mode("overwrite").json(args["rejected"])

job.commit()
