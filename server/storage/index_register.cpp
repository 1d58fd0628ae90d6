// SPDX-License-Identifier: Apache-2.0
// Index runs: frozen, published, superseded. The document a run was made of lies with its event.
#include "core/codec/json.hpp"
#include "core/lifecycle/index_run_lifecycle.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kSelectRun =
    "SELECT number, id, state, title, wave, document_sha256, result_sha256, ranked, bottom, "
    "survey_first, mean, account, made_at_ms, published_at_ms FROM index_runs ";

IndexRun run_of(const SqlRow& row) {
    IndexRun out;
    out.number = row.whole(0);
    out.id = row.text(1);
    out.state = index_run_state_from_name(row.text(2)).value_or(IndexRunState::Frozen);
    out.title = row.text(3);
    out.wave = row.text(4);
    out.document_sha256 = row.text(5);
    out.result_sha256 = row.text(6);
    out.ranked = row.whole(7);
    out.bottom = row.whole(8);
    out.survey_first = row.whole(9);
    out.mean = row.real(10);
    out.by = row.text(11);
    out.made_at_ms = row.whole(12);
    out.published_at_ms = row.optional_whole(13);
    return out;
}

std::optional<IndexRun> find_run(Sql& sql, std::string_view id) {
    const SqlRows rows = sql.run(std::string(kSelectRun) + "WHERE id = ?", {id});
    return rows.empty() ? std::nullopt : std::optional(run_of(rows.front()));
}

Value facts_of(const NewIndexRun& run, const Actor& actor) {
    return Value::map({{"title", run.title},
                       {"wave", run.wave},
                       {"document_sha256", run.document_sha256},
                       {"result_sha256", run.result_sha256},
                       {"ranked", run.ranked},
                       {"bottom", run.bottom},
                       {"survey_first", run.survey_first},
                       {"mean", run.mean},
                       {"by", actor.name},
                       {"result", run.result}});
}

void fold_freeze(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view id,
                 const Value& facts) {
    sql.insert(
        "index_runs",
        {{seq, id, index_run_state_name(IndexRunState::Frozen), facts.text("title"),
          facts.text("wave"), facts.text("document_sha256"), facts.text("result_sha256"),
          facts["ranked"].int_or(0), facts["bottom"].int_or(0), facts["survey_first"].int_or(0),
          facts["mean"].number_or(0), facts.text("by"), at_ms, nullptr, facts.text("result")}});
}

void fold_publish(Sql& sql, std::int64_t at_ms, std::string_view id) {
    sql.run("UPDATE index_runs SET state = ? WHERE state = ?",
            {index_run_state_name(IndexRunState::Superseded),
             index_run_state_name(IndexRunState::Published)});
    sql.run("UPDATE index_runs SET state = ?, published_at_ms = ? WHERE id = ?",
            {index_run_state_name(IndexRunState::Published), at_ms, id});
}

}  // namespace

void fold_index_run(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view id,
                    const Value& facts) {
    if (facts.find("result") != nullptr)
        fold_freeze(sql, seq, at_ms, id, facts);
    else
        fold_publish(sql, at_ms, id);
}

Result<IndexRun> Registers::freeze_index(const NewIndexRun& run, const Actor& actor,
                                         std::int64_t at_ms) {
    IndexRun out;
    KONGDI_CHECK(write_register(Register::Staff, [&](Sql& sql) {
        if (const auto known = find_run(sql, run.id)) {
            out = *known;
            if (known->document_sha256 == run.document_sha256 && known->title == run.title) return;
            throw StorageFailure(Error{ErrorCode::IdConflict, "/id"});
        }
        const Value facts = facts_of(run, actor);
        const std::int64_t seq =
            append_event(sql, at_ms, kIndexRunEvent, run.id, write_json(facts), run.document);
        fold_index_run(sql, seq, at_ms, run.id, facts);
        out = *find_run(sql, run.id);
    }));
    return out;
}

Result<IndexRun> Registers::publish_index(std::string_view id, const Actor& actor,
                                          std::int64_t at_ms) {
    IndexRun out;
    KONGDI_CHECK(write_register(Register::Staff, [&](Sql& sql) {
        const auto run = find_run(sql, id);
        if (!run) throw StorageFailure(ErrorCode::NotFound, "no such run");
        if (!after_move(run->state, IndexRunMove::Publish, actor.role))
            throw StorageFailure(ErrorCode::MoveIllegal,
                                 "publish from " + std::string(index_run_state_name(run->state)));
        const Value facts =
            Value::map({{"move", index_run_move_name(IndexRunMove::Publish)}, {"by", actor.name}});
        const std::int64_t seq = append_event(sql, at_ms, kIndexRunEvent, id, write_json(facts));
        fold_index_run(sql, seq, at_ms, id, facts);
        out = *find_run(sql, id);
    }));
    return out;
}

Result<std::optional<IndexRun>> Registers::index_run(std::string_view id) {
    std::optional<IndexRun> out;
    KONGDI_CHECK(read_register([&](Sql& sql) { out = find_run(sql, id); }));
    return out;
}

Result<std::vector<IndexRun>> Registers::index_runs() {
    std::vector<IndexRun> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row : sql.run(std::string(kSelectRun) + "ORDER BY number DESC"))
            out.push_back(run_of(row));
    }));
    return out;
}

Result<std::string> Registers::index_result(std::string_view id) {
    std::optional<std::string> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        const SqlRows rows = sql.run("SELECT result FROM index_runs WHERE id = ?", {id});
        out = rows.empty() ? std::nullopt : std::optional(rows.front().text(0));
    }));
    if (!out) return Error{ErrorCode::NotFound};
    return *std::move(out);
}

Result<std::string> Registers::index_document(std::string_view id) {
    std::optional<std::string> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        const auto run = find_run(sql, id);
        out = run ? std::optional(sql.event_bytes(run->number)) : std::nullopt;
    }));
    if (!out) return Error{ErrorCode::NotFound};
    return *std::move(out);
}

}  // namespace kongdi::server
