// SPDX-License-Identifier: Apache-2.0
// A questionnaire as one form, and a filled-in form as a record on the ordinary way: core's check,
// the same storage, the same receipt.
#pragma once

#include <string>
#include <vector>

#include "server/handlers/plain_questions.hpp"

namespace kongdi::server {

/// What a form is drawn from: new, or as it came back.
struct PlainForm {
    RecordKind kind = RecordKind::IdleSpace;
    std::vector<FormPart> fields = {};
    Errors errors = {};
    std::vector<PhotoEntry> photos = {};
    bool photo_dropped = false;
    int status = 200;
};

/// Where forms of this kind go.
std::string_view form_path(RecordKind kind);

Response show_form(const Services& services, const Request& request, const PlainForm& form);

/// What a filled-in form says; `bytes` are those of the record as a phone would send it, the same
/// for the same form.
struct PlainRecord {
    PlainReading reading;
    Record record = {};
    std::string bytes = {};
};
PlainRecord read_form(const Services& services, const Request& request, RecordKind kind);

/// The form again, with words at each mistake.
Response show_mistakes(const Services& services, const Request& request, PlainRecord read,
                       Errors errors);

/// The fields that go along while the point is set anew.
std::vector<FormPart> carried_fields(const Request& request, const PlainReading& reading);

}  // namespace kongdi::server
