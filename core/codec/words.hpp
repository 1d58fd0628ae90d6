// SPDX-License-Identifier: Apache-2.0
// Words of a language by their keys, for the screens and for the server's own pages: the language
// files of web/assets/lang, for workers and planners also desk_lang, for the server also
// plain_lang.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kongdi {

enum class Language : std::uint8_t { Zh, En };

/// "zh", as language files and the texts of the catalogue name it.
std::string_view language_code(Language language);
/// "zh-CN", as <html lang> wants it.
std::string_view language_tag(Language language);
/// The first known one of a list like "en-GB,zh-CN"; Chinese when there is none.
Language language_of(std::string_view tags);

/// A name in braces and what stands for it.
struct WordArgument {
    std::string_view name;
    std::string value;

    WordArgument(std::string_view n, std::string_view v) : name(n), value(v) {}
    WordArgument(std::string_view n, const char* v) : name(n), value(v) {}
    WordArgument(std::string_view n, std::string v) : name(n), value(std::move(v)) {}
    WordArgument(std::string_view n, std::int64_t v) : name(n), value(std::to_string(v)) {}
    WordArgument(std::string_view n, int v) : name(n), value(std::to_string(v)) {}
    WordArgument(std::string_view n, std::size_t v) : name(n), value(std::to_string(v)) {}
};

/// Looks up keys of the language files.
///   words("home.title")   words("home.queue", {{"count", 2}})
class Words {
public:
    /// Those that the program carries inside.
    explicit Words(Language language);
    /// Of keys and what they stand for, a line each, the keys in order. Both outlive this object.
    Words(Language language, std::string_view keys, std::string_view words);

    Language language() const { return m_language; }

    /// Valid as long as the texts it was made of. A key nobody translated is its own text.
    std::string_view operator()(std::string_view key) const;
    /// With {name} replaced; "{{" is a brace.
    std::string operator()(std::string_view key,
                           std::initializer_list<WordArgument> arguments) const;
    bool has(std::string_view key) const { return find(key) != nullptr; }

private:
    using Entry = std::pair<std::string_view, std::string_view>;

    const Entry* find(std::string_view key) const;

    std::vector<Entry> m_entries;  // sorted by key
    Language m_language;
};

}  // namespace kongdi
