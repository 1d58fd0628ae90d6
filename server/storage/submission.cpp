// SPDX-License-Identifier: Apache-2.0
#include "server/storage/submission.hpp"

#include "core/base/sha256.hpp"
#include "core/rules/checkup_of.hpp"
#include "core/rules/remark_of.hpp"
#include "core/rules/space_of.hpp"

namespace kongdi::server {

Submission submission_of(std::string bytes, Record record, const Catalogue& catalogue,
                         const Questionnaire* published) {
    Submission out;
    out.sha256 = sha256(bytes);
    out.bytes = std::move(bytes);
    if (record.kind == RecordKind::IdleSpace) {
        const Questionnaire* questionnaire =
            published != nullptr
                ? published
                : catalogue.questionnaire(record.questionnaire, record.questionnaire_version);
        if (questionnaire != nullptr) out.space = space_of(record, *questionnaire);
        for (const ConsentGiven& consent : record.consent)
            if (out.space && catalogue.publishes_place(consent.purpose, consent.version))
                out.space->published = true;
    }
    if (record.kind == RecordKind::ServiceCheckup) out.checkup = checkup_of(record);
    if (record.kind == RecordKind::FacilityRemark) out.remark = remark_of(record.body);
    out.community = record.community;
    out.record = std::move(record);
    return out;
}

}  // namespace kongdi::server
