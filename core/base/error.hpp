// SPDX-License-Identifier: Apache-2.0
// Everything that can go wrong, once: a stable code, the HTTP status it becomes, the text people
// see.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kongdi {

enum class ErrorCode : std::uint8_t {
    // the bytes
    BodyNotUtf8,
    BodyNotJson,
    BodyTooLarge,
    BodyTooDeep,
    BodyDuplicateKey,
    BodyNotObject,
    // a field
    FieldMissing,
    FieldType,
    FieldFormat,
    FieldRange,
    FieldTooLong,
    FieldChoice,
    FieldRepeated,
    PersonalNumber,
    // the record
    KindUnknown,
    QuestionnaireUnknown,
    CommunityCode,
    DateFuture,
    CoordinatesRange,
    ConsentMissing,
    ConsentUnknown,
    PhotoListed,
    AnswerSkipped,
    AnswerConstraint,
    IdConflict,
    // a questionnaire
    FieldUnknown,
    TranslationMissing,
    ExpressionSyntax,
    ExpressionFunction,
    ExpressionTooLarge,
    ExpressionName,
    ExpressionCycle,
    VersionTaken,
    SheetUnsupported,
    // photos
    PhotoFormat,
    PhotoTooLarge,
    PhotoHash,
    PhotoRange,
    // layers of the map
    LayerUnreadable,
    ImportReplaced,
    // the way to the server
    RequestFormat,
    NotFound,
    MethodUnknown,
    MediaType,
    LoginNeeded,
    LoginWrong,
    AccessDenied,
    TooManyRequests,
    MoveIllegal,
    StaleVersion,
    SamePerson,
    WaveOpen,
    ExportStopped,
    StorageBusy,
    StorageFull,
    Internal,
    Count_,
};

struct ErrorRow {
    ErrorCode code;
    std::string_view name;  // what the wire and the logs say
    int http_status;
    std::string_view key;  // of the text shown to people, in web/assets/lang
};

/// The row of a code; every code has one.
const ErrorRow& error_row(ErrorCode code);
/// All rows in the order of the enum.
const std::array<ErrorRow, static_cast<std::size_t>(ErrorCode::Count_)>& error_table();

/// What went wrong and where. `path` names the field as `/body/place/point/lon`, empty for the
/// whole; `detail` is for logs only and is never shown to people or sent.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string path = {};
    std::string detail = {};

    friend bool operator==(const Error& a, const Error& b) {
        return a.code == b.code && a.path == b.path;
    }
};

/// "/name", with `~` and `/` in the name escaped as RFC 6901 has it.
std::string path_step(std::string_view name);

/// Several mistakes at once, in the order of the fields they belong to.
using Errors = std::vector<Error>;

}  // namespace kongdi
