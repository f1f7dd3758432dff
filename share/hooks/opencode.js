// Asks scc-safety before each use of a tool. Whatever goes wrong on the way withholds it.
// "scc-safety hook --install opencode" writes this file, and --uninstall removes it.
import { spawn } from "node:child_process"

const command = @
const timeout = 10000

// What the hook notes about the call; an error, which is the refusal, unless it ends with 0.
const ask = (call) =>
  new Promise((resolve, reject) => {
    const refuse = (why) => reject(new Error(why || "scc: this call is refused: its hook did not end well"))
    const hook = spawn(command[0], command.slice(1), { stdio: ["pipe", "ignore", "pipe"], timeout })
    let said = ""
    hook.stderr.on("data", (part) => (said += part))
    hook.stdin.on("error", () => {})
    hook.on("error", (fault) => refuse(`scc: this call is refused: ${fault.message}`))
    hook.on("close", (status) => (status === 0 ? resolve(said.trim()) : refuse(said.trim())))
    hook.stdin.end(JSON.stringify(call))
  })

export const Scc = async ({ directory }) => {
  const notes = new Map()
  return {
    "tool.execute.before": async ({ tool, sessionID, callID }, { args }) => {
      const note = await ask({ tool, sessionID, callID, cwd: directory, args })
      if (note) notes.set(callID, note)
    },
    "tool.execute.after": async ({ callID }, result) => {
      const note = notes.get(callID)
      if (!notes.delete(callID)) return
      result.output = `${note}\n${result.output}`
    },
  }
}
