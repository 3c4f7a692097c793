# bash completion for bayhaqi
_bayhaqi() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local commands="code layers add watch recode events claims disputes incidents control actors sources documents show explain export serve lexicon eval"
    local flags="--db --lexicon --lexicon-only --model --gazetteer --published --outlet --lang --input-format --fields
        --once --every --max-items --no-pages --list --forget --delay --timeout --max-size --user-agent --allow-private
        --one-sentence-per-line --threads --since --until --actor --recipient --type --place --status --search --doc
        --sort --limit --offset --layer --format --as --output --port --quiet --json-errors --help"
    if [ "$COMP_CWORD" = 1 ]; then COMPREPLY=($(compgen -W "$commands --help --version" -- "$word")); return; fi
    case $before in
    --layer) COMPREPLY=($(compgen -W "article conllu entities coref frames quotes times places quantities actors statements events" -- "$word")) ;;
    --format) COMPREPLY=($(compgen -W "table jsonl csv tsv" -- "$word")) ;;
    --as) COMPREPLY=($(compgen -W "plover cameo gdelt icews acled geojson jsonl csv tsv" -- "$word")) ;;
    --status) COMPREPLY=($(compgen -W "happened claimed denied negated threatened demanded planned hypothetical background" -- "$word")) ;;
    --type) COMPREPLY=($(compgen -W "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT" -- "$word")) ;;
    --sort) COMPREPLY=($(compgen -W "date -date type status actor place outlet confidence -confidence published title events sources -sources" -- "$word")) ;;
    --input-format) COMPREPLY=($(compgen -W "html text jsonl csv feed warc mbox eml pdf zip tar gzip zstd conllu" -- "$word")) ;;
    lexicon) COMPREPLY=($(compgen -W "check test add" -- "$word")) ;;
    *) case $word in
        -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
        *) COMPREPLY=($(compgen -f -- "$word")) ;;
        esac ;;
    esac
}
complete -F _bayhaqi bayhaqi
