"""Writes the rows given as JSON on standard input to a Parquet file, or prints those of a folder as JSON."""

import json
import sys

import pyarrow as pa
import pyarrow.parquet as pq

action, path = sys.argv[1:]
if action == "write":
    rows = json.load(sys.stdin)
    columns = {"term": pa.string(), "id": pa.int64(), "tags": pa.list_(pa.string())}
    pq.write_table(pa.Table.from_pylist(rows, pa.schema(columns.items())), path)
else:
    # Whole numbers as text: JavaScript's are exact up to 2^53 only.
    rows = pq.read_table(path).to_pylist()
    json.dump([{**row, "id": None if row["id"] is None else str(row["id"])} for row in rows], sys.stdout)
