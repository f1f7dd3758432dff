#include <algorithm>

#include "hook/host.hpp"

namespace scc::hook {
namespace {

constexpr std::string_view tool_name[] = {"tool_name"};
constexpr std::string_view tool_input[] = {"tool_input"};
constexpr std::string_view cwd[] = {"cwd"};
constexpr std::string_view session_id[] = {"session_id"};
constexpr std::string_view tool_use_id[] = {"tool_use_id"};
constexpr std::string_view event_name = "hook_event_name";

constexpr std::string_view claude_shells[] = {"Bash", "Monitor"};

constexpr std::string_view codex_shells[] = {
    "Bash", "shell", "local_shell", "shell_command", "exec_command", "container.exec"};
constexpr std::string_view codex_directory[] = {"workdir"};

constexpr std::string_view gemini_shells[] = {"run_shell_command"};
constexpr std::string_view gemini_directory[] = {"dir_path", "directory"};

// Its events come in two spellings: camel case, and the one of Claude Code.
constexpr std::string_view copilot_shells[] = {
    "bash", "Bash", "shell", "local_shell", "run_in_terminal", "runInTerminal", "runTerminalCommand"};
constexpr std::string_view copilot_tool[] = {"toolName", "tool_name"};
constexpr std::string_view copilot_arguments[] = {"toolArgs", "tool_input"};
constexpr std::string_view copilot_session[] = {"sessionId", "session_id"};
constexpr std::string_view copilot_call[] = {"toolCallId", "tool_use_id"};

constexpr std::string_view cursor_shells[] = {"Shell"};
constexpr std::string_view cursor_session[] = {"conversation_id"};
constexpr std::string_view cursor_directory[] = {"working_directory"};

// What the plugin writes that 'scc-safety hook --install' puts there.
constexpr std::string_view opencode_shells[] = {"bash", "shell"};
constexpr std::string_view opencode_tool[] = {"tool"};
constexpr std::string_view opencode_arguments[] = {"args"};
constexpr std::string_view opencode_session[] = {"sessionID"};
constexpr std::string_view opencode_call[] = {"callID"};
constexpr std::string_view opencode_directory[] = {"workdir"};

// The one key more or less that a reply must have or must not have is why these are written out: without
// "hookEventName" or the reason, or with a key too many, the command would run.
constexpr Dialect nested = {
    .refusal = R"({"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny",)"
               R"("permissionDecisionReason":@}})",
    .note = R"({"hookSpecificOutput":{"hookEventName":"PreToolUse","additionalContext":@},"systemMessage":@})",
    .silence = "",
};

// Each entry names no tool, where its host lets it, so that a shell under a name nobody has listed comes here as well.
// Where the host's shell runs the line, what is no answer of ours (a program that is gone, or was killed) ends with
// status 2 and what the shell says about it.
constexpr Entry session_start = {"SessionStart", R"({"hooks":[{"type":"command","command":@,"timeout":10}]})"};

constexpr Variable claude_variables[] = {{"CLAUDE_CONFIG_DIR"}};
constexpr Entry claude_entries[] = {
    {"PreToolUse", R"({"matcher":"*","hooks":[{"type":"command","command":@,"timeout":10,"onFailure":"block"}]})"},
};

constexpr Variable codex_variables[] = {{"CODEX_HOME"}};
constexpr Entry codex_entries[] = {
    {"PreToolUse", R"({"matcher":"*","hooks":[{"type":"command","command":@,"timeout":10}]})"},
};

constexpr Variable gemini_variables[] = {{"GEMINI_CLI_HOME", ".gemini"}};
constexpr Entry gemini_entries[] = {
    {"BeforeTool", R"({"matcher":"*","hooks":[{"name":"scc","type":"command","command":@,"timeout":10000}]})"},
};

constexpr Entry gemini_beginning = {"SessionStart",
                                    R"({"hooks":[{"name":"scc","type":"command","command":@,"timeout":10000}]})"};

constexpr Variable copilot_variables[] = {{"COPILOT_HOME"}};
constexpr Entry copilot_entries[] = {
    {"preToolUse", R"({"type":"command","bash":@,"timeoutSec":10})"},
};

constexpr Entry cursor_entries[] = {
    {"preToolUse", R"({"command":@,"matcher":"Shell","timeout":10,"failClosed":true})"},
    {"beforeShellExecution", R"({"command":@,"timeout":10,"failClosed":true})"},
};

constexpr Variable opencode_variables[] = {{"OPENCODE_CONFIG_DIR"}, {"XDG_CONFIG_HOME", "opencode"}};

constexpr Host table[] = {
    {.name = "claude",
     .title = "Claude Code",
     .shells = claude_shells,
     .keys = {.tool = tool_name,
              .arguments = tool_input,
              .cwd = cwd,
              .session = session_id,
              .call = tool_use_id,
              .event = event_name},
     .dialect = nested,
     .beginning = session_start,
     .setup = {.variables = claude_variables,
               .directory = ".claude",
               .file = "settings.json",
               .entries = claude_entries,
               .switched_off = "disableAllHooks",
               .failure_refuses = true}},
    {.name = "codex",
     .title = "Codex",
     .shells = codex_shells,
     .keys = {.tool = tool_name,
              .arguments = tool_input,
              .cwd = cwd,
              .session = session_id,
              .call = tool_use_id,
              .event = event_name,
              .directory = codex_directory},
     .dialect = nested,
     .beginning = session_start,
     .setup = {.variables = codex_variables,
               .directory = ".codex",
               .file = "hooks.json",
               .entries = codex_entries,
               .approvals = "config.toml",
               .advice =
                   "start codex and approve the hook with /hooks: until then it is not run, and nothing says so"}},
    {.name = "gemini",
     .title = "Gemini CLI",
     .shells = gemini_shells,
     .keys = {.tool = tool_name,
              .arguments = tool_input,
              .cwd = cwd,
              .session = session_id,
              .call = tool_use_id,
              .event = event_name,
              .directory = gemini_directory},
     .dialect = {.refusal = R"({"decision":"deny","reason":@})", .note = R"({"systemMessage":@})", .silence = ""},
     .beginning = gemini_beginning,
     .setup =
         {.variables = gemini_variables, .directory = ".gemini", .file = "settings.json", .entries = gemini_entries}},
    {.name = "copilot",
     .title = "Copilot CLI",
     .shells = copilot_shells,
     .keys = {.tool = copilot_tool,
              .arguments = copilot_arguments,
              .cwd = cwd,
              .session = copilot_session,
              .call = copilot_call},
     .dialect = {.refusal = R"({"permissionDecision":"deny","permissionDecisionReason":@})",
                 .note = R"({"additionalContext":@})",
                 .silence = ""},
     .setup = {.variables = copilot_variables,
               .directory = ".copilot",
               .file = "hooks/scc.json",
               .entries = copilot_entries,
               .start = R"({"version":1})"}},
    {.name = "cursor",
     .title = "Cursor",
     .shells = cursor_shells,
     .keys = {.tool = tool_name,
              .arguments = tool_input,
              .cwd = cwd,
              .session = cursor_session,
              .call = tool_use_id,
              .roots = "workspace_roots",
              .line = "command",
              .directory = cursor_directory},
     .dialect = {.refusal = R"({"permission":"deny","user_message":@,"agent_message":@})",
                 .note = R"({"permission":"allow","user_message":@,"agent_message":@})",
                 .silence = R"({"permission":"allow"})"},
     .setup = {.directory = ".cursor",
               .file = "hooks.json",
               .entries = cursor_entries,
               .start = R"({"version":1})",
               .failure_refuses = true}},
    {.name = "opencode",
     .title = "opencode",
     .shells = opencode_shells,
     .keys = {.tool = opencode_tool,
              .arguments = opencode_arguments,
              .cwd = cwd,
              .session = opencode_session,
              .call = opencode_call,
              .directory = opencode_directory},
     .dialect = {.refusal = "", .note = "", .silence = ""},
     .setup = {.variables = opencode_variables,
               .directory = ".config/opencode",
               .file = "plugin/scc.js",
               .plugin = "hooks/opencode.js",
               .failure_refuses = true}},
};

}  // namespace

std::span<const Host> hosts() { return table; }

const Host* host_named(std::string_view name) {
    const auto* const found = std::ranges::find(table, name, &Host::name);
    return found == std::end(table) ? nullptr : found;
}

std::vector<std::string> host_names() {
    std::vector<std::string> names;
    for (const Host& host : table) names.emplace_back(host.name);
    return names;
}

}  // namespace scc::hook
