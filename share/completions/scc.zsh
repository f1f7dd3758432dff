#compdef scc
# Completion of scc for zsh. Try it: eval "$(scc completion zsh)"

_scc() {
    local line word paths=
    local -a described
    for line in "${(@f)$(command scc completion words --text -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
            '') ;;
            :files | :directories) paths=$line ;;
            *)
                word=${line%%$'\t'*}
                described+=("${word//:/\\:}:${line#*$'\t'}")
                ;;
        esac
    done
    (( ${#described} )) && _describe -V 'scc' described
    # The value behind "--name=" is a path by itself.
    [[ -n $paths ]] && compset -P '--*='
    case $paths in
        :files) _files ;;
        :directories) _files -/ ;;
    esac
}

# A program cannot change the directory of the shell it is started from: 'scc worktree switch' prints where to go.
scc() {
    [[ ${1-} == worktree && ${2-} == switch ]] || { command scc "$@"; return }
    local place
    place=$(command scc "$@" --text) || return
    if [[ -d $place ]]; then cd -- "$place"; else print -r -- "$place"; fi
}

# Read by the completion system this file is the function; evaluated it defines it.
if [[ ${funcstack[1]} == _scc ]]; then _scc "$@"; elif (( $+functions[compdef] )); then compdef _scc scc; fi
