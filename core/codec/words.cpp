// SPDX-License-Identifier: Apache-2.0
#include "core/codec/words.hpp"

#include <algorithm>

#include "core/base/embedded.hpp"
#include "core/codec/json.hpp"

namespace kongdi {

namespace {

/// Those for everybody, those of the desk, and those of the server's own pages: what a program does
/// not carry inside, it does not say.
constexpr std::string_view kFolders[] = {"lang/", "desk_lang/", "plain_lang/"};

}  // namespace

std::string_view language_code(Language language) { return language == Language::Zh ? "zh" : "en"; }

std::string_view language_tag(Language language) {
    return language == Language::Zh ? "zh-CN" : "en";
}

Language language_of(std::string_view tags) {
    while (!tags.empty()) {
        const std::size_t comma = tags.find(',');
        std::string_view tag = tags.substr(0, comma);
        while (!tag.empty() && tag.front() == ' ') tag.remove_prefix(1);
        if (tag.starts_with("zh")) return Language::Zh;
        if (tag.starts_with("en")) return Language::En;
        if (comma == std::string_view::npos) break;
        tags.remove_prefix(comma + 1);
    }
    return Language::Zh;
}

Words::Words(Language language) : m_language(language) {
    for (const std::string_view folder : kFolders) {
        std::string name(folder);
        name.append(language_code(language)).append(".json");
        add(embedded_file(name));
    }
}

Words::Words(Language language, std::string_view json) : m_language(language) { add(json); }

void Words::add(std::string_view json) {
    const Result<Value> file = parse_own_json(json);
    if (!file) return;
    const Value::Map* members = file->if_map();
    if (members == nullptr) return;
    m_entries.reserve(m_entries.size() + members->size());
    for (const auto& [key, value] : *members)
        if (const std::string* words = value.if_string()) m_entries.emplace_back(key, *words);
    std::sort(m_entries.begin(), m_entries.end());
}

bool Words::has(std::string_view key) const {
    const auto found = std::lower_bound(
        m_entries.begin(), m_entries.end(), key,
        [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
    return found != m_entries.end() && found->first == key;
}

std::string_view Words::operator()(std::string_view key) const {
    const auto found = std::lower_bound(
        m_entries.begin(), m_entries.end(), key,
        [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
    return found != m_entries.end() && found->first == key ? std::string_view(found->second) : key;
}

std::string Words::operator()(std::string_view key,
                              std::initializer_list<WordArgument> arguments) const {
    const std::string_view pattern = (*this)(key);
    std::string out;
    out.reserve(pattern.size() + 16);
    for (std::size_t at = 0; at < pattern.size();) {
        const char c = pattern[at];
        if (c != '{') {
            out += c;
            ++at;
            continue;
        }
        if (at + 1 < pattern.size() && pattern[at + 1] == '{') {
            out += '{';
            at += 2;
            continue;
        }
        const std::size_t end = pattern.find('}', at);
        if (end == std::string_view::npos) {
            out += pattern.substr(at);
            break;
        }
        const std::string_view name = pattern.substr(at + 1, end - at - 1);
        const auto argument = std::find_if(arguments.begin(), arguments.end(),
                                           [&](const WordArgument& a) { return a.name == name; });
        if (argument != arguments.end())
            out += argument->value;
        else
            out += pattern.substr(at, end - at + 1);
        at = end + 1;
    }
    return out;
}

}  // namespace kongdi
