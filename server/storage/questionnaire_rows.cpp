// SPDX-License-Identifier: Apache-2.0
#include "server/storage/questionnaire_rows.hpp"

#include "core/codec/json.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

std::shared_ptr<const Questionnaire> read_document(std::string_view document,
                                                   const Catalogue& lists) {
    const auto tree = parse_own_json(document);
    if (!tree) return nullptr;
    auto read = questionnaire_of(*tree, lists);
    return read ? std::make_shared<const Questionnaire>(*std::move(read)) : nullptr;
}

std::shared_ptr<const Questionnaire> QuestionnaireShelf::find(std::string_view id,
                                                              std::int64_t version) const {
    const std::scoped_lock lock(m_mutex);
    const auto found = m_kept.find({std::string(id), version});
    return found == m_kept.end() ? nullptr : found->second;
}

void QuestionnaireShelf::keep(std::string_view id, std::int64_t version,
                              std::shared_ptr<const Questionnaire> questionnaire) {
    const std::scoped_lock lock(m_mutex);
    // More than a city ever publishes: begin again rather than grow.
    if (m_kept.size() >= kMost) m_kept.clear();
    m_kept[{std::string(id), version}] = std::move(questionnaire);
}

Result<std::shared_ptr<const Questionnaire>> Storage::find_questionnaire(std::string_view id,
                                                                         std::int64_t version) {
    if (auto kept = m_shelf.find(id, version)) return kept;
    const auto stored = KONGDI_TRY(questionnaire(id, version));
    if (!stored) return std::shared_ptr<const Questionnaire>();
    auto read = read_document(stored->document, lists());
    if (read == nullptr) return Error{ErrorCode::Internal, {}, "questionnaire " + std::string(id)};
    m_shelf.keep(id, version, read);
    return read;
}

}  // namespace kongdi::server
