# shellcheck shell=bash
# Completion of scc for bash. Try it: eval "$(scc completion bash)"

# bash takes "--team=web" apart: puts the words up to the cursor together again, into scc_words.
_scc_words() {
    local i piece joins=
    scc_words=()
    for ((i = 1; i <= COMP_CWORD; i++)); do
        piece=${COMP_WORDS[i]}
        if [[ ($piece == '=' || $joins) && ${#scc_words[@]} -gt 0 ]]; then
            scc_words[${#scc_words[@]} - 1]+=$piece
        else
            scc_words+=("$piece")
        fi
        [[ $piece == '=' ]] && joins=yes || joins=
    done
}

_scc() {
    local line word current typed paths=
    local -a scc_words
    _scc_words
    typed=${scc_words[${#scc_words[@]} - 1]}
    current=$typed
    # What stands before the "=" is not bash's word any more.
    [[ $typed == --*=* ]] && current=${typed#*=}
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            :files) paths=-f ;;
            :directories) paths=-d ;;
            *)
                word=${line%%$'\t'*}
                [[ $typed == --*=* ]] && word=${word#*=}
                printf -v word %q "$word"
                COMPREPLY+=("$word")
                ;;
        esac
    done < <(command scc completion words --text -- "${scc_words[@]}" 2>/dev/null)
    [[ $paths ]] || return 0
    compopt -o filenames 2>/dev/null
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen "$paths" -- "$current")
}
complete -F _scc scc

# A program cannot change the directory of the shell it is started from: 'scc worktree switch' prints where to go.
scc() {
    [[ ${1-} == worktree && ${2-} == switch ]] || { command scc "$@"; return; }
    local place
    place=$(command scc "$@" --text) || return
    if [[ -d $place ]]; then cd -- "$place" || return; else printf '%s\n' "$place"; fi
}
