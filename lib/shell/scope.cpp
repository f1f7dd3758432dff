#include "shell/scope.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "shell/argument.hpp"

namespace scc::shell {

std::size_t Value::index_of(std::string_view key) const {
    if (!keys.empty()) {
        const auto found = std::ranges::find(keys, key);
        return found == keys.end() ? std::string::npos : static_cast<std::size_t>(found - keys.begin());
    }
    const bool from_end = key.starts_with('-');
    const auto number = text::number(key.substr(from_end ? 1 : 0));
    if (!number || *number > items.size() || (from_end && *number == 0)) return std::string::npos;
    const std::size_t index = from_end ? items.size() - *number : *number;
    return index < items.size() ? index : std::string::npos;
}

std::string_view Scope::target_of(std::string_view name) const {
    for (int hops = 0; hops < 8; ++hops) {
        const auto found = values_.find(name);
        if (found == values_.end() || !found->second.reference) break;
        name = found->second.items[0];
    }
    return name;
}

const Value* Scope::find(std::string_view name) const {
    const auto found = values_.find(target_of(name));
    return found == values_.end() ? nullptr : &found->second;
}

const std::string* Scope::scalar(std::string_view name) const {
    const Value* value = find(name);
    return value == nullptr || value->items.empty() ? nullptr : &value->items[0];
}

Value& Scope::slot(std::string_view name) {
    const std::string_view target = target_of(name);
    const auto found = values_.find(target);
    return found != values_.end() ? found->second : values_.emplace(std::string(target), Value{}).first->second;
}

void Scope::set(std::string_view name, std::string value) {
    if (value.size() > max_value) return forget(name);
    Value& into = slot(name);
    if (into.fixed) return;
    if (into.fold != 0) value = into.fold == 'l' ? text::lower(value) : text::upper(value);
    std::vector<std::string> others;
    const bool keeps = uncertain > 0 && !into.array && !into.items.empty() && into.items[0].size() <= max_other;
    if (keeps && into.items[0] != value) {
        others = std::move(into.others);
        others.push_back(std::move(into.items[0]));
        if (others.size() > max_others) others.erase(others.begin() + 1);
        ambiguous_ = true;
    }
    into = {.items = {std::move(value)}, .others = std::move(others), .fold = into.fold};
}

void Scope::append(std::string_view name, std::string_view value) {
    Value& into = slot(name);
    if (into.items.empty()) into.items.emplace_back(1, unknown);
    if (into.items[0].size() + value.size() > max_value) return forget(name);
    if (uncertain == 0 || into.array || into.items[0].size() > max_other) {
        into.items[0] += value;
    } else {
        set(name, into.items[0] + std::string(value));
    }
}

void Scope::set_items(std::string_view name, std::vector<std::string> items, bool append) {
    Value& into = slot(name);
    if (!append || !into.array) {
        into = {.array = true};
    }
    for (std::string& item : items) {
        if (into.items.size() == max_items) break;
        if (!into.keys.empty()) into.keys.push_back(std::to_string(into.keys.size()));
        into.items.push_back(std::move(item));
    }
}

void Scope::set_item(std::string_view name, std::string key, std::string value) {
    if (value.size() > max_value) value = unknown;
    Value& into = slot(name);
    into.array = true;
    into.others.clear();
    const std::size_t at = into.index_of(key);
    if (at != std::string::npos) {
        into.items[at] = std::move(value);
        return;
    }
    if (into.items.size() == max_items) return;
    const bool next = into.keys.empty() && key == std::to_string(into.items.size());
    if (!next && into.keys.empty()) {
        for (std::size_t i = 0; i < into.items.size(); ++i) into.keys.push_back(std::to_string(i));
    }
    if (!next) into.keys.push_back(std::move(key));
    into.items.push_back(std::move(value));
}

void Scope::refer(std::string_view name, std::string target) {
    values_.insert_or_assign(std::string(name), Value{.items = {std::move(target)}, .reference = true});
}

void Scope::forget(std::string_view name) {
    const auto found = values_.find(target_of(name));
    if (found != values_.end() && !found->second.fixed) values_.erase(found);
}

void Scope::fix(std::string_view name) {
    if (uncertain == 0) slot(name).fixed = true;
}

void Scope::fold(std::string_view name, char to) { slot(name).fold = to; }

std::optional<Value> Scope::snapshot(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Value> Scope::exchange(std::string_view name, std::string value) {
    const auto found = values_.find(name);
    std::optional<Value> before;
    if (found != values_.end()) before = std::move(found->second);
    values_.insert_or_assign(std::string(name), Value{.items = {std::move(value)}});
    return before;
}

void Scope::restore(std::string_view name, std::optional<Value> before) {
    if (before) values_.insert_or_assign(std::string(name), std::move(*before));
    else if (const auto found = values_.find(name); found != values_.end()) values_.erase(found);
}

std::vector<std::string> Scope::names(std::string_view prefix) const {
    std::vector<std::string> found;
    for (auto row = values_.lower_bound(prefix); row != values_.end() && row->first.starts_with(prefix); ++row) {
        found.push_back(row->first);
    }
    return found;
}

bool Scope::spend(std::size_t bytes) {
    spent_ += bytes;
    return spent_ <= max_expanded;
}

}  // namespace scc::shell
