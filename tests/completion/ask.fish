# Usage: fish ask.fish LINE: writes what fish offers behind LINE into the file OFFERED, a word a line.
scc completion fish | source
complete -C $argv[1] | string split -f 1 \t >$OFFERED
