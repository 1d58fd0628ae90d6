// SPDX-License-Identifier: Apache-2.0
#include "server/storage/submission.hpp"

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "core/rules/checkup_of.hpp"
#include "core/rules/remark_of.hpp"
#include "core/rules/space_of.hpp"

namespace kongdi::server {

namespace {

/// The question of the agenda that is answered.
std::optional<MeetingVote> vote_of(const Record& record, const Questionnaire& agenda) {
    for (const QuestionPage& page : agenda.pages)
        for (const Question& question : page.questions)
            if (const Value& answer = record.body[question.name]; !answer.is_null())
                return MeetingVote{question.name, write_json(answer)};
    return std::nullopt;
}

}  // namespace

Submission submission_of(std::string bytes, Record record, const Catalogue& catalogue,
                         const Questionnaire* published) {
    Submission out;
    out.sha256 = sha256(bytes);
    out.bytes = std::move(bytes);
    const Questionnaire* questionnaire =
        published != nullptr
            ? published
            : catalogue.questionnaire(record.questionnaire, record.questionnaire_version);
    if (record.kind == RecordKind::IdleSpace) {
        if (questionnaire != nullptr) out.space = space_of(record, *questionnaire);
        for (const ConsentGiven& consent : record.consent)
            if (out.space && catalogue.publishes_place(consent.purpose, consent.version))
                out.space->published = true;
    }
    if (record.kind == RecordKind::ServiceCheckup) out.checkup = checkup_of(record);
    if (record.kind == RecordKind::Meeting && questionnaire != nullptr)
        out.vote = vote_of(record, *questionnaire);
    if (record.kind == RecordKind::FacilityRemark) out.remark = remark_of(record.body);
    out.community = record.community;
    out.record = std::move(record);
    return out;
}

}  // namespace kongdi::server
