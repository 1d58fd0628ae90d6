// SPDX-License-Identifier: Apache-2.0
// Published versions of questionnaires, and those of them that a program has read: a version never
// changes, so what was read once is kept.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/model/catalogue.hpp"

namespace kongdi::server {

struct StoredQuestionnaire {
    std::string id = {};
    std::int64_t version = 0;
    std::string document = {};  // JSON, as it was published
    std::string by = {};        // the account
    std::int64_t at_ms = 0;
};

/// The version that a record names and no program carries inside; null when there is none.
using FindQuestionnaire =
    std::function<std::shared_ptr<const Questionnaire>(std::string_view id, std::int64_t version)>;

/// Null when it is not of a questionnaire: nothing that was checked before it was published.
std::shared_ptr<const Questionnaire> read_document(std::string_view document,
                                                   const Catalogue& lists);

/// From any thread.
class QuestionnaireShelf {
public:
    std::shared_ptr<const Questionnaire> find(std::string_view id, std::int64_t version) const;
    void keep(std::string_view id, std::int64_t version,
              std::shared_ptr<const Questionnaire> questionnaire);

private:
    static constexpr std::size_t kMost = 200;
    mutable std::mutex m_mutex;
    std::map<std::pair<std::string, std::int64_t>, std::shared_ptr<const Questionnaire>> m_kept;
};

}  // namespace kongdi::server
