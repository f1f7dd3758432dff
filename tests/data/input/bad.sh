# Sourced by cases. Fills the folder `bad` with files that are no document, one a kind.
mkdir bad
(
    cd bad || exit 1
    : >empty
    printf ' \n' >blank
    printf 'resolve, please\n' >no-json
    printf '{} {}' >two
    printf '{"scc": 1,}' >comma
    printf '{"scc": 1, "kind": "plan", "kind": "error", "data": {}}' >twice
    printf '{"scc": 1, "kind": "plan", "data": ' >cut
    head -c 100000 /dev/zero | tr '\0' '[' >deep
    head -c 9000000 /dev/zero | tr '\0' ' ' >long
    printf '{}\0{"scc": 1}' >nul
    printf '{"scc": "gr\374n"}' >latin1
    printf '\377\376{\0}\0' >utf16
    printf '\177ELF\002\001\001\000\000' >binary
    printf '[]' >list
    printf '{"scc": 2, "kind": "plan", "data": {}}' >version
    printf '{"scc": 1, "kind": "plan", "data": []}' >data
    printf '{"scc": 1, "kind": "verdict", "data": {}}' >kind
    printf '{"scc": 1, "kind": "plan", "data": {}, "extra": 1}' >extra
    printf '{"scc": 1, "kind": "error"}' >hollow-error
    printf '{"scc": 1, "kind": "error", "data": {"code": "denied", "message": "no", "hint": "", "where": "", "tool": "x"}}' >error
)

# Gives each of them to the command as its standard input, and prints its name, what was said and the status.
refuse_each() {
    for file in bad/*; do
        echo "== ${file#bad/}"
        "$@" <"$file" 2>&1 >out
        status=$?
        # A pipe's next stage learns it as well, and from nothing but an error document.
        [ -s out ] && jq -e '.kind == "error"' out >/dev/null || echo "no error document"
        echo "status $status"
    done
}
