// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres.hpp"

#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <utility>

#include "server/metrics/library_notices.hpp"

namespace kongdi::server {

namespace {

constexpr unsigned kTypeReal = 701;  // float8's number in every PostgreSQL

std::string number_text(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

/// libpq's texts end with a line feed and may have several lines.
std::string one_line(const char* text) {
    std::string out = text != nullptr ? text : "";
    while (!out.empty() && out.back() == '\n') out.pop_back();
    for (char& c : out)
        if (c == '\n') c = ' ';
    return "postgresql: " + out;
}

[[noreturn]] void fail(PGconn* connection, const PGresult* result) {
    const char* field = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const std::string_view state = field != nullptr ? field : "";
    std::string text =
        one_line(state.empty() ? PQerrorMessage(connection)
                               : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    if (!state.empty()) text.append(" (").append(state).append(")");
    if (state.starts_with("40") || state == "23505")
        throw PostgresConflict(ErrorCode::StorageBusy, text);
    if (state.starts_with("22")) throw PostgresBadValue(ErrorCode::FieldFormat, text);
    if (state.starts_with("23")) throw PostgresBadValue(ErrorCode::Internal, text);
    if (state == "53100") throw StorageFailure(ErrorCode::StorageFull, text);
    // No server, one that goes down or comes up, one that only reads (a standby), one that is
    // overrun, a lock or an answer that took too long: nothing was done, come again.
    const bool later = state.empty() || state.starts_with("08") || state.starts_with("57") ||
                       state.starts_with("53") || state == "55P03" || state == "25006";
    throw StorageFailure(later || PQstatus(connection) != CONNECTION_OK ? ErrorCode::StorageBusy
                                                                        : ErrorCode::Internal,
                         text);
}

bool good(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

void refuse_nul(std::string_view text) {
    if (text.find('\0') != std::string_view::npos)
        throw PostgresBadValue(ErrorCode::FieldFormat, "a text with a NUL");
}

void set_up(PostgresConnection& connection) {
    // A server set to lose what it says is kept would break the promise of a receipt.
    const PostgresResult set = connection.run(
        "SELECT current_setting('fsync'), current_setting('full_page_writes'), "
        "set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN "
        "('off', 'local', 'remote_write') THEN 'on' ELSE current_setting('synchronous_commit') "
        "END, false), set_config('lock_timeout', '5s', false), "
        "set_config('idle_in_transaction_session_timeout', '60s', false), "
        "set_config('extra_float_digits', '1', false)");
    if (set[0].text(0) != "on" || set[0].text(1) != "on")
        throw StorageFailure(ErrorCode::Internal,
                             "this PostgreSQL server runs with fsync or full_page_writes off: "
                             "a power cut would take records that were acknowledged");
}

}  // namespace

void PostgresArray::next() {
    if (!m_text.empty()) m_text += ',';
}

void PostgresArray::add(std::string_view text) {
    refuse_nul(text);
    next();
    m_text += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') m_text += '\\';
        m_text += c;
    }
    m_text += '"';
}

void PostgresArray::add(std::int64_t value) {
    next();
    m_text += std::to_string(value);
}

void PostgresArray::add(double value) {
    next();
    m_text += number_text(value);
}

void PostgresArray::add(PostgresBytes bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    next();
    m_text += "\"\\\\x";
    for (const char c : bytes.bytes) {
        const auto byte = static_cast<unsigned char>(c);
        m_text += kDigits[byte >> 4];
        m_text += kDigits[byte & 15];
    }
    m_text += '"';
}

void PostgresArray::add_null() {
    next();
    m_text += "NULL";
}

void PostgresValues::add(std::string_view text) {
    refuse_nul(text);
    m_values.push_back({std::string(text), false});
}
void PostgresValues::add(double value) { m_values.push_back({number_text(value), false}); }
void PostgresValues::add(PostgresBytes bytes) {
    m_values.push_back({std::string(bytes.bytes), true});
}
void PostgresValues::add(std::nullptr_t) { m_values.push_back({std::nullopt, false}); }

PostgresResult::PostgresResult(PostgresResult&& other) noexcept
    : m_result(std::exchange(other.m_result, nullptr)) {}
PostgresResult& PostgresResult::operator=(PostgresResult&& other) noexcept {
    std::swap(m_result, other.m_result);
    return *this;
}
PostgresResult::~PostgresResult() { PQclear(m_result); }
int PostgresResult::rows() const { return PQntuples(m_result); }
int PostgresResult::columns() const { return PQnfields(m_result); }
std::string_view PostgresResult::command() const { return PQcmdStatus(m_result); }
PostgresRow PostgresResult::operator[](int row) const { return {*this, row}; }

bool PostgresRow::is_null(int column) const { return PQgetisnull(m_result, m_row, column) != 0; }
bool PostgresRow::is_real(int column) const { return PQftype(m_result, column) == kTypeReal; }
std::string_view PostgresRow::text(int column) const {
    return {PQgetvalue(m_result, m_row, column),
            static_cast<std::size_t>(PQgetlength(m_result, m_row, column))};
}
std::int64_t PostgresRow::whole(int column) const {
    const std::string_view number = text(column);
    std::int64_t out = 0;
    std::from_chars(number.data(), number.data() + number.size(), out);
    return out;
}
double PostgresRow::real(int column) const {
    const std::string_view number = text(column);
    double out = 0;
    std::from_chars(number.data(), number.data() + number.size(), out);
    return out;
}
std::string PostgresRow::bytes(int column) const {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string_view hex = text(column);
    if (!hex.starts_with("\\x")) throw StorageFailure(ErrorCode::Internal, "bytes are not in hex");
    hex.remove_prefix(2);
    std::string out(hex.size() / 2, '\0');
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<char>(digit(hex[2 * i]) * 16 + digit(hex[2 * i + 1]));
    return out;
}

PostgresConnection::PostgresConnection(const std::string& url) {
    constexpr std::array<const char*, 7> kNames{"dbname",
                                                "fallback_application_name",
                                                "connect_timeout",
                                                "client_encoding",
                                                "tcp_user_timeout",
                                                "keepalives_idle",
                                                nullptr};
    const std::array<const char*, 7> values{url.c_str(), "kongdi", "5",    "UTF8",
                                            "10000",     "10",     nullptr};
    m_connection = PQconnectdbParams(kNames.data(), values.data(), 1);
    PQsetNoticeProcessor(
        m_connection, [](void*, const char*) { count_notice(NoticeOf::PostgreSql); }, nullptr);
    try {
        if (PQstatus(m_connection) != CONNECTION_OK)
            throw StorageFailure(ErrorCode::StorageBusy, one_line(PQerrorMessage(m_connection)));
        set_up(*this);
    } catch (...) {
        PQfinish(m_connection);
        throw;
    }
}

PostgresConnection::~PostgresConnection() { PQfinish(m_connection); }

namespace {

struct RawValues {
    std::vector<const char*> texts;
    std::vector<int> lengths;
    std::vector<int> formats;
};

}  // namespace

bool PostgresConnection::alive() const {
    return PQstatus(m_connection) == CONNECTION_OK &&
           PQpipelineStatus(m_connection) == PQ_PIPELINE_OFF;
}

bool PostgresConnection::in_transaction() const {
    return PQtransactionStatus(m_connection) != PQTRANS_IDLE;
}

void PostgresConnection::execute(const char* sql) {
    const PostgresResult result(PQexec(m_connection, sql));
    if (!good(result.m_result)) fail(m_connection, result.m_result);
}

PostgresResult PostgresConnection::run(const char* sql, const PostgresValues& values) {
    const Step step{sql, values};
    return std::move(pipeline({&step, 1})[0]);
}

std::vector<PostgresResult> PostgresConnection::pipeline(std::span<const Step> steps) {
    if (PQenterPipelineMode(m_connection) != 1) fail(m_connection, nullptr);
    for (const Step& step : steps) {
        RawValues raw;
        for (const PostgresValues::One& one : step.values.m_values) {
            raw.texts.push_back(one.text ? one.text->c_str() : nullptr);
            raw.lengths.push_back(one.text ? static_cast<int>(one.text->size()) : 0);
            raw.formats.push_back(one.binary ? 1 : 0);
        }
        if (PQsendQueryParams(m_connection, step.sql, static_cast<int>(raw.texts.size()), nullptr,
                              raw.texts.data(), raw.lengths.data(), raw.formats.data(), 0) != 1)
            fail(m_connection, nullptr);
    }
    if (PQpipelineSync(m_connection) != 1) fail(m_connection, nullptr);
    std::vector<PostgresResult> out;
    std::optional<PostgresResult> failure;
    bool synced = false;
    bool ended = false;
    while (!synced) {
        PGresult* raw = PQgetResult(m_connection);
        if (raw == nullptr) {
            // Between two statements. Twice, or without a connection, nothing else will come: libpq
            // may have given up the rest and still call a connection that broke a good one.
            if (ended || PQstatus(m_connection) != CONNECTION_OK)
                fail(m_connection, failure ? failure->m_result : nullptr);
            ended = true;
            continue;
        }
        ended = false;
        PostgresResult result(raw);
        const ExecStatusType status = PQresultStatus(raw);
        if (status == PGRES_PIPELINE_SYNC) {
            synced = true;
        } else if (good(raw)) {
            out.push_back(std::move(result));
        } else if (status != PGRES_PIPELINE_ABORTED && !failure) {
            failure = std::move(result);
        }
    }
    if (PQexitPipelineMode(m_connection) != 1) fail(m_connection, nullptr);
    if (failure) fail(m_connection, failure->m_result);
    return out;
}

void check_committed(const PostgresResult& result) {
    if (result.command() != "COMMIT")
        throw StorageFailure(ErrorCode::Internal, "the transaction was undone at its end");
}

PostgresTransaction::~PostgresTransaction() {
    if (!m_connection.alive() || !m_connection.in_transaction()) return;
    try {
        m_connection.execute("ROLLBACK");
    } catch (const StorageFailure&) {
        // The connection goes with it.
    }
}

}  // namespace kongdi::server
