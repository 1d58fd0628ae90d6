// SPDX-License-Identifier: Apache-2.0
#include "server/exports/short_names.hpp"

#include <algorithm>

namespace kongdi::server {

namespace {

std::vector<std::string> words_of(const std::string& name) {
    std::vector<std::string> out{""};
    for (const char c : name)
        if (c == '_')
            out.emplace_back();
        else
            out.back() += c;
    return out;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        if (!out.empty()) out += '_';
        out += word;
    }
    return out;
}

std::string shortened(const std::string& name) {
    std::vector<std::string> words = words_of(name);
    while (joined(words).size() > kShortName) {
        const auto longest =
            std::max_element(words.begin(), words.end(),
                             [](const auto& a, const auto& b) { return a.size() < b.size(); });
        longest->pop_back();
    }
    return joined(words);
}

}  // namespace

std::vector<std::string> short_names(const std::vector<std::string>& names) {
    std::vector<std::string> out;
    for (const std::string& name : names) {
        const std::string first = shortened(name);
        std::string one = first;
        for (int i = 2; std::find(out.begin(), out.end(), one) != out.end(); ++i) {
            const std::string number = std::to_string(i);
            one = first.substr(0, kShortName - number.size()) + number;
        }
        out.push_back(one);
    }
    return out;
}

}  // namespace kongdi::server
