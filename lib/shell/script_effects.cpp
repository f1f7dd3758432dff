#include "shell/script_calls.hpp"

namespace scc::shell {
namespace {

class Effects {
public:
    Effects(Span span, Carried& into) : span_(span), into_(into) {}

    void act(Does does, std::span<const Literal> arguments) {
        switch (does) {
            case Does::text: return run_text(arguments[0]);
            case Does::words:
                if (arguments.size() == 1) return run_text(arguments[0]);
                return run_words(arguments, false);
            case Does::pipe: return pipe(arguments);
            case Does::print: return print(arguments);
            case Does::list:
                if (arguments.size() == 1 && !arguments[0].list) return run_text(arguments[0]);
                return run_words(arguments, false);
            case Does::named_list: return run_words(arguments, true);
            case Does::code: return;
            case Does::read: return read(arguments);
            case Does::remove: return remove("rm", arguments);
            case Does::remove_tree: return remove("-rf", arguments.first(1));
            case Does::url: return connect(arguments[0].text());
            case Does::host: return host(arguments);
        }
    }

private:
    void run_text(const Literal& given) {
        if (given.items.empty()) return;
        if (given.list) return run({given.items.begin(), given.items.end()});
        std::string text = given.items[0];
        if (text.starts_with('|')) text.erase(0, 1);
        if (text.ends_with('|')) text.pop_back();
        into_.add(std::move(text), span_);
    }

    // open(F, "git log |") and open(F, "-|", "git", "log") of Perl.
    void pipe(std::span<const Literal> arguments) {
        const std::string first = arguments[0].text();
        if (first == "-|" || first == "|-") {
            if (arguments.size() > 1) act(Does::words, arguments.subspan(1));
        } else if (first.starts_with('|') || first.ends_with('|')) {
            run_text(arguments[0]);
        }
    }

    void print(std::span<const Literal> arguments) {
        std::string line;
        for (const Literal& one : arguments) line += (line.empty() ? "" : " ") + one.text();
        if (!line.ends_with('\n')) line += '\n';
        into_.printed = into_.printed.value_or("") + line;
    }

    void run_words(std::span<const Literal> arguments, bool named_again) {
        std::vector<std::string> words;
        for (const Literal& one : arguments) words.insert(words.end(), one.items.begin(), one.items.end());
        if (named_again && words.size() > 1) words.erase(words.begin() + 1);
        run(std::move(words));
    }

    void run(std::vector<std::string> words) {
        if (words.empty()) return;
        std::vector<Argument>& command = into_.commands.emplace_back();
        for (std::string& word : words) command.push_back({std::move(word), span_});
    }

    // The file may stand after its mode or before it; a pipe or a URL is none.
    void read(std::span<const Literal> arguments) {
        std::vector<std::string> words = {"<"};
        for (const Literal& one : arguments) {
            for (const std::string& item : one.items) {
                if (item == "-|" || item == "|-") return;
                const bool file =
                    item.find_first_not_of(unknown) != std::string::npos && item.find("://") == std::string::npos;
                if (file) words.push_back(item);
            }
        }
        if (words.size() > 1) run(std::move(words));
    }

    void remove(std::string_view how, std::span<const Literal> arguments) {
        std::vector<std::string> words = {"rm"};
        if (how != "rm") words.emplace_back(how);
        for (const Literal& one : arguments) words.insert(words.end(), one.items.begin(), one.items.end());
        if (words.back() != words.front() && words.back() != how) run(std::move(words));
    }

    void connect(std::string_view url) {
        const std::size_t scheme = url.find("://");
        if (scheme == std::string_view::npos) return;
        const std::string_view name = url.substr(0, scheme);
        if (name == "file" || name == "data" || name == "php") return;
        std::string_view rest = url.substr(scheme + 3);
        rest = rest.substr(0, rest.find_first_of("/?#"));
        rest = rest.substr(rest.find('@') + 1);
        const std::size_t colon = rest.rfind(':');
        const std::string_view port = name == "http" ? "80" : name == "ftp" ? "21" : "443";
        run({"/dev/tcp",
             std::string(rest.substr(0, colon)),
             std::string(colon == std::string_view::npos ? port : rest.substr(colon + 1))});
    }

    void host(std::span<const Literal> arguments) {
        std::vector<std::string> all;
        for (const Literal& one : arguments) all.insert(all.end(), one.items.begin(), one.items.end());
        if (all.empty() || all[0].starts_with('/')) return;
        if (all[0].find("://") != std::string::npos) return connect(all[0]);
        const std::size_t colon = all[0].rfind(':');
        const bool together = colon != std::string::npos && all[0].find(':') == colon;
        run({"/dev/tcp",
             together ? all[0].substr(0, colon) : all[0],
             together         ? all[0].substr(colon + 1)
             : all.size() > 1 ? all[1]
                              : std::string(1, unknown)});
    }

    Span span_;
    Carried& into_;
};

}  // namespace

void carry(Does does, std::span<const Literal> arguments, Span span, Carried& into) {
    Effects(span, into).act(does, arguments);
}

}  // namespace scc::shell
