// SPDX-License-Identifier: Apache-2.0
// What a submission's XML says: of which form, under which instanceID, and the answers as a
// record's body has them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/model/questionnaire.hpp"
#include "core/model/record.hpp"
#include "server/openrosa/xml.hpp"

namespace kongdi::server::openrosa {

/// What the outermost element says.
struct SubmissionHead {
    std::string form = {};  // id of the questionnaire
    std::int64_t version = 0;
    std::string instance_id = {};    // "uuid:…", lower case
    std::int64_t created_at_ms = 0;  // when the form was finished, by the phone's clock
};

/// questionnaire_unknown (/id, /version), field_missing and field_format (/meta/instanceID,
/// /meta/timeEnd), field_unknown (/meta/deprecatedID: what was sent is not edited from outside).
Result<SubmissionHead> read_head(const XmlNode& root);

/// A photo that an answer names, to come as an attachment.
struct FileAsked {
    std::string question = {};
    std::string name = {};  // of the file
};

struct SubmissionAnswers {
    Value body = Value::map();  // without photos
    std::vector<FileAsked> files = {};
    std::vector<ConsentGiven> consent = {};
    std::optional<std::string> community = {};
    Errors errors = {};  // field_unknown and field_repeated of nodes that are none of the form's
};

/// Values that are none of their kind stay text, so that the record check names them.
SubmissionAnswers read_answers(const XmlNode& root, const Questionnaire& questionnaire);

/// The record's id and its device follow from the instanceID alone, so that the same submission
/// sent again, to whichever server, is the same record. Neither tells the instanceID, which only
/// the sender knows: the device is the sender's key to the record.
std::string record_id_of(std::string_view instance_id);
std::string device_of(std::string_view instance_id);

/// What the form calls a field of a record: "/body/services/ELD02/0" → "body/services/ELD02/used".
std::string field_of(std::string_view path, const Questionnaire* questionnaire);

}  // namespace kongdi::server::openrosa
