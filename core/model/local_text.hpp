// SPDX-License-Identifier: Apache-2.0
// A text in several languages, as questionnaires and catalogues carry it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kongdi {

struct LocalText {
    /// Language tag ("zh", "en") and text, in the order of the file.
    std::vector<std::pair<std::string, std::string>> by_language = {};

    /// The text in a language, else the first there is, else empty.
    std::string_view in(std::string_view language) const {
        for (const auto& entry : by_language)
            if (entry.first == language) return entry.second;
        return by_language.empty() ? std::string_view() : std::string_view(by_language[0].second);
    }

    friend bool operator==(const LocalText&, const LocalText&) = default;
};

}  // namespace kongdi
