#include "choose_method.hpp"

#include <algorithm>

#include "auth.hpp"
#include "base/text.hpp"

namespace scc::provider {
namespace {

constexpr const char* with = "--with env:NAME or --with command:COMMAND";

class Chooser {
public:
    Chooser(const SignInWish& wish, const AskMethod& ask) : wish_(wish), ask_(ask) {}

    Result<const Method*> choose() const {
        if (wish_.method) return named();
        if (wish_.reference) return referred();
        const std::vector<const Method*> possible = possible_ones();
        if (possible.empty()) return nothing_possible();
        if (possible.size() == 1) return possible.front();
        if (!wish_.has_terminal) return cannot_ask(possible);
        SCC_TRY(const std::size_t chosen, ask_(possible));
        return possible.at(chosen);
    }

private:
    std::string id() const { return text::quoted(wish_.record.id); }

    static std::string said(const Method& method) { return "method " + text::quoted(method.name); }

    Result<const Method*> named() const {
        SCC_TRY(const Method* method, wish_.record.sign_in.find(*wish_.method, wish_.record.id));
        SCC_CHECK(check_allowed(*method));
        if (wish_.reference) SCC_CHECK(check_takes_reference(*method));
        SCC_CHECK(check_gateway(*method));
        if (!wish_.reference && !method->has_script()) {
            return Error{Code::prereq, said(*method) + " needs to be told where the credential is", with};
        }
        if (!wish_.reference && method->needs_terminal && !wish_.has_terminal) return no_terminal(*method);
        return method;
    }

    Result<const Method*> referred() const {
        const Method* method = referring_method(wish_.record, wish_.setup);
        if (method == nullptr) return Error{Code::usage, "provider " + id() + " takes no credential by reference"};
        SCC_CHECK(check_allowed(*method));
        return method;
    }

    Result<Done> check_allowed(const Method& method) const {
        if (is_allowed(method, wish_.setup)) return Done{};
        return Error{Code::denied, said(method) + " of signing in to " + id() + " is not allowed", allowed(), place()};
    }

    Result<Done> check_takes_reference(const Method& method) const {
        if (method.by_reference) return Done{};
        return Error{Code::usage, said(method) + " takes no credential by reference", "leave --with out"};
    }

    // With a gateway there is one place the credential is for.
    Result<Done> check_gateway(const Method& method) const {
        if (!method.by_reference || method.at_gateway == wish_.setup.gateway.has_value()) return Done{};
        if (!method.at_gateway && method.has_script() && !wish_.reference) return Done{};
        if (method.at_gateway) {
            return Error{Code::prereq,
                         "no gateway is configured for " + id(),
                         "scc config set providers." + std::string(wish_.record.id) + ".gateway URL"};
        }
        return Error{Code::prereq,
                     "provider " + id() + " is reached through a gateway, whose credential it needs",
                     "leave --method out",
                     wish_.setup.gateway->origin.because};
    }

    std::string allowed() const {
        const std::string names = text::join(wish_.setup.sign_in->value, ", ");
        return wish_.setup.sign_in->origin.from + " allows " + (names.empty() ? "none" : names);
    }

    std::string place() const { return wish_.setup.sign_in->origin.because; }

    // What can be done here and now.
    std::vector<const Method*> possible_ones() const {
        std::vector<const Method*> methods;
        for (const Method& method : wish_.record.sign_in.methods) {
            const bool can_run = method.has_script() && (wish_.has_terminal || !method.needs_terminal);
            if (can_run && is_allowed(method, wish_.setup)) methods.push_back(&method);
        }
        return methods;
    }

    Error nothing_possible() const {
        if (wish_.setup.sign_in && wish_.setup.sign_in->value.empty()) {
            return {Code::denied, "no method of signing in to " + id() + " is allowed", allowed(), place()};
        }
        const Method* method = referring_method(wish_.record, wish_.setup);
        if (method != nullptr && is_allowed(*method, wish_.setup)) {
            return {Code::prereq, "signing in to " + id() + " needs to be told where the credential is", with};
        }
        return {Code::prereq, "signing in to " + id() + " needs a terminal", "run it at one"};
    }

    static Error cannot_ask(const std::vector<const Method*>& among) {
        std::vector<std::string> names;
        for (const Method* method : among) names.emplace_back(method->name);
        return {Code::prereq,
                "no method of signing in is chosen among " + text::join(names, ", "),
                "name it: --method " + names.front() + "; or " + with};
    }

    Error no_terminal(const Method& method) const {
        const Method* other = referring_method(wish_.record, wish_.setup);
        const bool refers = other != nullptr && is_allowed(*other, wish_.setup);
        return {Code::prereq,
                said(method) + " needs a terminal",
                std::string("run it at one") + (refers ? std::string(", or pass ") + with : "")};
    }

    const SignInWish& wish_;
    const AskMethod& ask_;
};

}  // namespace

Result<const Method*> choose_method(const SignInWish& wish, const AskMethod& ask) {
    return Chooser(wish, ask).choose();
}

}  // namespace scc::provider
