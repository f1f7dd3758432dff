# shellcheck shell=bash
# Usage: bash ask.bash LINE: writes what bash offers behind LINE into the file OFFERED, a word a line.
eval "$(scc completion bash)"
[[ $(complete -p scc) == 'complete -F _scc scc' ]] || exit 1
line=$1
# As readline does: words end at blanks, and "=" is a word of its own.
read -ra COMP_WORDS <<<"${line//=/ = }"
[[ $line == *' ' || $line == *= ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
[[ ${COMP_WORDS[0]} == scc ]] || exit 0
_scc
# Behind "=" only the value is bash's word.
before=
[[ $line == *=* ]] && before=${line##* } && before=${before%%=*}=
((${#COMPREPLY[@]})) && printf '%s\n' "${COMPREPLY[@]/#/$before}" >"$OFFERED"
