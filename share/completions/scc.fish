# Completion of scc for fish. Try it: scc completion fish | source

function __scc_words
    set -l before (commandline -opc)
    set -e before[1]
    set -l current (commandline -ct)
    for line in (command scc completion words --text -- $before "$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path (string replace -r -- '^--[^=]*=' '' "$current")
            case ':directories'
                __fish_complete_directories (string replace -r -- '^--[^=]*=' '' "$current")
            case '*'
                printf '%s\n' $line
        end
    end
end

complete -c scc -f -a '(__scc_words)'

# A program cannot change the directory of the shell it is started from: 'scc worktree switch' prints where to go.
function scc
    if not test "$argv[1]" = worktree -a "$argv[2]" = switch
        command scc $argv
        return
    end
    set -l place (command scc $argv --text)
    or return
    if test -d "$place"
        cd $place
    else
        printf '%s\n' $place
    end
end
