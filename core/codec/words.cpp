// SPDX-License-Identifier: Apache-2.0
#include "core/codec/words.hpp"

#include <algorithm>

#include "core/base/embedded.hpp"

namespace kongdi {

namespace {

/// The first line of `text`, which goes on behind it.
std::string_view next_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

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

Words::Words(Language language)
    : Words(language, embedded_file("words"),
            embedded_file(std::string("words/").append(language_code(language)))) {}

Words::Words(Language language, std::string_view keys, std::string_view words)
    : m_language(language) {
    m_entries.reserve(static_cast<std::size_t>(std::count(keys.begin(), keys.end(), '\n')) + 1);
    while (!keys.empty()) {
        const std::string_view key = next_line(keys);
        m_entries.emplace_back(key, next_line(words));
    }
}

const Words::Entry* Words::find(std::string_view key) const {
    const auto found = std::lower_bound(
        m_entries.begin(), m_entries.end(), key,
        [](const Entry& entry, std::string_view wanted) { return entry.first < wanted; });
    return found != m_entries.end() && found->first == key ? &*found : nullptr;
}

std::string_view Words::operator()(std::string_view key) const {
    const Entry* found = find(key);
    return found != nullptr ? found->second : key;
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
