# Usage: zsh ask.zsh LINE: writes what zsh offers behind LINE into the file OFFERED, a word a line.
#
# A zsh of its own at a pseudo-terminal is sent the line and a Tab; what its completion adds is noted as it is added.
zmodload zsh/zpty
zpty asked zsh -f -i
zpty -w asked 'PS1= PS2= RPS1=; unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D
eval "$(scc completion zsh)"
zstyle ":completion:*" list-prompt ""; LISTMAX=10000
compadd() {
    local -a matching
    builtin compadd -O matching "$@"
    [[ " $* " == *" -O "* || " $* " == *" -D "* || " $* " == *" -A "* ]] || (( ! ${#matching} )) || print -rl -- ${^matching}"" >>$OFFERED
    builtin compadd "$@"
}
ready() { zle -I; print ready }; zle -N ready; bindkey "^Xr" ready
print begun'
zpty -r asked said '*begun*'
zpty -r asked said '*begun*'
zpty -w -n asked "$1"$'\t'
sleep 1
zpty -w -n asked $'\C-xr'
zpty -r asked said '*ready*'
zpty -d asked
