// SPDX-License-Identifier: Apache-2.0
// THE table of question kinds as fields of a form that needs no script: how each is drawn and how
// what was filled in becomes an answer. What an answer must be is core's (core/question/kinds).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/questionnaire.hpp"
#include "core/model/record.hpp"
#include "server/handlers/plain_page.hpp"

namespace kongdi::server {

/// The value of the first field of a name, empty when absent; and whether a box is ticked.
std::string_view value_in(std::span<const FormPart> fields, std::string_view name);
bool is_ticked(std::span<const FormPart> fields, std::string_view name, std::string_view value);

/// The end of the name of a field that names a photo that has arrived.
inline constexpr std::string_view kKeptPhoto = ".kept";

struct PlainShown {
    PlainPage& page;
    std::span<const FormPart> fields;    // what was filled in
    const Errors& errors;                // of the record
    std::span<const PhotoEntry> photos;  // kept when the form was sent before
    bool photo_dropped = false;          // one came that may not be kept
};

struct PlainReading {
    const Services& services;
    std::span<const FormPart> fields;
    std::int64_t now_ms = 0;
    bool may_keep_photos = false;  // by the person's consent
    std::vector<PhotoEntry> photos = {};
    std::vector<FormPart> kept = {};  // fields that name them when the form is sent again
    bool photo_dropped = false;
    Errors errors = {};  // of what core does not get to see
};

struct PlainQuestionRow {
    QuestionKind kind;
    void (*draw)(const Question&, const PlainShown&);
    /// Null for no answer.
    Value (*read)(const Question&, PlainReading&);
};

std::span<const PlainQuestionRow> plain_questions();

void draw_plain_question(const Question& question, const PlainShown& shown);
/// The answers to all questions by their names.
Value read_plain_answers(const Questionnaire& questionnaire, PlainReading& reading);

/// The first mistake at a path or below it, as words; empty when there is none.
std::string_view error_at(const PlainShown& shown, std::string_view path);

}  // namespace kongdi::server
