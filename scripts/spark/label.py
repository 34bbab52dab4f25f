#!/usr/bin/env python3
"""Labels a column of words of a data set of any size on Apache Spark, with the ONNX file of `katze export --to onnx`.

    spark-submit scripts/spark/label.py --model words.onnx --column word INPUT OUTPUT
    python3 scripts/spark/label.py --master 'local[2]' --format csv --model words.onnx --column word words.csv labelled

The output has all columns of the input, a label and its probability. The workers need what requirements.txt names.
"""

import argparse
import os
import sys
import time
from pathlib import Path

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.errors import AnalysisException
from pyspark.sql import Observation, SparkSession
from pyspark.sql.functions import count, lit
from pyspark.sql.types import FloatType, StringType, StructField, StructType


def arguments():
    parser = argparse.ArgumentParser(description="Labels a column of words on Apache Spark.")
    parser.add_argument("input", help="a file, a folder or a pattern, wherever Spark reads")
    parser.add_argument("output", help="the folder to write; it must not be there yet")
    parser.add_argument("--model", required=True, help="the ONNX file")
    parser.add_argument("--column", default="word", help="the input's column of words")
    parser.add_argument("--format", choices=["parquet", "csv"], default="parquet", help="of input and output")
    parser.add_argument("--delimiter", default=",", help="between the fields of a CSV")
    parser.add_argument("--multi-line", action="store_true", help="fields of the CSV may have line breaks; slower")
    parser.add_argument("--label-column", default="label")
    parser.add_argument("--probability-column", default="probability")
    parser.add_argument("--master", help="the cluster, where spark-submit does not say it; by default this machine")
    return parser


def label(batches, model, column, schema):
    """Labels Arrow's record batches; runs in a worker, which loads the model once."""
    from onnx_classifier import load

    classifier = load(SparkFiles.get(model))
    for batch in batches:
        labels, probabilities = classifier.predict(batch.column(column).to_pylist())
        answers = [pa.array(labels, pa.string()), pa.array(probabilities, pa.float32())]
        yield pa.RecordBatch.from_arrays([*batch.columns, *answers], [*batch.schema.names, *schema])


def main():
    parser = arguments()
    args = parser.parse_args()
    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # not under spark-submit: workers run the Python that runs this
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("katze")
    spark = (builder.master(args.master) if args.master else builder).getOrCreate()
    try:
        run(spark, args)
    except (AnalysisException, ValueError) as error:  # what is asked for and what is there do not fit
        parser.error(str(error).splitlines()[0])
    finally:
        spark.stop()


def run(spark, args):
    # A module, not a function of this file: workers keep what a module has loaded from task to task.
    spark.sparkContext.addPyFile(str(Path(__file__).with_name("onnx_classifier.py")))
    spark.sparkContext.addFile(args.model)

    csv = {"header": True, "sep": args.delimiter, "escape": '"'} if args.format == "csv" else {}
    data = spark.read.format(args.format).options(**csv, multiLine=args.multi_line).load(args.input)
    if args.column not in data.columns:
        raise ValueError(f"no column {args.column!r} in {args.input}; it has {', '.join(data.columns)}")
    if not isinstance(data.schema[args.column].dataType, StringType):
        raise ValueError(f"the column {args.column!r} has no text; cast it to a string first")
    answers = [args.label_column, args.probability_column]
    taken = [name for name in answers if name in data.columns]
    if taken:
        raise ValueError(f"the input has a column {taken[0]!r} already; see --label-column and --probability-column")

    cores = spark.sparkContext.defaultParallelism
    if data.rdd.getNumPartitions() < cores:  # a small file is one partition, which one core would label alone
        data = data.repartition(cores)
    rows = Observation()
    added = [StructField(answers[0], StringType()), StructField(answers[1], FloatType())]
    schema = StructType([*data.schema.fields, *added])
    model, column = Path(args.model).name, args.column
    # Arrow, not pandas: the other columns pass as they are, where pandas makes floats of whole numbers beside nulls.
    labelled = data.observe(rows, count(lit(1)).alias("rows")).mapInArrow(
        lambda batches: label(batches, model, column, answers), schema
    )
    start = time.perf_counter()
    labelled.write.format(args.format).options(**csv).save(args.output)
    seconds = time.perf_counter() - start
    total = rows.get["rows"]
    print(f"{total:,} rows in {seconds:.1f} s, {total / seconds:,.0f} a second, on {spark.sparkContext.master}")


if __name__ == "__main__":
    main()
