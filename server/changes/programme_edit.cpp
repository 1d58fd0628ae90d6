// SPDX-License-Identifier: Apache-2.0
#include "server/changes/programme_edit.hpp"

#include "core/lifecycle/programme_lifecycle.hpp"
#include "core/model/programme_fields.hpp"
#include "core/rules/field_checks.hpp"
#include "core/rules/thresholds.hpp"
#include "server/changes/cell_texts.hpp"

namespace kongdi::server {

namespace {

using C = ProgrammeColumn;
using T = ProgrammeFieldType;
using Cell = std::optional<std::string>;

bool has_cell(const ProgrammeField& field) {
    return field.type != T::Photos && field.type != T::Papers && field.type != T::Incomes;
}

Value in_order(const Value& facts) {
    Value out = Value::map();
    for (const ProgrammeField& field : programme_fields())
        if (const Value* said = facts.find(field.name); said != nullptr && !said->is_null())
            out.set(field.name, *said);
    return out;
}

/// One row while it is read.
struct Reading {
    const GivenRow& row;
    ProgrammeEdit out = {};

    const Cell& cell(C column) const { return row.cells[static_cast<std::size_t>(column)]; }
    void wrong(ErrorCode code, std::string path) { out.errors.push_back({code, std::move(path)}); }
    const Value& fact(const ProgrammeField& field) const { return out.facts.facts[field.name]; }
    /// Null takes it out.
    void put(const ProgrammeField& field, Value value) {
        out.facts.facts.set(field.name, std::move(value));
    }

    void words(const ProgrammeField& field, const Cell& cell) {
        const std::string before(fact(field).string_or(""));
        std::string said = before;
        if (!take_text(cell, said)) return wrong(ErrorCode::FieldFormat, path_step(field.name));
        if (said != before) put(field, said.empty() ? Value() : Value(said));
    }
    void code(const ProgrammeField& field, const std::string& cell) {
        if (!is_same_code(cell, fact(field).string_or("")))
            put(field, cell.empty() ? Value() : Value(trimmed(cell)));
    }
    void day(const ProgrammeField& field, const std::string& cell) {
        if (cell == fact(field).string_or("")) return;
        if (cell.empty()) return put(field, {});
        if (auto said = day_of_cell(cell))
            put(field, *std::move(said));
        else
            wrong(ErrorCode::FieldFormat, path_step(field.name));
    }
    void number(const ProgrammeField& field, const std::string& cell) {
        const Value& before = fact(field);
        if (cell.empty()) return put(field, {});
        if (const std::int64_t* whole = before.if_int();
            whole != nullptr && is_shortened_code(cell, std::to_string(*whole)))
            return;
        const auto number = number_of_cell(cell);
        const auto whole = whole_of_cell(cell);
        if (!number || (field.type != T::Area && !whole))
            return wrong(ErrorCode::FieldType, path_step(field.name));
        if (before.is_number() && is_same_number(before.number_or(0), *number)) return;
        put(field, whole ? Value(*whole) : Value(*number));
    }
    void field(const ProgrammeField& field, const Cell& cell) {
        if (!cell) return;
        switch (field.type) {
            case T::Community: return code(field, *cell);
            case T::Day: return day(field, *cell);
            case T::Year:
            case T::Whole:
            case T::Area: return number(field, *cell);
            default: words(field, cell);
        }
    }
    void fields() {
        auto column = static_cast<std::size_t>(C::FirstField);
        for (const ProgrammeField& one : programme_fields())
            if (has_cell(one)) field(one, row.cells[column++]);
        out.facts.facts = in_order(out.facts.facts);
    }

    /// The reason that stands is that of another move.
    void reason(bool needed) {
        std::string said = out.facts.reason;
        if (!take_text(cell(C::Reason), said)) return wrong(ErrorCode::FieldFormat, "/reason");
        if (said == out.facts.reason) said.clear();
        if (needed && said.empty()) wrong(ErrorCode::FieldMissing, "/reason");
        check_lines(said, kMaxReason, "/reason", out.errors);
        (needed ? out.facts.reason : out.facts.move_reason) = std::move(said);
    }
    void state() {
        const Cell& said = cell(C::State);
        if (!said || said->empty() || *said == programme_state_name(out.facts.state)) return;
        const auto to = programme_state_from_name(*said);
        if (!to) return wrong(ErrorCode::FieldChoice, "/state");
        const auto* move = programme_move_to(out.facts.kind, out.facts.state, *to);
        if (move == nullptr) return wrong(ErrorCode::MoveIllegal, "/state");
        out.facts.state = *to;
        reason(move->reason);
    }
};

}  // namespace

std::vector<std::string_view> programme_edit_columns() {
    std::vector<std::string_view> out{"id", "version", "kind", "state", "reason"};
    for (const ProgrammeField& field : programme_fields())
        if (has_cell(field))
            out.push_back(field.type == T::Community ? std::string_view("community_code")
                                                     : field.name);
    return out;
}

ProgrammeSaid said_of(const ProgrammeEntry& entry) {
    return {entry.kind, in_order(entry.facts), entry.state, entry.reason, {}, entry.facilities};
}

ProgrammeEdit edit_of(const ProgrammeSaid& before, const GivenRow& row) {
    Reading reading{row, {before, {}}};
    if (const Cell& kind = reading.cell(C::Kind);
        kind && !kind->empty() && *kind != programme_kind_name(before.kind))
        reading.wrong(ErrorCode::MoveIllegal, "/kind");
    reading.fields();
    reading.state();
    return std::move(reading.out);
}

ProgrammeEdit new_edit_of(const GivenRow& row) {
    Reading reading{row};
    const std::string said = reading.cell(C::Kind).value_or("");
    const auto kind = programme_kind_from_name(said);
    if (!kind)
        reading.wrong(said.empty() ? ErrorCode::FieldMissing : ErrorCode::FieldChoice, "/kind");
    reading.out.facts.kind = kind.value_or(ProgrammeKind::Candidate);
    reading.out.facts.state = first_state(reading.out.facts.kind);
    reading.fields();
    // Each move is a step of an entry that is there.
    const std::string state = reading.cell(C::State).value_or("");
    if (kind && !state.empty() && state != programme_state_name(reading.out.facts.state))
        reading.wrong(ErrorCode::MoveIllegal, "/state");
    return std::move(reading.out);
}

}  // namespace kongdi::server
