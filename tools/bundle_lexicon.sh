#!/bin/sh
# bundle_lexicon.sh DIR - prints every dictionary DIR/KIND/NAME.tsv after a line that names it, in byte order of the names.
cd "$1" || exit 1
find . -mindepth 2 -maxdepth 2 -name '*.tsv' | sed 's|^\./||' | LC_ALL=C sort | while read -r file; do
    echo "#@file $file"
    cat "$file"
    echo
done
