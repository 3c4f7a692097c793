#!/bin/sh
# make_assets.sh NAME=FILE...  - prints an assembler file that lays each FILE into the program as bay__NAME_begin/_end.
# A file that is missing becomes an empty asset, so that the program builds before it exists.
echo '.section .note.GNU-stack,"",%progbits'
echo '.section .rodata'
for pair in "$@"; do
    name=${pair%%=*} file=${pair#*=}
    echo ".balign 64"
    echo ".global bay__${name}_begin"
    echo "bay__${name}_begin:"
    [ -s "$file" ] && echo ".incbin \"$file\""
    echo ".global bay__${name}_end"
    echo "bay__${name}_end:"
    echo ".byte 0"
done
