// SPDX-License-Identifier: Apache-2.0
// THE table of question kinds: what an answer must look like. The same rows check a form on the
// phone, a record on the server, and make the published JSON Schema.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/value.hpp"
#include "core/model/questionnaire.hpp"
#include "core/model/record.hpp"

namespace kongdi {

/// What an answer is checked against beside its question.
struct AnswerContext {
    std::span<const PhotoEntry> photos = {};  // of the record
};

struct QuestionKindRow {
    QuestionKind kind;
    std::string_view name;  // in questionnaires
    /// Adds what is wrong with a given answer; `path` is where the answer stands.
    void (*check)(const Question&, const Value& answer, const std::string& path,
                  const AnswerContext&, Errors&);
    /// The JSON Schema (draft 2020-12) of an answer.
    Value (*schema)(const Question&);
};

const std::array<QuestionKindRow, static_cast<std::size_t>(QuestionKind::Count_)>& question_kinds();
const QuestionKindRow& question_kind(QuestionKind kind);
std::string_view question_kind_name(QuestionKind kind);
std::optional<QuestionKind> question_kind_from_name(std::string_view name);

/// Checks a given answer by its kind.
void check_given(const Question& question, const Value& answer, const std::string& path,
                 const AnswerContext& context, Errors& errors);

/// Checks an answer that may be absent: missing when required, else by its kind.
void check_answer(const Question& question, const Value* answer, const std::string& path,
                  const AnswerContext& context, Errors& errors);

}  // namespace kongdi
