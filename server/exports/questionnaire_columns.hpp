// SPDX-License-Identifier: Apache-2.0
// The download of questionnaires: a row for each version, who published it and when, and how many
// answers there are to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/exports/columns.hpp"

namespace kongdi::server {

struct QuestionnaireRow {
    std::string id = {};  // "service_checkup/2"
    std::string questionnaire = {};
    std::int64_t version = 0;
    std::string title = {};
    /// Neither of one that programs carry inside.
    std::string published_by = {};
    std::optional<std::int64_t> published_at_ms = {};
    std::int64_t pages = 0;
    std::int64_t questions = 0;
    std::int64_t answers = 0;
    std::optional<std::int64_t> first_answer_ms = {};
    std::optional<std::int64_t> last_answer_ms = {};
    std::optional<Wgs84Point> point = {};  // the middle of the city; none without a map
};
Table<QuestionnaireRow> questionnaire_table();

}  // namespace kongdi::server
