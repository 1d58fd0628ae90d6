// SPDX-License-Identifier: Apache-2.0
// The data files of web/assets that both builds carry inside: languages, catalogue, questionnaires,
// consent texts. Phone and server have the same ones because they are compiled in.
#pragma once

#include <span>
#include <string_view>

namespace kongdi {

struct EmbeddedFile {
    std::string_view name;  // "lang/zh.json"
    std::string_view text;
};

/// All of them, sorted by name. (Defined by a source the build makes.)
std::span<const EmbeddedFile> embedded_files();

/// The text of one, empty when there is none of that name.
std::string_view embedded_file(std::string_view name);

}  // namespace kongdi
