// SPDX-License-Identifier: Apache-2.0
#include "server/openrosa/nodes.hpp"

#include <algorithm>

#include "core/rules/record_check.hpp"

namespace kongdi::server::openrosa {

std::string row_node(std::string_view code) {
    const char first = code.empty() ? '\0' : code[0];
    const bool is_letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    return (is_letter ? "" : "_.") + std::string(code);
}

std::string question_path(const Question& question) { return std::string(kBody) + question.name; }

std::string value_path(const Question& question) {
    return question_path(question) + (question.sources.empty() ? "" : "/value");
}

std::string row_path(const Question& question, std::string_view row) {
    return question_path(question) + "/" + row_node(row);
}

std::string cell_path(const Question& matrix, std::string_view row, const Question& column) {
    return row_path(matrix, row) + "/" + column.name;
}

std::size_t file_count(const Question& question) {
    const auto most = static_cast<double>(kMaxPhotos);
    return static_cast<std::size_t>(std::clamp(question.max.value_or(most), 1.0, most));
}

std::string file_node(std::size_t index) { return "file" + std::to_string(index + 1); }

std::string file_path(const Question& question, std::size_t index) {
    return question_path(question) + "/" + file_node(index);
}

}  // namespace kongdi::server::openrosa
