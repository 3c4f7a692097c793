#!/bin/sh
# demo.sh BINARY LEDGER - codes the sample pages into a fresh ledger and prints what came out.
binary=$1 db=$2
rm -f "$db" "$db-wal" "$db-shm"
say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
say "1. The sample pages (samples/README.md) are read, cleaned, coded and kept"
"$binary" add --db "$db" --threads 2 samples/afghanistan samples/congo || exit 1
"$binary" documents --db "$db"
say "2. Who did what to whom, according to whom"
"$binary" events --db "$db" --limit 40
say "3. What is disputed, and by whom"
"$binary" disputes --db "$db"
say "4. Who holds which place"
"$binary" control --db "$db"
say "5. One incident over several outlets, with each one's figures"
"$binary" incidents --db "$db" --limit 12
printf '\nIn the browser, with the words behind each row highlighted:\n\n    %s serve --db %s\n\n' "$binary" "$db"
