#!/bin/sh
# demo.sh BINARY LEDGER - codes the sample pages into a fresh ledger and prints what is worth reading first: what is
# disputed, who holds which place, whose figures differ; then one event with its evidence.
binary=$1 db=$2
rm -f "$db" "$db-wal" "$db-shm"
say() { printf '\n\033[1m%s\033[0m\n' "$1"; [ -z "$2" ] || printf '%s\n\n' "$2"; }
ask() { command=$1; shift; "$binary" "$command" --db "$db" "$@"; }
first_id() { ask "$@" --limit 1 --format csv | tail -n 1 | cut -d, -f1; }

say "1. The sample pages are read, cleaned, coded and kept" \
    "HTML of several kinds, flattened text, JSONL and CSV on two affairs; reprints are found (samples/README.md)."
"$binary" add --db "$db" --threads 2 samples/afghanistan samples/congo || exit 1
ask documents --sort -events --limit 12
say "2. What is disputed, and by whom" "An accusation and its rejection, a claim and its denial, two figures for one event."
ask disputes
say "3. Who holds which place, by whose word"
ask control
say "4. The incidents with most independent sources" "Reports of one event over several outlets, with every figure that was given."
ask incidents --sort -sources --limit 10
say "5. Who did what to whom, according to whom, as one page tells it (the day that Goma fell)"
ask events --doc 03-goma-who-holds.html --sort -confidence --limit 15
say "6. One event, with the words it rests on"
ask show "$(first_id events --place "Spin Boldak" --status happened,claimed --sort -confidence)"
printf '\nMore: %s events --db %s --help\nIn the browser, with the words behind each row highlighted:\n\n    %s serve --db %s\n\n' "$binary" "$db" "$binary" "$db"
