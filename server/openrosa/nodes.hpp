// SPDX-License-Identifier: Apache-2.0
// What the nodes of a form's instance are called. It mirrors a record:
//   /data/body/QUESTION                        most kinds
//   /data/body/QUESTION/value, …/source        a number with sources
//   /data/body/QUESTION/file1, file2, …        photos
//   /data/body/QUESTION/ROW                    a matrix of scales
//   /data/body/QUESTION/ROW/COLUMN             a matrix
//   /data/community, /data/consent/PURPOSE, /data/meta/instanceID, /data/meta/timeEnd
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/model/questionnaire.hpp"

namespace kongdi::server::openrosa {

inline constexpr std::string_view kBody = "/data/body/";
inline constexpr std::string_view kConsent = "/data/consent/";

/// A row's code as the name of an element, which must begin with a letter: "ELD02", "_.0_5". No
/// code holds a dot, so no two share a name.
std::string row_node(std::string_view code);

std::string question_path(const Question& question);
/// Where a number's value is: below its question when the source is asked, too.
std::string value_path(const Question& question);
std::string row_path(const Question& question, std::string_view row);
std::string cell_path(const Question& matrix, std::string_view row, const Question& column);

/// How many files a photo question has room for, at least one.
std::size_t file_count(const Question& question);
/// "file1" for 0.
std::string file_node(std::size_t index);
std::string file_path(const Question& question, std::size_t index);

}  // namespace kongdi::server::openrosa
