# Sessions of the cases, as `run` leaves them.

# record ID CONVERSATION|null [CHANGE]: an ended session in this directory; CHANGE is a jq program over its record
record() {
    folder=${XDG_STATE_HOME:-$HOME/.local/state}/scc/sessions/$1
    mkdir -p "$folder"
    jq --null-input --arg id "$1" --argjson conversation "$2" --arg here "$PWD" '{
        id: $id, name: null, state: "ended", workspace: $here, entry: $here, branch: null, worktree: null, team: null,
        provider: "claude", conversation: $conversation, continues: null, container: "scc-claude-0", once: false,
        engine: "docker", network: "open", policy_digest: "feed", started: "2026-02-03T04:05:06Z",
        ended: "2026-02-03T05:05:06Z", status: 0, supervisor: {pid: 1, started: "0"}} | '"${3:-.}" >"$folder/session.json"
}
